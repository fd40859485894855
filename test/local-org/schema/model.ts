/**
 * The shape of a deployed org: objects, fields and rules, as read from metadata.
 * Pure data; everything else in the local org depends on this file and this file on nothing.
 */

/** A field's value in a row. Dates are `2026-11-24`, date-times `2026-11-24T08:00:00.000Z`, times `08:00:00.000Z`; null is blank. */
export type Value = string | number | boolean | null;

/** A record: canonical field API names to values. Ids always have 18 characters. */
export type Row = Record<string, Value>;

/** Field types, named as in a CustomField's `<type>`, plus the few that only standard fields have. */
export type FieldType =
  | 'Id'
  | 'Text'
  | 'TextArea'
  | 'LongTextArea'
  | 'Html'
  | 'EncryptedText'
  | 'Email'
  | 'Phone'
  | 'Url'
  | 'Number'
  | 'Currency'
  | 'Percent'
  | 'Checkbox'
  | 'Date'
  | 'DateTime'
  | 'Time'
  | 'Picklist'
  | 'MultiselectPicklist'
  | 'Lookup'
  | 'MasterDetail'
  | 'AutoNumber'
  | 'Summary';

export interface PicklistValue {
  /** The API name, which is what is stored. */
  name: string;
  label: string;
  isDefault: boolean;
  isActive: boolean;
}

export interface Reference {
  /** Objects that this field may point to; several for polymorphic standard fields such as WhatId. */
  to: string[];
  /** How a child names its parent in SOQL and formulas: `Opportunity__r`, `Owner`. */
  relationshipName: string | undefined;
  /** How a parent names its children in SOQL, without `__r` for standard ones: `Loans__r`, `Contacts`. */
  childRelationshipName: string | undefined;
  onDelete: 'SetNull' | 'Restrict' | 'Cascade';
  /** Present on master-detail fields only. */
  master: { order: number; reparentable: boolean; writeRequiresMasterRead: boolean } | undefined;
}

export interface FilterItem {
  field: string;
  operation: string;
  value: string;
}

export interface Summary {
  operation: 'count' | 'sum' | 'min' | 'max';
  /** The detail object and its master-detail field, from `<summaryForeignKey>`. */
  detailObject: string;
  detailField: string;
  /** The detail's field that is summed; undefined for a count. */
  summarizedField: string | undefined;
  filters: FilterItem[];
}

export interface Field {
  name: string;
  label: string;
  type: FieldType;
  custom: boolean;
  description: string | undefined;
  helpText: string | undefined;
  /** Characters, for texts. */
  length: number | undefined;
  /** Digits in all and after the point, for numbers. */
  precision: number | undefined;
  scale: number | undefined;
  /** Required on every write path, as `<required>true` is. */
  required: boolean;
  unique: boolean;
  caseSensitive: boolean;
  externalId: boolean;
  /** False for fields that no client may set: Id, audit fields, formulas, roll-ups, auto-numbers. */
  createable: boolean;
  updateable: boolean;
  /** Source of `<defaultValue>`, a formula. */
  defaultFormula: string | undefined;
  formula: string | undefined;
  blankAsZero: boolean;
  restrictedPicklist: boolean;
  picklist: PicklistValue[] | undefined;
  reference: Reference | undefined;
  summary: Summary | undefined;
  /** Auto-number pattern such as `LN-{000000}`. */
  displayFormat: string | undefined;
  trackHistory: boolean;
}

export interface ValidationRule {
  name: string;
  active: boolean;
  formula: string;
  message: string;
  /** The field beside which the message is shown; undefined for the top of the page. */
  errorField: string | undefined;
}

export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent' | 'FullAccess';

export type ObjectKind = 'standard' | 'custom' | 'customMetadata' | 'share' | 'history';

export interface SObject {
  name: string;
  label: string;
  pluralLabel: string;
  /** First three characters of its records' Ids. */
  keyPrefix: string;
  kind: ObjectKind;
  /** In order of declaration; look up by `field()`, which ignores case. */
  fields: Field[];
  field(name: string): Field | undefined;
  /** The field that names a record: `Name`, or `CaseNumber`, `Subject`… */
  nameField: string | undefined;
  /** The lookup through which a child reaches the parent that decides its access, for ControlledByParent. */
  sharingModel: SharingModel;
  hasOwner: boolean;
  historyEnabled: boolean;
  validationRules: ValidationRule[];
  fieldSets: Map<string, string[]>;
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
}

/** A record-type-less child relationship, as describe lists it. */
export interface ChildRelationship {
  childObject: string;
  field: Field;
  relationshipName: string | undefined;
}

/** One deployed metadata component, kept as it came, for those who read more than the schema does. */
export interface Component {
  /** Metadata API type: `Flow`, `FlexiPage`, `CustomLabels`, `LightningComponentBundle`… */
  type: string;
  fullName: string;
  /** File name inside a deploy package (`flows/X.flow`, `lwc/x/x.js`) to its content. */
  files: Map<string, Uint8Array>;
  /** The parsed XML under its root element (attributes left out, repeated elements as arrays, text as strings). */
  xml: XmlElement;
}

export type XmlValue = string | XmlElement | (string | XmlElement)[];
export interface XmlElement {
  [name: string]: XmlValue | undefined;
}

export interface Schema {
  objects: SObject[];
  /** Everything that is deployed. */
  allComponents: readonly Component[];
  /** Ignores case; undefined where no such object exists. */
  object(name: string): SObject | undefined;
  objectByPrefix(keyPrefix: string): SObject | undefined;
  childrenOf(object: string): ChildRelationship[];
  components(type: string): Component[];
  component(type: string, fullName: string): Component | undefined;
}
