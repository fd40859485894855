import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTypeScript } from '../source/typescript.ts';

/** A Lightning web component's files of code, by their names in its folder. */
export interface Bundle {
  /** Its folder, below the checked one. */
  folder: string;
  name: string;
  apiVersion: number | undefined;
  files: ReadonlyMap<string, CodeFile>;
}

export interface CodeFile {
  /** Below the checked folder. */
  file: string;
  /** As it is deployed: of TypeScript, what it is compiled to, each thing on its line. */
  text: string;
}

/** The Lightning web components among the files of a folder, without their tests. */
export function bundlesIn(dir: string, files: readonly string[]): Bundle[] {
  const found = new Map<string, Bundle & { files: Map<string, CodeFile> }>();
  for (const file of files) {
    const [, folder = '', name = '', rest = ''] = /^((?:.*\/)?lwc\/([^/]+))\/(.+)$/.exec(file) ?? [];
    if (name === '' || /(^|\/)(__\w+__|node_modules)\//.test(rest)) continue;
    const bundle = found.get(folder) ?? { folder, name, apiVersion: undefined, files: new Map<string, CodeFile>() };
    found.set(folder, bundle);
    if (rest === `${name}.js-meta.xml`) {
      const version = /<apiVersion>\s*(\d+)/.exec(readFileSync(join(dir, file), 'utf8'))?.[1];
      bundle.apiVersion = version === undefined ? undefined : Number(version);
    }
    if (!/\.(js|ts|html|css)$/.test(rest)) continue;
    const text = readFileSync(join(dir, file), 'utf8');
    if (!rest.endsWith('.ts')) {
      bundle.files.set(rest, { file, text });
      continue;
    }
    const compiled = compileTypeScript(text);
    // What cannot be compiled is told where metadata is read.
    if ('script' in compiled) bundle.files.set(rest.replace(/\.ts$/, '.js'), { file, text: compiled.script });
  }
  return [...found.values()];
}
