import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Modules of the `lightning` namespace that exist on the platform and not in the npm package of base
 * components (https://developer.salesforce.com/docs/platform/lightning-component-reference/guide).
 */
const PLATFORM_MODULES = [
  'actions',
  'alert',
  'analyticsWaveApi',
  'barcodeScanner',
  'clickToDial',
  'cmsDeliveryApi',
  'confirm',
  'contactsService',
  'conversationToolkitApi',
  'emailStreamingApi',
  'empApi',
  'fileDownload',
  'fileUpload',
  'flow',
  'flowSupport',
  'graphql',
  'groupedCombobox',
  'inputField',
  'inputRichText',
  'logger',
  'map',
  'mediaUtils',
  'messageService',
  'messages',
  'mobileCapabilities',
  'modal',
  'navigation',
  'omnistudioPubsub',
  'outputField',
  'overlay',
  'platformResourceLoader',
  'platformScopedNotificationLibrary',
  'platformShowToastEvent',
  'platformUtilityBarApi',
  'platformWorkspaceApi',
  'primitiveIcon',
  'prompt',
  'quickActionPanel',
  'recordEditForm',
  'recordForm',
  'recordPicker',
  'recordViewForm',
  'refresh',
  'richTextToolbarButton',
  'richTextToolbarButtonGroup',
  'serviceCloudVoiceToolkitApi',
  'sldsCommon',
  'timeline',
  'toast',
  'toastContainer',
  'uiActionsApi',
  'uiAppsApi',
  'uiGraphQLApi',
  'uiLayoutApi',
  'uiListApi',
  'uiListsApi',
  'uiObjectInfoApi',
  'uiRecordApi',
  'uiRelatedListApi',
  'unifiedWorkspace',
  'userConsentCookie',
  'accordion',
  'accordionSection',
  'insertImageButton',
  'progressStep',
] as const;

let modules: ReadonlySet<string> | undefined;

/** Names of the `lightning` modules and components that a bundle may use, in camel case. */
export function lightningModules(): ReadonlySet<string> {
  modules ??= new Set([...baseComponents(), ...PLATFORM_MODULES]);
  return modules;
}

function baseComponents(): string[] {
  const manifest = createRequire(import.meta.url).resolve('lightning-base-components/package.json');
  return readdirSync(join(dirname(manifest), 'src', 'lightning'));
}
