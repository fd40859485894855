import { createRequire } from 'node:module';
import { withAdvice } from '../advice.ts';
import type { Finding } from '../finding.ts';
import type { Bundle } from './bundles.ts';

type PlatformCompiler = typeof import('@lwc/sfdc-lwc-compiler');

/**
 * What Salesforce's own compiler says of Lightning web components in platform mode, as an org compiles them when they
 * are deployed: https://www.npmjs.com/package/@lwc/sfdc-lwc-compiler
 */
export async function compilerFindings(bundles: readonly Bundle[]): Promise<Finding[]> {
  if (bundles.length === 0) return [];
  const { compile } = createRequire(import.meta.url)('@lwc/sfdc-lwc-compiler') as PlatformCompiler;
  const findings: Finding[] = [];
  for (const { name, apiVersion, files } of bundles) {
    if (files.size === 0) continue;
    const { diagnostics } = await compile({
      bundle: {
        type: 'platform',
        namespace: 'c',
        name,
        files: Object.fromEntries([...files].map(([path, { text }]) => [path, text])),
        options: {
          // What an org allows under Lightning Web Security, which is the rule since Winter '23.
          dynamicImport: 'allowed',
          allowDynamicComponents: true,
          enableLwcOn: true,
          skipMetadataCollection: true,
          ...(apiVersion === undefined ? {} : { apiVersion }),
        },
      },
    });
    for (const { code, message, filename = `${name}.js`, location } of diagnostics) {
      // The linters tell of it, and where.
      if (/is imported from external module .* but never used/.test(message)) continue;
      const { file = filename, text = '' } = files.get(filename) ?? {};
      const place = placeOf(code, location) ?? placeOfImport(text, message);
      findings.push({ file, ...place, rule: 'lwc/compiler', message: withAdvice(plain(message)) });
    }
  }
  return findings;
}

interface Place {
  line: number;
  column: number;
}

/** Places of linting count columns from 1, others from 0; those of bundling are in the compiled script, and lead nowhere. */
function placeOf(code: number, location: Place | undefined): Place | undefined {
  if (!location || [1001, 1002].includes(code)) return undefined;
  return { line: location.line, column: code === 1503 ? location.column : location.column + 1 };
}

/** The import that is named in a message; the file's beginning where there is none. */
function placeOfImport(text: string, message: string): Place {
  const named = /"([^"]+)" (?:is not exported|from)/.exec(message)?.[1];
  const lines = text.split('\n');
  const at = lines.findIndex((line) => named !== undefined && /\bimport\b|\bfrom\b/.test(line) && line.includes(named));
  return at < 0 ? { line: 1, column: 1 } : { line: at + 1, column: lines[at]!.indexOf(named!) + 1 };
}

/** Without the names of the compiler's own parts and of files that the finding names, and without Babel's advice on its own settings. */
function plain(message: string): string {
  const [first = message] = message.split('\n');
  const said = first
    .replace(/^LWC(1535|1001|1002): .*?(?:Cause - (?:.*?(?=LWC\d+:))?|\S+\.js(?: \(\d+:\d+\))?: )/, '')
    .replace(/\/\S+\/(?=[\w.]+:)/, '')
    .replace(/\s*\(\d+:\d+\)$/, '');
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
