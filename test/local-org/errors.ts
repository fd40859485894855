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
