/**
 * A failure that a client is told of, in Salesforce's own terms.
 *
 * `errorCode` is one of the codes of the REST and SOAP API guides, such as `INVALID_FIELD` or
 * `FIELD_CUSTOM_VALIDATION_EXCEPTION`. The HTTP status is never 5xx: clients retry those.
 */
export class OrgError extends Error {
  readonly errorCode: string;
  readonly fields: string[];
  readonly status: number;

  constructor(errorCode: string, message: string, options: { fields?: string[]; status?: number } = {}) {
    super(message);
    this.name = 'OrgError';
    this.errorCode = errorCode;
    this.fields = options.fields ?? [];
    this.status = options.status ?? 400;
  }
}

/** What someone gave at the command line cannot be done; the message says what is wrong, and is all they need to see. */
export class UsageError extends Error {}

/** The org of this home is running already. */
export class AlreadyRunning extends Error {}
