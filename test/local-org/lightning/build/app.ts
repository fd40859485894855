import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { flag } from '../../metadata/xml.ts';
import type { Component, Schema } from '../../schema/model.ts';
import { ABSENT, CompileError, compileFile } from './compile.ts';
import { checkTemplate } from './template.ts';
import { resolveImport } from './scoped.ts';

/** The app half of what a page loads: the Lightning web components deployed to the org, as one script. */
export interface AppBundle {
  hash: string;
  code: string;
  /** Names of system permissions that the components ask about. */
  userPermissions: string[];
  problems: CompileError[];
}

const decoder = new TextDecoder();

/**
 * Bundles what is deployed, or of it only the named components with what they import; with problems instead of code
 * where something does not compile.
 */
export async function bundleApp(schema: Schema, named?: readonly string[]): Promise<AppBundle> {
  const bundles = schema.components('LightningComponentBundle');
  const problems = bundles.flatMap((bundle) => checkBundle(schema, bundle));
  const userPermissions = [
    ...new Set(
      bundles.flatMap(({ files }) => [...files.values()].flatMap((file) => permissionsIn(decoder.decode(file)))),
    ),
  ];
  if (problems.length > 0) return { hash: 'failed', code: '', userPermissions, problems };
  const exposed = bundles.filter(({ fullName, xml }) => named?.includes(fullName) ?? flag(xml, 'isExposed'));
  const entry = [
    ...exposed.map(({ fullName }, index) => `import c${index} from 'c/${fullName}';`),
    `export const components = { ${exposed.map(({ fullName }, index) => `${JSON.stringify(fullName)}: c${index}`).join(', ')} };`,
  ].join('\n');
  const result = await build({
    stdin: { contents: entry, sourcefile: 'app.js', resolveDir: '/' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    // As the platform sends components outside of its debug mode.
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    plugins: [deployedComponents(schema)],
  });
  const code = result.outputFiles[0]?.text ?? '';
  return { hash: createHash('sha256').update(code).digest('hex').slice(0, 16), code, userPermissions, problems: [] };
}

/**
 * What is wrong with one bundle: each file compiled, each import and each base component's attributes looked up.
 * Synchronous, so that a deploy can refuse the bundle inside its transaction.
 */
export function checkBundle(schema: Schema, bundle: Component): CompileError[] {
  return [...bundle.files].flatMap(([file, content]) => {
    if (!/\.(js|html|css)$/.test(file)) return [];
    const source = decoder.decode(content);
    try {
      const code = compileFile(source, file, { namespace: 'c', name: bundle.fullName });
      const template = file.endsWith('.html') ? checkTemplate(source, file, bundle.fullName) : [];
      return [...template, ...checkImports(schema, bundle, file, source, code)];
    } catch (error) {
      if (error instanceof CompileError) return [error];
      throw error;
    }
  });
}

const IMPORT = /\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g;

function checkImports(schema: Schema, bundle: Component, file: string, source: string, code: string): CompileError[] {
  const specifiers = new Set([...code.matchAll(IMPORT)].map((match) => match[1] ?? ''));
  return [...specifiers].flatMap((specifier) => {
    const message = importProblem(schema, bundle, file, specifier);
    if (message === undefined) return [];
    const [, name = specifier] = /:(\w+) found$/.exec(message) ?? [];
    return [new CompileError(file, message, lineOf(source, specifier, name), 1)];
  });
}

function importProblem(schema: Schema, bundle: Component, file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    const target = resolveImport(schema, specifier);
    return target.kind === 'problem' ? target.message : undefined;
  }
  // Templates and styles are imported whether they are there or not.
  if (/\.(html|css)(\?.*)?$/.test(specifier)) return undefined;
  return fileIn(bundle, file, specifier) ? undefined : `Could not resolve ${specifier} from ${file}`;
}

/** The line on which a template or script names the module, in either spelling. */
function lineOf(source: string, specifier: string, name: string): number {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const index = source.split('\n').findIndex((line) => line.includes(specifier) || line.includes(`-${kebab}`));
  return index + 1 || 1;
}

function fileIn(bundle: Component, from: string, specifier: string): string | undefined {
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  return [path, `${path}.js`].find((candidate) => bundle.files.has(candidate));
}

function permissionsIn(source: string): string[] {
  return [...source.matchAll(/@salesforce\/userPermission\/(\w+)/g)].map((match) => match[1] ?? '');
}

function deployedComponents(schema: Schema): Plugin {
  const bundleOf = (file: string): Component | undefined =>
    schema.component('LightningComponentBundle', file.split('/').at(-2) ?? '');
  return {
    name: 'deployed-components',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
        const bundle = bundleOf(importer);
        const file =
          bundle && (fileIn(bundle, importer, path) ?? posix.join(posix.dirname(importer), path.replace(/\?.*$/, '')));
        return { path: file ?? path, namespace: 'lwc' };
      });
      pluginBuild.onResolve({ filter: /^[^.]/ }, ({ path }) => {
        if (path.startsWith('shell/')) return { path, external: true };
        const target = resolveImport(schema, path);
        if (target.kind === 'problem') return { errors: [{ text: target.message }] };
        if (target.kind === 'external') return { path, external: true };
        if (target.kind === 'code') return { path, namespace: 'scoped', pluginData: target.code };
        const files = schema.component('LightningComponentBundle', target.name)?.files.keys() ?? [];
        return { path: [...files].find((file) => file.endsWith(`/${target.name}.js`)) ?? '', namespace: 'lwc' };
      });
      pluginBuild.onLoad({ filter: /.*/, namespace: 'scoped' }, ({ pluginData }) => ({
        contents: String(pluginData),
        loader: 'js',
      }));
      pluginBuild.onLoad({ filter: /^\/.*\.js$/, namespace: 'file' }, ({ path }) => ({
        contents: readFileSync(path, 'utf8'),
        loader: 'js',
      }));
      pluginBuild.onLoad({ filter: /.*/, namespace: 'lwc' }, ({ path }) => {
        const content = bundleOf(path)?.files.get(path);
        if (!content) return { contents: path.endsWith('.html') ? ABSENT.template : ABSENT.style, loader: 'js' };
        return {
          contents: compileFile(decoder.decode(content), path, { namespace: 'c', name: path.split('/').at(-2) ?? '' }),
          loader: 'js',
        };
      });
    },
  };
}
