import { OrgError } from '../errors.ts';
import type { Org, QueryOptions, UserAccess } from '../org.ts';
import type { Row, SObject } from '../schema/model.ts';
import { quote } from '../store/columns.ts';
import { readableFilter } from '../security/records.ts';
import type { Calendar } from './dates.ts';
import { pointedAt, positionOf } from './parse.ts';
import { sql, type Sql } from './sql.ts';
import { localDateTime } from './zone.ts';

/** What one query is translated in: who asks, for whom errors are worded, and where names come from. */
export class Environment {
  readonly org: Org;
  readonly access: UserAccess;
  readonly options: QueryOptions;
  /** The query as written; undefined where it was built by a program. */
  readonly text: string | undefined;
  readonly aliases: ReadonlyMap<string, string[]>;
  readonly zone: string;
  readonly now: Date;
  /** Records read for formula fields while the query runs. */
  readonly rows = new Map<string, Row | undefined>();
  #tables = 0;
  #clause: string | undefined;
  #calendar: Calendar | undefined;

  constructor(
    org: Org,
    access: UserAccess,
    options: QueryOptions,
    text: string | undefined,
    aliases: ReadonlyMap<string, string[]>,
  ) {
    this.org = org;
    this.access = access;
    this.options = options;
    this.text = text;
    this.aliases = aliases;
    this.now = org.now();
    const zone = access.user['TimeZoneSidKey'];
    this.zone = typeof zone === 'string' && zone !== '' ? zone : 'GMT';
  }

  /** A fresh alias for a table. */
  table(): string {
    return `t${this.#tables++}`;
  }

  get calendar(): Calendar {
    this.#calendar ??= {
      today: localDateTime(this.now.toISOString(), this.zone).slice(0, 10),
      firstDayOfWeek: firstDayOfWeek(this.access.user['LocaleSidKey']),
      fiscalStartMonth: this.fiscal.startMonth,
    };
    return this.#calendar;
  }

  /** When the fiscal year starts and whether it is named after the year in which it ends, as Organization says. */
  get fiscal(): { startMonth: number; namedByEnd: boolean } {
    const [row] = this.org.store.values(
      'SELECT FiscalYearStartMonth, UsesStartDateAsFiscalYearName FROM Organization WHERE IsDeleted = 0 LIMIT 1',
      [],
    );
    return { startMonth: typeof row?.[0] === 'number' ? row[0] : 1, namedByEnd: row?.[1] !== 1 };
  }

  mayRead(object: SObject): boolean {
    return this.options.system === true || this.access.object(object.name).read;
  }

  mayReadField(object: SObject, field: string): boolean {
    return this.options.system === true || this.access.field(object.name, field).read;
  }

  /** The condition for rows of a table to be there for the user: not deleted, and shared with them. */
  visible(object: SObject, alias: string): Sql[] {
    const conditions: Sql[] = [];
    if (!this.options.includeDeleted) conditions.push(sql(`${alias}.IsDeleted = 0`));
    const filter = this.options.system ? undefined : readableFilter(this.org, this.access, object.name, alias);
    if (filter) conditions.push(sql(filter.sql, filter.parameters));
    return conditions;
  }

  get version(): string {
    return this.options.version ?? '66.0';
  }

  column(alias: string, field: string): string {
    return `${alias}.${quote(field)}`;
  }

  /** The object a query asks, or INVALID_TYPE where there is none that the user may read. */
  object(name: string): SObject {
    const object = this.org.schema.object(name);
    if (object && this.mayRead(object)) return object;
    throw this.error(
      'INVALID_TYPE',
      `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
      name,
    );
  }

  /** Translates one clause of the query, at which errors point meanwhile. */
  inClause<T>(keyword: 'WHERE' | 'HAVING' | 'GROUP BY' | 'ORDER BY', translate: () => T): T {
    const outer = this.#clause;
    this.#clause = keyword;
    const result = translate();
    this.#clause = outer;
    return result;
  }

  /** An error that points at where `word` is written in the query. */
  error(code: string, message: string, word?: string): OrgError {
    const at = this.text === undefined || word === undefined ? -1 : positionOf(this.text, word, this.#clause);
    return new OrgError(code, this.text === undefined || at < 0 ? message : pointedAt(this.text, at, message));
  }
}

function firstDayOfWeek(locale: unknown): number {
  const tag = typeof locale === 'string' && locale !== '' ? locale.replaceAll('_', '-') : 'en-US';
  try {
    const info = (new Intl.Locale(tag) as { getWeekInfo?(): { firstDay: number } }).getWeekInfo?.();
    return (info?.firstDay ?? 7) % 7;
  } catch {
    return 0;
  }
}
