import type { Org, SaveError, SaveResult, UserAccess } from '../org.ts';
import type { Row, Value } from '../schema/model.ts';

/** What a flow resource holds: a value, a record or a collection of either. */
export type FlowValue = Value | FlowRecord | FlowValue[];

/** A record inside an interview; only what the flow assigned is written when it is saved. */
export interface FlowRecord {
  object: string;
  row: Row;
  assigned: Set<string>;
}

/** A record-triggered flow, compiled: its elements linked to each other, its references resolved. */
export interface Flow {
  name: string;
  label: string;
  object: string;
  active: boolean;
  trigger: 'beforeSave' | 'afterSave' | 'beforeDelete';
  onCreate: boolean;
  onUpdate: boolean;
  /** `<triggerOrder>`, 1 to 2,000; undefined where none is set. */
  order: number | undefined;
  /** Relationship paths of the triggering record that it reads, to be fetched in bulk: `[['Account', 'Owner']]`. */
  parents: string[][];
  /** Whether the triggering record meets the start element's conditions. */
  entry(interview: Interview): boolean;
  start: Node | undefined;
  /** Paths that run after the transaction commits. */
  asyncPaths: { name: string; start: Node | undefined }[];
  /** Sets the flow's variables to their initial values. */
  initialise(interview: Interview): void;
}

/** One element. Logic elements `run` for one interview; data elements work on all waiting interviews at once. */
export interface Node {
  name: string;
  /** As Flow Builder calls it: `Get Records`. */
  kind: string;
  /** Answers with the next element. */
  run?(interview: Interview): Node | undefined;
  /** Sets each interview's next element or its failure. */
  bulk?(interviews: readonly Interview[]): void;
}

/** One run of a flow for one triggering record. */
export interface Interview {
  flow: Flow;
  host: FlowHost;
  /** `$Record`. In a before-save flow its row is the very row that will be saved. */
  record: FlowRecord;
  /** `$Record__Prior`; undefined on create. */
  prior: Row | undefined;
  isNew: boolean;
  variables: Map<string, FlowValue>;
  loops: Map<Node, { items: FlowValue[]; position: number }>;
  faultMessage: string | null;
  /** The element to run next; undefined when the interview is over. */
  node: Node | undefined;
  /** Errors that make the triggering record's save fail. */
  failure: SaveError[] | undefined;
  /** Elements run so far, to stop connectors that run in a circle. */
  steps: number;
}

/** What interviews need of the transaction that they run in. */
export interface FlowHost {
  readonly org: Org;
  /** The user whose save triggered the flow: `$User`, `$Permission`. The flow's own reads and writes are the system's. */
  readonly access: UserAccess;
  readonly now: Date;
  /** A record by Id, as it is in this transaction. */
  row(object: string, id: string): Row | undefined;
  /** Records by Id, set-based, in the order asked. */
  rows(object: string, ids: readonly string[]): (Row | undefined)[];
  /** The first record with these values: custom metadata and the like. */
  find(object: string, values: Record<string, string>): Row | undefined;
  /** Saves in the running transaction. Each unit is saved as a whole or not at all; results in the same nesting. */
  save(operation: 'insert' | 'update' | 'delete', object: string, units: readonly (readonly Row[])[]): SaveResult[][];
}

/** A flow that the record-triggered subset does not cover, or that is wrong; deploying it fails with this text. */
export class FlowProblem extends Error {
  readonly element: string;

  constructor(element: string, message: string) {
    super(`${element} - ${message}`);
    this.name = 'FlowProblem';
    this.element = element;
  }
}

/** What Salesforce runs and this org does not. */
export class UnsupportedFlow extends FlowProblem {}

/** An element that failed at run time, with the text for `$Flow.FaultMessage`. */
export class FlowFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FlowFault';
  }
}

export function isRecord(value: FlowValue): value is FlowRecord {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The value of a single-valued resource; records and collections have none. */
export function single(value: FlowValue): Value {
  return value !== null && typeof value === 'object' ? null : value;
}
