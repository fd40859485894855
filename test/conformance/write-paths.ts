/**
 * Every way in which a client can write a record, as Salesforce's API guides describe it. A rule that holds
 * on one of them and not on another is no rule, so the guard's matrix walks this list.
 */
import { type Session, VERSION } from './session.ts';

export interface Attempt {
  object: string;
  /** The record to change; undefined to create one. */
  id?: string;
  /** Values of the fields to write, by API name. */
  fields: Record<string, string | number | boolean | null>;
  /** The object's external id field, and the value by which an upsert finds or names the record. */
  externalId: { field: string; value: string };
}

export interface Verdict {
  ok: boolean;
  /** The written record, where the path tells. */
  id?: string;
  errors: { code: string; message: string }[];
}

export interface WritePath {
  name: string;
  /** The routes that it uses, as `METHOD /services/data/:version/…`; a local org's own table must hold no other. */
  routes: string[];
  operations: readonly ('insert' | 'update')[];
  /** Finds its record by the external id, so it can neither change that field nor name it twice. */
  byExternalId?: boolean;
  write(session: Session, attempt: Attempt): Promise<Verdict>;
}

const DATA = '/services/data/:version';
const BOTH = ['insert', 'update'] as const;

export const WRITE_PATHS: readonly WritePath[] = [
  {
    // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_basic_info_post.htm
    name: 'REST record',
    routes: [`POST ${DATA}/sobjects/:object`, `PATCH ${DATA}/sobjects/:object/:id`],
    operations: BOTH,
    write: async (session, { object, id, fields }) =>
      restVerdict(
        await (id
          ? session.call({ method: 'PATCH', path: `sobjects/${object}/${id}`, body: fields })
          : session.call({ method: 'POST', path: `sobjects/${object}`, body: fields })),
      ),
  },
  {
    name: 'REST upsert by external id',
    routes: [`PATCH ${DATA}/sobjects/:object/:field/:value`],
    byExternalId: true,
    operations: BOTH,
    write: async (session, { object, fields, externalId }) =>
      restVerdict(
        await session.call({
          method: 'PATCH',
          path: `sobjects/${object}/${externalId.field}/${encodeURIComponent(externalId.value)}`,
          body: fields,
        }),
      ),
  },
  {
    // An upsert with Id as its external id and none given creates.
    // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm
    name: 'REST upsert without an Id',
    routes: [`POST ${DATA}/sobjects/:object/Id`],
    operations: ['insert'],
    write: async (session, { object, fields }) =>
      restVerdict(await session.call({ method: 'POST', path: `sobjects/${object}/Id`, body: fields })),
  },
  {
    // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm
    name: 'sObject collections',
    routes: [`POST ${DATA}/composite/sobjects`, `PATCH ${DATA}/composite/sobjects`],
    operations: BOTH,
    write: async (session, { object, id, fields }) =>
      collectionVerdict(
        await session.call({
          method: id ? 'PATCH' : 'POST',
          path: 'composite/sobjects',
          body: { allOrNone: false, records: [{ attributes: { type: object }, ...(id && { id }), ...fields }] },
        }),
      ),
  },
  {
    name: 'sObject collections, upsert',
    routes: [`PATCH ${DATA}/composite/sobjects/:object/:field`],
    byExternalId: true,
    operations: BOTH,
    write: async (session, { object, fields, externalId }) =>
      collectionVerdict(
        await session.call({
          method: 'PATCH',
          path: `composite/sobjects/${object}/${externalId.field}`,
          body: {
            allOrNone: true,
            records: [{ attributes: { type: object }, [externalId.field]: externalId.value, ...fields }],
          },
        }),
      ),
  },
  {
    name: 'composite',
    routes: [`POST ${DATA}/composite`],
    operations: BOTH,
    write: async (session, { object, id, fields }) => {
      const { body } = await session.call({
        method: 'POST',
        path: 'composite',
        body: {
          allOrNone: true,
          compositeRequest: [
            {
              method: id ? 'PATCH' : 'POST',
              url: `/services/data/v${VERSION}/sobjects/${object}${id ? `/${id}` : ''}`,
              referenceId: 'written',
              body: fields,
            },
          ],
        },
      });
      const [inner] = (body as { compositeResponse: { httpStatusCode: number; body: unknown }[] }).compositeResponse;
      return restVerdict({ status: inner!.httpStatusCode, body: inner!.body });
    },
  },
  {
    name: 'composite batch',
    routes: [`POST ${DATA}/composite/batch`],
    operations: BOTH,
    write: async (session, { object, id, fields }) => {
      const { body } = await session.call({
        method: 'POST',
        path: 'composite/batch',
        body: {
          batchRequests: [
            {
              method: id ? 'PATCH' : 'POST',
              url: `v${VERSION}/sobjects/${object}${id ? `/${id}` : ''}`,
              richInput: fields,
            },
          ],
        },
      });
      const [inner] = (body as { results: { statusCode: number; result: unknown }[] }).results;
      return restVerdict({ status: inner!.statusCode, body: inner!.result });
    },
  },
  {
    name: 'composite graph',
    routes: [`POST ${DATA}/composite/graph`],
    operations: BOTH,
    write: async (session, { object, id, fields }) => {
      const { body } = await session.call({
        method: 'POST',
        path: 'composite/graph',
        body: {
          graphs: [
            {
              graphId: 'one',
              compositeRequest: [
                {
                  method: id ? 'PATCH' : 'POST',
                  url: `/services/data/v${VERSION}/sobjects/${object}${id ? `/${id}` : ''}`,
                  referenceId: 'written',
                  body: fields,
                },
              ],
            },
          ],
        },
      });
      const [graph] = (
        body as { graphs: { graphResponse: { compositeResponse: { httpStatusCode: number; body: unknown }[] } }[] }
      ).graphs;
      const [inner] = graph!.graphResponse.compositeResponse;
      return restVerdict({ status: inner!.httpStatusCode, body: inner!.body });
    },
  },
  {
    name: 'composite tree',
    routes: [`POST ${DATA}/composite/tree/:object`],
    operations: ['insert'],
    write: async (session, { object, fields }) => {
      const { body } = await session.call({
        method: 'POST',
        path: `composite/tree/${object}`,
        body: { records: [{ attributes: { type: object, referenceId: 'written' }, ...fields }] },
      });
      const { hasErrors, results } = body as {
        hasErrors: boolean;
        results: { id?: string; errors?: { statusCode: string; message: string }[] }[];
      };
      return {
        ok: !hasErrors,
        ...(results[0]?.id && { id: results[0].id }),
        errors: (results[0]?.errors ?? []).map(({ statusCode, message }) => ({ code: statusCode, message })),
      };
    },
  },
  {
    // https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_create.htm
    name: 'UI API record',
    routes: [`POST ${DATA}/ui-api/records`, `PATCH ${DATA}/ui-api/records/:id`],
    operations: BOTH,
    write: async (session, { object, id, fields }) => {
      const { status, body } = await (id
        ? session.call({ method: 'PATCH', path: `ui-api/records/${id}`, body: { fields } })
        : session.call({ method: 'POST', path: 'ui-api/records', body: { apiName: object, fields } }));
      if (status < 300) return { ok: true, id: (body as { id: string }).id, errors: [] };
      const output = (body as { output?: UiErrors }).output;
      const told = [...(output?.errors ?? []), ...Object.values(output?.fieldErrors ?? {}).flat()];
      return {
        ok: false,
        errors: told.length
          ? told.map(({ errorCode, message }) => ({ code: errorCode, message }))
          : [body].flat().map((error) => {
              const { errorCode = '', message = '' } = error as { errorCode?: string; message?: string };
              return { code: errorCode, message };
            }),
      };
    },
  },
  {
    // https://developer.salesforce.com/docs/platform/graphql/guide/mutations-update.html
    name: 'GraphQL mutation',
    routes: [`POST ${DATA}/graphql`],
    operations: BOTH,
    write: async (session, { object, id, fields }) => {
      const name = `${object}${id ? 'Update' : 'Create'}`;
      const input = id ? { Id: id, [object]: fields } : { [object]: fields };
      const { status, body: answer } = await session.call({
        method: 'POST',
        path: 'graphql',
        body: {
          query: `mutation write($input: ${name}Input!) { uiapi { ${name}(input: $input) { Record { Id } } } }`,
          variables: { input },
        },
      });
      if (status !== 200) return restVerdict({ status, body: answer });
      const { data, errors = [] } = answer as {
        data?: { uiapi?: Record<string, { Record?: { Id: string } } | null> } | null;
        errors?: { message: string; extensions?: { ErrorType?: string; ErrorCode?: string } }[];
      };
      const written = data?.uiapi?.[name]?.Record?.Id ?? id;
      return {
        ok: errors.length === 0,
        ...(errors.length === 0 && written && { id: written }),
        // One error tells of all rules that refused, each on a line.
        errors: errors.flatMap(({ message, extensions }) =>
          message.split('\n').map((line) => ({ code: extensions?.ErrorCode ?? '', message: line })),
        ),
      };
    },
  },
  {
    // https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm
    name: 'Bulk API 2.0',
    // The job and its data are only taken in; the end of the upload is what writes.
    routes: [`PATCH ${DATA}/jobs/ingest/:id`],
    operations: BOTH,
    write: async (session, { object, id, fields }) => {
      const { body: job } = await session.call({
        method: 'POST',
        path: 'jobs/ingest',
        body: { object, operation: id ? 'update' : 'insert', contentType: 'CSV', lineEnding: 'LF' },
      });
      const jobId = (job as { id: string }).id;
      const row = { ...(id && { Id: id }), ...fields };
      const csv = `${Object.keys(row).join()}\n${Object.values(row).map(csvCell).join()}\n`;
      await session.call({
        method: 'PUT',
        path: `jobs/ingest/${jobId}/batches`,
        body: csv,
        headers: { 'content-type': 'text/csv' },
      });
      await session.call({ method: 'PATCH', path: `jobs/ingest/${jobId}`, body: { state: 'UploadComplete' } });
      await untilDone(session, `jobs/ingest/${jobId}`);
      const failed = String(
        (await session.call({ method: 'GET', path: `jobs/ingest/${jobId}/failedResults` })).body ?? '',
      );
      const succeeded = String(
        (await session.call({ method: 'GET', path: `jobs/ingest/${jobId}/successfulResults` })).body ?? '',
      );
      const written = /^"?([a-zA-Z0-9]{18})"?,/m.exec(succeeded)?.[1];
      if (written) return { ok: true, id: written, errors: [] };
      // sf__Error reads CODE:message:fields -- ; the message itself may hold colons.
      const [, code = '', message = ''] = /"?([A-Z_]+):([\s\S]*?):[\w, ]*\s*--/.exec(failed) ?? [undefined, '', failed];
      return { ok: false, errors: [{ code, message: message.replaceAll('""', '"') }] };
    },
  },
];

interface UiErrors {
  errors?: { errorCode: string; message: string }[];
  fieldErrors?: Record<string, { errorCode: string; message: string }[]>;
}

function restVerdict({ status, body }: { status: number; body: unknown }): Verdict {
  const id = (body as { id?: string } | null | undefined)?.id;
  if (status < 300) return { ok: true, ...(id && { id }), errors: [] };
  const errors = Array.isArray(body) ? (body as { errorCode: string; message: string }[]) : [];
  return { ok: false, errors: errors.map(({ errorCode, message }) => ({ code: errorCode, message })) };
}

function collectionVerdict({ status, body }: { status: number; body: unknown }): Verdict {
  if (status >= 300) return restVerdict({ status, body });
  const [result] = body as { id?: string; success: boolean; errors: { statusCode: string; message: string }[] }[];
  return {
    ok: result!.success,
    ...(result!.id && { id: result!.id }),
    errors: result!.errors.map(({ statusCode, message }) => ({ code: statusCode, message })),
  };
}

function csvCell(value: string | number | boolean | null): string {
  // In Bulk API 2.0 an empty cell leaves a field alone; #N/A blanks it.
  return value === null ? '#N/A' : `"${String(value).replaceAll('"', '""')}"`;
}

async function untilDone(session: Session, path: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 250) {
    const { body } = await session.call({ method: 'GET', path });
    if (['JobComplete', 'Failed', 'Aborted'].includes((body as { state: string }).state)) return;
    await new Promise((resolve) => setTimeout(resolve, waited === 0 ? 20 : 250));
  }
  throw new Error(`${path} did not finish within a minute`);
}
