/** `npm run typecheck`: every TypeScript project of the repository, one line each. Exit code 1 where one fails. */
import { join } from 'node:path';
import { ROOT } from './build/build.ts';
import { run } from './build/run.ts';

export const PROJECTS = [
  'tsconfig.json',
  'plugin/tsconfig.json',
  'force-app/tsconfig.json',
  'test/local-org/lightning/browser/tsconfig.json',
];

/** Resolves to the compiler's findings, empty where there are none. */
export async function typecheck(project: string): Promise<string> {
  try {
    await run('tsc', ['--noEmit', '-p', join(ROOT, project)], { cwd: ROOT });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

if (import.meta.main) {
  for (const project of PROJECTS) {
    const findings = await typecheck(project);
    console.log(findings ? `✗ ${project}\n${findings}` : `✓ ${project}`);
    if (findings) process.exitCode = 1;
  }
}
