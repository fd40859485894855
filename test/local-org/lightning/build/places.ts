import { createRequire } from 'node:module';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the pieces of the platform lie: ours in `browser/`, the rest in the installed packages. */

const require = createRequire(import.meta.url);

export const BROWSER = fileURLToPath(new URL('../browser/', import.meta.url));
export const BASE = dirname(require.resolve('lightning-base-components/package.json'));
export const SLDS = dirname(require.resolve('@salesforce-ux/design-system/package.json'));

interface BasePackage {
  version: string;
  lwc: { modules: { name?: string; path?: string }[]; expose: string[] };
}

const basePackage = JSON.parse(readFileSync(join(BASE, 'package.json'), 'utf8')) as BasePackage;

/** `@salesforce/*` modules that the base components bring for themselves: labels, formats, gates. */
const baseScoped = new Map(
  basePackage.lwc.modules.flatMap(({ name, path }) => (name && path ? [[name, join(BASE, path)]] : [])),
);

/** `@salesforce/i18n/*` modules that speak for the viewer, made by `shell/formats`; the rest are the base components' own. */
const OF_THE_VIEWER: ReadonlySet<string> = new Set([
  'lang',
  'dir',
  'locale',
  'timeZone',
  'currency',
  'firstDayOfWeek',
  'dateTime.shortDateFormat',
  'dateTime.mediumDateFormat',
  'dateTime.longDateFormat',
  'dateTime.shortTimeFormat',
  'dateTime.mediumTimeFormat',
  'dateTime.shortDateTimeFormat',
  'dateTime.mediumDateTimeFormat',
  'dateTime.longDateTimeFormat',
  'number.decimalSeparator',
  'number.groupingSeparator',
  'number.currencySymbol',
  'number.minusSign',
  'number.plusSign',
  'number.percentSign',
]);

/** The script of an `@salesforce/i18n` module; undefined where there is none of that name. */
export function i18nModule(name: string): string | undefined {
  if (OF_THE_VIEWER.has(name))
    return `import { formats } from 'shell/formats';\nexport default formats[${JSON.stringify(name)}];`;
  const base = baseScopedModule(`@salesforce/i18n/${name}`);
  if (base === undefined) return undefined;
  const script = `from ${JSON.stringify(base)};\n`;
  return name === 'calendarData'
    ? `import calendars ${script}import { formats, localCalendars } from 'shell/formats';\nexport default localCalendars(calendars, formats.locale);`
    : `export { default } ${script}`;
}

export function baseScopedModule(specifier: string): string | undefined {
  return baseScoped.get(specifier);
}

/** Modules of `browser/lightning` that replace an inner part of the base components and are not for apps. */
const INNER = new Set(['primitiveIcon']);

/** Exposed by the package, but importing modules that it does not ship. */
const BROKEN = new Set(['barcodeScanner', 'primitiveFigure']);

/** Names under `lightning/` that the package of base components brings. */
function exposedModules(): string[] {
  return basePackage.lwc.expose.map((name) => name.slice('lightning/'.length));
}

/** Names under `lightning/` that an app may import here: ours, and what the base components expose and can run. */
export function publicModules(): string[] {
  const ours = readdirSync(join(BROWSER, 'lightning')).filter((name) => !INNER.has(name));
  const runnable = exposedModules().filter(
    (name) =>
      existsSync(join(BASE, 'src/lightning', name, `${name}.js`)) &&
      !name.startsWith('iconSvgTemplates') &&
      !BROKEN.has(name),
  );
  return [...new Set([...ours, ...runnable])].sort();
}

/** The script of `namespace/name`: ours before the base components'. */
export function platformModule(namespace: string, name: string): string | undefined {
  const candidates = [
    join(BROWSER, namespace, name, `${name}.ts`),
    ...['js', 'css'].map((kind) => join(BASE, 'src', namespace, name, `${name}.${kind}`)),
  ];
  return candidates.find((file) => existsSync(file));
}

interface ComponentApi {
  /** The API version that opened it to apps. */
  minVersion?: string;
  properties?: { name: string }[];
  slotNames?: string[];
}

const raptor = JSON.parse(readFileSync(join(BASE, 'metadata/raptor.json'), 'utf8')) as Record<string, ComponentApi>;

/**
 * Names under `lightning/` that an app may import on the platform, whether or not they run here: the package documents
 * the platform's modules along with its own.
 */
export function modulesForApps(): string[] {
  const opened = Object.entries(raptor).filter(([, { minVersion }]) => minVersion !== undefined);
  return [...new Set([...exposedModules(), ...opened.map(([name]) => name)])].sort();
}

/**
 * Public properties of a base component as its package documents them, and those that its class inherits, which the
 * package's list leaves out; undefined where it documents none.
 */
export function publicProperties(name: string): Set<string> | undefined {
  const properties = raptor[name]?.properties;
  return properties && new Set([...properties.map((property) => property.name), ...inheritedProperties(name)]);
}

/** Named slots of a base component as its package documents them; undefined where it documents none. */
export function slotsOf(name: string): ReadonlySet<string> | undefined {
  const slots = raptor[name]?.slotNames;
  return slots && slots.length > 0 ? new Set(slots) : undefined;
}

function inheritedProperties(name: string): string[] {
  const source = sourceOf(name);
  const parent = /class \w+ extends (\w+)/.exec(source)?.[1];
  const module = parent && new RegExp(`import ${parent} from 'lightning/(\\w+)'`).exec(source)?.[1];
  if (!module) return [];
  const declared = sourceOf(module).matchAll(/@api\s+(?:get |set )?(\w+)/g);
  return [...[...declared].map(([, property]) => property!), ...inheritedProperties(module)];
}

function sourceOf(name: string): string {
  const file = join(BASE, 'src/lightning', name, `${name}.js`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Whatever decides what the platform bundle contains, for its cache key. */
export function platformVersion(): string {
  const version = (name: string): string =>
    (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;
  return ['@lwc/compiler', '@lwc/engine-dom', '@lwc/synthetic-shadow', 'esbuild']
    .map(version)
    .concat(basePackage.version)
    .join(' ');
}
