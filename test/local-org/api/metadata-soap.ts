import { OrgError } from '../errors.ts';
import { describeMetadata, listMetadata } from '../metadata/list.ts';
import { element, elements, text } from '../metadata/xml.ts';
import type { OpenOrg } from '../open.ts';
import type { XmlElement } from '../schema/model.ts';
import { deployResult, deploymentsOf, requireMetadataRight } from './deployments.ts';
import type { DeployOptions } from './deployments.ts';
import { retrievalsOf, retrieveResult } from './retrievals.ts';
import type { OrgRequest, Reply, Route } from './route.ts';
import { METADATA_NAMESPACE, readCall, soapReply } from './soap.ts';

type Operation = (request: OrgRequest, input: XmlElement) => unknown;

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_calls_intro.htm */
const OPERATIONS: Record<string, Operation> = {
  deploy: (request, input) => {
    const zip = Buffer.from(text(input, 'ZipFile') ?? '', 'base64');
    return queued(
      deploymentsOf(request.org).start(request.user, zip, optionsIn(element(input, 'DeployOptions') ?? {})).id,
    );
  },
  deployRecentValidation: (request, input) =>
    deploymentsOf(request.org).startValidated(request.user, text(input, 'validationId') ?? '').id,
  checkDeployStatus: (request, input) => {
    const deployment = deploymentsOf(request.org).find(text(input, 'asyncProcessId') ?? '');
    return deployResult(deployment, isTrue(input, 'includeDetails'));
  },
  cancelDeploy: (request, input) => {
    const { id, completed } = deploymentsOf(request.org).cancel(
      text(input, 'String') ?? text(input, 'asyncProcessId') ?? '',
    );
    return { done: completed !== undefined, id };
  },
  retrieve: (request, input) =>
    queued(
      retrievalsOf(request.org).start(
        request.user,
        element(input, 'retrieveRequest') ?? element(input, 'request') ?? {},
      ).id,
    ),
  checkRetrieveStatus: (request, input) => {
    const retrieval = retrievalsOf(request.org).find(text(input, 'asyncProcessId') ?? '');
    return retrieveResult(retrieval, text(input, 'includeZip') !== 'false');
  },
  describeMetadata: () => describeMetadata(),
  listMetadata: (request, input) => {
    const queries = elements(input, 'queries').map((query) => ({
      type: text(query, 'type') ?? '',
      folder: text(query, 'folder'),
    }));
    if (queries.length === 0 || queries.length > 3)
      throw new OrgError('INVALID_TYPE', 'listMetadata takes one to three queries');
    return listMetadata(request.org as OpenOrg, queries);
  },
};

export const metadataSoapRoutes: Route[] = ['/services/Soap/m/:version', '/services/Soap/m/:version/:organization'].map(
  (path) => ({
    method: 'POST',
    path,
    family: 'Metadata API: SOAP',
    does: Object.keys(OPERATIONS).join(', '),
    writes: false,
    handle: call,
  }),
);

function call(request: OrgRequest): Reply {
  const { operation, input } = readCall(request.body);
  const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (!run)
    throw new OrgError('soapenv:Client', `No operation available for request {${METADATA_NAMESPACE}}${operation}`);
  requireMetadataRight(request.user);
  return soapReply(METADATA_NAMESPACE, operation, { result: run(request, input) });
}

const queued = (id: string) => ({ done: false, id, state: 'Queued' });

function optionsIn(input: XmlElement): DeployOptions {
  return {
    checkOnly: isTrue(input, 'checkOnly'),
    ignoreWarnings: isTrue(input, 'ignoreWarnings'),
    rollbackOnError: isTrue(input, 'rollbackOnError'),
    purgeOnDelete: isTrue(input, 'purgeOnDelete'),
    singlePackage: isTrue(input, 'singlePackage'),
    testLevel: text(input, 'testLevel'),
  };
}

const isTrue = (input: XmlElement, name: string): boolean => text(input, name)?.trim() === 'true';
