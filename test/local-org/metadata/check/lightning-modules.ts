import { modulesForApps } from '../../lightning/build/places.ts';

/** Modules of the platform that the base components' package does not list, though apps use them. */
const UNLISTED = [
  'contactsService',
  'emailStreamingApi',
  'insertImageButton',
  'platformScopedNotificationLibrary',
  'primitiveIcon',
  'sldsCommon',
  'timeline',
  'uiActionsApi',
  'unifiedWorkspace',
] as const;

let modules: ReadonlySet<string> | undefined;

/** Names of the `lightning` modules and components that a bundle may use, in camel case. */
export function lightningModules(): ReadonlySet<string> {
  modules ??= new Set([...modulesForApps(), ...UNLISTED]);
  return modules;
}
