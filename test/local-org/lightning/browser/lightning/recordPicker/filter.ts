import { asFilter, join } from 'shell/logic';

/** A record picker's `filter` as a GraphQL filter. */

export interface PickerFilter {
  criteria: { fieldPath: string; operator: string; value: unknown }[];
  filterLogic?: string;
}

export type Where = Record<string, unknown>;

/** `Owner.Name`, `like`, `%a%` → `{ Owner: { Name: { like: '%a%' } } }`. */
export function condition(path: string, operator: string, value: unknown): Where {
  return path.split('.').reduceRight<Where>((inner, name) => ({ [name]: inner }), { [operator]: value });
}

/** @throws Error where `filterLogic` can't be read. */
export function whereOf({ criteria, filterLogic }: PickerFilter): Where {
  return join(
    filterLogic,
    criteria.map(({ fieldPath, operator, value }) => condition(fieldPath, operator, value)),
    asFilter,
  );
}
