import { parse } from '@babel/parser';

/** What a component's class offers to its template and to those who use the component. */
export interface ComponentClass {
  members: ReadonlySet<string>;
  /** Members marked `@api`. */
  api: ReadonlySet<string>;
}

interface Named {
  type: string;
  name?: string;
  value?: unknown;
}

interface Member {
  type: string;
  computed?: boolean;
  key?: Named;
  decorators?: { expression: Named }[] | null;
}

interface Declaration {
  type: string;
  superClass?: Named | null;
  body?: { body: Member[] };
}

/** Members that every LightningElement has: https://developer.salesforce.com/docs/platform/lwc/guide/reference-html-element-properties */
const INHERITED = [
  'template',
  'refs',
  'title',
  'hidden',
  'id',
  'lang',
  'dir',
  'tabIndex',
  'accessKey',
  'draggable',
  'spellcheck',
  'isConnected',
  'children',
  'childNodes',
  'style',
];

/**
 * The class that a component's script exports, where it extends LightningElement itself: of one that extends
 * something else nobody knows here what it inherits. Undefined too where the script has no such class.
 */
export function componentClass(source: string): ComponentClass | undefined {
  const { program } = parse(source, {
    sourceType: 'module',
    plugins: [['decorators', { decoratorsBeforeExport: true }]],
    errorRecovery: true,
  });
  const statements = program.body as unknown as { type: string; declaration?: Declaration; id?: Named }[];
  const exported = statements.find(({ type }) => type === 'ExportDefaultDeclaration')?.declaration;
  const declared =
    exported?.type === 'Identifier'
      ? (statements.find(({ type, id }) => type === 'ClassDeclaration' && id?.name === (exported as Named).name) as
          Declaration | undefined)
      : exported;
  if (declared?.type !== 'ClassDeclaration' || declared.superClass?.name !== 'LightningElement') return undefined;
  const own = (declared.body?.body ?? []).filter(({ key, computed }) => key && !computed);
  const nameOf = ({ key }: Member): string => String(key?.name ?? key?.value ?? '');
  return {
    members: new Set([...INHERITED, ...own.map(nameOf)]),
    api: new Set(
      own.filter(({ decorators }) => decorators?.some(({ expression }) => expression.name === 'api')).map(nameOf),
    ),
  };
}
