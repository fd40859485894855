import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import type { ESLint as ESLintClass, Linter } from 'eslint';
import type { Finding } from '../finding.ts';

/**
 * What Salesforce's own linters say of Lightning web components: its ESLint configuration for LWC with the rules of
 * the platform, and the rules of slds-linter for their markup and styles.
 * https://github.com/salesforce/eslint-config-lwc, https://github.com/salesforce-ux/slds-linter
 */
export async function componentFindings(dir: string, files: readonly string[]): Promise<Finding[]> {
  const asked = files.filter((file) => /(^|\/)lwc\/[^/]+\/.*\.(js|html|css)$/.test(file) && !IGNORED.test(file));
  if (asked.length === 0) return [];
  const linter = openLinter(dir);
  const results = await linter.lintFiles(asked);
  return results.flatMap(({ filePath, messages }) =>
    messages.filter(canBeHeeded).map((message) => ({
      file: relative(dir, filePath).split(sep).join('/'),
      line: message.line || 1,
      column: message.column || 1,
      rule: ruleOf(message),
      message: sentence(message.message),
    })),
  );
}

/** Of static values without a styling hook, slds-linter says only that there is none. */
function canBeHeeded({ message }: Linter.LintMessage): boolean {
  return !message.startsWith("There's no replacement styling hook");
}

const IGNORED = /(^|\/)(__tests__|__mocks__|node_modules)\//;

/** Plugins and configurations are written for `require`, and for ESLint 9, which this workspace has beside the repository's own. */
const require = createRequire(import.meta.url);

function openLinter(dir: string): ESLintClass {
  const { ESLint } = require('eslint') as { ESLint: typeof ESLintClass };
  return new ESLint({
    cwd: dir,
    errorOnUnmatchedPattern: false,
    overrideConfigFile: true,
    // A comment that switches a rule off would switch it off for a real org's checks too.
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

function sentence(message: string): string {
  const plain = message.trim();
  return /[.!?]$/.test(plain) ? plain : `${plain}.`;
}
