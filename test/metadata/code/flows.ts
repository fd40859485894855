import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { OrgError } from '../../local-org/errors.ts';
import { elements, parseXml, text } from '../../local-org/metadata/xml.ts';
import { positionOf, type Position } from '../../local-org/metadata/xml-places.ts';
import type { XmlElement } from '../../local-org/schema/model.ts';
import type { Finding } from '../finding.ts';

/** The scanner's long descriptions in a sentence, with what to do. */
const ADVICE: Record<string, string> = {
  APIVersion: 'is written for an old API version. Save it anew in a newer one.',
  ActionCallsInLoop: 'calls an action in a loop. Collect what it needs, and call it once after the loop.',
  CopyAPIName: 'still has the name of the copy that it is. Give it one that says what it does.',
  CyclomaticComplexity: 'has many ways through it. Split it, into subflows or flows of their own.',
  DMLStatementInLoop: 'changes data in a loop. Collect the records, and save them once after the loop.',
  DuplicateDMLOperation: 'changes data again when the user goes back. Do not let them go back to before it.',
  FlowDescription: 'has no description. Say what the flow is for.',
  GetRecordAllFields: 'reads all fields of the records. Name the fields that are needed.',
  HardcodedId: 'has an Id written into it, which is another in each org. Look the record up by name.',
  HardcodedUrl: 'has an address of an org written into it. Use $Api or a relative address.',
  MissingFaultPath: 'has no fault path. Say what is to happen where it fails.',
  MissingNullHandler: 'may find nothing, and what follows does not ask. Decide on whether there is something.',
  ProcessBuilder: 'is a process, which Salesforce gives up. Make a flow of it.',
  RecursiveAfterUpdate:
    'updates the record that started the flow, which starts it again. Do it in a flow before the save.',
  SameRecordFieldUpdates: 'updates the record that is being saved. Assign to $Record instead.',
  SOQLQueryInLoop: 'reads records in a loop. Read them once before the loop.',
  UnconnectedElement: 'is reached by no path, so it never runs. Connect it, or remove it.',
  UnsafeRunningContext: 'runs in system mode without sharing. Let it run in the mode of its user.',
  UnusedVariable: 'is used nowhere. Remove it.',
};

type Scanner = typeof import('@flow-scanner/lightning-flow-scanner-core');

/** Rules that are not asked, each with its reason. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  // Whether flows of one object and moment need an order is known to whoever knows all of an org's flows.
  'TriggerOrder',
  // Drafts are kept on purpose, and an inactive flow deploys.
  'InactiveFlow',
  'AutoLayout',
  // How flows are named is a project's own affair.
  'FlowName',
]);

/** `.flow-scanner.yml`, as the flow scanner's own tools read it: https://github.com/Flow-Scanner/lightning-flow-scanner */
const Config = z.object({
  rules: z.record(z.string(), z.object({ severity: z.string().optional() }).loose()).optional(),
  exceptions: z.record(z.string(), z.record(z.string(), z.array(z.string()))).optional(),
});
type Config = z.infer<typeof Config>;

/**
 * What the flow scanner says of the folder's flows. A `.flow-scanner.yml` in the folder or above it names exceptions.
 * Throws OrgError where that file is no such thing.
 */
export async function flowFindings(dir: string, files: readonly string[]): Promise<Finding[]> {
  const flows = files.filter((file) => file.endsWith('.flow-meta.xml'));
  if (flows.length === 0) return [];
  const { parse, scan } = createRequire(import.meta.url)('@flow-scanner/lightning-flow-scanner-core') as Scanner;
  const { exceptions = {}, rules = {} } = readConfig(dir);
  const parsed = await parse(flows.map((file) => join(dir, file)));
  const readable = parsed.filter(({ flow }) => flow !== undefined);
  return scan(readable, { exceptions, rules }).flatMap(({ flow, ruleResults }) => {
    const path = flow.fsPath!;
    const { xml } = parseXml(readFileSync(path));
    return ruleResults
      .filter(({ occurs, ruleName }) => occurs && !NOT_ASKED.has(ruleName))
      .flatMap(({ ruleName, ruleDefinition, details }) =>
        details.map((detail) => ({
          file: relative(dir, path).split(sep).join('/'),
          ...placeOf(detail, xml),
          rule: `flow-scanner/${ruleName.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()}`,
          message: `${isOfTheFlow(detail) ? flow.name : detail.name}: ${ADVICE[ruleName] ?? ruleDefinition.description}`,
        })),
      );
  });
}

/** What the scanner speaks of: an element of the flow by its type and name, or by its type alone the flow's own. */
interface Detail {
  name: string;
  type: string;
  metaType: string;
}

function isOfTheFlow({ metaType }: Detail): boolean {
  return metaType === 'attribute';
}

/** The scanner's own lines are those of a file that it has written anew. */
function placeOf(detail: Detail, xml: XmlElement): Position {
  const element = elements(xml, detail.type).find((each) => text(each, 'name') === detail.name);
  return (
    positionOf(element ? { element, child: 'name' } : { element: xml, child: detail.type }) ?? { line: 1, column: 1 }
  );
}

function readConfig(dir: string): Config {
  for (let folder = dir; ; folder = dirname(folder)) {
    const file = join(folder, '.flow-scanner.yml');
    if (existsSync(file)) {
      const read = Config.safeParse(parseYaml(readFileSync(file, 'utf8')) ?? {});
      if (read.success) return read.data;
      throw new OrgError(
        'INVALID_INPUT',
        `${file} is no configuration of the flow scanner: ${z.prettifyError(read.error)}`,
      );
    }
    if (folder === dirname(folder)) return {};
  }
}
