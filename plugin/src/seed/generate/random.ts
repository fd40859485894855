/**
 * Reproducible chance. A stream is named, so that adding one draw in one place moves nothing elsewhere:
 * the same seed and name give the same numbers, whatever else was drawn.
 */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, to], both included. */
  between(from: number, to: number): number;
  /** True with this probability; 0 and less is never, 1 and more always. */
  chance(probability: number): boolean;
  /** One of the options; throws RangeError where there is none. */
  pick<T>(options: readonly T[]): T;
  /** One of the options, each as likely as its weight; weights of 0 are never picked. */
  weighted<T>(options: readonly (readonly [T, number])[]): T;
  /** A new array in random order. */
  shuffled<T>(options: readonly T[]): T[];
}

export function randomStream(seed: number, ...name: readonly (string | number)[]): Random {
  const next = sfc32(hashed(`${seed}/${name.join('/')}`));

  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(options: readonly T[]): T => {
    if (options.length === 0) throw new RangeError('Nothing to pick from');
    return options[between(0, options.length - 1)] as T;
  };
  const weighted = <T>(options: readonly (readonly [T, number])[]): T => {
    let left = next() * options.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [option, weight] of options) {
      if (left < weight) return option;
      left -= weight;
    }
    throw new RangeError('No option has a weight');
  };
  const shuffled = <T>(options: readonly T[]): T[] => {
    const result = [...options];
    for (let last = result.length - 1; last > 0; last--) {
      const other = between(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  };
  return { next, between, chance: (probability) => next() < probability, pick, weighted, shuffled };
}

/** Four 32-bit words of state from a text (FNV-1a, started anew for each word). */
function hashed(text: string): [number, number, number, number] {
  const word = (offset: number): number => {
    let hash = 2166136261 ^ offset;
    for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
    return hash >>> 0;
  };
  return [word(0), word(0x9e3779b9), word(0x243f6a88), word(0xb7e15162)];
}

/** Chris Doty-Humphrey's small fast counting generator. */
function sfc32([a, b, c, d]: [number, number, number, number]): () => number {
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
