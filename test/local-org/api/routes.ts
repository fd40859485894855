import { lightningRoutes } from '../lightning/routes.ts';
import { bulkIngestRoutes } from './bulk-ingest.ts';
import { bulkQueryRoutes } from './bulk-query.ts';
import { changeRoutes } from './changes.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoutes } from './composite.ts';
import { describeRoutes } from './describe.ts';
import { frontdoorRoutes } from './frontdoor.ts';
import { graphqlRoutes } from './graphql/routes.ts';
import { identityRoutes } from './identity.ts';
import { limitsRoutes } from './limits.ts';
import { loginRoutes } from './login.ts';
import { metadataRestRoutes } from './metadata-rest.ts';
import { metadataSoapRoutes } from './metadata-soap.ts';
import { passwordRoutes } from './passwords.ts';
import { queryRoutes } from './query.ts';
import { recordRoutes } from './records.ts';
import type { Route } from './route.ts';
import { refusedRoutes, toolingRoutes } from './tooling.ts';
import { treeRoutes } from './tree.ts';
import { uiApiRoutes } from './ui-api/routes.ts';
import { versionRoutes } from './versions.ts';

/** The whole public surface of the org, in the order of the coverage table. */
export const allRoutes: readonly Route[] = [
  ...loginRoutes,
  ...frontdoorRoutes,
  ...identityRoutes,
  ...passwordRoutes,
  ...versionRoutes,
  ...limitsRoutes,
  ...describeRoutes,
  ...recordRoutes,
  ...changeRoutes,
  ...queryRoutes,
  ...collectionRoutes,
  ...compositeRoutes,
  ...treeRoutes,
  ...bulkIngestRoutes,
  ...bulkQueryRoutes,
  ...metadataRestRoutes,
  ...metadataSoapRoutes,
  ...uiApiRoutes,
  ...graphqlRoutes,
  ...toolingRoutes,
  ...refusedRoutes,
  ...lightningRoutes,
];
