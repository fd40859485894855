/**
 * Record Ids: three characters of key prefix, twelve of a counter in base 62, and the three-character
 * suffix that makes them safe where letter case is lost.
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character Id; an Id that already has 18 gets its case back from its suffix. */
export function to18(id: string): string {
  if (id.length === 18) return to18(restoreCase(id));
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const c = id.charCodeAt(block + i);
      if (c >= 65 && c <= 90) bits |= 1 << i;
    }
    suffix += SUFFIX[bits];
  }
  return id + suffix;
}

function restoreCase(id: string): string {
  let restored = '';
  for (let i = 0; i < 15; i++) {
    const bits = SUFFIX.indexOf(id[15 + Math.floor(i / 5)]!.toUpperCase());
    const c = id[i]!;
    restored += (bits >> (i % 5)) & 1 ? c.toUpperCase() : c.toLowerCase();
  }
  return restored;
}

/** Whether the text has the form of a record Id: 15 characters, or 18 with a suffix that fits. */
export function isId(text: string): boolean {
  if (/^[0-9A-Za-z]{15}$/.test(text)) return true;
  return /^[0-9A-Za-z]{15}[A-Za-z0-5]{3}$/.test(text) && to18(text).slice(15) === text.slice(15).toUpperCase();
}

/** The Id of the `counter`-th record of an object, 18 characters; ascending counters give ascending Ids. */
export function idFrom(keyPrefix: string, counter: number): string {
  return to18(keyPrefix + base62(counter, 12));
}

/** A whole number in base 62, zero-padded. */
export function base62(number: number, width: number): string {
  let text = '';
  for (let n = number; n > 0; n = Math.floor(n / 62)) text = DIGITS[n % 62]! + text;
  return text.padStart(width, '0');
}
