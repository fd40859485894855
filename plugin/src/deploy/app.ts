import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messagesOf } from '../messages.ts';

/** The built app that this package carries. */
export const CARRIED_APP = fileURLToPath(new URL('../../app/main/default', import.meta.url));

/**
 * The folder to deploy: the one named, or the carried app.
 * Throws SfError AppNotBuilt or SourceDirMissing.
 */
export function appFolder(named: string | undefined): string {
  if (named === undefined) {
    if (!isFolder(CARRIED_APP)) throw messagesOf('jointcall.deploy').createError('error.appNotBuilt', [CARRIED_APP]);
    return CARRIED_APP;
  }
  const folder = resolve(named);
  if (!isFolder(folder)) throw messagesOf('jointcall.deploy').createError('error.sourceDirMissing', [folder]);
  return folder;
}

/** Where a file of the app lies, said from its folder: short, and the same on every machine. */
export function withinApp(folder: string, file: string | undefined): string | undefined {
  return file?.startsWith(join(folder, '/')) ? file.slice(folder.length + 1) : file;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
