import type { Component } from '../../schema/model.ts';
import { element, elements, flag, text, texts } from '../xml.ts';
import { found, type Finding } from './context.ts';

const TARGETS: ReadonlySet<string> = new Set([
  'lightning__AppPage',
  'lightning__HomePage',
  'lightning__RecordPage',
  'lightning__RecordAction',
  'lightning__Tab',
  'lightning__UtilityBar',
  'lightning__FlowScreen',
  'lightning__FlowAction',
  'lightning__Inbox',
  'lightning__UrlAddressable',
  'lightning__GlobalAction',
  'lightning__Dialog',
  'lightning__Dashboard',
  'lightning__VoiceExtension',
  'lightning__EnablementProgram',
  'lightning__AgentforceInput',
  'lightning__AgentforceOutput',
  'lightningCommunity__Page',
  'lightningCommunity__Default',
  'lightningCommunity__Page_Layout',
  'lightningCommunity__Theme_Layout',
  'lightningSnapin__ChatMessage',
  'lightningSnapin__Minimized',
  'lightningSnapin__PreChat',
  'lightningSnapin__ChatHeader',
  'lightningStatic__Email',
  'analytics__Dashboard',
]);

/** The targets of a bundle's `js-meta.xml`. */
export function bundleTargets(bundle: Component): string[] {
  return texts(element(bundle.xml, 'targets'), 'target').map((target) => target.trim());
}

/**
 * Names of the properties that a page's author can set. They are attributes, which the parsed XML
 * leaves out, so they are read from the file itself.
 */
export function designProperties(bundle: Component): string[] {
  const meta = bundle.files.get(`lwc/${bundle.fullName}/${bundle.fullName}.js-meta.xml`);
  const source = new TextDecoder().decode(meta).replace(/<!--[\s\S]*?-->/g, '');
  return [...source.matchAll(/<property\s[^>]*?\bname\s*=\s*["'](\w+)["']/g)].map((match) => match[1]!);
}

/** What is wrong with a bundle's configuration file. */
export function metaFindings(bundle: Component): Finding[] {
  const name = bundle.fullName;
  const fileName = `lwc/${name}/${name}.js-meta.xml`;
  if (!bundle.files.has(fileName))
    return found(`Cannot find Lightning Component Bundle configuration file ${name}.js-meta.xml`);
  const at = (problem: string): Finding => ({ problem, fileName });
  const findings: Finding[] = [];
  const version = text(bundle.xml, 'apiVersion')?.trim();
  if (version !== undefined && !/^\d{2}\.0$/.test(version)) findings.push(at(`Invalid apiVersion: ${version}`));
  if (version !== undefined && Number(version) > 66)
    findings.push(at(`The apiVersion can't be greater than the API version of this org, 66.0: ${version}`));
  const targets = bundleTargets(bundle);
  for (const target of targets) if (!TARGETS.has(target)) findings.push(at(`Invalid target: ${target}`));
  if (flag(bundle.xml, 'isExposed') && targets.length === 0)
    findings.push(at('A component that is exposed needs at least one target'));
  for (const config of elements(element(bundle.xml, 'targetConfigs'), 'targetConfig')) {
    const objects = texts(element(config, 'objects'), 'object');
    if (objects.some((object) => !object.trim())) findings.push(at('Must specify a non-empty object in objects'));
  }
  return findings;
}
