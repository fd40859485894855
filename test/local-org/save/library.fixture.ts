import { openOrg, type OpenOrg } from '../open.ts';
import { componentKey } from '../metadata/content.ts';
import { componentsOf } from '../metadata/components.ts';
import type { SaveRequest, SaveResult } from '../org.ts';
import { buildSchema } from '../schema/build.ts';
import type { Row } from '../schema/model.ts';
import { save, type SaveOptions } from './save.ts';

/** A lending library: branches hold books (master-detail), books are lent to members. */

const field = (name: string, type: string, rest = ''): string =>
  `<fields><fullName>${name}</fullName><label>${name.replace('__c', '').replaceAll('_', ' ')}</label><type>${type}</type>${rest}</fields>`;

const lookup = (name: string, to: string, children: string, rest = ''): string =>
  field(name, 'Lookup', `<referenceTo>${to}</referenceTo><relationshipName>${children}</relationshipName>${rest}`);

const master = (name: string, to: string, children: string): string =>
  field(
    name,
    'MasterDetail',
    `<referenceTo>${to}</referenceTo><relationshipName>${children}</relationshipName><relationshipOrder>0</relationshipOrder><reparentableMasterDetail>false</reparentableMasterDetail><writeRequiresMasterRead>true</writeRequiresMasterRead>`,
  );

const picklist = (values: string[], restricted = true): string =>
  `<valueSet><restricted>${restricted}</restricted><valueSetDefinition><sorted>false</sorted>${values.map((value) => `<value><fullName>${value.replace('*', '')}</fullName><default>${value.endsWith('*')}</default><label>${value.replace('*', '')}</label></value>`).join('')}</valueSetDefinition></valueSet>`;

const rollup = (name: string, operation: string, key: string, rest = ''): string =>
  field(
    name,
    'Summary',
    `<summaryOperation>${operation}</summaryOperation><summaryForeignKey>${key}</summaryForeignKey>${rest}`,
  );

const rule = (name: string, formula: string, message: string, at = ''): string =>
  `<validationRules><fullName>${name}</fullName><active>true</active><errorConditionFormula>${formula}</errorConditionFormula><errorMessage>${message}</errorMessage>${at ? `<errorDisplayField>${at}</errorDisplayField>` : ''}</validationRules>`;

const object = (label: string, sharing: string, name: string, content: string): string =>
  `<CustomObject><label>${label}</label><pluralLabel>${label}s</pluralLabel><deploymentStatus>Deployed</deploymentStatus><sharingModel>${sharing}</sharingModel><nameField><label>Name</label>${name}</nameField>${content}</CustomObject>`;

export const flow = (start: string, body: string, more = ''): string =>
  `<Flow><apiVersion>66.0</apiVersion><label>Test flow</label><processType>AutoLaunchedFlow</processType><status>Active</status>${more}${body}<start><locationX>0</locationX><locationY>0</locationY>${start}</start></Flow>`;

export const beforeSave = (of: string, first: string, on = 'CreateAndUpdate', more = ''): string =>
  `<object>${of}</object><recordTriggerType>${on}</recordTriggerType><triggerType>RecordBeforeSave</triggerType><connector><targetReference>${first}</targetReference></connector>${more}`;

export const afterSave = (of: string, first: string, on = 'CreateAndUpdate', more = ''): string =>
  `<object>${of}</object><recordTriggerType>${on}</recordTriggerType><triggerType>RecordAfterSave</triggerType>${first ? `<connector><targetReference>${first}</targetReference></connector>` : ''}${more}`;

const TEXT = '<type>Text</type>';

export const LIBRARY: Record<string, string> = {
  'objects/Branch__c.object': object(
    'Branch',
    'ReadWrite',
    TEXT,
    [
      rollup('Books__c', 'count', 'Book__c.Branch__c'),
      rollup('Lent__c', 'sum', 'Book__c.Branch__c', '<summarizedField>Book__c.Open_Loans__c</summarizedField>'),
      rollup('Newest__c', 'max', 'Book__c.Branch__c', '<summarizedField>Book__c.Bought__c</summarizedField>'),
      rule('Few_Lent', 'Lent__c &gt; 6', 'A branch lends at most six books.'),
    ].join(''),
  ),
  'objects/Book__c.object': object(
    'Book',
    'ControlledByParent',
    TEXT,
    [
      master('Branch__c', 'Branch__c', 'Books'),
      field(
        'Code__c',
        'Text',
        '<length>10</length><externalId>true</externalId><unique>true</unique><caseSensitive>false</caseSensitive>',
      ),
      field('Genre__c', 'Picklist', picklist(['Novel*', 'Poem'])),
      field('Topics__c', 'MultiselectPicklist', `<visibleLines>4</visibleLines>${picklist(['Art', 'War', 'Love'])}`),
      field('Price__c', 'Currency', '<precision>6</precision><scale>2</scale>'),
      field('Bought__c', 'Date'),
      field('Rare__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
      field('Shelf__c', 'Text', '<length>20</length><defaultValue>"S" &amp; TEXT(1 + 1)</defaultValue>'),
      field('Sold_At__c', 'DateTime'),
      field('Email__c', 'Email'),
      rollup('Loans__c', 'count', 'Loan__c.Book__c'),
      rollup('Fees__c', 'sum', 'Loan__c.Book__c', '<summarizedField>Loan__c.Fee__c</summarizedField>'),
      rollup(
        'Open_Loans__c',
        'count',
        'Loan__c.Book__c',
        '<summaryFilterItems><field>Loan__c.Returned__c</field><operation>equals</operation><value>False</value></summaryFilterItems>',
      ),
      rollup(
        'Dear_Loans__c',
        'count',
        'Loan__c.Book__c',
        '<summaryFilterItems><field>Loan__c.Is_Dear__c</field><operation>equals</operation><value>True</value></summaryFilterItems>',
      ),
      rule('One_Loan_If_Rare', 'AND(Rare__c, Open_Loans__c &gt; 1)', 'A rare book is lent once at a time.', 'Rare__c'),
      rule('No_Negative_Price', 'Price__c &lt; 0', 'A price is not negative.', 'Price__c'),
      rule('Never_Free', 'AND(NOT(ISNEW()), ISCHANGED(Price__c), Price__c &lt;= 0)', 'A book does not become free.'),
    ].join(''),
  ),
  'objects/Loan__c.object': object(
    'Loan',
    'ControlledByParent',
    '<type>AutoNumber</type><displayFormat>L-{0000}</displayFormat>',
    [
      master('Book__c', 'Book__c', 'Loans'),
      lookup('Member__c', 'Member__c', 'Loans', '<deleteConstraint>Restrict</deleteConstraint>'),
      field('Due__c', 'Date', '<required>true</required>'),
      field('Fee__c', 'Currency', '<precision>8</precision><scale>2</scale>'),
      field('Returned__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
      field('Month__c', 'Text', '<length>7</length>'),
      field('Is_Dear__c', 'Checkbox', '<formula>Fee__c &gt; 10</formula>'),
      rule('Month_Follows', 'AND(ISCHANGED(Month__c), Month__c = "2030-01")', 'No loans into 2030.', 'Due__c'),
    ].join(''),
  ),
  'objects/Member__c.object': object(
    'Member',
    'Private',
    TEXT,
    [
      lookup('Favourite__c', 'Book__c', 'Fans'),
      field('Points__c', 'Number', '<precision>5</precision><scale>1</scale>'),
      field('Log__c', 'LongTextArea', '<length>1000</length><visibleLines>3</visibleLines>'),
    ].join(''),
  ),
  'flows/Stamp_Loan.flow': flow(
    beforeSave('Loan__c', 'Stamp'),
    '<formulas><name>Month</name><dataType>String</dataType><expression>TEXT(YEAR({!$Record.Due__c})) &amp; "-" &amp; LPAD(TEXT(MONTH({!$Record.Due__c})), 2, "0")</expression></formulas>' +
      '<assignments><name>Stamp</name><label>Stamp</label><locationX>0</locationX><locationY>0</locationY><assignmentItems><assignToReference>$Record.Month__c</assignToReference><operator>Assign</operator><value><elementReference>Month</elementReference></value></assignmentItems></assignments>',
  ),
};

export interface Library {
  org: OpenOrg;
  /** As the administrator, who may do everything. */
  save(
    operation: SaveRequest['operation'],
    object: string,
    records: Record<string, unknown>[],
    more?: Partial<SaveRequest> & SaveOptions & { as?: string },
  ): SaveResult[];
  /** One record that must be saved: its Id. */
  create(object: string, values: Record<string, unknown>): string;
  read(object: string, id: string): Row;
}

/** Opens an org in memory with the library and more (or other) files, and opens all its fields to the administrator. */
export function openLibrary(
  more: Record<string, string> = {},
  options: { file?: string; now?: () => Date } = {},
): Library {
  const org = openOrg({ file: options.file ?? ':memory:', ...(options.now ? { now: options.now } : {}) });
  deployFiles(org, { ...LIBRARY, ...more });
  const library: Library = {
    org,
    save(operation, object, records, { as, system, format, ...request } = {}) {
      return save(
        org,
        org.access(as ?? org.adminUserId),
        { object, operation, records, allOrNone: false, ...request },
        { ...(system ? { system } : {}), ...(format ? { format } : {}) },
      );
    },
    create(object, values) {
      const [result] = library.save('insert', object, [values]);
      if (!result?.success) throw new Error(JSON.stringify(result?.errors));
      return result.id!;
    },
    read(object, id) {
      const [row] = org.store.read(object, [id]);
      if (!row) throw new Error(`No ${object} ${id}`);
      return row;
    },
  };
  return library;
}

function deployFiles(org: OpenOrg, files: Record<string, string>): void {
  const { components, problems } = componentsOf(
    new Map(Object.entries(files).map(([path, xml]) => [path, new TextEncoder().encode(xml)])),
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const stamp = org.now().toISOString();
  const { schema, keyPrefixes, problems: wrong } = buildSchema(components, org.deployed().keyPrefixes);
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  const by = {
    createdById: org.adminUserId,
    createdDate: stamp,
    lastModifiedById: org.adminUserId,
    lastModifiedDate: stamp,
  };
  org.store.transaction(() => {
    org.replaceComponents(
      {
        components: new Map(components.map((component) => [componentKey(component), { component, ...by }])),
        keyPrefixes,
      },
      schema,
    );
    const admin = org.store.read('User', [org.adminUserId])[0]!;
    grantAll(org, String(org.store.readBy('PermissionSet', 'ProfileId', [String(admin['ProfileId'])])[0]!['Id']));
  });
}

/** Every right on every custom object and field. */
export function grantAll(org: OpenOrg, permissionSetId: string): void {
  const system = (object: string, records: Record<string, unknown>[]): void => {
    const results = save(
      org,
      org.access(org.adminUserId),
      { object, operation: 'insert', records, allOrNone: true },
      { system: true },
    );
    const failed = results.find((result) => !result.success);
    if (failed) throw new Error(JSON.stringify(failed));
  };
  const custom = org.schema.objects.filter((each) => each.kind === 'custom');
  system(
    'ObjectPermissions',
    custom.map((each) => ({
      ParentId: permissionSetId,
      SobjectType: each.name,
      PermissionsRead: true,
      PermissionsCreate: true,
      PermissionsEdit: true,
      PermissionsDelete: true,
    })),
  );
  system(
    'FieldPermissions',
    custom.flatMap((each) =>
      each.fields
        .filter((f) => f.custom)
        .map((f) => ({
          ParentId: permissionSetId,
          SobjectType: each.name,
          Field: `${each.name}.${f.name}`,
          PermissionsRead: true,
          PermissionsEdit: f.createable,
        })),
    ),
  );
}

/** A user of the profile "Standard User", with all rights on the library's objects if wanted. */
export function addUser(library: Library, name: string, { granted = true } = {}): string {
  const { org } = library;
  const profile = org.store.readBy('Profile', 'Name', ['Standard User'])[0]!;
  const id = library.create('User', {
    Username: `${name}@library.test`,
    LastName: name,
    Email: `${name}@library.test`,
    Alias: name.slice(0, 8),
    CommunityNickname: name,
    ProfileId: profile['Id'],
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
  });
  if (granted) {
    const set = library.create('PermissionSet', { Name: `All_${name}`, Label: `All ${name}` });
    grantAll(org, set);
    library.create('PermissionSetAssignment', { PermissionSetId: set, AssigneeId: id });
  }
  return id;
}
