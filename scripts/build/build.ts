import { join } from 'node:path';
import { unlessFresh } from './inputs.ts';
import { run } from './run.ts';

export const ROOT = join(import.meta.dirname, '../..');
/** All that the plugin carries: the app, and its other languages. */
export const CARRIED = join(ROOT, 'plugin/app');
export const APP = join(CARRIED, 'main/default');

const SOURCE = join(ROOT, 'force-app/main/default');
const LANGUAGES = join(ROOT, 'force-app/languages');
const STAMPS = join(ROOT, 'node_modules/.cache/joint-call');

/** Builds whatever is not fresh; what a signal stops is built again the next time. Throws an Error that carries the compiler's output. */
export async function build({ log, signal }: { log: (line: string) => void; signal?: AbortSignal }): Promise<void> {
  const builder = join(ROOT, 'scripts/build');
  const app = await unlessFresh(join(STAMPS, 'app'), [SOURCE, LANGUAGES, builder], APP, async () => {
    const { buildApp } = await import('./app.ts'); // loads TypeScript, which a start without anything to build need not wait for
    // First, so that an interrupted build is not taken for a fresh one.
    const translations = buildApp(LANGUAGES, join(CARRIED, 'languages'));
    log(`  built the app: ${buildApp(SOURCE, APP)} files, and ${translations} of other languages`);
  });
  const sources = ['src', 'messages', 'package.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) =>
    join(ROOT, 'plugin', name),
  );
  const plugin = await unlessFresh(
    join(STAMPS, 'plugin'),
    sources,
    join(ROOT, 'plugin/oclif.manifest.json'),
    async () => {
      await run('npm', ['run', '--silent', 'build', '-w', 'plugin'], { cwd: ROOT, ...(signal && { signal }) });
      log('  built the plugin');
    },
  );
  if (!app && !plugin) log('  everything is built already');
}
