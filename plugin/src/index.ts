/** The plugin's work for scripts: plain functions over a connection, no command line needed. */
export { deployApp, type DeployOptions, type DeployOutcome } from './deploy/deploy.ts';
export type { DeployedComponent } from './deploy/components.ts';
export { seedOrg, type SeedEvents, type SeedOutcome } from './seed/seed.ts';
export { seedOptions, type SeedInput } from './seed/options.ts';
export type { TrendsInput } from './trends/input.ts';
export { readTrends, type Trends } from './trends/trends.ts';
