import type { SObject } from '../model.ts';
import { activityObjects } from './activities.ts';
import { permissionObjects } from './permissions.ts';
import { salesObjects } from './sales.ts';
import { userObjects } from './users.ts';

/** Every standard object of a new org, without the share objects that follow from sharing models. */
export const standardObjects: readonly SObject[] = [
  ...userObjects,
  ...permissionObjects,
  ...salesObjects,
  ...activityObjects,
];
