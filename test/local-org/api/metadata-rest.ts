import { z } from 'zod';
import { OrgError } from '../errors.ts';
import { deployResult, deploymentsOf, requireMetadataRight } from './deployments.ts';
import type { Deployment, DeployOptions } from './deployments.ts';
import { parseBody } from './failure.ts';
import { readMultipart } from './multipart.ts';
import type { OrgRequest, Reply, Route } from './route.ts';

const DEPLOYS = '/services/data/:version/metadata/deployRequest';
const FAMILY = 'Metadata API: REST';

/**
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm
 * A deploy changes metadata; records of the app's own objects are out of its reach, so it is no write of records.
 */
export const metadataRestRoutes: Route[] = [
  {
    method: 'POST',
    path: DEPLOYS,
    family: FAMILY,
    does: 'deploy a zip, or what was validated',
    writes: false,
    handle: start,
  },
  { method: 'GET', path: `${DEPLOYS}/:id`, family: FAMILY, does: 'status of a deploy', writes: false, handle: status },
  { method: 'PATCH', path: `${DEPLOYS}/:id`, family: FAMILY, does: 'cancel a deploy', writes: false, handle: cancel },
];

const Options = z.looseObject({
  checkOnly: z.boolean().nullish(),
  ignoreWarnings: z.boolean().nullish(),
  rollbackOnError: z.boolean().nullish(),
  purgeOnDelete: z.boolean().nullish(),
  singlePackage: z.boolean().nullish(),
  testLevel: z.string().nullish(),
});
const DeployBody = z.looseObject({ deployOptions: Options });
const QuickBody = z.looseObject({ validatedDeployRequestId: z.string() });
const CancelBody = z.looseObject({ deployResult: z.looseObject({ status: z.literal('Canceling') }) });

function start(request: OrgRequest): Reply {
  const deployments = deploymentsOf(request.org);
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) {
    const { validatedDeployRequestId } = parseBody(QuickBody, request.json());
    const deployment = deployments.startValidated(request.user, validatedDeployRequestId);
    return { status: 201, body: { ...requestBody(deployment), validatedDeployRequestId } };
  }
  const parts = readMultipart(request.headers['content-type'] ?? '', request.body);
  const zip = parts.get('file');
  const options = parts.get('entity_content') ?? parts.get('json');
  if (!zip || !options)
    throw new OrgError(
      'INVALID_MULTIPART_REQUEST',
      'The request needs the parts "entity_content" (JSON) and "file" (a zip)',
    );
  const { deployOptions } = parseBody(DeployBody, jsonOf(options));
  return { status: 201, body: requestBody(deployments.start(request.user, zip, optionsFrom(deployOptions))) };
}

function jsonOf(part: Buffer): unknown {
  try {
    return JSON.parse(part.toString('utf8'));
  } catch (error) {
    throw new OrgError('JSON_PARSER_ERROR', error instanceof Error ? error.message : 'entity_content is not JSON');
  }
}

function optionsFrom(asked: z.infer<typeof Options>): DeployOptions {
  return {
    checkOnly: asked.checkOnly ?? false,
    ignoreWarnings: asked.ignoreWarnings ?? false,
    rollbackOnError: asked.rollbackOnError ?? true,
    purgeOnDelete: asked.purgeOnDelete ?? false,
    singlePackage: asked.singlePackage ?? true,
    testLevel: asked.testLevel ?? undefined,
  };
}

function requestBody(deployment: Deployment): Record<string, unknown> {
  return { id: deployment.id, validatedDeployRequestId: null, deployResult: null, deployOptions: deployment.options };
}

function status(request: OrgRequest): Reply {
  requireMetadataRight(request.user);
  const deployment = deploymentsOf(request.org).find(request.params['id'] ?? '');
  const result = deployResult(deployment, request.query.get('includeDetails') === 'true');
  return { status: 200, body: { ...requestBody(deployment), deployResult: result } };
}

function cancel(request: OrgRequest): Reply {
  requireMetadataRight(request.user);
  parseBody(CancelBody, request.json());
  const deployment = deploymentsOf(request.org).cancel(request.params['id'] ?? '');
  return { status: 202, body: { ...requestBody(deployment), deployResult: deployResult(deployment, false) } };
}
