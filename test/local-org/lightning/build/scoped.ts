import { text } from '../../metadata/xml.ts';
import type { Schema } from '../../schema/model.ts';
import { i18nModule, publicModules } from './places.ts';

/** Where an import of a deployed component leads. */
export type Target =
  | { kind: 'external' }
  | { kind: 'component'; name: string }
  | { kind: 'code'; code: string }
  | { kind: 'problem'; message: string };

const published = new Set(publicModules());

/**
 * Resolves a module name as a component may write it: `lwc`, `lightning/x`, `c/x` and the `@salesforce/*` modules.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-salesforce-modules.html
 */
export function resolveImport(schema: Schema, specifier: string): Target {
  if (specifier === 'lwc') return { kind: 'external' };
  const [scope = '', kind = '', ...rest] = specifier.split('/');
  if (scope === 'lightning') {
    return published.has(kind)
      ? { kind: 'external' }
      : { kind: 'problem', message: `No MODULE named markup://lightning:${kind} found` };
  }
  if (scope === 'c') {
    return schema.component('LightningComponentBundle', kind)
      ? { kind: 'component', name: kind }
      : { kind: 'problem', message: `No MODULE named markup://c:${kind} found` };
  }
  if (scope === '@salesforce') return scopedModule(schema, kind, rest.join('/'));
  return {
    kind: 'problem',
    message: `Invalid reference ${specifier}: a component may import lwc, lightning/*, c/* and @salesforce/* modules and its own files`,
  };
}

function scopedModule(schema: Schema, kind: string, name: string): Target {
  const unknown: Target = { kind: 'problem', message: `Invalid reference ${name} of type ${kind}` };
  switch (kind) {
    case 'label': {
      const label = name.startsWith('c.') ? labelText(schema, name.slice(2)) : undefined;
      return label === undefined ? unknown : constant(label);
    }
    case 'schema':
      return schemaReference(schema, name) ?? unknown;
    case 'resourceUrl':
      return schema.component('StaticResource', name) ? constant(`/resource/${name}`) : unknown;
    case 'messageChannel':
      return constant(name);
    case 'customPermission':
      return schema.component('CustomPermission', name)
        ? fromSession(`session.customPermissions.includes(${quote(name)}) || undefined`)
        : unknown;
    case 'userPermission':
      return fromSession(`session.userPermissions.includes(${quote(name)}) || undefined`);
    case 'user':
      if (name === 'Id') return fromSession('session.userId');
      return name === 'isGuest' ? fromSession('session.isGuest') : unknown;
    case 'client':
      return name === 'formFactor'
        ? { kind: 'code', code: `export default innerWidth < 768 ? 'Small' : 'Large';` }
        : unknown;
    case 'i18n': {
      const code = i18nModule(name);
      return code === undefined ? unknown : { kind: 'code', code };
    }
    default:
      return { kind: 'problem', message: `The local org has no @salesforce/${kind} modules` };
  }
}

function constant(value: string | object): Target {
  return { kind: 'code', code: `export default ${quote(value)};` };
}

function fromSession(expression: string): Target {
  return { kind: 'code', code: `import { session } from 'shell/session';\nexport default ${expression};` };
}

/** A JavaScript literal that is safe in a script whatever the text holds. */
function quote(value: string | object): string {
  return JSON.stringify(value).replace(
    /[\u2028\u2029<]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function labelText(schema: Schema, name: string): string | undefined {
  return text(schema.component('CustomLabel', name)?.xml, 'value');
}

/** `Book__c`, `Book__c.Title__c` or `Loan__c.Book__r.Title__c`; undefined where a part does not exist. */
function schemaReference(schema: Schema, name: string): Target | undefined {
  const [objectName = '', ...path] = name.split('.');
  const object = schema.object(objectName);
  if (!object) return undefined;
  if (path.length === 0) return constant({ objectApiName: object.name });
  let current: typeof object | undefined = object;
  for (const [index, step] of path.entries()) {
    if (!current) return undefined;
    const last = index === path.length - 1;
    const owner: typeof object = current;
    const field = last ? owner.field(step) : owner.fields.find(({ reference }) => reference?.relationshipName === step);
    if (!field) return undefined;
    current = last ? undefined : schema.object(field.reference?.to[0] ?? '');
  }
  return constant({ fieldApiName: path.join('.'), objectApiName: object.name });
}
