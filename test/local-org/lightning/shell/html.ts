/** Markup whose values are escaped unless they are markup themselves. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | boolean | undefined | Part[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function html(strings: TemplateStringsArray, ...values: Part[]): Markup {
  return { markup: strings.reduce((text, string, index) => text + render(values[index - 1]) + string) };
}

function render(part: Part): string {
  if (Array.isArray(part)) return part.map(render).join('');
  if (typeof part === 'object') return part.markup;
  if (part === undefined || part === false) return '';
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Data inside a `<script type="application/json">`: nothing in it can end the element. */
export function jsonScript(value: unknown): Markup {
  return {
    markup: JSON.stringify(value).replace(
      /[<\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  };
}
