import type { Store } from '../../org.ts';
import type { Row, Schema, SObject } from '../../schema/model.ts';

/**
 * Rows that mirror the schema: clients ask EntityDefinition which objects there are. Objects that
 * came or changed between the two schemas are written, those that went are removed.
 */
export function writeSchemaRows(store: Store, before: Schema | undefined, after: Schema): void {
  const wanted = after.objects.map(entityDefinition);
  const known = new Map(
    store.all('SELECT Id, QualifiedApiName, Label, PluralLabel FROM "EntityDefinition" WHERE IsDeleted = 0', []).map((row) => [String(row['QualifiedApiName']), row]),
  );
  const added: Row[] = [];
  const changed: Row[] = [];
  for (const row of wanted) {
    const old = known.get(String(row['QualifiedApiName']));
    if (!old) added.push({ Id: store.nextId('EntityDefinition'), ...row });
    else if (old['Label'] !== row['Label'] || old['PluralLabel'] !== row['PluralLabel']) changed.push({ Id: String(old['Id']), ...row });
  }
  const names = new Set(after.objects.map((object) => object.name));
  const gone = before ? [...known].filter(([name]) => !names.has(name)).map(([, row]) => String(row['Id'])) : [];
  store.insert('EntityDefinition', added);
  store.update('EntityDefinition', changed);
  store.remove('EntityDefinition', gone);
}

function entityDefinition(object: SObject): Row {
  const custom = object.kind === 'custom' || object.kind === 'customMetadata';
  return {
    DurableId: object.name,
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
