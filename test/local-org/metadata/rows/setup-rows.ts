import { splitName } from '../../schema/field.ts';
import type { Component, Row, Value } from '../../schema/model.ts';
import { elements, flag, text } from '../xml.ts';
import type { RowWriter } from './writer.ts';

/** The row of each metadata type that is also a record, by the field that holds its API name. */
export const ROW_OF_TYPE: Record<string, { object: string; key: string }> = {
  CustomPermission: { object: 'CustomPermission', key: 'DeveloperName' },
  PermissionSet: { object: 'PermissionSet', key: 'Name' },
  Role: { object: 'UserRole', key: 'DeveloperName' },
  Group: { object: 'Group', key: 'DeveloperName' },
  Queue: { object: 'Group', key: 'DeveloperName' },
  CustomApplication: { object: 'AppMenuItem', key: 'Name' },
};

export function writeCustomPermission(writer: RowWriter, { fullName, xml }: Component): void {
  writer.upsert('CustomPermission', writer.find('CustomPermission', 'DeveloperName', fullName), {
    DeveloperName: fullName,
    MasterLabel: text(xml, 'label')?.trim() ?? fullName,
    Language: 'en_US',
    Description: text(xml, 'description') ?? null,
    IsLicensed: flag(xml, 'isLicensed'),
  });
}

export function writeApplication(writer: RowWriter, { fullName, xml }: Component): void {
  writer.upsert('AppMenuItem', writer.find('AppMenuItem', 'Name', fullName), {
    Name: fullName,
    Label: text(xml, 'label')?.trim() ?? fullName,
    Description: text(xml, 'description')?.slice(0, 250) ?? null,
    Type: 'TabSet',
    IsVisible: true,
  });
}

/** Roles, whoever is above written first. */
export function writeRoles(writer: RowWriter, roles: Component[]): void {
  const waiting = new Map(roles.map((role) => [role.fullName, role]));
  const write = (role: Component): void => {
    waiting.delete(role.fullName);
    const parent = text(role.xml, 'parentRole')?.trim();
    const above = parent === undefined ? undefined : waiting.get(parent);
    if (above) write(above);
    writer.upsert('UserRole', writer.find('UserRole', 'DeveloperName', role.fullName), {
      DeveloperName: role.fullName,
      Name: text(role.xml, 'name')?.trim() ?? role.fullName,
      ParentRoleId: parent === undefined ? null : (writer.find('UserRole', 'DeveloperName', parent)?.['Id'] ?? null),
      RollupDescription: text(role.xml, 'description')?.slice(0, 80) ?? null,
      OpportunityAccessForAccountOwner: text(role.xml, 'opportunityAccessLevel')?.trim() ?? 'Edit',
      PortalType: 'None',
    });
  };
  for (const role of roles) if (waiting.has(role.fullName)) write(role);
}

export function writeGroup(writer: RowWriter, { type, fullName, xml }: Component): void {
  const group = writer.upsert('Group', writer.find('Group', 'DeveloperName', fullName), {
    DeveloperName: fullName,
    Name: text(xml, 'name')?.trim() ?? fullName,
    Type: type === 'Queue' ? 'Queue' : 'Regular',
    DoesSendEmailToMembers: flag(xml, 'doesSendEmailToMembers'),
    DoesIncludeBosses: text(xml, 'doesIncludeBosses') !== 'false',
  });
  if (type !== 'Queue') return;
  const objects = elements(xml, 'queueSobject').map((each): Row => ({
    SobjectType: text(each, 'sobjectType')?.trim() ?? '',
  }));
  writer.sync('QueueSobject', 'QueueId', group['Id']!, objects, (row) => String(row['SobjectType']));
}

export function writeRecordType(writer: RowWriter, { fullName, xml }: Component): void {
  const [object, name] = splitName(fullName);
  const existing = writer.store
    .readBy('RecordType', 'DeveloperName', [name])
    .find((row) => row['SobjectType'] === object);
  writer.upsert('RecordType', existing, {
    DeveloperName: name,
    Name: text(xml, 'label')?.trim() ?? name,
    SobjectType: object,
    Description: text(xml, 'description') ?? null,
    IsActive: flag(xml, 'active'),
  });
}

/** A custom metadata record as a row of its type. Fields that it does not name are blank. */
export function writeCustomMetadata(writer: RowWriter, { fullName, xml }: Component): void {
  const [typeName, name] = splitName(fullName);
  const type = writer.schema.object(`${typeName}__mdt`);
  if (!type) return;
  const label = text(xml, 'label')?.trim() ?? name;
  const row: Row = {
    DeveloperName: name,
    MasterLabel: label,
    Label: label,
    Language: 'en_US',
    NamespacePrefix: null,
    QualifiedApiName: name,
  };
  const given = new Map(
    elements(xml, 'values').map((value) => [text(value, 'field')?.trim().toLowerCase(), text(value, 'value')]),
  );
  for (const field of type.fields) {
    if (!field.custom || field.formula !== undefined) continue;
    row[field.name] = typed(given.get(field.name.toLowerCase()), field.type);
  }
  writer.upsert(type.name, writer.find(type.name, 'DeveloperName', name), row);
}

function typed(value: string | undefined, type: string): Value {
  if (type === 'Checkbox') return value === 'true';
  if (value === undefined || value === '') return null;
  if (type === 'Number' || type === 'Currency' || type === 'Percent') return Number(value);
  return value;
}

/** Stages and task statuses of the org are records too, which say what each stands for. */
export function writeStandardValues(writer: RowWriter, { fullName, xml }: Component): void {
  const values = elements(xml, 'standardValue');
  const name = (value: (typeof values)[number]): string => text(value, 'fullName') ?? '';
  const object =
    fullName === 'OpportunityStage' ? 'OpportunityStage' : fullName === 'TaskStatus' ? 'TaskStatus' : undefined;
  if (object === undefined) return;
  values.forEach((value, i) => {
    const closed = flag(value, 'closed');
    const own: Row =
      object === 'TaskStatus'
        ? { IsDefault: flag(value, 'default'), IsClosed: closed }
        : {
            IsActive: text(value, 'isActive') !== 'false',
            IsClosed: closed,
            IsWon: flag(value, 'won'),
            ForecastCategory: text(value, 'forecastCategory')?.trim() ?? 'Pipeline',
            ForecastCategoryName: FORECAST_NAMES[text(value, 'forecastCategory')?.trim() ?? ''] ?? 'Pipeline',
            DefaultProbability: Number(text(value, 'probability') ?? 0),
          };
    writer.upsert(object, writer.find(object, 'ApiName', name(value)), {
      ApiName: name(value),
      MasterLabel: text(value, 'label') ?? name(value),
      SortOrder: i + 1,
      ...own,
    });
  });
  const wanted = new Set(values.map(name));
  const gone = writer.store
    .all(`SELECT Id, ApiName FROM "${object}" WHERE IsDeleted = 0`, [])
    .filter((row) => !wanted.has(String(row['ApiName'])));
  writer.store.remove(
    object,
    gone.map((row) => String(row['Id'])),
  );
}

const FORECAST_NAMES: Record<string, string> = {
  Omitted: 'Omitted',
  Pipeline: 'Pipeline',
  BestCase: 'Best Case',
  MostLikely: 'Most Likely',
  Forecast: 'Commit',
  Closed: 'Closed',
};
