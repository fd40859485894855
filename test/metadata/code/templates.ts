import { createRequire } from 'node:module';
import { checkTemplate } from '../../local-org/lightning/build/template.ts';
import { slotsOf } from '../../local-org/lightning/build/places.ts';
import type { Finding } from '../finding.ts';
import { nearest } from '../words.ts';
import type { Bundle } from './bundles.ts';
import { Classes, type ComponentClass } from './classes.ts';

/**
 * What the LWC compiler lets pass though it cannot work: a handler or a value that the class does not have, a
 * property that no component takes, an attribute or a slot that a base component does not know.
 */
export function templateFindings(bundles: readonly Bundle[]): Finding[] {
  const classes = new Classes(bundles);
  return bundles.flatMap(({ name, files }) =>
    [...files]
      .filter(([path]) => path.endsWith('.html'))
      .flatMap(([, { file, text }]) => {
        const root = parsed(text, name);
        // What does not compile is told where it is compiled.
        if (!root) return [];
        return [
          ...checkTemplate(text, file, name).map(({ message, line, column }) => ({
            file,
            line,
            column,
            rule: 'lwc/unknown-attribute',
            message: `${message}: it is without effect. Correct its name, or remove it.`,
          })),
          ...new Template(file, classes, classes.of(name)).findings(root),
        ];
      }),
  );
}

interface Place {
  startLine: number;
  startColumn: number;
}

interface Node {
  type?: string;
  name?: string;
  location?: Place;
  properties?: { name: string; attributeName: string; value?: unknown; location?: Place }[];
  attributes?: { name: string; value?: { value?: unknown }; location?: Place }[];
  listeners?: { name: string; handler: Expression; location?: Place }[];
  directives?: unknown[];
  children?: Node[];
  expression?: Expression;
  item?: Expression;
  index?: Expression;
  iterator?: Expression;
  slotData?: { value?: Expression };
  value?: unknown;
  condition?: Expression;
}

interface Expression {
  type: string;
  name?: string;
  object?: Expression;
  location?: Place;
}

function parsed(source: string, name: string): Node | undefined {
  const compiler = createRequire(import.meta.url)('@lwc/template-compiler') as typeof import('@lwc/template-compiler');
  const options = { name, namespace: 'c', enableDynamicComponents: true, enableLwcOn: true, enableLwcSpread: true };
  try {
    return compiler.parse(source, options).root as Node | undefined;
  } catch {
    return undefined;
  }
}

/** What every element takes, whatever its class says. */
const GLOBAL =
  /^(accessKey|className|dir|draggable|exportparts|hidden|id|key|lang|part|role|slot|spellcheck|style|tabIndex|title|(aria|data)[A-Z].*)$/;

class Template {
  private readonly file: string;
  private readonly classes: Classes;
  private readonly own: ComponentClass | undefined;

  constructor(file: string, classes: Classes, own: ComponentClass | undefined) {
    this.file = file;
    this.classes = classes;
    this.own = own;
  }

  findings(node: Node, scope: ReadonlySet<string> = new Set(), parent?: Node): Finding[] {
    const inner = new Set([...scope, ...namesGivenBy(node)]);
    return [
      ...expressionsOf(node).flatMap((expression) => this.unknownMember(expression, inner, node)),
      ...(node.listeners ?? []).flatMap(({ name, handler, location }) =>
        this.unknownHandler(name, handler, inner, location ?? node.location),
      ),
      ...this.unknownProperties(node),
      ...this.unknownSlot(node, parent),
      ...(node.children ?? []).flatMap((child) =>
        this.findings(child, inner, node.type === 'Component' || node.type === 'Element' ? node : parent),
      ),
    ];
  }

  private unknownMember(expression: Expression, scope: ReadonlySet<string>, node: Node): Finding[] {
    const name = rootOf(expression);
    if (!this.own?.members || name === undefined || scope.has(name) || this.own.members.has(name)) return [];
    return [this.at(expression.location ?? node.location, 'lwc/unknown-member', `The class has no ${name}`, name)];
  }

  private unknownHandler(
    event: string,
    handler: Expression,
    scope: ReadonlySet<string>,
    location: Place | undefined,
  ): Finding[] {
    const name = rootOf(handler);
    if (!this.own?.members || name === undefined || scope.has(name) || this.own.members.has(name)) return [];
    return [this.at(location, 'lwc/unknown-handler', `The class has no ${name} to handle ${event}`, name)];
  }

  private unknownProperties({ name = '', properties = [], location }: Node): Finding[] {
    const used = name.startsWith('c-') ? this.classes.of(camelCase(name.slice('c-'.length))) : undefined;
    if (!used) return [];
    return properties
      .filter((property) => !used.api.has(property.name) && !GLOBAL.test(property.name))
      .map((property) => {
        const near = nearest(property.name, [...used.api]);
        return {
          ...this.place(property.location ?? location),
          rule: 'lwc/unknown-property',
          message: `<${name}> has no public property ${property.name}. ${near ? `Did you mean ${near}?` : 'Mark it @api in that component, or remove the attribute.'}`,
        };
      });
  }

  private unknownSlot(node: Node, parent: Node | undefined): Finding[] {
    const slot = node.attributes?.find(({ name }) => name === 'slot');
    const wanted = slot?.value?.value;
    if (typeof wanted !== 'string' || !parent?.name?.startsWith('lightning-')) return [];
    const known = slotsOf(camelCase(parent.name.slice('lightning-'.length)));
    if (!known || known.has(wanted)) return [];
    const near = nearest(wanted, [...known]);
    return [
      {
        ...this.place(slot?.location ?? node.location),
        rule: 'lwc/unknown-slot',
        message: `<${parent.name}> has no slot ${wanted}. ${near ? `Did you mean ${near}?` : `It has: ${[...known].filter((each) => each !== 'default').join(', ') || 'no named one'}.`}`,
      },
    ];
  }

  private at(location: Place | undefined, rule: string, what: string, name: string): Finding {
    const near = nearest(name, [...(this.own?.members ?? [])]);
    return {
      ...this.place(location),
      rule,
      message: `${what}. ${near ? `Did you mean ${near}?` : 'Add it to the class, or remove it here.'}`,
    };
  }

  private place(location: Place | undefined): { file: string; line: number; column: number } {
    return { file: this.file, line: location?.startLine ?? 1, column: location?.startColumn ?? 1 };
  }
}

/** `joint-call` of a tag is `jointCall`. */
function camelCase(tag: string): string {
  return tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Names that a loop or a scoped slot gives to what stands inside of it. */
function namesGivenBy({ item, index, iterator, slotData }: Node): string[] {
  return [item, index, iterator, slotData?.value].flatMap((each) => each?.name ?? []);
}

/** The expressions of a node itself: of its text, properties, attributes and conditions. */
function expressionsOf(node: Node): Expression[] {
  const given = [node.expression, node.condition, node.value, ...(node.properties ?? []).map(({ value }) => value)];
  const more = [...(node.attributes ?? []), ...((node.directives ?? []) as { name?: string; value?: unknown }[])]
    // The names of loops are no expressions.
    .filter((each) => !['ForEach', 'ForOf', 'SlotData'].includes(String((each as { name?: string }).name)))
    .map(({ value }) => value);
  return [...given, ...more].filter(isExpression);
}

function isExpression(value: unknown): value is Expression {
  const type = (value as Expression | undefined)?.type;
  return type === 'Identifier' || type === 'MemberExpression';
}

/** `call` of `call.duties.length`. */
function rootOf(expression: Expression): string | undefined {
  let current: Expression | undefined = expression;
  while (current?.type === 'MemberExpression') current = current.object;
  return current?.type === 'Identifier' ? current.name : undefined;
}
