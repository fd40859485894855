/** What to do about what a linter's rule finds, for those rules whose own words do not say so. */
const WHAT_TO_DO: Record<string, string> = {
  '@lwc/lwc/no-api-reassignments': 'Only the parent sets it: keep a copy in a field of its own, and change that.',
  '@lwc/lwc/no-async-operation': 'Use a lifecycle hook, an event or a promise in its place.',
  '@lwc/lwc/no-disallowed-lwc-imports': 'Remove it: components take LightningElement and the decorators from there.',
  '@lwc/lwc/no-document-query': 'Use this.template.querySelector, or lwc:ref and this.refs.',
  '@lwc/lwc/no-inner-html': 'Use the template, or lightning-formatted-rich-text for text with markup.',
  '@lwc/lwc/no-template-children': 'Use this.template.querySelector, or lwc:ref and this.refs.',
  '@lwc/lwc/no-unexpected-wire-adapter-usages': 'Write @wire before a field or a method of the class.',
  '@lwc/lwc/no-unknown-wire-adapters': 'Use one of a lightning/… module, or an Apex method.',
  '@lwc/lwc/valid-api': 'Correct the property, or take the decorator away.',
  '@lwc/lwc/valid-track': 'Correct the decorator, or remove it.',
  '@lwc/lwc/valid-wire': 'Correct the decorator, or remove it.',
  '@lwc/lwc-platform/no-aura': 'Use a lightning/… or @salesforce/… module in its place.',
  '@lwc/lwc-platform/no-aura-libs': 'Use a lightning/… module, or a static resource, in its place.',
  '@lwc/lwc-platform/no-community-import': 'Use it in components for sites alone.',
  '@lwc/lwc-platform/no-create-context-provider': 'Use Lightning Message Service, or events and public properties.',
  '@lwc/lwc-platform/no-deprecated-module-import': 'Use the module that took its place.',
  '@lwc/lwc-platform/no-interop': 'Use a lightning/… module in its place.',
  '@lwc/lwc-platform/no-process-env': 'Remove it: there is no process in a browser.',
  '@lwc/lwc-platform/no-site-import': 'Use it in components for sites alone.',
  '@lwc/lwc-platform/no-wire-service': 'Use the wire adapters of lightning/… modules.',
  '@salesforce/lightning/valid-apex-method-invocation':
    'Give it one object with a value for each parameter of the method.',
  'import/export': 'Rename or remove one of them.',
  'no-alert': 'Use LightningAlert or LightningConfirm of lightning/alert and lightning/confirm, or a toast.',
  'no-await-in-loop': 'Start them all, and wait for them with Promise.all.',
  'no-const-assign': 'Use let, or another name.',
  'no-debugger': 'Remove it.',
  'no-dupe-class-members': 'Remove or rename one of them.',
  'no-empty': 'Write what is to happen, or a comment that says why nothing is.',
  'no-eval': 'Write what it would run.',
  'no-restricted-globals': 'Write window before it where the browser is meant; otherwise declare it.',
  'no-shadow': 'Use another name.',
  'no-undef': 'Correct the name, or import or declare it.',
  'no-unreachable': 'Remove it, or the statement before it that leaves.',
  'no-unused-vars': 'Remove it.',
  'no-use-before-define': 'Move the declaration above.',
};

/** Rules whose messages say what would be right. Those of slds-linter all do. */
const SAYS_SO_ITSELF =
  /^(@salesforce-ux\/slds\/.*|@lwc\/lwc\/(newer-version-available|no-attributes-during-construction|no-deprecated|no-leading-uppercase-api-name|prefer-custom-event|valid-graphql-wire-adapter-callback-parameters)|dot-notation|eqeqeq|no-else-return)$/;

/** What to do about a rule's finding, as a sentence; undefined where its message says it. */
export function adviceOf(rule: string): string | undefined {
  const advice = WHAT_TO_DO[rule];
  if (advice !== undefined || SAYS_SO_ITSELF.test(rule)) return advice;
  return rule.includes('/') ? undefined : `Correct it as https://eslint.org/docs/latest/rules/${rule} shows.`;
}
