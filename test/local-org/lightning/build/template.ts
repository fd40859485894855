import { createRequire } from 'node:module';
import { CompileError } from './compile.ts';
import { publicProperties } from './places.ts';

type TemplateCompiler = typeof import('@lwc/template-compiler');
let compiler: TemplateCompiler | undefined;

/** Loaded at first use: it brings TypeScript with it, which a start that opens no page needs not. */
function templateCompiler(): TemplateCompiler {
  return (compiler ??= createRequire(import.meta.url)('@lwc/template-compiler') as TemplateCompiler);
}

interface Node {
  type?: string;
  name?: string;
  properties?: { name: string; attributeName: string; location?: { startLine: number; startColumn: number } }[];
  children?: Node[];
}

/** What every HTML element takes, so that a component need not declare it. */
const GLOBAL = new Set([
  'accessKey',
  'className',
  'dir',
  'draggable',
  'hidden',
  'id',
  'lang',
  'role',
  'slot',
  'spellcheck',
  'style',
  'tabIndex',
  'title',
  'exportparts',
  'part',
]);

/**
 * Attributes of base components that do not exist. The LWC compiler accepts any attribute of any component, and a
 * misspelt one is silently without effect, so they are looked up in the base components' own list.
 */
export function checkTemplate(source: string, file: string, name: string): CompileError[] {
  const { root } = templateCompiler().parse(source, {
    name,
    namespace: 'c',
    enableDynamicComponents: true,
    enableLwcOn: true,
  });
  return root ? walk(root as Node, file) : [];
}

function walk(node: Node, file: string): CompileError[] {
  const own = node.name?.startsWith('lightning-') ? unknownAttributes(node, file) : [];
  return [...own, ...(node.children ?? []).flatMap((child) => walk(child, file))];
}

function unknownAttributes({ name = '', properties = [] }: Node, file: string): CompileError[] {
  const component = name.slice('lightning-'.length).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const known = publicProperties(component);
  if (!known) return [];
  return properties
    .filter(
      (property) => !known.has(property.name) && !GLOBAL.has(property.name) && !/^(aria|data)/.test(property.name),
    )
    .map(
      ({ attributeName, location }) =>
        new CompileError(
          file,
          `Invalid attribute "${attributeName}" for <${name}>`,
          location?.startLine ?? 1,
          location?.startColumn ?? 1,
        ),
    );
}
