import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messagesOf } from '../messages.ts';

/** The built app that this package carries. */
export const CARRIED_APP = fileURLToPath(new URL('../../app/main/default', import.meta.url));

/** Languages that the app can be read in besides English, each in a folder of its own. */
export const LANGUAGES = ['de'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The folder of a language's translations. They are kept apart, since an org takes them only with the Translation
 * Workbench turned on and the language active: https://github.com/forcedotcom/cli/issues/1272
 */
export function languageFolder(language: Language): string {
  return fileURLToPath(new URL(`../../app/languages/${language}`, import.meta.url));
}

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

/** Where a file of what is deployed lies, said from its folder: short, and the same on every machine. */
export function withinApp(folders: readonly string[], file: string | undefined): string | undefined {
  const folder = folders.find((each) => file?.startsWith(join(each, '/')));
  return folder === undefined ? file : file?.slice(folder.length + 1);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
