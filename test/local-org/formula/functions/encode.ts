const HTML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function htmlEncode(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML[character] ?? character);
}

const JAVASCRIPT: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '/': '\\/',
  '<': '\\u003C',
  '>': '\\u003E',
};

/** Safe inside a JavaScript string between quotes, even inside a script element. */
export function jsEncode(text: string): string {
  return text.replace(/[\\'"\n\r\t\b\f/<>]/g, (character) => JAVASCRIPT[character] ?? character);
}

/** As a form's value: a space is a plus. */
export function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
