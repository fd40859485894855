import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The built app and the plugin, as the root build makes them. */
const PLUGIN = join(import.meta.dirname, '../../plugin');
const BUILT_APP = join(PLUGIN, 'app/main/default');

export const PLUGIN_FOLDER = PLUGIN;
export const PLUGIN_BIN = join(PLUGIN, 'bin/run.js');

/** Copies the app that deploys into a folder. Throws where it is not built. */
export function copyApp(to: string): void {
  if (!existsSync(BUILT_APP)) throw new Error(`There is no built app in ${BUILT_APP}. Build it first: npm run build`);
  cpSync(BUILT_APP, to, { recursive: true });
}

/** Puts a mistake into a copy: a rule that asks for a field that does not exist. */
export function breakRule(app: string): { rule: string; field: string } {
  const file = join(app, 'objects/Joint_Call__c/validationRules/Held_Is_Not_In_The_Future.validationRule-meta.xml');
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace('TODAY() + 1', 'No_Such_Field__c'));
  return { rule: 'Joint_Call__c.Held_Is_Not_In_The_Future', field: 'No_Such_Field__c' };
}
