import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { z } from 'zod';
import { OrgError } from '../../local-org/errors.ts';
import { walk } from '../../local-org/metadata/source.ts';
import { isTypeScript } from './typescript.ts';

const Project = z.object({ packageDirectories: z.array(z.object({ path: z.string() })).optional() });

/**
 * The files that a deploy of a folder would look at: those of its package directories where it has an
 * `sfdx-project.json`, without what a `.forceignore` in it, or above it as far as the project, names.
 * TypeScript stands for the script that it is to be compiled to, where that is not there yet.
 */
export function deployedFiles(dir: string): string[] {
  const project = projectFolder(dir);
  const roots = project === dir ? packageFolders(dir) : [dir];
  const ignored = project === undefined ? undefined : ignoreRules(project);
  const all = [...new Set(roots.flatMap((root) => [...walk(root)]))];
  const deployed = all.filter(
    (path) => !path.endsWith('.ts') && !ignored?.ignores(relative(project!, path).split(sep).join('/')),
  );
  const there = new Set(deployed);
  return [...deployed, ...all.filter((path) => isTypeScript(path) && isToBeCompiled(path, there))];
}

/** A `.forceignore` usually names all TypeScript, so that the component's configuration tells whether it is deployed. */
function isToBeCompiled(path: string, deployed: ReadonlySet<string>): boolean {
  const [, bundle = '', name = '', rest = ''] = /^(.*[\\/]lwc[\\/]([^\\/]+)[\\/])(.*)$/.exec(path) ?? [];
  return (
    deployed.has(`${bundle}${name}.js-meta.xml`) &&
    !deployed.has(path.replace(/\.ts$/, '.js')) &&
    !/(^|[\\/])__\w+__[\\/]/.test(rest)
  );
}

/** The nearest folder, from here upwards, that has an `sfdx-project.json` or a `.forceignore`. */
function projectFolder(dir: string): string | undefined {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'sfdx-project.json')) || existsSync(join(folder, '.forceignore'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function packageFolders(dir: string): string[] {
  let text: string;
  try {
    text = readFileSync(join(dir, 'sfdx-project.json'), 'utf8');
  } catch {
    return [dir];
  }
  const paths = packageDirectories(dir, text).map((path) => join(dir, path));
  const there = paths.filter((path) => existsSync(path));
  return there.length > 0 ? there : [dir];
}

function packageDirectories(dir: string, text: string): string[] {
  try {
    return Project.parse(JSON.parse(text)).packageDirectories?.map(({ path }) => path) ?? [];
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'packageDirectories is no list of { "path": … }';
    throw new OrgError('INVALID_INPUT', `${join(dir, 'sfdx-project.json')} cannot be read: ${why}`);
  }
}

function ignoreRules(project: string): Ignore | undefined {
  try {
    return ignore.default().add(readFileSync(join(project, '.forceignore'), 'utf8'));
  } catch {
    return undefined;
  }
}
