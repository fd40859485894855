import { element, elements, text } from '../local-org/metadata/xml.ts';
import { standsAt } from '../local-org/metadata/xml-places.ts';
import { buildSchema, type Problem } from '../local-org/schema/build.ts';
import type { ChildRelationship, Component, Field, Schema, SObject, XmlElement } from '../local-org/schema/model.ts';
import { auditFields, field, lookup, sobject } from '../local-org/schema/standard/define.ts';
import { ADDED_FIELDS, KNOWN_BY_NAME } from './standard/corrections.ts';
import { everyStandardObject } from './standard/objects.ts';
import { partsOf } from './source/registry.ts';

const BY_NAME: ReadonlySet<string> = new Set(KNOWN_BY_NAME.filter((name) => !(name in ADDED_FIELDS)));

/**
 * The schema of a folder's metadata in an org that has every standard object, and what could not be built of it.
 * Kinds of fields and objects that the local org does not carry out are put in as the nearest that it does.
 */
export function schemaOf(
  components: readonly Component[],
  unread: readonly Component[] = [],
): { schema: Schema; problems: Problem[] } {
  const { objects, children } = everyStandardObject();
  const own = components.flatMap((component) =>
    component.type === 'CustomObject' && SPECIAL_OBJECT.test(component.fullName) ? [specialObject(component)] : [],
  );
  const standIns = [...components, ...unread].map(standIn);
  const build = (from: readonly Component[]): ReturnType<typeof buildSchema> =>
    buildSchema(from, new Map(), [...objects, ...own]);
  const first = build(standIns);
  // A field with a mistake in it is there nevertheless, and what names it is right.
  const broken = new Set(first.problems.map(({ type, fullName }) => `${type}:${fullName}`));
  const { schema } = build(
    standIns.map((each) =>
      each.type === 'CustomField' && broken.has(`${each.type}:${each.fullName}`)
        ? { ...each, xml: { type: 'Text', length: '255', label: text(each.xml, 'label') } }
        : each,
    ),
  );
  const unreadNames = new Set(unread.map(({ fullName }) => fullName));
  const problems = first.problems.filter(({ fullName }) => !unreadNames.has(fullName));
  const complete = new Map(schema.objects.map((object) => [object.name.toLowerCase(), completed(object)]));
  const byName = (name: string): SObject | undefined =>
    complete.get(name.toLowerCase()) ?? derivedObject(name, complete);
  return {
    problems,
    schema: {
      ...schema,
      objects: [...complete.values()],
      object: byName,
      childrenOf: (name) => withDeclared(schema.childrenOf(name), children.get(name.toLowerCase()), name),
      // Components as they were read, not as they stand in for the schema.
      ...lookups([...components, ...unread]),
    },
  };
}

function lookups(components: readonly Component[]): Pick<Schema, 'component' | 'components'> {
  const byType = Map.groupBy(components, (component) => component.type);
  const byName = new Map(
    components
      .flatMap((each) => [...insideOf(each), each])
      .map((each) => [`${each.type}:${each.fullName.toLowerCase()}`, each]),
  );
  return {
    components: (type) => byType.get(type) ?? [],
    component: (type, fullName) => byName.get(`${type}:${fullName.toLowerCase()}`),
  };
}

/** The alerts, rules and the like that other components' files hold; matching rules are named without their object. */
function insideOf(component: Component): Component[] {
  if (component.type === 'CustomObject' || component.type === 'CustomLabels') return [];
  return partsOf(component.type).flatMap(({ type, element: holder, id }) =>
    elements(component.xml, holder).flatMap((xml) => {
      const name = text(xml, id)?.trim() ?? '';
      const fullName = type === 'MatchingRule' ? name : `${component.fullName}.${name}`;
      return [{ type, fullName, files: new Map<string, Uint8Array>(), xml }];
    }),
  );
}

/** Platform events, big objects, external objects and articles. */
const SPECIAL_OBJECT = /__(e|b|x|kav)$/i;

function specialObject({ fullName, xml }: Component): SObject {
  const more: Field[] = /__kav$/i.test(fullName)
    ? [
        'Title',
        'UrlName',
        'Summary',
        'ArticleNumber',
        'PublishStatus',
        'Language',
        'KnowledgeArticleId',
        'IsLatestVersion',
        'IsVisibleInPkb',
        'IsVisibleInCsp',
        'IsVisibleInPrm',
        'IsVisibleInApp',
        'ValidationStatus',
        'VersionNumber',
        'FirstPublishedDate',
        'LastPublishedDate',
      ].map((name) => field({ name, type: 'Text' }))
    : ['ReplayId', 'EventUuid', 'ExternalId', 'DisplayUrl'].map((name) => field({ name, type: 'Text' }));
  return sobject({
    name: fullName,
    label: text(xml, 'label') ?? fullName,
    pluralLabel: text(xml, 'pluralLabel') ?? fullName,
    keyPrefix: '',
    kind: 'standard',
    fields: [
      field({ name: 'Id', type: 'Id' }),
      field({ name: 'Name', type: 'Text' }),
      field({ name: 'OwnerId', type: 'Lookup', reference: lookup('OwnerId', ['User', 'Group']) }),
      ...auditFields(),
      ...more,
    ],
    nameField: 'Name',
    sharingModel: 'ReadWrite',
    hasOwner: true,
    historyEnabled: true,
    validationRules: [],
    fieldSets: new Map(),
    createable: true,
    updateable: true,
    deletable: true,
  });
}

const NEAREST_TYPE: Record<string, string> = {
  Location: 'Text',
  Address: 'Text',
  File: 'Text',
  ExternalLookup: 'Lookup',
  IndirectLookup: 'Lookup',
  MetadataRelationship: 'Lookup',
};

/** The component, or one that the local org can build a schema with in its place. */
function standIn(component: Component): Component {
  const { type, xml } = component;
  const changed = (xmlInstead: XmlElement): Component => ({ ...component, xml: standsAt(xmlInstead, xml) });
  if (type === 'CustomObject' && text(xml, 'customSettingsType') !== undefined) {
    return changed({ ...xml, customSettingsType: undefined });
  }
  if (type !== 'CustomField') return component;
  const nearest = NEAREST_TYPE[text(xml, 'type')?.trim() ?? ''];
  if (nearest !== undefined) return changed({ ...xml, type: nearest, ...(nearest === 'Text' && { length: '255' }) });
  if (elements(xml, 'summaryFilterItems').some((filter) => text(filter, 'valueField') !== undefined))
    return changed({
      ...xml,
      summaryFilterItems: elements(xml, 'summaryFilterItems').map((filter) => ({ ...filter, valueField: undefined })),
    });
  // Values of a standard set that is used for a custom field are not in the folder.
  const set = element(xml, 'valueSet');
  if (set && text(set, 'valueSetName') !== undefined && /__gvs$/.test(text(set, 'valueSetName')!))
    return changed({ ...xml, valueSet: { valueSetDefinition: {} } });
  return component;
}

/** An object with the fields that follow from others, and with any field where nothing but its name is known. */
function completed(object: SObject): SObject {
  return {
    ...object,
    field: (name) => object.field(name) ?? coordinate(object, name) ?? anyField(object.name, name),
  };
}

/** A geolocation is read by its two parts. */
function coordinate(object: SObject, name: string): Field | undefined {
  const of = /^(.+)__(?:latitude|longitude)__s$/i.exec(name)?.[1];
  return of !== undefined && object.field(`${of}__c`)
    ? field({ name, type: 'Number', precision: 18, scale: 15, custom: true })
    : undefined;
}

function anyField(object: string, name: string): Field | undefined {
  return BY_NAME.has(object) && !/__/.test(name) ? field({ name, type: 'Text' }) : undefined;
}

/** `Book__Share`, `Book__History`, `AccountChangeEvent` … of an object that is there. */
function derivedObject(name: string, objects: ReadonlyMap<string, SObject>): SObject | undefined {
  const match = /^(.+?)(__)?(?:Share|History|Feed|ChangeEvent|Tag|ViewStat|VoteStat)$/i.exec(name);
  const of = match && objects.get(`${match[1]!}${match[2] ? '__c' : ''}`.toLowerCase());
  if (!of) return undefined;
  return {
    ...of,
    name,
    field: (asked) => of.field(asked) ?? (/__/.test(asked) ? undefined : field({ name: asked, type: 'Text' })),
  };
}

/** Child relationships of fields, and those that are declared without a field. */
function withDeclared(
  fromFields: ChildRelationship[],
  declared: ReadonlyMap<string, string> | undefined,
  parent: string,
): ChildRelationship[] {
  const known = new Set(fromFields.map((each) => each.relationshipName?.toLowerCase()));
  const more = [...(declared ?? [])].filter(([name]) => !known.has(name.toLowerCase()));
  return [
    ...fromFields,
    ...more.map(([relationshipName, childObject]) => ({
      childObject,
      relationshipName,
      field: field({ name: `${parent}Id`, type: 'Lookup', reference: lookup(`${parent}Id`, [parent]) }),
    })),
  ];
}
