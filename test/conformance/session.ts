/** One user's session with an org under test: plain HTTP, so that a check sees just what a client sees. */
export const VERSION = '66.0';

export interface Answer {
  status: number;
  /** Parsed where it is JSON, else text; undefined for an empty body. */
  body: unknown;
}

export interface Call {
  method: string;
  /** Absolute, or from `/services/data/v66.0/` on. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export class Session {
  readonly url: string;
  readonly token: string;
  readonly userId: string;

  constructor(url: string, token: string, userId: string) {
    this.url = url.replace(/\/+$/, '');
    this.token = token;
    this.userId = userId;
  }

  async call({ method, path, body, headers = {} }: Call): Promise<Answer> {
    const isText = typeof body === 'string';
    const response = await fetch(this.url + (path.startsWith('/') ? path : `/services/data/v${VERSION}/${path}`), {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': isText ? 'text/xml; charset=utf-8' : 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: text === '' ? undefined : isJson ? JSON.parse(text) : text };
  }

  /** All rows of a query, over as many pages as it takes. Throws where the org refuses it. */
  async query<Row = Record<string, unknown>>(soql: string): Promise<Row[]> {
    const rows: Row[] = [];
    let path: string | undefined = `query?q=${encodeURIComponent(soql)}`;
    while (path) {
      const { status, body }: Answer = await this.call({ method: 'GET', path });
      if (status !== 200) throw new Error(`${soql}\n${JSON.stringify(body)}`);
      const page = body as { records: Row[]; done: boolean; nextRecordsUrl?: string };
      rows.push(...page.records);
      path = page.done ? undefined : page.nextRecordsUrl;
    }
    return rows;
  }

  /** Creates a record and returns its Id. Throws where the org refuses it. */
  async create(object: string, fields: Record<string, unknown>): Promise<string> {
    const { status, body } = await this.call({ method: 'POST', path: `sobjects/${object}`, body: fields });
    if (status !== 201) throw new Error(`create ${object}: ${JSON.stringify(body)}`);
    return (body as { id: string }).id;
  }

  /** Changes a record. Throws where the org refuses it. */
  async update(object: string, id: string, fields: Record<string, unknown>): Promise<void> {
    const { status, body } = await this.call({ method: 'PATCH', path: `sobjects/${object}/${id}`, body: fields });
    if (status !== 204) throw new Error(`update ${object} ${id}: ${JSON.stringify(body)}`);
  }

  async remove(object: string, id: string): Promise<void> {
    const { status, body } = await this.call({ method: 'DELETE', path: `sobjects/${object}/${id}` });
    if (status !== 204) throw new Error(`delete ${object} ${id}: ${JSON.stringify(body)}`);
  }
}
