import type { Store } from '../../org.ts';
import { to18 } from '../../schema/id.ts';
import type { Row, Schema, SObject } from '../../schema/model.ts';

/**
 * Rows that mirror the schema: clients ask EntityDefinition which objects there are. Objects that
 * came or changed between the two schemas are written, those that went are removed.
 */
export function writeSchemaRows(store: Store, before: Schema | undefined, after: Schema): void {
  const known = new Map(
    store
      .all('SELECT Id, QualifiedApiName, DurableId, Label, PluralLabel FROM "EntityDefinition" WHERE IsDeleted = 0', [])
      .map((row) => [String(row['QualifiedApiName']), row]),
  );
  const added: Row[] = [];
  const changed: Row[] = [];
  for (const object of after.objects) {
    const old = known.get(object.name);
    const row = entityDefinition(object, old ? String(old['Id']) : store.nextId('EntityDefinition'));
    if (!old) added.push(row);
    else if (COMPARED.some((name) => old[name] !== row[name])) changed.push(row);
  }
  const names = new Set(after.objects.map((object) => object.name));
  const gone = before ? [...known].filter(([name]) => !names.has(name)).map(([, row]) => String(row['Id'])) : [];
  store.insert('EntityDefinition', added);
  store.update('EntityDefinition', changed);
  store.remove('EntityDefinition', gone);
}

const COMPARED = ['DurableId', 'Label', 'PluralLabel'] as const;

/**
 * Standard objects are known by their name, custom ones by an Id of fifteen characters.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_entitydefinition.htm
 */
function durableId(object: SObject, id: string): string {
  return object.kind === 'custom' || object.kind === 'customMetadata' ? `01I${id.slice(3, 15)}` : object.name;
}

/** The Id under which a custom object or metadata type is granted in SetupEntityAccess. */
export function customEntityId(store: Store, name: string): string | undefined {
  const [row] = store.readBy('EntityDefinition', 'QualifiedApiName', [name]);
  return row && to18(String(row['DurableId']));
}

function entityDefinition(object: SObject, id: string): Row {
  const custom = object.kind === 'custom' || object.kind === 'customMetadata';
  return {
    Id: id,
    DurableId: durableId(object, id),
    QualifiedApiName: object.name,
    DeveloperName: object.name.replace(/__(c|mdt|Share)$/, ''),
    Label: object.label,
    MasterLabel: object.label,
    PluralLabel: object.pluralLabel,
    KeyPrefix: object.keyPrefix,
    IsCustomSetting: false,
    IsCustomizable: custom || object.hasOwner,
    IsDeprecatedAndHidden: false,
    IsQueryable: true,
    IsSearchable: object.hasOwner,
    IsLayoutable: custom || object.hasOwner,
    IsTriggerable: object.hasOwner,
  };
}
