/** `lightning/platformResourceLoader`: static resources as scripts and style sheets, each loaded once a page. */

const loaded = new Map<string, Promise<void>>();

export function loadScript(_component: unknown, url: string): Promise<void> {
  return load(url, () => Object.assign(document.createElement('script'), { src: url }));
}

export function loadStyle(_component: unknown, url: string): Promise<void> {
  return load(url, () => Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }));
}

function load(url: string, make: () => HTMLElement): Promise<void> {
  const already = loaded.get(url);
  if (already) return already;
  const loading = new Promise<void>((resolve, reject) => {
    const element = make();
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => reject(new Error(`Could not load ${url}`)));
    document.head.append(element);
  });
  loaded.set(url, loading);
  return loading;
}
