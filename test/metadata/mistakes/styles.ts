import type { Mistake } from './model.ts';

const STYLE = 'lwc/plotList/plotList.css';
const PADDING = 'padding: var(--slds-g-spacing-2, 0.5rem);';

/** Against the Salesforce Lightning Design System, in styles and in markup. */
export const IN_STYLES: readonly Mistake[] = [
  {
    what: 'a class of SLDS that is written over',
    project: 'harvest',
    file: STYLE,
    change: ['.plot {', '.slds-card {'],
    rule: 'code/slds-no-slds-class-overrides',
    at: '.slds-card',
    message: /Overriding slds-card isn't supported\. .* create a CSS class in your namespace/,
  },
  {
    what: 'a fixed value where SLDS has a styling hook',
    project: 'harvest',
    file: STYLE,
    change: [PADDING, 'padding: 1rem;'],
    rule: 'code/slds-no-hardcoded-values-slds2',
    at: '  padding: 1rem',
    message: /replacing the 1rem static value with an SLDS 2 styling hook .*--slds-g-spacing-4/,
  },
  {
    what: 'a design token of the first SLDS',
    project: 'harvest',
    file: STYLE,
    change: [PADDING, 'color: var(--lwc-colorTextDefault);'],
    rule: 'code/slds-lwc-token-to-slds-hook',
    at: '  color',
    message: /deprecated\. Replace it with the SLDS 2 '--slds-g-color-on-surface-3' styling hook/,
  },
  {
    what: 'a styling hook with nothing to fall back on',
    project: 'harvest',
    file: STYLE,
    change: [PADDING, 'color: var(--slds-g-color-surface-1);'],
    rule: 'code/slds-no-slds-var-without-fallback',
    at: '  color',
    message: /add this fallback value: var\(--slds-g-color-surface-1, #ffffff\)/,
  },
  {
    what: 'a styling hook of the old prefix',
    project: 'harvest',
    file: STYLE,
    change: [PADDING, 'color: var(--sds-g-color-brand-base-50, blue);'],
    rule: 'code/slds-enforce-sds-to-slds-hooks',
    at: '  color',
    message: /Replace --sds-g-color-brand-base-50 with --slds-g-color-brand-base-50/,
  },
  {
    what: "a styling hook of its own in Salesforce's namespace",
    project: 'harvest',
    file: STYLE,
    change: [PADDING, '--slds-my-color: red;'],
    rule: 'code/slds-no-slds-namespace-for-custom-hooks',
    at: '  --slds-my-color',
    message: /Create the custom styling hook in your namespace/,
  },
  {
    what: 'a class name that SLDS has retired',
    project: 'harvest',
    file: 'lwc/plotList/plotList.html',
    change: ['<div key', '<div class="slds-button--neutral" key'],
    rule: 'code/slds-enforce-bem-usage',
    at: '      <div',
    message: /retired\. Update it to the new name slds-button_neutral/,
  },
  {
    what: 'a close button of a modal as it was drawn before',
    project: 'harvest',
    file: 'lwc/plotDialog/plotDialog.html',
    change: [
      '  <lightning-modal-body>',
      '  <lightning-modal-body>\n    <button class="slds-button slds-button_icon slds-button_icon-inverse slds-modal__close"></button>',
    ],
    rule: 'code/slds-modal-close-button-issue',
    at: '    <button',
    message: /Remove the slds-button_icon-inverse class/,
  },
  {
    what: 'a style that refers to an id',
    project: 'harvest',
    file: STYLE,
    change: ['.plot {', '#plot {'],
    rule: 'deploy/lightning-component-bundle',
    at: '#plot',
    message: /id selector '#plot'\. Try using a class selector/,
  },
];
