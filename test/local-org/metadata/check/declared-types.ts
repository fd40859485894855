import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type typescript from 'typescript';
import type { SourceFile, TypeNode } from 'typescript';
import { CORRECTIONS } from './declared-corrections.ts';
import { cacheFolder, extractedOnce } from './extracted.ts';

/**
 * The metadata types of Salesforce's own package `@salesforce/types`, whose minor version stands for
 * an API version (1.7 is API 66). It has declarations only, so they are read with TypeScript's parser.
 */
export interface DeclaredTypes {
  /** Type to its elements, inherited ones among them, and the kind of each: `string`, `boolean*`, `SharingModel!`. `*` may repeat, `!` must be there. */
  types: Record<string, Record<string, string>>;
  enums: Record<string, string[]>;
}

const require = createRequire(import.meta.url);

/** The package's list of all its types, as a type. */
const INDEX = 'ApiSchemaTypes';

let declared: DeclaredTypes | undefined;

/** Read when a deploy first needs them: some 20 ms from the cache, half a second where there is none yet. */
export function declaredTypes(): DeclaredTypes {
  return (declared ??= correct(cached(cacheFolder(dirname(dirname(declarationFile()))))));
}

function declarationFile(): string {
  return require.resolve('@salesforce/types/metadata').replace(/\.js$/, '.d.ts');
}

/** What was extracted before by this code from this version of the package, or anew. */
export function cached(folder: string): DeclaredTypes {
  return extractedOnce({
    name: 'metadata-types',
    folder,
    declarations: declarationFile(),
    package: dirname(dirname(declarationFile())),
    code: fileURLToPath(import.meta.url),
    extract,
  });
}

/** Types and enums of a declaration file of type aliases: literals, their unions, and objects with or without a base. */
export function extract(source: string): DeclaredTypes {
  // Loaded here because it takes longer to load than everything else that a deploy needs.
  const ts = require('typescript') as typeof typescript;
  const own = new Map<string, { bases: string[]; elements: Record<string, string> }>();
  const enums: DeclaredTypes['enums'] = {};
  const file: SourceFile = ts.createSourceFile('metadata.d.ts', source, ts.ScriptTarget.Latest);
  const nameOf = (type: TypeNode): string =>
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)
      ? type.typeName.text
      : (ts.tokenToString(type.kind) ?? 'any');
  for (const statement of file.statements) {
    if (!ts.isTypeAliasDeclaration(statement) || statement.name.text === INDEX) continue;
    const { type } = statement;
    const parts: readonly TypeNode[] =
      ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type) ? type.types : [type];
    const values = parts.flatMap((part) =>
      ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? [part.literal.text] : [],
    );
    if (values.length > 0) enums[statement.name.text] = values;
    const literals = parts.filter(ts.isTypeLiteralNode);
    if (literals.length === 0) continue;
    const elements: Record<string, string> = {};
    for (const member of literals.flatMap((literal) => literal.members)) {
      if (!ts.isPropertySignature(member) || !member.type || !ts.isIdentifier(member.name)) continue;
      const many = ts.isArrayTypeNode(member.type);
      elements[member.name.text] =
        nameOf(many ? member.type.elementType : member.type) + (many ? '*' : member.questionToken ? '' : '!');
    }
    own.set(statement.name.text, { bases: parts.filter(ts.isTypeReferenceNode).map(nameOf), elements });
  }
  const all = (name: string): Record<string, string> => {
    // A base that adds nothing to what all metadata has is a mere string in the package.
    const type = own.get(name) ?? own.get('Metadata');
    return type ? Object.assign({}, ...type.bases.map(all), type.elements) : {};
  };
  return { types: Object.fromEntries([...own.keys()].map((name) => [name, all(name)])), enums };
}

function correct({ types, enums }: DeclaredTypes): DeclaredTypes {
  const corrected = { ...types };
  for (const { type, base, elements } of CORRECTIONS)
    corrected[type] = { ...(base ? types[base] : types[type]), ...elements };
  return { types: corrected, enums };
}
