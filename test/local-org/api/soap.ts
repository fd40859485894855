import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { OrgError } from '../errors.ts';
import { element, text } from '../metadata/xml.ts';
import type { XmlElement } from '../schema/model.ts';
import type { Reply } from './route.ts';

export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
export const PARTNER_NAMESPACE = 'urn:partner.soap.sforce.com';
export const ENTERPRISE_NAMESPACE = 'urn:enterprise.soap.sforce.com';

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  ignoreDeclaration: true,
});
const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: false });

export interface SoapCall {
  /** The operation's name: `deploy`, `login`. */
  operation: string;
  input: XmlElement;
  sessionId: string | undefined;
}

/** Reads a SOAP envelope; throws OrgError where it is none. A document type is refused: SOAP forbids it. */
export function readCall(body: Buffer): SoapCall {
  const source = body.toString('utf8');
  if (/<!DOCTYPE/i.test(source)) throw malformed('a document type is not allowed');
  const valid = XMLValidator.validate(source);
  if (valid !== true) throw malformed(`${valid.err.msg} at line ${valid.err.line}`);
  const envelope = element(parser.parse(source) as XmlElement, 'Envelope');
  const content = element(envelope, 'Body') ?? {};
  const operation = Object.keys(content).find((name) => name !== '#text');
  if (operation === undefined) throw malformed('no operation in the body of the envelope');
  const sessionId = text(element(element(envelope, 'Header'), 'SessionHeader'), 'sessionId');
  return { operation, input: element(content, operation) ?? {}, sessionId };
}

/** The session of a call, found without reading the whole of it: a deploy's envelope carries a zip file. */
export function sessionIdIn(body: Buffer): string | undefined {
  return /<(?:\w+:)?sessionId>\s*([^<\s]+)\s*</.exec(body.subarray(0, 16_384).toString('utf8'))?.[1];
}

function malformed(why: string): OrgError {
  return new OrgError('soapenv:Client', `The request is not a SOAP envelope: ${why}`);
}

/** The answer to a call: `<operationResponse><result>…`. Arrays become repeated elements, undefined is left out. */
export function soapReply(namespace: string, operation: string, content: Record<string, unknown>): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: envelope(namespace, { [`${operation}Response`]: withoutUndefined(content) }),
  };
}

/**
 * A SOAP fault. SOAP 1.1 and Salesforce send it with status 500; this org never answers 5xx, and the
 * clients read a fault by its body.
 */
export function soapFault(error: OrgError, namespace: string): Reply {
  const code = error.errorCode.includes(':') ? error.errorCode : `sf:${error.errorCode}`;
  const faultstring = error.errorCode.includes(':') ? error.message : `${error.errorCode}: ${faultText(error)}`;
  return {
    status: error.status,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: envelope(namespace, { 'soapenv:Fault': { faultcode: code, faultstring } }),
  };
}

function faultText(error: OrgError): string {
  return error.errorCode === 'INVALID_SESSION_ID'
    ? 'Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing session hash'
    : error.message;
}

function envelope(namespace: string, body: Record<string, unknown>): string {
  const document = {
    'soapenv:Envelope': {
      '@_xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      '@_xmlns': namespace,
      '@_xmlns:sf': namespace,
      '@_xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'soapenv:Body': body,
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;
}

/** The builder writes `undefined` as an empty element; null is written as nil. */
function withoutUndefined(value: unknown): unknown {
  if (value === null) return { '@_xsi:nil': 'true' };
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object') return value;
  const kept: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value as object))
    if (part !== undefined) kept[name] = withoutUndefined(part);
  return kept;
}
