import type { Finding } from '../local-org/metadata/check/context.ts';
import type { Component, Schema } from '../local-org/schema/model.ts';

/** A name in the text of a component's code, and what it must be the name of. */
interface Mention {
  /** Its first group is the name. */
  pattern: RegExp;
  files: RegExp;
  /** Comments are no mentions. */
  comments: RegExp;
  types: readonly string[];
  what: string;
}

const APEX_COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/g;
const MARKUP_COMMENTS = /<!--[\s\S]*?-->/g;

/** What code of types that no deploy of the local org takes names of this folder. */
const MENTIONS: Record<string, readonly Mention[]> = {
  ApexTrigger: [
    {
      pattern: /^\s*trigger\s+\w+\s+on\s+(\w+)/gim,
      files: /\.trigger$/,
      comments: APEX_COMMENTS,
      types: ['CustomObject'],
      what: 'object',
    },
  ],
  AuraDefinitionBundle: [
    {
      pattern: /<c:(\w+)/g,
      files: /\.(cmp|app)$/,
      comments: MARKUP_COMMENTS,
      types: ['AuraDefinitionBundle', 'LightningComponentBundle'],
      what: 'component',
    },
    {
      pattern: /<aura:(?:component|application)\b[^>]*?\scontroller="(\w+)"/g,
      files: /\.(cmp|app)$/,
      comments: MARKUP_COMMENTS,
      types: ['ApexClass'],
      what: 'Apex class',
    },
  ],
  ApexPage: [
    {
      pattern: /<apex:page\b[^>]*?\s(?:controller)="(\w+)"/g,
      files: /\.page$/,
      comments: MARKUP_COMMENTS,
      types: ['ApexClass'],
      what: 'Apex class',
    },
  ],
};

/** Names in triggers, Aura components and Visualforce pages of what is not in the folder. */
export function codeReferenceFindings(component: Component, schema: Schema): Finding[] {
  return (MENTIONS[component.type] ?? []).flatMap(({ pattern, files, comments, types, what }) =>
    [...component.files].flatMap(([fileName, content]) => {
      if (!files.test(fileName)) return [];
      const source = new TextDecoder().decode(content).replace(comments, (each) => each.replace(/[^\n]/g, ' '));
      return [...source.matchAll(pattern)].flatMap((match): Finding[] => {
        const name = match[1]!;
        const there = types.some((type) =>
          type === 'CustomObject' ? schema.object(name) !== undefined : schema.component(type, name) !== undefined,
        );
        if (there) return [];
        const before = source.slice(0, match.index + match[0].lastIndexOf(name)).split('\n');
        return [
          {
            problem: `There is no ${what} ${name} in this folder: correct the name, or add what it names`,
            rule: `reference/${what.replace(/ /g, '-').toLowerCase()}`,
            names: name,
            line: before.length,
            column: before.at(-1)!.length + 1,
            fileName,
          },
        ];
      });
    }),
  );
}
