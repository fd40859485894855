import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type typescript from 'typescript';
import type { TypeNode } from 'typescript';
import { cacheFolder, extractedOnce } from '../../local-org/metadata/check/extracted.ts';

/**
 * The standard objects as jsforce declares them, with every field and relationship. They are of a release of
 * some years ago, and say of a field only whether it is a text, a number, a truth value or a date:
 * corrections.ts adds what is known beyond.
 */
export interface DeclaredObject {
  /** Field to `string`, `number`, `boolean`, `DateString`, `Address`, `BlobString` … */
  fields: Record<string, string>;
  /** Relationship to the object it leads to; `Name` stands for several. */
  parents: Record<string, string>;
  /** Child relationship to the object of the children. */
  children: Record<string, string>;
}

const require = createRequire(import.meta.url);
let declared: Record<string, DeclaredObject> | undefined;

/** Every declared standard object by name. */
export function declaredObjects(): Record<string, DeclaredObject> {
  const manifest = require.resolve('@jsforce/jsforce-node/package.json');
  return (declared ??= extractedOnce({
    name: 'standard-objects',
    folder: cacheFolder(dirname(manifest)),
    declarations: require.resolve('@jsforce/jsforce-node/lib/types/standard-schema.d.ts'),
    package: dirname(manifest),
    code: fileURLToPath(import.meta.url),
    extract,
  }));
}

/** The objects of a file of `type Fields$X = {…}`, `type ParentReferences$X` and `type ChildRelationships$X`. */
export function extract(source: string): Record<string, DeclaredObject> {
  const ts = require('typescript') as typeof typescript;
  const objects: Record<string, DeclaredObject> = {};
  /** The first type that is no null: `string | null` is a string, `SObjectDefinition$User` the user. */
  const nameOf = (type: TypeNode): string => {
    if (ts.isUnionTypeNode(type))
      return nameOf(type.types.find((each) => !ts.isLiteralTypeNode(each)) ?? type.types[0]!);
    if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName))
      return type.typeName.text.replace(/^SObjectDefinition\$/, '');
    return ts.tokenToString(type.kind) ?? 'any';
  };
  const kinds: Record<string, keyof DeclaredObject> = {
    Fields: 'fields',
    ParentReferences: 'parents',
    ChildRelationships: 'children',
  };
  for (const statement of ts.createSourceFile('schema.d.ts', source, ts.ScriptTarget.Latest).statements) {
    if (!ts.isTypeAliasDeclaration(statement) || !ts.isTypeLiteralNode(statement.type)) continue;
    const [kind = '', name = ''] = statement.name.text.split('$');
    const part = kinds[kind];
    if (part === undefined) continue;
    const object = (objects[name] ??= { fields: {}, parents: {}, children: {} });
    for (const member of statement.type.members) {
      if (ts.isPropertySignature(member) && member.type && ts.isIdentifier(member.name))
        object[part][member.name.text] = nameOf(member.type);
    }
  }
  return objects;
}
