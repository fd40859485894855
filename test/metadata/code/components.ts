import { createRequire } from 'node:module';
import type { ESLint as ESLintClass, Linter } from 'eslint';
import type { Finding } from '../finding.ts';
import { adviceOf } from './advice.ts';
import type { Bundle } from './bundles.ts';

/**
 * What Salesforce's own linters say of Lightning web components: its ESLint configuration for LWC with the rules of
 * the platform, and the rules of slds-linter for their markup and styles.
 * https://github.com/salesforce/eslint-config-lwc, https://github.com/salesforce-ux/slds-linter
 */
export async function componentFindings(bundles: readonly Bundle[]): Promise<Finding[]> {
  if (bundles.length === 0) return [];
  const linter = openLinter();
  const findings: Finding[] = [];
  for (const { name, files } of bundles) {
    for (const [path, { file, text }] of files) {
      const [result] = await linter.lintText(text, { filePath: `lwc/${name}/${path}` });
      findings.push(
        ...(result?.messages ?? [])
          .filter((message) => canBeHeeded(message, file))
          .map((message) => ({
            file,
            line: message.line || 1,
            column: message.column || 1,
            rule: ruleOf(message),
            message: told(message),
          })),
      );
    }
  }
  return findings;
}

function canBeHeeded({ ruleId, message }: Linter.LintMessage, file: string): boolean {
  // Of static values without a styling hook, slds-linter says only that there is none.
  if (message.startsWith("There's no replacement styling hook")) return false;
  return !file.endsWith('.ts') || !OF_COMPILED_CODE.has(ruleId ?? '');
}

/** What can be said of the script that an enum of TypeScript is compiled to, and so not of what anybody wrote. */
const OF_COMPILED_CODE: ReadonlySet<string> = new Set([
  'dot-notation',
  'no-shadow',
  'no-use-before-define',
  'vars-on-top',
  'wrap-iife',
]);

/** Plugins and configurations are written for `require`, and for ESLint 9, which this workspace has beside the repository's own. */
const require = createRequire(import.meta.url);

function openLinter(): ESLintClass {
  const { ESLint } = require('eslint') as { ESLint: typeof ESLintClass };
  return new ESLint({
    overrideConfigFile: true,
    // Salesforce's compiler passes over comments that switch a rule off, too.
    allowInlineConfig: false,
    overrideConfig: [...scripts(), ...markupAndStyles()],
  });
}

type Config = Linter.Config;

function scripts(): Config[] {
  const lwc = require('@salesforce/eslint-config-lwc') as { configs: { recommended: Config[] } };
  const platform = require('@lwc/eslint-plugin-lwc-platform') as { configs: { recommended: unknown } };
  const files = ['**/*.js'];
  return [
    ...lwc.configs.recommended.map((config) => ({ ...config, files })),
    {
      files,
      plugins: { '@lwc/lwc-platform': platform as never },
      rules: Object.fromEntries(PLATFORM_RULES.map((rule) => [`@lwc/lwc-platform/${rule}`, 'error' as const])),
    },
    { files, rules: NOT_OURS },
  ];
}

/** Rules of the platform for components that customers write; the rest of the plugin is for Salesforce's own. */
const PLATFORM_RULES = [
  'no-aura',
  'no-aura-libs',
  'no-community-import',
  'no-create-context-provider',
  'no-deprecated-module-import',
  'no-interop',
  'no-process-env',
  'no-site-import',
  'no-wire-service',
];

/** Switched off, each with its reason. */
const NOT_OURS: Linter.RulesRecord = {
  // Imports are resolved against the folder and the platform by the compiler's own check.
  'import/no-unresolved': 'off',
  'import/named': 'off',
  'import/namespace': 'off',
  'import/default': 'off',
  // Marks a promise that nobody waits for.
  'no-void': 'off',
};

function markupAndStyles(): Config[] {
  const slds = require('@salesforce-ux/eslint-plugin-slds') as {
    configs: Record<'flat/recommended-css' | 'flat/recommended-html', Config | Config[]>;
  };
  const configs = [slds.configs['flat/recommended-css'], slds.configs['flat/recommended-html']].flat();
  return configs;
}

function ruleOf({ ruleId, fatal }: Linter.LintMessage): string {
  if (ruleId === null) return fatal ? 'code/syntax' : 'code/unused-switch';
  return `code/${ruleId.replace(/^@(salesforce|lwc|salesforce-ux)\//, '').replace(/\//g, '-')}`;
}

function told({ ruleId, message, fatal }: Linter.LintMessage): string {
  const plain = message
    .trim()
    // Several choices stand on lines of their own.
    .replace(/:\s*\n1\. /, ': ')
    .replace(/\s*\n\d+\. /g, ', ')
    .replace(/\s*\(\d+:\d+\)$/, '');
  const sentence = /[.!?]$/.test(plain) ? plain : `${plain}.`;
  const advice = fatal ? 'Correct it at this place.' : adviceOf(ruleId ?? '');
  return advice === undefined ? sentence : `${sentence} ${advice}`;
}
