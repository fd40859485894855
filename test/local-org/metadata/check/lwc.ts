import { createRequire } from 'node:module';
import type { Component, Schema } from '../../schema/model.ts';
import { resolvePath, type Check, type Finding } from './context.ts';
import { metaFindings } from './lwc-meta.ts';
import { lightningModules } from './lightning-modules.ts';

interface CompileOptions {
  namespace: string;
  name: string;
  enableDynamicComponents: boolean;
  enableLwcOn: boolean;
}

type Compile = (source: string, fileName: string, options: CompileOptions) => unknown;
let compiler: Compile | undefined;

/** The compiler takes a third of a second to load: only a deploy with components in it pays. */
function compile(): Compile {
  compiler ??= (createRequire(import.meta.url)('@lwc/compiler') as { transformSync: Compile }).transformSync;
  return compiler;
}

/** Compiles a bundle's files and looks for everything that they import. */
export const checkLwc: Check = (bundle, schema) => {
  const name = bundle.fullName;
  const findings = metaFindings(bundle, schema);
  if (!/^[a-z]\w*$/.test(name) || /_$|__/.test(name)) {
    findings.push({
      problem: `Invalid name ${name}: a Lightning component begins with a lowercase letter and has only letters, digits and single underscores`,
    });
  }
  const main = [`lwc/${name}/${name}.js`, `lwc/${name}/${name}.html`, `lwc/${name}/${name}.css`].find((file) =>
    bundle.files.has(file),
  );
  if (main === undefined) findings.push({ problem: `Cannot find Lightning Component Bundle ${name}` });
  for (const [fileName, content] of bundle.files) {
    if (!/\.(js|html|css)$/.test(fileName)) continue;
    const source = new TextDecoder().decode(content);
    const failure = compileFailure(fileName, source, name);
    if (failure) findings.push(failure);
    else if (fileName.endsWith('.js')) findings.push(...importFindings(bundle, fileName, source, schema));
    else if (fileName.endsWith('.html')) findings.push(...tagFindings(fileName, source, schema));
  }
  return findings;
};

interface Diagnostic {
  message: string;
  location?: { line: number; column: number };
}

/** `[Line: 2, Col: 5] LWC1503: …`, which clients take the position from. */
function compileFailure(fileName: string, source: string, name: string): Finding | undefined {
  try {
    compile()(source, fileName.slice(fileName.lastIndexOf('/') + 1), {
      namespace: 'c',
      name,
      enableDynamicComponents: true,
      // https://developer.salesforce.com/docs/platform/lwc/guide/create-components-spread-dynamic.html
      enableLwcOn: true,
    });
    return undefined;
  } catch (error) {
    const { message, location } = error as Diagnostic;
    const line = location?.line ?? 1;
    const column = (location?.column ?? 0) + 1;
    const said = /LWC\d+: [\s\S]*/.exec(message)?.[0] ?? message;
    const sentence = said
      .split('\n')[0]!
      .replace(/(LWC\d+: )\/\S*?:\s*/, '$1')
      .replace(/^(LWC\d+: )(?:\d+:\d+:?\s*)/, '$1');
    return { problem: `[Line: ${line}, Col: ${column}] ${sentence}`, line, column, fileName };
  }
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;

function importFindings(bundle: Component, fileName: string, source: string, schema: Schema): Finding[] {
  const findings: Finding[] = [];
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const match of code.matchAll(IMPORT)) {
    const problem = importProblem(match[2]!, bundle, fileName, schema);
    if (problem === undefined) continue;
    const before = code.slice(0, match.index).split('\n');
    const line = before.length;
    const column = before.at(-1)!.length + 1;
    findings.push({ problem: `[Line: ${line}, Col: ${column}] ${problem}`, line, column, fileName });
  }
  return findings;
}

function importProblem(specifier: string, bundle: Component, fileName: string, schema: Schema): string | undefined {
  const file = fileName.slice(fileName.lastIndexOf('/') + 1);
  const invalid = (type: string, name: string): string => `Invalid reference ${name} of type ${type} in file ${file}`;
  const own = /^c\/(\w+)$/.exec(specifier)?.[1];
  if (own !== undefined)
    return schema.component('LightningComponentBundle', own)
      ? undefined
      : `No MODULE named markup://c:${own} found : [markup://c:${bundle.fullName}]`;
  if (specifier.startsWith('.')) return relativeProblem(specifier, bundle, fileName);
  if (specifier.startsWith('lightning/')) {
    const module = specifier.slice('lightning/'.length);
    return lightningModules().has(module)
      ? undefined
      : `No MODULE named markup://lightning:${module} found : [markup://c:${bundle.fullName}]`;
  }
  const scoped = /^@salesforce\/(\w+)(?:\/(.+))?$/.exec(specifier);
  if (!scoped)
    return specifier === 'lwc'
      ? undefined
      : `Invalid reference ${specifier}: modules are imported from c, lightning, lwc or @salesforce`;
  const [, scope = '', name = ''] = scoped;
  switch (scope) {
    case 'label':
      return !name.startsWith('c.') || schema.component('CustomLabel', name.slice(2))
        ? undefined
        : invalid('label', name);
    case 'schema': {
      const [object = '', ...path] = name.split('.');
      const known = schema.object(object);
      if (!known) return invalid('sobjectClass', name);
      return path.length === 0 || resolvePath(schema, known, path.join('.'))
        ? undefined
        : invalid('sobjectField', name);
    }
    case 'resourceUrl':
      return schema.component('StaticResource', name) ? undefined : invalid('resourceUrl', name);
    case 'customPermission':
      return schema.component('CustomPermission', name) ? undefined : invalid('customPermission', name);
    case 'messageChannel':
      return schema.component('LightningMessageChannel', name.replace(/__c$/, ''))
        ? undefined
        : invalid('messageChannel', name);
    case 'apex':
    case 'apexContinuation':
      // `@salesforce/apex` itself has `refreshApex`.
      return name === '' || schema.component('ApexClass', name.split('.')[0] ?? '')
        ? undefined
        : invalid('apexMethod', name);
    case 'user':
    case 'userPermission':
    case 'i18n':
    case 'client':
    case 'community':
    case 'site':
    case 'accessCheck':
      return undefined;
    default:
      return `Invalid reference ${specifier}: unknown scoped module`;
  }
}

function relativeProblem(specifier: string, bundle: Component, fileName: string): string | undefined {
  const path = new URL(specifier, `file:///${fileName}`).pathname.slice(1);
  const there = [path, `${path}.js`, `${path}.html`, `${path}.css`].some((each) => bundle.files.has(each));
  // A component's own template and style are imported whether they exist or not.
  return there || /\.(html|css)$/.test(path)
    ? undefined
    : `Cannot find module ${specifier} in the bundle ${bundle.fullName}`;
}

/** Tags of components that are not there: `<c-book-card>`, `<lightning-buton>`. */
function tagFindings(fileName: string, source: string, schema: Schema): Finding[] {
  const findings: Finding[] = [];
  const markup = source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const match of markup.matchAll(/<(c|lightning)-([a-z][\w-]*)/g)) {
    const [, namespace = '', tag = ''] = match;
    const name = tag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const known =
      namespace === 'c'
        ? schema.component('LightningComponentBundle', name) !== undefined
        : lightningModules().has(name);
    if (known) continue;
    const before = markup.slice(0, match.index).split('\n');
    const line = before.length;
    const column = before.at(-1)!.length + 1;
    const bundle = fileName.split('/')[1] ?? '';
    findings.push({
      problem: `[Line: ${line}, Col: ${column}] No MODULE named markup://${namespace}:${name} found : [markup://c:${bundle}]`,
      line,
      column,
      fileName,
    });
  }
  return findings;
}
