import { page } from 'shell/session';
import type { Emit } from 'shell/wires';

/**
 * `lightning/navigation`: page references to addresses of this org's pages.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-page-reference-type.html
 *
 * Approximated: each page is a document of its own, so navigating loads it, unless only the query of its address changes:
 * then the page stays and its reference is told anew, as on the platform. Page types without a page here are refused.
 * https://developer.salesforce.com/docs/platform/lwc/guide/use-navigate-add-params-url.html
 */

export interface PageReference {
  type: string;
  attributes?: Record<string, string | undefined>;
  state?: Record<string, string | undefined>;
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** The address of a page reference. @throws Error where there is no such page here. */
export function addressOf({ type, attributes = {}, state = {} }: PageReference): string {
  const at = (name: string): string => encodeURIComponent(attributes[name] ?? '');
  const query = new URLSearchParams(
    Object.entries(state).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const search = query.size > 0 ? `?${query.toString()}` : '';
  switch (type) {
    case 'standard__recordPage':
      return `/lightning/r/${attributes['objectApiName'] ? `${at('objectApiName')}/` : ''}${at('recordId')}/${at('actionName') || 'view'}${search}`;
    case 'standard__objectPage':
      return `/lightning/o/${at('objectApiName')}/${attributes['actionName'] === 'new' ? 'new' : 'list'}${search}`;
    case 'standard__navItemPage':
      return `/lightning/n/${at('apiName')}${search}`;
    case 'standard__app':
      return `/lightning/app/${at('appTarget')}${search}`;
    case 'standard__namedPage':
      return attributes['pageName'] === 'home' ? `/lightning/page/home${search}` : '/';
    case 'standard__webPage':
      return webAddress(attributes['url'] ?? '');
    default:
      throw new Error(`The local org has no page of type ${type}.`);
  }
}

function webAddress(url: string): string {
  const { protocol } = new URL(url, location.href);
  if (!['http:', 'https:', 'mailto:', 'tel:'].includes(protocol)) throw new Error(`Refused to navigate to ${url}.`);
  return url;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript knows a mixin by exactly this signature
type Constructor = new (...parameters: any[]) => object;

export function NavigationMixin<B extends Constructor>(Base: B): B {
  class Navigating extends Base {
    [Navigate](reference: PageReference, replace = false): void {
      const address = addressOf(reference);
      if (reference.type === 'standard__webPage') window.open(address, '_blank', 'noopener');
      else if (new URL(address, location.href).pathname === location.pathname) changeQuery(address, replace);
      else if (replace) location.replace(address);
      else location.assign(address);
    }

    [GenerateUrl](reference: PageReference): Promise<string> {
      return Promise.resolve(addressOf(reference));
    }
  }
  return Navigating;
}
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

const told = new Set<() => void>();

function changeQuery(address: string, replace: boolean): void {
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  tell();
}

function tell(): void {
  for (const one of told) one();
}

addEventListener('popstate', tell);

/** Wire adapter: the reference of the page that is open. */
export class CurrentPageReference {
  private readonly emit: Emit<PageReference>;

  constructor(emit: Emit<PageReference>) {
    this.emit = emit;
  }

  private readonly tell = (): void => {
    this.emit(
      Object.freeze({
        ...(page['reference'] as PageReference),
        state: Object.fromEntries(new URLSearchParams(location.search)),
      }),
    );
  };

  connect(): void {
    told.add(this.tell);
    this.tell();
  }

  disconnect(): void {
    told.delete(this.tell);
  }

  update(): void {
    // Takes no configuration.
  }
}
