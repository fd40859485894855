import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { ABSENT, compileFile } from './compile.ts';
import { BROWSER, baseScopedModule, i18nModule, platformModule, platformVersion, publicModules } from './places.ts';

/**
 * The platform half of what a page loads: LWC, the base components, our platform modules and the shell.
 * It changes only with the packages and with `browser/`, so it is built once and kept in a cache folder.
 */
export interface Platform {
  /** Names the content; part of every asset's address, so that browsers may keep assets for ever. */
  hash: string;
  folder: string;
  /** Module name to file name, for the import map. */
  modules: Record<string, string>;
}

const require = createRequire(import.meta.url);

/** Our own modules that pages import by name besides `lightning/*`. */
const SHELL = ['shell/boot', 'shell/session', 'shell/formats'];

const DEFINE = { 'process.env.NODE_ENV': '"production"', 'import.meta.env.SSR': 'false' };

/** The platform bundle, from the cache folder or built into it (some seconds). */
export async function platform(cache = defaultCache()): Promise<Platform> {
  const hash = contentHash();
  const folder = join(cache, hash);
  const list = join(folder, 'modules.json');
  if (!existsSync(list)) await buildInto(folder);
  return { hash, folder, modules: JSON.parse(readFileSync(list, 'utf8')) as Record<string, string> };
}

function defaultCache(): string {
  return join(dirname(dirname(require.resolve('lightning-base-components/package.json'))), '.cache', 'local-org');
}

function contentHash(): string {
  const hash = createHash('sha256').update(platformVersion());
  for (const folder of [BROWSER, fileURLToPath(new URL('.', import.meta.url))])
    for (const file of files(folder)) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function buildInto(folder: string): Promise<void> {
  // Built beside its place and moved there whole, so that a killed build leaves nothing half done.
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const names = ['lwc', ...publicModules().map((name) => `lightning/${name}`), ...SHELL];
    const outputs = Object.fromEntries(names.map((name) => [name, `${name.replace('/', '-')}.js`]));
    await build({
      entryPoints: Object.fromEntries(names.map((name) => [name.replace('/', '-'), `entry:${name}`])),
      outdir: work,
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      minify: true,
      define: DEFINE,
      logLevel: 'silent',
      chunkNames: 'chunk-[hash]',
      external: ['app/components'],
      plugins: [platformPlugin()],
    });
    await build({
      entryPoints: [require.resolve('@lwc/synthetic-shadow')],
      outfile: join(work, 'synthetic-shadow.js'),
      bundle: true,
      format: 'iife',
      target: 'es2022',
      minify: true,
      define: DEFINE,
      logLevel: 'silent',
    });
    writeFileSync(join(work, 'modules.json'), JSON.stringify(outputs));
    moveInto(folder, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Another process may have built the same meanwhile; then theirs stands. */
function moveInto(folder: string, work: string): void {
  try {
    renameSync(work, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'modules.json'))) throw error;
  }
}

function platformPlugin(): Plugin {
  return {
    name: 'platform',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: resolveName(path.slice('entry:'.length)) }));
      pluginBuild.onResolve({ filter: /^@salesforce\/i18n\// }, ({ path }) => ({ path, namespace: 'i18n' }));
      pluginBuild.onLoad({ filter: /.*/, namespace: 'i18n' }, ({ path }) => ({
        contents: i18nModule(path.slice('@salesforce/i18n/'.length)) ?? '',
        loader: 'js',
        resolveDir: BROWSER,
      }));
      pluginBuild.onResolve({ filter: /^(lwc|@lwc\/|lightning\/|shell\/|@salesforce\/|assert$)/ }, ({ path }) => ({
        path: resolveName(path),
      }));
      pluginBuild.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => ({
        path: resolveFile(join(resolveDir, path)),
      }));
      pluginBuild.onLoad({ filter: /lightning-base-components[\\/]src|[\\/]browser[\\/]/ }, ({ path }) => ({
        contents: compileModuleFile(path),
        loader: 'js',
      }));
    },
  };
}

function resolveName(name: string): string {
  if (name === 'lwc') return require.resolve('lwc').replace(/[^/\\]+$/, 'index.js');
  if (name.startsWith('@lwc/')) return join(dirname(require.resolve(`${name}/package.json`)), 'dist/index.js');
  const scoped = baseScopedModule(name);
  if (scoped) return scoped;
  const [namespace = '', module = ''] = name.split('/');
  const file = platformModule(namespace, module);
  if (!file) throw new Error(`No module ${name}`);
  return file;
}

function resolveFile(path: string): string {
  const file = path.replace(/\?.*$/, '');
  const found = [file, `${file}.ts`, `${file}.js`].find(
    (candidate) => extname(candidate) !== '' && existsSync(candidate),
  );
  return found ?? file;
}

function compileModuleFile(path: string): string {
  if (!existsSync(path)) return path.endsWith('.html') ? ABSENT.template : ABSENT.style;
  const folder = dirname(path);
  const name = folder.split(/[\\/]/).at(-1) ?? '';
  const namespace = folder.split(/[\\/]/).at(-2) ?? '';
  return compileFile(readFileSync(path, 'utf8'), path, { namespace, name });
}
