/** `node login.ts URL`, with SF_ACCESS_TOKEN: stores a login as `sf org login access-token` does. */
import { AuthInfo } from '@salesforce/core';

const [instanceUrl = ''] = process.argv.slice(2);
const accessToken = process.env['SF_ACCESS_TOKEN'] ?? '';
const info = await AuthInfo.create({ accessTokenOptions: { accessToken, instanceUrl, loginUrl: instanceUrl } });
await info.save();
