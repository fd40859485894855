import { strToU8, zipSync, type Zippable } from 'fflate';
import type { OpenOrg } from '../open.ts';
import { splitName } from '../schema/field.ts';
import { base62, to18 } from '../schema/id.ts';
import type { Component, XmlElement, XmlValue } from '../schema/model.ts';
import { componentKey, packageFile } from './content.ts';
import type { DeployedComponent } from './deployed.ts';
import { childType, METADATA_TYPES, metadataType } from './types.ts';
import { elements, writeXml } from './xml.ts';

/** What there is (describeMetadata, listMetadata) and getting it back (retrieve). */

/** As the Metadata API's FileProperties. */
export interface FileProperties {
  createdById: string;
  createdByName: string;
  createdDate: string;
  fileName: string;
  fullName: string;
  id: string;
  lastModifiedById: string;
  lastModifiedByName: string;
  lastModifiedDate: string;
  manageableState: 'unmanaged';
  type: string;
}

/** The types that can be deployed here, as DescribeMetadataResult. */
export function describeMetadata(): Record<string, unknown> {
  return {
    metadataObjects: METADATA_TYPES.filter((type) => type.depth !== 'refused').map((type) => ({
      directoryName: type.folder,
      inFolder: type.inFolder ?? false,
      metaFile: type.metaFile ?? false,
      ...(type.suffix === undefined ? {} : { suffix: type.suffix }),
      xmlName: type.name,
      childXmlNames: Object.values(type.children ?? {})
        .filter((child) => child.depth !== 'refused')
        .map((child) => child.name),
    })),
    organizationNamespace: '',
    partialSaveAllowed: true,
    testRequired: false,
  };
}

/** Deployed components of the types asked for, and the org's standard objects and profiles. Unknown types have none. */
export function listMetadata(
  org: OpenOrg,
  queries: readonly { type: string; folder?: string | undefined }[],
): FileProperties[] {
  return queries.flatMap(({ type, folder }) => {
    const wanted = metadataType(type)?.inFolder ? [type, `${type}Folder`] : [type];
    const deployed = [...org.deployed().components.values()].filter(({ component }) => wanted.includes(component.type));
    const listed = deployed
      .filter(
        ({ component }) =>
          folder === undefined || component.fullName === folder || component.fullName.startsWith(`${folder}/`),
      )
      .map((each) => properties(org, each));
    const names = new Set(listed.map((each) => each.fullName));
    return [
      ...listed,
      ...standardComponents(type)
        .filter((name) => !names.has(name))
        .map((name) => properties(org, builtIn(org, type, name))),
    ];

    function standardComponents(of: string): string[] {
      if (of === 'CustomObject')
        return org.schema.objects
          .filter((object) => object.kind === 'standard' && object.hasOwner)
          .map((object) => object.name);
      return [];
    }
  });
}

function builtIn(org: OpenOrg, type: string, fullName: string): DeployedComponent {
  const at = String(
    org.store.read('Organization', [org.organizationId])[0]?.['CreatedDate'] ?? org.now().toISOString(),
  );
  return {
    component: { type, fullName, files: new Map(), xml: {} },
    createdById: org.adminUserId,
    createdDate: at,
    lastModifiedById: org.adminUserId,
    lastModifiedDate: at,
  };
}

function properties(org: OpenOrg, deployed: DeployedComponent): FileProperties {
  const { component } = deployed;
  const name = (id: string): string => String(org.store.read('User', [id])[0]?.['Name'] ?? '');
  return {
    createdById: deployed.createdById,
    createdByName: name(deployed.createdById),
    createdDate: deployed.createdDate,
    fileName: packageFile(component),
    fullName: component.fullName,
    id: componentId(component),
    lastModifiedById: deployed.lastModifiedById,
    lastModifiedByName: name(deployed.lastModifiedById),
    lastModifiedDate: deployed.lastModifiedDate,
    manageableState: 'unmanaged',
    type: component.type.replace(/^(Report|Dashboard)Folder$/, '$1'),
  };
}

/** An Id that stays the same for as long as the component has its name. */
function componentId(component: Component): string {
  let hash = 0;
  for (const char of componentKey(component)) hash = (hash * 31 + char.charCodeAt(0)) % 0x1fffffffff;
  return to18(`00N${base62(hash, 12)}`);
}

export interface RetrieveOutcome {
  /** A zip with everything under `unpackaged/`. */
  zip: Uint8Array;
  files: FileProperties[];
  problems: { fileName: string; problem: string }[];
}

/** Gives components back as a deploy package; `*` stands for all of a type (custom objects only, of objects). */
export function retrieve(
  org: OpenOrg,
  request: { types: ReadonlyMap<string, readonly string[]>; version: string },
): RetrieveOutcome {
  const state = org.deployed().components;
  const wanted = new Map<string, DeployedComponent>();
  const problems: RetrieveOutcome['problems'] = [];
  for (const [type, members] of request.types) {
    for (const member of members) {
      const found = [...state].filter(([, { component }]) => isMember(component, type, member));
      if (found.length === 0 && member !== '*') {
        problems.push({
          fileName: 'unpackaged/package.xml',
          problem: `Entity of type '${type}' named '${member}' cannot be found`,
        });
      }
      for (const [key, deployed] of found) wanted.set(key, deployed);
    }
  }
  const entries: Zippable = {};
  for (const [name, content] of packageFiles([...wanted.values()].map((each) => each.component)))
    entries[`unpackaged/${name}`] = content;
  entries['unpackaged/package.xml'] = strToU8(manifest(request));
  return {
    zip: zipSync(entries),
    files: [...wanted.values()].map((each) => {
      const file = properties(org, each);
      return { ...file, fileName: `unpackaged/${file.fileName}` };
    }),
    problems,
  };
}

/** Whether a line of the manifest asks for the component: by its name, with its object, or with all of its type. */
function isMember(component: Component, type: string, member: string): boolean {
  const own = component.type.replace(/^(Report|Dashboard)Folder$/, '$1');
  const parent = childType(component.type)?.parent.name;
  if (member === '*')
    return own === type || (parent === type && (parent === 'CustomLabels' || /__(c|mdt)\./.test(component.fullName)));
  if (own === type) return component.fullName.toLowerCase() === member.toLowerCase();
  if (parent !== type) return false;
  return parent === 'CustomLabels' || splitName(component.fullName)[0].toLowerCase() === member.toLowerCase();
}

/** Components as the files of a deploy package; parts of an object or label file come together in one. */
export function packageFiles(components: readonly Component[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const composed = new Map<string, { root: string; xml: XmlElement }>();
  for (const component of components) {
    const child = childType(component.type);
    const parent = child?.parent ?? (metadataType(component.type)?.children ? metadataType(component.type) : undefined);
    if (!parent) {
      for (const [name, content] of component.files) files.set(name, content);
      continue;
    }
    const path = packageFile(component);
    const file = composed.get(path) ?? { root: parent.name, xml: {} };
    composed.set(path, file);
    if (!child) {
      for (const [name, value] of Object.entries(component.xml)) if (!parent.children?.[name]) file.xml[name] = value;
    } else {
      file.xml[child.key] = [...elements(file.xml, child.key), component.xml];
    }
  }
  for (const [path, { root, xml }] of composed) files.set(path, strToU8(writeXml(root, xml)));
  return files;
}

function manifest(request: { types: ReadonlyMap<string, readonly string[]>; version: string }): string {
  const types: XmlValue = [...request.types].map(([name, members]) => ({ members: [...members], name }));
  return writeXml('Package', { types, version: request.version || '66.0' });
}
