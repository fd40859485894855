import { OrgError } from '../errors.ts';
import type { FlowHost } from '../flow/model.ts';
import type { Org, SaveError, SaveResult, UserAccess } from '../org.ts';
import { storeReader, type RecordContext } from '../formula/record.ts';
import type { Row } from '../schema/model.ts';

export type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

/** One record on its way through a save. */
export interface Entry {
  /** Its place in the request. */
  index: number;
  /** Records that are saved all together or not at all share a unit. */
  unit: number;
  id: string | null;
  /** What the request asks to write: canonical names to values of the right type. */
  values: Row;
  /** Parents named by an external id instead of their Id, to be looked up. */
  foreign: ForeignKey[] | undefined;
  /** The whole record as it will be saved. */
  row: Row;
  prior: Row | undefined;
  errors: SaveError[];
  /** Whether the store has it: then a failure must be undone there. */
  written: boolean;
  /** Whether this save creates it. */
  created: boolean;
  /** Before-save flows that ran for it. */
  ran: string[];
}

export interface ForeignKey {
  /** The lookup to fill. */
  field: string;
  object: string;
  externalIdField: string;
  value: string | number;
}

/** Salesforce lets triggers and flows set each other off this deep. */
const MAXIMUM_DEPTH = 16;

class Undo extends Error {}

/**
 * One transaction: all saves that one request sets off, with one clock, one user, and the records
 * that it has seen, as they are in it.
 */
export class Transaction {
  readonly org: Org;
  /** Whose request it is: `$User`, `$Permission`, and the rights wherever it isn't the system that writes. */
  readonly access: UserAccess;
  readonly now: Date;
  readonly stamp: string;
  /** Whether rows that decide about access were written. */
  accessTouched = false;
  readonly host: FlowHost;
  private readonly found = new Map<string, Row | undefined>();
  private readonly rowsSeen = new Map<string, Map<string, Row | undefined>>();
  /** Flows that ran in the saves now under way, outermost first: none runs again for the same record inside its own save. */
  private readonly running: Set<string>[] = [];

  constructor(
    org: Org,
    access: UserAccess,
    saveUnits: (
      tx: Transaction,
      operation: 'insert' | 'update' | 'delete',
      object: string,
      units: readonly (readonly Row[])[],
    ) => SaveResult[][],
  ) {
    this.org = org;
    this.access = access;
    this.now = org.now();
    this.stamp = `${this.now.toISOString().slice(0, 19)}.000Z`;
    this.host = {
      org,
      access,
      now: this.now,
      row: (object, id) => this.row(object, id),
      rows: (object, ids) => this.rows(object, ids),
      find: (object, values) => this.find(object, values),
      save: (operation, object, units) => saveUnits(this, operation, object, units),
    };
  }

  row(object: string, id: string): Row | undefined {
    const seen = this.seen(object);
    const known = seen.get(id);
    if (known !== undefined || seen.has(id)) return known;
    const [row] = this.org.store.read(object, [id]);
    seen.set(id, row);
    return row;
  }

  /** The first record with these values: custom metadata and what VLOOKUP looks for. */
  find(object: string, values: Record<string, string>): Row | undefined {
    const key = JSON.stringify([object, values]);
    if (!this.found.has(key)) this.found.set(key, storeReader(this.org.store).find(object, values));
    return this.found.get(key);
  }

  /** What a formula about a record reads. */
  context(row: Row, prior: Row | undefined): RecordContext {
    return {
      row,
      prior,
      isNew: prior === undefined,
      access: this.access,
      now: this.now,
      parent: this.host.row,
      find: this.host.find,
    };
  }

  /** Records by Id, in the order asked; those not seen yet are read in one go. */
  rows(object: string, ids: readonly string[]): (Row | undefined)[] {
    const seen = this.seen(object);
    const unseen = [...new Set(ids.filter((id) => !seen.has(id)))];
    if (unseen.length > 0) this.org.store.read(object, unseen).forEach((row, i) => seen.set(unseen[i]!, row));
    return ids.map((id) => seen.get(id));
  }

  /** Keeps what was just written; undefined for a removed record. */
  remember(object: string, id: string, row: Row | undefined): void {
    this.found.clear();
    this.seen(object).set(id, row);
  }

  /** Reads the record anew when it is next asked for. */
  forget(object: string, id: string): void {
    this.found.clear();
    this.seen(object).delete(id);
  }

  private seen(object: string): Map<string, Row | undefined> {
    let seen = this.rowsSeen.get(object);
    if (!seen) this.rowsSeen.set(object, (seen = new Map()));
    return seen;
  }

  /** Runs work that may ask, by answering true, to be undone in the store. Answers what the work did. */
  attempt(work: () => boolean): boolean {
    if (this.running.length >= MAXIMUM_DEPTH) {
      throw new OrgError(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        `maximum trigger depth exceeded: a save set off others more than ${MAXIMUM_DEPTH} deep`,
      );
    }
    this.running.push(new Set());
    try {
      return this.org.store.transaction(() => {
        if (work()) throw new Undo();
        return false;
      });
    } catch (error) {
      // What was seen may have been undone.
      this.rowsSeen.clear();
      this.found.clear();
      if (this.accessTouched) this.org.accessChanged();
      if (error instanceof Undo) return true;
      throw error;
    } finally {
      this.running.pop();
    }
  }

  /** Whether the flow has run for the record in a save that is still under way. */
  isRunning(flow: string, id: string): boolean {
    const key = `${flow}:${id}`;
    return this.running.some((ran) => ran.has(key));
  }

  markRunning(flow: string, id: string): void {
    this.running.at(-1)?.add(`${flow}:${id}`);
  }
}
