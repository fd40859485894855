import { OrgError } from '../errors.ts';

/** The parts of a multipart/form-data body by name (RFC 7578). Throws OrgError where it is none. */
export function readMultipart(contentType: string, body: Buffer): Map<string, Buffer> {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType);
  if (!boundary) throw malformed('the content type names no boundary');
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  const parts = new Map<string, Buffer>();
  let at = body.indexOf(delimiter);
  if (at < 0) throw malformed('the boundary does not occur');
  for (;;) {
    const from = at + delimiter.length;
    if (body.toString('latin1', from, from + 2) === '--') return parts;
    const end = body.indexOf(delimiter, from);
    if (end < 0) throw malformed('the last boundary is missing');
    const head = body.indexOf('\r\n\r\n', from);
    if (head < 0 || head > end) throw malformed('a part has no headers');
    const name = /content-disposition:[^\r\n]*;\s*name="?([^";\r\n]+)"?/i.exec(body.toString('utf8', from, head))?.[1];
    if (name === undefined) throw malformed('a part has no name');
    // The line break before a boundary belongs to the boundary.
    parts.set(name, body.subarray(head + 4, end - 2));
    at = end;
  }
}

function malformed(why: string): OrgError {
  return new OrgError('INVALID_MULTIPART_REQUEST', `The body is not multipart/form-data: ${why}`);
}
