import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import { BASE } from '../../local-org/lightning/build/places.ts';
import type { Bundle } from './bundles.ts';

/** What a component's class offers to its template and to those who use the component, with all that it inherits. */
export interface ComponentClass {
  /** Undefined where it takes names that only its run tells, as with `Object.assign(this, …)`. */
  members: ReadonlySet<string> | undefined;
  /** Members marked `@api`. */
  api: ReadonlySet<string>;
}

/** The classes of a folder's components, and of what they are built on. */
export class Classes {
  private readonly bundles: ReadonlyMap<string, Bundle>;
  private readonly modules = new Map<string, Module | undefined>();
  private readonly known = new Map<string, ComponentClass | undefined>();

  constructor(bundles: readonly Bundle[]) {
    this.bundles = new Map(bundles.map((bundle) => [bundle.name, bundle]));
  }

  /**
   * The class of a component, by its name in camel case. Undefined where it has none, or where it extends something
   * that is not to be seen here, so that nobody knows what it inherits.
   */
  of(component: string): ComponentClass | undefined {
    if (!this.known.has(component)) {
      this.known.set(component, undefined);
      const module = this.module(`c/${component}`);
      this.known.set(component, module && this.exported(module, 'default'));
    }
    return this.known.get(component);
  }

  /** Modules are named as imports name them, those of a component's own folder `c/component/path`. */
  private module(name: string): Module | undefined {
    if (!this.modules.has(name)) {
      const source = this.sourceOf(name);
      this.modules.set(name, source === undefined ? undefined : moduleOf(name, source));
    }
    return this.modules.get(name);
  }

  private sourceOf(name: string): string | undefined {
    const [namespace, component = '', ...path] = name.split('/');
    if (namespace === 'c')
      return this.bundles.get(component)?.files.get(path.length > 0 ? `${path.join('/')}.js` : `${component}.js`)?.text;
    const file = join(BASE, 'src/lightning', component, `${component}.js`);
    return namespace === 'lightning' && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  private exported(module: Module, name: string): ComponentClass | undefined {
    const node = module.exports.get(name);
    return node && this.evaluated(node, module, new Map());
  }

  /** The class that an expression stands for; `given` are the classes that a mixin was called with. */
  private evaluated(
    node: AstNode,
    module: Module,
    given: ReadonlyMap<string, ComponentClass>,
  ): ComponentClass | undefined {
    switch (node.type) {
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.extended(node, module, given);
      case 'Identifier':
        return this.named(node.name!, module, given);
      case 'CallExpression':
        return this.mixed(node, module, given);
      default:
        return undefined;
    }
  }

  private named(name: string, module: Module, given: ReadonlyMap<string, ComponentClass>): ComponentClass | undefined {
    const own = given.get(name);
    if (own) return own;
    const declared = module.declared.get(name);
    if (declared) return this.evaluated(declared, module, given);
    const imported = module.imports.get(name);
    if (imported?.from === 'lwc' && imported.name === 'LightningElement') return lightningElement();
    const other = imported && this.module(imported.from);
    return other && this.exported(other, imported.name);
  }

  private extended(
    node: AstNode,
    module: Module,
    given: ReadonlyMap<string, ComponentClass>,
  ): ComponentClass | undefined {
    const parent = node.superClass && this.evaluated(node.superClass, module, given);
    if (!parent) return undefined;
    const own = ownMembers(node);
    return {
      members: parent.members && own.members && new Set([...parent.members, ...own.members]),
      api: new Set([...parent.api, ...own.api]),
    };
  }

  /** `NavigationMixin(LightningElement)`: what a function returns that takes a class and extends it. */
  private mixed(node: AstNode, module: Module, given: ReadonlyMap<string, ComponentClass>): ComponentClass | undefined {
    const [argument] = node.arguments ?? [];
    const base = argument && this.evaluated(argument, module, given);
    if (!base || node.callee?.type !== 'Identifier') return undefined;
    const imported = module.imports.get(node.callee.name!);
    if (imported && SYMBOLS_ONLY.has(`${imported.from} ${imported.name}`)) return base;
    const home = imported ? this.module(imported.from) : module;
    const named = imported ? home?.exports.get(imported.name) : node.callee;
    const mixin = named?.type === 'Identifier' ? home?.declared.get(named.name!) : named;
    const parameter = mixin?.params?.[0];
    const returned = mixin && returnedBy(mixin);
    if (!home || !returned || parameter?.type !== 'Identifier') return undefined;
    return this.evaluated(returned, home, new Map([[parameter.name!, base]]));
  }
}

/** Mixins of the platform that add members named by symbols alone: https://developer.salesforce.com/docs/platform/lwc/guide/use-navigate-basic.html */
const SYMBOLS_ONLY: ReadonlySet<string> = new Set(['lightning/navigation NavigationMixin']);

let inherited: ComponentClass | undefined;

/** What LWC's own class has, asked of that class. */
function lightningElement(): ComponentClass {
  if (!inherited) {
    const { LightningElement } = createRequire(import.meta.url)(
      '@lwc/engine-core',
    ) as typeof import('@lwc/engine-core');
    inherited = { members: new Set(Object.getOwnPropertyNames(LightningElement.prototype)), api: new Set() };
  }
  return inherited;
}

/** Of Babel's tree, what is read here. */
interface AstNode {
  type: string;
  name?: string;
  value?: unknown;
  computed?: boolean;
  static?: boolean;
  key?: AstNode;
  decorators?: { expression: AstNode }[] | null;
  superClass?: AstNode | null;
  body?: AstNode | AstNode[];
  callee?: AstNode;
  arguments?: AstNode[];
  params?: AstNode[];
  argument?: AstNode;
  object?: AstNode;
  property?: AstNode;
  left?: AstNode;
  id?: AstNode;
  init?: AstNode | null;
  declaration?: AstNode | null;
  declarations?: AstNode[];
  source?: AstNode | null;
  specifiers?: { type: string; local: AstNode; imported?: AstNode; exported?: AstNode }[];
}

interface Imported {
  from: string;
  name: string;
}

/** A script's names: what it imports, declares and exports. */
interface Module {
  imports: ReadonlyMap<string, Imported>;
  declared: ReadonlyMap<string, AstNode>;
  exports: ReadonlyMap<string, AstNode>;
}

function moduleOf(name: string, source: string): Module | undefined {
  const statements = statementsOf(source);
  if (!statements) return undefined;
  const imports = new Map<string, Imported>();
  const declared = new Map<string, AstNode>();
  const exports = new Map<string, AstNode>();
  for (const statement of statements) {
    const declaration = statement.declaration ?? statement;
    for (const [declaredName, node] of declaredBy(declaration)) {
      declared.set(declaredName, node);
      if (statement.type === 'ExportNamedDeclaration') exports.set(declaredName, node);
    }
    if (statement.type === 'ExportDefaultDeclaration') exports.set('default', declaration);
    for (const { type, local, imported, exported } of statement.specifiers ?? []) {
      if (statement.type === 'ImportDeclaration')
        imports.set(local.name!, {
          from: resolved(String(statement.source?.value), name),
          name: type === 'ImportDefaultSpecifier' ? 'default' : (imported?.name ?? '*'),
        });
      else if (exported?.name !== undefined && !statement.source) exports.set(exported.name, local);
    }
  }
  return { imports, declared, exports };
}

function statementsOf(source: string): AstNode[] | undefined {
  try {
    const { program } = parse(source, { sourceType: 'module', plugins: ['decorators'] });
    return program.body as unknown as AstNode[];
  } catch {
    // What does not compile is told where it is compiled.
    return undefined;
  }
}

function declaredBy({ type, id, declarations = [], ...node }: AstNode): [string, AstNode][] {
  if (type === 'VariableDeclaration')
    return declarations.flatMap((each) => (each.id?.name && each.init ? [[each.id.name, each.init] as const] : [])) as [
      string,
      AstNode,
    ][];
  return (type === 'ClassDeclaration' || type === 'FunctionDeclaration') && id?.name
    ? [[id.name, { ...node, type }]]
    : [];
}

/** `./mixin` of `c/plotList` is `c/plotList/mixin`. */
function resolved(specifier: string, module: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const [namespace = '', component = '', ...path] = module.split('/');
  const folder = [namespace, component, ...path.slice(0, -1)].join('/');
  return new URL(specifier, `file:///${folder}/`).pathname.slice(1).replace(/\.js$/, '');
}

function returnedBy({ body }: AstNode): AstNode | undefined {
  if (!body || Array.isArray(body) || body.type !== 'BlockStatement') return Array.isArray(body) ? undefined : body;
  const statements = Array.isArray(body.body) ? body.body : [];
  const returned = statements.find(({ type }) => type === 'ReturnStatement')?.argument;
  const local = new Map(statements.flatMap(declaredBy));
  return returned?.type === 'Identifier' ? (local.get(returned.name!) ?? returned) : returned;
}

function ownMembers({ body }: AstNode): ComponentClass {
  const all = body && !Array.isArray(body) && Array.isArray(body.body) ? body.body : [];
  const own = all.filter(({ key, computed, static: ofTheClass }) => key && !computed && !ofTheClass);
  const nameOf = ({ key }: AstNode): string => String(key?.name ?? key?.value ?? '');
  const assigned = namesGivenToThis(all);
  return {
    members: assigned && new Set([...own.map(nameOf), ...assigned]),
    api: new Set(
      own.filter(({ decorators }) => decorators?.some(({ expression }) => expression.name === 'api')).map(nameOf),
    ),
  };
}

/** Names of `this.name = …`; undefined where a name is told by something else than the script. */
function namesGivenToThis(members: readonly AstNode[]): string[] | undefined {
  const names: string[] = [];
  let open = false;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = value as AstNode;
    if (node.type === 'AssignmentExpression' && node.left?.object?.type === 'ThisExpression') {
      const { computed, property } = node.left;
      if (computed && property?.type !== 'StringLiteral') open = true;
      else names.push(String(property?.name ?? property?.value));
    }
    if (
      node.type === 'CallExpression' &&
      node.callee?.object?.name === 'Object' &&
      node.arguments?.[0]?.type === 'ThisExpression'
    )
      open ||= /^(assign|defineProperty|defineProperties)$/.test(node.callee.property?.name ?? '');
    Object.values(node).forEach(visit);
  };
  visit(members);
  return open ? undefined : names;
}
