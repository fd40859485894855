/** What bars are drawn with: full, and one eighth to seven eighths of a character; and the second of two stacked. */
interface Strokes {
  full: string;
  parts: readonly string[];
  second: string;
}

const BLOCKS: Strokes = { full: '█', parts: ['▏', '▎', '▍', '▌', '▋', '▊', '▉'], second: '░' };
const ASCII: Strokes = { full: '#', parts: [], second: '.' };

/** Draws bars, with characters that every terminal has where `isUnicode` is false. */
export interface Plot {
  /** A share between 0 and 1 as a bar that is `width` characters long at 1, and another share stacked on it. */
  bar(share: number, width: number, stacked?: number): string;
  /** What stands for the first and for the stacked share. */
  readonly first: string;
  readonly second: string;
}

export function plotFor(isUnicode: boolean): Plot {
  const { full, parts, second } = isUnicode ? BLOCKS : ASCII;
  return {
    first: full,
    second,
    bar(share, width, stacked = 0) {
      if (stacked > 0) {
        const length = Math.round(share * width);
        return full.repeat(length) + second.repeat(Math.round((share + stacked) * width) - length);
      }
      const steps = parts.length + 1;
      const length = Math.round(share * width * steps);
      return full.repeat(Math.floor(length / steps)) + (parts[(length % steps) - 1] ?? '');
    },
  };
}

/** Whether the terminal shows more than ASCII: POSIX takes the first of these that is set. Windows' terminals do. */
export function isUnicodeTerminal(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return true;
  return /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');
}
