import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Extraction<T> {
  /** What the cached file's name begins with. */
  name: string;
  folder: string;
  /** The declaration file of a package, the package's own folder, and the code that reads the one. */
  declarations: string;
  package: string;
  code: string;
  extract: (source: string) => T;
}

/**
 * What is made of a package's declarations, kept until the package or the code that reads it is another one:
 * some 20 ms from the cache, half a second without.
 */
export function extractedOnce<T>({ name, folder, declarations, package: of, code, extract }: Extraction<T>): T {
  const { version } = JSON.parse(readFileSync(join(of, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256').update(readFileSync(code)).digest('hex').slice(0, 16);
  const file = join(folder, `${name}-${version}-${hash}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    const extracted = extract(readFileSync(declarations, 'utf8'));
    keep(file, extracted);
    return extracted;
  }
}

/** The cache of the `node_modules` that a scoped package is installed in. */
export function cacheFolder(packageFolder: string): string {
  return join(dirname(dirname(packageFolder)), '.cache', 'local-org');
}

/** Moved to its place whole, so that nobody reads half of it; a folder that can't be written only costs the next start its second. */
function keep(file: string, content: unknown): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(content));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    return;
  }
}
