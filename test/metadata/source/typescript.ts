import { createRequire } from 'node:module';

type Babel = typeof import('@babel/core');
const require = createRequire(import.meta.url);

/** What a script is compiled to, or why it cannot be; lines and columns from 1. */
export type Compiled = { script: string } | { problem: string; line: number; column: number };

/**
 * A component's TypeScript as the JavaScript that is deployed of it: without types and what is imported for them
 * alone, with its decorators, and with each thing on the line where it stands in the source.
 * An org takes JavaScript only: https://developer.salesforce.com/docs/platform/lwc/guide/ts.html
 */
export function compileTypeScript(source: string): Compiled {
  const { transformSync } = require('@babel/core') as Babel;
  try {
    const result = transformSync(source, {
      filename: 'script.ts',
      configFile: false,
      babelrc: false,
      retainLines: true,
      parserOpts: { plugins: ['decorators'], createParenthesizedExpressions: true },
      presets: [[require.resolve('@babel/preset-typescript'), { allowDeclareFields: true }]],
    });
    return { script: result?.code ?? '' };
  } catch (error) {
    const { message, loc } = error as { message: string; loc?: { line: number; column: number } };
    const [said = message] = message.split('\n');
    return {
      problem: said.replace(/^\S*script\.ts: /, '').replace(/\s*\(\d+:\d+\)$/, ''),
      line: loc?.line ?? 1,
      column: (loc?.column ?? 0) + 1,
    };
  }
}

/** TypeScript in the folder of a Lightning web component, apart from declarations. */
export function isTypeScript(path: string): boolean {
  return /(^|[\\/])lwc[\\/][^\\/]+[\\/].*(?<!\.d)\.ts$/.test(path);
}
