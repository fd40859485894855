import { FormulaRuntimeError } from '../formula/compile.ts';
import { OrgError } from '../errors.ts';
import type { SaveError } from '../org.ts';
import type { Row } from '../schema/model.ts';
import { unhandledFault } from './elements/write.ts';
import { FlowFault, type Flow, type FlowHost, type Interview, type Node } from './model.ts';

/** A record whose save triggers flows. */
export interface Triggering {
  /** As it will be saved (before-save flows change it) or has been saved. */
  row: Row;
  prior: Row | undefined;
  isNew: boolean;
}

/** Elements that one interview may run before it counts as going in circles. */
const MAXIMUM_STEPS = 100_000;

/** The records that meet the flow's entry conditions: an interview for each. A formula that fails there fails the record. */
export function startInterviews(
  flow: Flow,
  records: readonly Triggering[],
  host: FlowHost,
): { interview: Interview; at: number }[] {
  const started: { interview: Interview; at: number }[] = [];
  records.forEach((record, at) => {
    const interview = newInterview(flow, record, host);
    try {
      if (!flow.entry(interview)) return;
    } catch (error) {
      interview.failure = [failureOf(interview, error)];
    }
    started.push({ interview, at });
  });
  return started;
}

export function newInterview(flow: Flow, record: Triggering, host: FlowHost): Interview {
  return {
    flow,
    host,
    record: { object: flow.object, row: record.row, assigned: new Set() },
    prior: record.prior,
    isNew: record.isNew,
    variables: new Map(),
    loops: new Map(),
    faultMessage: null,
    node: undefined,
    failure: undefined,
    steps: 0,
  };
}

/**
 * Runs interviews from an element to their ends. Each runs on until it comes to an element that reads
 * or writes records; there all that wait for it are served at once, as Salesforce bulkifies flows. What
 * fails is left in the interview's `failure`.
 */
export function runInterviews(interviews: readonly Interview[], start: Node | undefined): void {
  let active = interviews.filter((interview) => interview.failure === undefined);
  for (const interview of active) {
    interview.node = start;
    attempt([interview], () => interview.flow.initialise(interview));
  }
  for (;;) {
    for (const interview of active) advance(interview);
    active = active.filter((interview) => interview.node !== undefined && interview.failure === undefined);
    const node = active[0]?.node;
    if (!node) return;
    const waiting = active.filter((interview) => interview.node === node);
    for (const interview of waiting) interview.steps++;
    serve(node, waiting);
  }
}

/** A value that one interview cannot compute must not fail the others: then each is served alone. */
function serve(node: Node, waiting: readonly Interview[]): void {
  if (waiting.length === 1) {
    attempt(waiting, () => node.bulk!(waiting));
    return;
  }
  try {
    node.bulk!(waiting);
  } catch {
    for (const interview of waiting) attempt([interview], () => node.bulk!([interview]));
  }
}

function advance(interview: Interview): void {
  attempt([interview], () => {
    while (interview.node?.run) {
      if (++interview.steps > MAXIMUM_STEPS)
        throw new FlowFault('The flow ran too many elements: its connectors seem to run in a circle.');
      interview.node = interview.node.run(interview);
    }
  });
}

/** Turns what the elements throw into the interviews' failures; defects of our own are thrown on. */
function attempt(interviews: readonly Interview[], work: () => void): void {
  try {
    work();
  } catch (error) {
    for (const interview of interviews) interview.failure = [failureOf(interview, error)];
  }
}

function failureOf(interview: Interview, error: unknown): SaveError {
  if (!(error instanceof FlowFault || error instanceof FormulaRuntimeError || error instanceof OrgError)) throw error;
  const element = interview.node ? `Error element ${interview.node.name} (${interview.node.kind}). ` : '';
  return unhandledFault(interview, `${element}${error.message}`);
}
