import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { OrgRequest, Reply, Route } from '../api/route.ts';
import { OrgError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Component } from '../schema/model.ts';
import { text } from '../metadata/xml.ts';
import { bundleApp, type AppBundle } from './build/app.ts';
import { BROWSER, SLDS } from './build/places.ts';
import { platform, type Platform } from './build/platform.ts';
import type { Assets } from './shell/document.ts';

/** What pages load besides their document, each under an address that names its content or with an ETag. */

let built: Promise<Platform> | undefined;

/** Builds the platform bundle ahead of the first page that needs it. */
export function preparePlatform(): Promise<Platform> {
  built ??= platform();
  return built;
}

function appBundle(org: Org): Promise<AppBundle> {
  return org.derived('lightning app bundle', bundleApp);
}

const frameCss = readFileSync(join(BROWSER, 'frame.css'));
const frameUrl = `/lightning/assets/frame/${hashOf(frameCss)}.css`;

export function plainStyles(): string[] {
  return ['/assets/styles/salesforce-lightning-design-system.min.css', frameUrl];
}

export async function pageAssets(org: Org): Promise<{ assets: Assets; bundle: AppBundle }> {
  const [{ hash, modules }, bundle] = await Promise.all([preparePlatform(), appBundle(org)]);
  const at = (file: string): string => `/lightning/assets/platform/${hash}/${file}`;
  return {
    bundle,
    assets: {
      importMap: {
        ...Object.fromEntries(Object.entries(modules).map(([name, file]) => [name, at(file)])),
        'app/components': `/lightning/assets/app/${bundle.hash}.js`,
      },
      syntheticShadow: at('synthetic-shadow.js'),
      styles: plainStyles(),
    },
  };
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.html': 'text/plain; charset=utf-8',
};
const FOR_EVER = 'public, max-age=31536000, immutable';
const notFound = (): OrgError => new OrgError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });

function asset(path: string, does: string, handle: (request: OrgRequest) => Promise<Reply> | Reply): Route {
  return { method: 'GET', path, family: 'Lightning pages', does, writes: false, open: true, handle };
}

export const assetRoutes: Route[] = [
  asset('/lightning/assets/platform/:hash/:file', 'LWC, base components and platform modules', async ({ params }) => {
    const { hash, folder } = await preparePlatform();
    const file = join(folder, params['file'] ?? '');
    if (params['hash'] !== hash || !/^[\w-]+\.js$/.test(params['file'] ?? '') || !existsSync(file)) throw notFound();
    return content(readFileSync(file), '.js');
  }),
  asset('/lightning/assets/app/:file', 'the deployed components', async (request) => {
    const { params } = request;
    const { hash, code } = await appBundle(orgOf(request));
    if (params['file'] !== `${hash}.js`) throw notFound();
    return content(Buffer.from(code), '.js');
  }),
  asset('/lightning/assets/frame/:file', 'styles of the page frame', () => content(frameCss, '.css')),
  asset('/assets/*', 'the design system’s styles, icons and images', (request) => designSystem(request)),
  asset('/resource/:name', 'static resource', (request) => staticResource(request, undefined)),
  asset('/resource/:name/*', 'file inside a zipped static resource', (request) =>
    staticResource(request, request.params['*']),
  ),
];

/** The org in the viewer's language, since labels are part of the script; without a session in its own. */
function orgOf(request: OrgRequest): Org {
  try {
    void request.user;
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
  }
  return request.org;
}

function content(body: Buffer, extension: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': TYPES[extension] ?? 'application/octet-stream', 'cache-control': FOR_EVER },
    body,
  };
}

/** As `content`, for addresses whose content may change: the browser asks again and mostly hears that nothing did. */
function revalidated(request: OrgRequest, body: Buffer, type: string): Reply {
  const etag = `"${hashOf(body)}"`;
  // Opened by itself, a file with markup or script in it gets no part of the viewer's session.
  const headers = { etag, 'cache-control': 'no-cache', 'content-type': type, 'content-security-policy': 'sandbox' };
  return request.headers['if-none-match'] === etag
    ? { status: 304, headers: { etag, 'cache-control': 'no-cache' } }
    : { status: 200, headers, body };
}

function designSystem(request: OrgRequest): Reply {
  const path = request.params['*'] ?? '';
  const file = join(SLDS, 'assets', path);
  if (!/^(styles|icons|images)\/[\w/@.-]+$/.test(path) || path.includes('..') || !existsSync(file)) throw notFound();
  return revalidated(request, readFileSync(file), TYPES[extname(file)] ?? 'application/octet-stream');
}

/** Static resources are public here as they are to any logged-in page; a zip's files have their path in the address. */
function staticResource(request: OrgRequest, inside: string | undefined): Reply {
  const component = request.org.schema.component('StaticResource', request.params['name'] ?? '');
  const body = component && resourceBody(component);
  if (!component || !body) throw notFound();
  const declared = text(component.xml, 'contentType') ?? 'application/octet-stream';
  if (inside === undefined) return revalidated(request, Buffer.from(body), declared);
  const entry =
    declared === 'application/zip' ? unzipSync(body, { filter: ({ name }) => name === inside })[inside] : undefined;
  if (!entry) throw notFound();
  return revalidated(request, Buffer.from(entry), TYPES[extname(inside)] ?? 'application/octet-stream');
}

function resourceBody({ files }: Component): Uint8Array | undefined {
  return [...files].find(([name]) => !name.endsWith('-meta.xml'))?.[1];
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}
