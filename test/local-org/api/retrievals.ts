import { OrgError } from '../errors.ts';
import { retrieve } from '../metadata/list.ts';
import type { RetrieveOutcome } from '../metadata/list.ts';
import { element, elements, text, texts } from '../metadata/xml.ts';
import type { OpenOrg } from '../open.ts';
import type { Org, UserAccess } from '../org.ts';
import type { XmlElement } from '../schema/model.ts';
import { nextJobId } from './job-ids.ts';
import { perOrg } from './per-org.ts';

export interface Retrieval {
  id: string;
  outcome: RetrieveOutcome;
}

/** Retrieves of this run of the org; each is done when it is asked for. */
export const retrievalsOf = perOrg((org: Org) => {
  const retrievals = new Map<string, Retrieval>();
  return {
    /** `request` is a RetrieveRequest: members by type under `unpackaged`. */
    start(_access: UserAccess, request: XmlElement): Retrieval {
      const types = new Map<string, string[]>();
      for (const type of elements(element(request, 'unpackaged') ?? {}, 'types')) {
        const name = text(type, 'name') ?? '';
        types.set(name, [...(types.get(name) ?? []), ...texts(type, 'members')]);
      }
      if (types.size === 0)
        throw new OrgError(
          'INVALID_TYPE',
          'The retrieve names no types under "unpackaged"; packages are not covered by the local org',
        );
      const retrieval = {
        id: nextJobId(org, '09S'),
        outcome: retrieve(org as OpenOrg, { types, version: text(request, 'apiVersion') ?? '' }),
      };
      retrievals.set(retrieval.id, retrieval);
      return retrieval;
    },
    find(id: string): Retrieval {
      const retrieval = [...retrievals.values()].find((one) => one.id.slice(0, 15) === id.slice(0, 15));
      if (!retrieval) throw new OrgError('INVALID_ID_FIELD', `No retrieve with the Id ${id}`, { status: 404 });
      return retrieval;
    },
  };
});

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_retrieveresult.htm */
export function retrieveResult({ id, outcome }: Retrieval, includeZip: boolean): Record<string, unknown> {
  return {
    done: true,
    fileProperties: outcome.files,
    id,
    messages: outcome.problems,
    status: 'Succeeded',
    success: true,
    ...(includeZip ? { zipFile: Buffer.from(outcome.zip).toString('base64') } : {}),
  };
}
