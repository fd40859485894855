import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8 } from 'fflate';
import type { Component, XmlElement } from '../schema/model.ts';
import { deployVariant, library, libraryOrg, problems, xmlOf } from './library.fixture.ts';
import { elements } from './xml.ts';

/** Each mistake by itself, and the one problem that a deploy must tell of it. */
type Mistake = [
  what: string,
  type: string,
  fullName: string,
  change: (xml: XmlElement, component: Component) => unknown,
  problem: string | RegExp,
];

const set =
  (name: string, value: XmlElement[string]) =>
  (xml: XmlElement): void => {
    xml[name] = value;
  };
const add =
  (inside: string) =>
  (xml: XmlElement): void => {
    for (const [name, value] of Object.entries(xmlOf(inside))) xml[name] = [xml[name] ?? [], value ?? []].flat();
  };
const file =
  (name: string, source: string) =>
  (_xml: XmlElement, component: Component): void => {
    component.files.set(name, strToU8(source));
  };
const field =
  (inside: string): (() => XmlElement) =>
  () =>
    xmlOf(`<fullName>New__c</fullName><label>New</label>${inside}`);
/** What stands in a page's main region. */
const items = (xml: XmlElement): XmlElement[] =>
  elements(
    elements(xml, 'flexiPageRegions').find((region) => region['name'] === 'main'),
    'itemInstances',
  );
const JS = "import { LightningElement } from 'lwc';\n";

const mistakes: Mistake[] = [
  // Elements
  [
    'unknown element',
    'CustomField',
    'Book__c.ISBN__c',
    set('requird', 'true'),
    'Element {http://soap.sforce.com/2006/04/metadata}requird invalid at this location in type CustomField',
  ],
  [
    'unknown element inside',
    'PermissionSet',
    'Library_Reader',
    add('<fieldPermissions><field>Book__c.Price__c</field><readible>true</readible></fieldPermissions>'),
    'Element {http://soap.sforce.com/2006/04/metadata}readible invalid at this location in type PermissionSetFieldPermissions',
  ],
  [
    'element twice',
    'CustomField',
    'Book__c.ISBN__c',
    add('<label>Other</label>'),
    'Element label is duplicated at this location in type CustomField',
  ],
  [
    'unknown value',
    'CustomObject',
    'Book__c',
    set('deploymentStatus', 'Soon'),
    "'Soon' is not a valid value for the enum 'DeploymentStatus'",
  ],
  [
    'no truth value',
    'CustomField',
    'Book__c.ISBN__c',
    set('unique', 'yes'),
    "'yes' is not a valid value for the type xsd:boolean",
  ],
  [
    'unknown operator',
    'Flow',
    'Loan_Returned',
    (xml) => void (((xml['start'] as XmlElement)['filters'] as XmlElement)['operator'] = 'Like'),
    "'Like' is not a valid value for the enum 'FlowRecordFilterOperator'",
  ],
  [
    'half a number',
    'CustomField',
    'Book__c.New__c',
    field('<type>Text</type><length>2.5</length>'),
    "'2.5' is not a valid value for the type xsd:int",
  ],
  [
    'no date',
    'Flow',
    'Loan_Returned',
    (xml) => void (((xml['start'] as XmlElement)['filters'] as XmlElement)['value'] = { dateValue: 'tomorrow' }),
    "'tomorrow' is not a valid value for the type xsd:dateTime",
  ],
  [
    'required element left out',
    'PermissionSet',
    'Library_Reader',
    add('<fieldPermissions><field>Book__c.Price__c</field><readable>true</readable></fieldPermissions>'),
    'Required field is missing: editable',
  ],
  // Fields
  [
    'unknown type',
    'CustomField',
    'Book__c.New__c',
    field('<type>Curency</type>'),
    "'Curency' is not a valid value for the enum 'FieldType'",
  ],
  [
    'no length',
    'CustomField',
    'Book__c.New__c',
    field('<type>Text</type>'),
    "Must specify 'length' for a CustomField of type Text",
  ],
  [
    'long text without lines',
    'CustomField',
    'Book__c.New__c',
    field('<type>LongTextArea</type><length>1000</length>'),
    "Must specify 'visibleLines' for a CustomField of type LongTextArea",
  ],
  [
    'long text with a default',
    'CustomField',
    'Book__c.New__c',
    field(
      '<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines><defaultValue>"x"</defaultValue>',
    ),
    "Can not specify 'defaultValue' for a CustomField of type LongTextArea",
  ],
  [
    'unique without case',
    'CustomField',
    'Book__c.New__c',
    field('<type>Text</type><length>9</length><unique>true</unique>'),
    "Must specify 'caseSensitive' for a CustomField of type Text",
  ],
  [
    'unknown parent',
    'CustomField',
    'Book__c.New__c',
    field('<type>Lookup</type><referenceTo>Autor__c</referenceTo>'),
    'In field: referenceTo - no CustomObject named Autor__c found',
  ],
  [
    'cascade from a user',
    'CustomField',
    'Book__c.New__c',
    field('<type>Lookup</type><referenceTo>User</referenceTo><deleteConstraint>Cascade</deleteConstraint>'),
    'deleteConstraint Cascade is not allowed for a lookup to User',
  ],
  [
    'required lookup set to null',
    'CustomField',
    'Book__c.New__c',
    field(
      '<type>Lookup</type><referenceTo>User</referenceTo><required>true</required><deleteConstraint>SetNull</deleteConstraint>',
    ),
    'Cannot set the foreign key to null upon delete because the lookup field is required',
  ],
  [
    'relationship name taken',
    'CustomField',
    'Loan__c.New__c',
    field('<type>Lookup</type><referenceTo>Member__c</referenceTo><relationshipName>Loans</relationshipName>'),
    'Duplicate Relationship Name: Loans is already used by Loan__c.Member__c',
  ],
  [
    'roll-up of nothing',
    'CustomField',
    'Book__c.New__c',
    field(
      '<type>Summary</type><summaryForeignKey>Loan__c.Buch__c</summaryForeignKey><summaryOperation>count</summaryOperation>',
    ),
    'In field: summaryForeignKey - no CustomField named Loan__c.Buch__c found',
  ],
  [
    'roll-up through a lookup',
    'CustomField',
    'Member__c.New__c',
    field(
      '<type>Summary</type><summaryForeignKey>Loan__c.Member__c</summaryForeignKey><summaryOperation>count</summaryOperation>',
    ),
    'Invalid summaryForeignKey Loan__c.Member__c: it must be a master-detail field to Member__c',
  ],
  [
    'auto-number without a number',
    'CustomField',
    'Book__c.New__c',
    field('<type>AutoNumber</type><displayFormat>B-</displayFormat>'),
    'The display format B- must contain one sequence number such as {0000}',
  ],
  [
    'two values of a name',
    'CustomField',
    'Book__c.New__c',
    field(
      '<type>Picklist</type><valueSet><valueSetDefinition><value><fullName>A</fullName></value><value><fullName>a</fullName></value></valueSetDefinition></valueSet>',
    ),
    'Duplicate picklist value: a',
  ],
  [
    'unknown value set',
    'CustomField',
    'Book__c.New__c',
    field('<type>Picklist</type><valueSet><valueSetName>Shelves</valueSetName></valueSet>'),
    'In field: valueSet - no GlobalValueSet named Shelves found',
  ],
  [
    'history of a formula',
    'CustomField',
    'Book__c.New__c',
    field(
      '<type>Number</type><formula>1</formula><precision>18</precision><scale>0</scale><trackHistory>true</trackHistory>',
    ),
    'Can not track history of a formula, roll-up summary or auto-number field',
  ],
  [
    'label too long',
    'CustomField',
    'Book__c.ISBN__c',
    set('label', 'x'.repeat(41)),
    /^Field Label: data value too large: x+… \(max length=40\)$/,
  ],
  [
    'help too long',
    'CustomField',
    'Book__c.ISBN__c',
    set('inlineHelpText', 'x'.repeat(511)),
    /^Help Text: data value too large/,
  ],
  [
    'formula on a missing field',
    'CustomField',
    'Book__c.Available__c',
    set('formula', 'NOT(Withdrawed__c)'),
    /Withdrawed__c/,
  ],
  [
    'formula of another type',
    'CustomField',
    'Book__c.Available__c',
    set('formula', '1 + 1'),
    'Formula result is data type (Number), incompatible with expected data type (true or false).',
  ],
  [
    'default of another type',
    'CustomField',
    'Member__c.Joined_On__c',
    set('defaultValue', '"today"'),
    /Text.*Date|Date.*Text/,
  ],
  // Objects
  [
    'no sharing model',
    'CustomObject',
    'Book__c',
    (xml) => void delete xml['sharingModel'],
    'Must specify a sharingModel for the CustomObject',
  ],
  [
    'detail with sharing of its own',
    'CustomObject',
    'Loan__c',
    set('sharingModel', 'Private'),
    'Sharing Model Private cannot be set for a child in a Master-Detail relationship; it must be ControlledByParent',
  ],
  [
    'parentless detail',
    'CustomObject',
    'Member__c',
    set('sharingModel', 'ControlledByParent'),
    'Cannot set sharingModel to ControlledByParent on a CustomObject without a MasterDetail relationship field',
  ],
  [
    'unknown compact layout',
    'CustomObject',
    'Book__c',
    set('compactLayoutAssignment', 'Short'),
    'In field: compactLayoutAssignment - no CompactLayout named Book__c.Short found',
  ],
  // Rules
  [
    'rule with a syntax error',
    'ValidationRule',
    'Loan__c.Not_Withdrawn',
    set('errorConditionFormula', 'AND(ISNEW(), '),
    /^(Error: )?Syntax error|Missing/,
  ],
  [
    'rule on a missing field',
    'ValidationRule',
    'Loan__c.Not_Withdrawn',
    set('errorConditionFormula', 'Book__r.Withdrawed__c'),
    /Withdrawed__c/,
  ],
  [
    'rule on a missing permission',
    'ValidationRule',
    'Loan__c.Not_Withdrawn',
    set('errorConditionFormula', '$Permission.Librarian'),
    /Librarian/,
  ],
  [
    'picklist tested for blank',
    'ValidationRule',
    'Loan__c.Not_Withdrawn',
    set('errorConditionFormula', 'ISBLANK(Status__c)'),
    /Status__c|Picklist/i,
  ],
  [
    'message too long',
    'ValidationRule',
    'Loan__c.Not_Withdrawn',
    set('errorMessage', 'x'.repeat(256)),
    /^Error Message: data value too large/,
  ],
  [
    'message beside a missing field',
    'ValidationRule',
    'Loan__c.Not_Withdrawn',
    set('errorDisplayField', 'Buch__c'),
    'In field: errorDisplayField - no CustomField named Loan__c.Buch__c found',
  ],
  // Permission sets
  [
    'required field granted',
    'PermissionSet',
    'Library_Reader',
    add('<fieldPermissions><field>Member__c.Email__c</field><readable>true</readable></fieldPermissions>'),
    'You cannot deploy to a required field: Member__c.Email__c',
  ],
  [
    'master-detail field granted',
    'PermissionSet',
    'Library_Reader',
    add('<fieldPermissions><field>Loan__c.Book__c</field><readable>true</readable></fieldPermissions>'),
    'You cannot deploy to a required field: Loan__c.Book__c',
  ],
  [
    'missing field granted',
    'PermissionSet',
    'Library_Reader',
    add('<fieldPermissions><field>Loan__c.Nope__c</field><readable>true</readable></fieldPermissions>'),
    'In field: field - no CustomField named Loan__c.Nope__c found',
  ],
  [
    'formula made editable',
    'PermissionSet',
    'Library_Reader',
    (xml) => {
      for (const each of elements(xml, 'fieldPermissions'))
        if (each['field'] === 'Loan__c.Days_Late__c') each['editable'] = 'true';
    },
    'Field Loan__c.Days_Late__c is not editable: it is computed by the system',
  ],
  [
    'detail without its master',
    'PermissionSet',
    'Library_Reader',
    (xml) => {
      xml['objectPermissions'] = elements(xml, 'objectPermissions').filter((each) => each['object'] !== 'Book__c');
    },
    'Permission Read Loan__c depends on permission(s): Read Book__c',
  ],
  [
    'opportunities without accounts',
    'PermissionSet',
    'Library_Reader',
    add('<objectPermissions><allowRead>true</allowRead><object>Opportunity</object></objectPermissions>'),
    'Permission Read Opportunity depends on permission(s): Read Account',
  ],
  [
    'edit without read',
    'PermissionSet',
    'Library_Reader',
    add('<objectPermissions><allowEdit>true</allowEdit><object>Campaign</object></objectPermissions>'),
    'Permission Edit Campaign depends on permission(s): Read Campaign',
  ],
  [
    'unknown permission',
    'PermissionSet',
    'Library_Reader',
    add('<userPermissions><enabled>true</enabled><name>FlyPlanes</name></userPermissions>'),
    'Unknown user permission: FlyPlanes',
  ],
  [
    'unknown custom permission',
    'PermissionSet',
    'Library_Reader',
    add('<customPermissions><enabled>true</enabled><name>Nope</name></customPermissions>'),
    'In field: customPermission - no CustomPermission named Nope found',
  ],
  // Pages
  [
    'page with a missing component',
    'FlexiPage',
    'Book_Record_Page',
    (xml) => {
      items(xml)[0]!['componentInstance'] = xmlOf('<componentName>bookCart</componentName>');
    },
    "We couldn't retrieve or load the information on the component: c:bookCart.",
  ],
  [
    'page with an unknown property',
    'FlexiPage',
    'Book_Record_Page',
    (xml) => {
      items(xml)[0]!['componentInstance'] = xmlOf(
        '<componentInstanceProperties><name>title</name><value>x</value></componentInstanceProperties><componentName>bookCard</componentName>',
      );
    },
    "The title property isn't valid for the component c:bookCard",
  ],
  [
    'page of a missing object',
    'FlexiPage',
    'Book_Record_Page',
    set('sobjectType', 'Buch__c'),
    'In field: sobjectType - no CustomObject named Buch__c found',
  ],
  [
    'page shown by a missing field',
    'FlexiPage',
    'Book_Record_Page',
    (xml) => {
      const instance = items(xml)[1]!;
      instance['componentInstance'] = xmlOf(
        '<componentName>force:detailPanel</componentName><visibilityRule><criteria><leftValue>{!Record.Gone__c}</leftValue></criteria></visibilityRule>',
      );
    },
    'In field: leftValue - no CustomField named Book__c.Gone__c found',
  ],
  [
    'action of a missing component',
    'QuickAction',
    'Book__c.Show_Card',
    set('lightningWebComponent', 'bookCart'),
    'In field: lightningWebComponent - no LightningComponentBundle named bookCart found',
  ],
  [
    'tab of a missing object',
    'CustomTab',
    'Buch__c',
    () => xmlOf('<customObject>true</customObject><motif>Custom1: Heart</motif>'),
    'In field: fullName - no CustomObject named Buch__c found',
  ],
  [
    'app with a missing tab',
    'CustomApplication',
    'Library',
    add('<tabs>Buch__c</tabs>'),
    'In field: tab - no CustomTab named Buch__c found',
  ],
  [
    'layout without a required field',
    'Layout',
    'Loan__c-Loan Layout',
    () =>
      xmlOf(
        '<layoutSections><layoutColumns><layoutItems><field>Book__c</field></layoutItems></layoutColumns></layoutSections>',
      ),
    'Layout must contain an item for required layout field: Member__c',
  ],
  [
    'layout with a missing field',
    'Layout',
    'Book__c-Short Layout',
    () =>
      xmlOf(
        '<layoutSections><layoutColumns><layoutItems><field>Name</field></layoutItems><layoutItems><field>Gone__c</field></layoutItems></layoutColumns></layoutSections>',
      ),
    'In field: field - no CustomField named Book__c.Gone__c found',
  ],
  [
    'list with a missing column',
    'ListView',
    'Book__c.All',
    add('<columns>Gone__c</columns>'),
    'Could not resolve list view column: Gone__c',
  ],
  [
    'compact layout with a missing field',
    'CompactLayout',
    'Book__c.Book_Summary',
    add('<fields>Gone__c</fields>'),
    'In field: fields - no CustomField named Book__c.Gone__c found',
  ],
  [
    'field set with a missing field',
    'FieldSet',
    'Book__c.Card',
    add('<displayedFields><field>Owner.Gone</field></displayedFields>'),
    'In field: field - no CustomField named Book__c.Owner.Gone found',
  ],
  [
    'path over a missing value',
    'PathAssistant',
    'Loans',
    () =>
      xmlOf(
        '<entityName>Loan__c</entityName><fieldName>Status__c</fieldName><pathAssistantSteps><picklistValueName>Burnt</picklistValueName></pathAssistantSteps>',
      ),
    'Picklist value: Burnt in field Loan__c.Status__c not found',
  ],
  [
    'report type over a missing relationship',
    'ReportType',
    'Books',
    () =>
      xmlOf(
        '<baseObject>Book__c</baseObject><label>Books</label><join><outerJoin>true</outerJoin><relationship>Lendings__r</relationship></join>',
      ),
    'Invalid relationship Lendings__r of Book__c',
  ],
  [
    'report in a missing folder',
    'Report',
    'Nowhere/Loans',
    () => xmlOf('<name>Loans</name><reportType>Loan__c</reportType>'),
    'In field: folder - no ReportFolder named Nowhere found',
  ],
  // Other parts
  [
    'custom metadata with a missing field',
    'CustomMetadata',
    'Library_Rule.Default',
    add('<values><field>Gone__c</field><value>1</value></values>'),
    'In field: values - no CustomField named Library_Rule__mdt.Gone__c found',
  ],
  [
    'custom metadata without a required value',
    'CustomMetadata',
    'Library_Rule.Other',
    () => xmlOf('<label>Other</label>'),
    'Required fields are missing: [Loan_Days__c]',
  ],
  ['label too long', 'CustomLabel', 'Library_Lent', set('value', 'x'.repeat(1001)), /^Value: data value too large/],
  [
    'role under a missing one',
    'Role',
    'Clerk',
    () => xmlOf('<name>Clerk</name><parentRole>Chief</parentRole>'),
    'In field: parentRole - no Role named Chief found',
  ],
  [
    'record type with a missing value',
    'RecordType',
    'Book__c.Rare',
    () =>
      xmlOf(
        '<fullName>Rare</fullName><active>true</active><label>Rare</label><picklistValues><picklist>Shelf__c</picklist><values><fullName>Attic</fullName></values></picklistValues>',
      ),
    'Picklist value: Attic in picklist: Shelf__c not found',
  ],
  [
    'queue of details',
    'Queue',
    'Loans',
    () => xmlOf('<name>Loans</name><queueSobject><sobjectType>Loan__c</sobjectType></queueSobject>'),
    'Loan__c cannot be owned by a queue',
  ],
  ['Apex', 'ApexClass', 'Lending', () => ({}), 'The metadata type ApexClass is not supported by this org'],
  // Flows
  [
    'flow on a missing object',
    'Flow',
    'Loan_Returned',
    (xml) => void ((xml['start'] as XmlElement)['object'] = 'Lending__c'),
    "The flow's start element refers to an object that doesn't exist: Lending__c",
  ],
  [
    'flow that sets a missing field',
    'Flow',
    'Loan_Due_Date',
    (xml) => void ((elements(xml, 'recordUpdates')[0]!['inputAssignments'] as XmlElement)['field'] = 'Due__c'),
    /Due__c/,
  ],
  // Lightning web components
  [
    'script that does not compile',
    'LightningComponentBundle',
    'bookCard',
    file(
      'lwc/bookCard/bookCard.js',
      `${JS}export default class BookCard extends LightningElement {\n  @api heading;\n}\n`,
    ),
    /^\[Line: 3, Col: 3\] LWC1102: Invalid 'api' decorator usage/,
  ],
  [
    'template that does not compile',
    'LightningComponentBundle',
    'bookCard',
    file('lwc/bookCard/bookCard.html', '<template>\n  <div></template>\n'),
    /^\[Line: 2, Col: \d+\] LWC\d+: /,
  ],
  [
    'misspelt base component',
    'LightningComponentBundle',
    'bookCard',
    file('lwc/bookCard/bookCard.html', '<template>\n  <lightning-buton></lightning-buton>\n</template>\n'),
    '[Line: 2, Col: 3] No MODULE named markup://lightning:buton found : [markup://c:bookCard]',
  ],
  [
    'missing child component',
    'LightningComponentBundle',
    'bookCard',
    file('lwc/bookCard/bookCard.html', '<template><c-book-cover></c-book-cover></template>\n'),
    '[Line: 1, Col: 11] No MODULE named markup://c:bookCover found : [markup://c:bookCard]',
  ],
  [
    'missing label',
    'LightningComponentBundle',
    'bookCard',
    file(
      'lwc/bookCard/bookCard.js',
      `${JS}import gone from '@salesforce/label/c.Gone';\nexport default class BookCard extends LightningElement { label = gone; }\n`,
    ),
    /^\[Line: 2, Col: \d+\] Invalid reference c\.Gone of type label in file bookCard\.js$/,
  ],
  [
    'missing schema field',
    'LightningComponentBundle',
    'bookCard',
    file(
      'lwc/bookCard/bookCard.js',
      `${JS}import gone from '@salesforce/schema/Book__c.Gone__c';\nexport default class BookCard extends LightningElement { field = gone; }\n`,
    ),
    /Invalid reference Book__c\.Gone__c of type sobjectField in file bookCard\.js$/,
  ],
  [
    'missing module',
    'LightningComponentBundle',
    'bookCard',
    file(
      'lwc/bookCard/bookCard.js',
      `${JS}import { x } from 'lightning/uiRecordsApi';\nexport default class BookCard extends LightningElement { x = x; }\n`,
    ),
    /No MODULE named markup:\/\/lightning:uiRecordsApi found/,
  ],
  [
    'no configuration',
    'LightningComponentBundle',
    'bookCard',
    (_xml, component) => {
      component.files.delete('lwc/bookCard/bookCard.js-meta.xml');
    },
    'Cannot find Lightning Component Bundle configuration file bookCard.js-meta.xml',
  ],
  [
    'unknown target',
    'LightningComponentBundle',
    'bookCard',
    (xml) =>
      void ((xml['targets'] as XmlElement)['target'] = [
        'lightning__RecordPage',
        'lightning__RecordAction',
        'lightning__Moon',
      ]),
    'Invalid target: lightning__Moon',
  ],
  [
    'record action without the target',
    'LightningComponentBundle',
    'bookCard',
    (xml) => void ((xml['targets'] as XmlElement)['target'] = 'lightning__RecordPage'),
    "The component c:bookCard can't be used in a quick action: its target lightning__RecordAction is missing",
  ],
];

const org = libraryOrg();

for (const [what, type, fullName, change, problem] of mistakes) {
  test(`${type}: ${what}`, () => {
    const told = problems(deployVariant(org, type, fullName, change)).map((each) => each.slice(each.indexOf(': ') + 2));
    assert.ok(
      told.some((each) => (typeof problem === 'string' ? each === problem : problem.test(each))),
      `told: ${told.join('\n') || 'nothing'}`,
    );
  });
}

test('none of it has changed the org', () => {
  assert.equal(org.schema.object('Book__c')!.field('New__c'), undefined);
  assert.equal(org.components().length, library().components.length);
});
