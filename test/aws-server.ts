import { createHash, createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { json, type Received, type TestEndpoint, testEndpoint } from './endpoint.ts';

/**
 * A Bedrock-like server: checks Signature Version 4 from the raw request with code of its own (AWS General Reference,
 * "Create a signed AWS API request"), and frames its streams as AWS does.
 */
export interface TestAwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986 encoding of what stands in the request line: "%3A" becomes "%253A", as every service but S3 wants it. */
const encodeAgain = (path: string): string =>
  path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');

const canonicalQuery = (query: string): string =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join('&');

/** Null when the request is signed as it must be, else what AWS would say. */
export function signatureProblem(
  { method, path, headers, body }: Received,
  keys: TestAwsKeys,
  region: string,
): string | null {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!given) return 'Missing Authentication Token';
  const [, keyId, day, scopeRegion, service, signedNames = '', signature] = given;
  if (keyId !== keys.accessKeyId) return 'The security token included in the request is invalid.';
  if (scopeRegion !== region || service !== 'bedrock')
    return 'Credential should be scoped to a valid region.';
  const date = String(headers['x-amz-date'] ?? '');
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts || !date.startsWith(`${day}T`)) return 'Date in Credential scope does not match x-amz-date.';
  const [, y, mo, d, h, mi, s] = parts.map(Number);
  const sentAt = Date.UTC(y!, mo! - 1, d!, h!, mi!, s!);
  if (Math.abs(Date.now() - sentAt) > 300_000) return 'Signature expired';
  // assay-ignore: javascript-timing-attack a stand-in for AWS on loopback, with keys that are made up
  if (headers['x-amz-security-token'] !== keys.sessionToken)
    return 'The security token included in the request is invalid.';
  const names = signedNames.split(';');
  const needed = [
    'content-type',
    'host',
    ...Object.keys(headers).filter((name) => name.startsWith('x-amz-')),
  ];
  if (needed.some((name) => !names.includes(name))) return 'A header that must be signed is not.';
  const payload = headers['x-amz-content-sha256'];
  if (payload !== undefined && payload !== sha256(body)) return 'The payload hash does not match.';
  const [rawPath = '', query = ''] = path.split('?', 2);
  const canonical = [
    method,
    encodeAgain(rawPath),
    canonicalQuery(query),
    ...names.map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    signedNames,
    sha256(body),
  ].join('\n');
  const scope = `${day}/${region}/bedrock/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [region, 'bedrock', 'aws4_request'].reduce(hmac, hmac(`AWS4${keys.secretAccessKey}`, day!));
  if (hmac(key, toSign).toString('hex') === signature) return null;
  return 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
}

/** Answers signed requests by `respond`, and everything else as AWS does: 403 with a message. */
export const awsServer = (
  keys: TestAwsKeys,
  respond: (request: Received, response: ServerResponse) => void | Promise<void>,
  region = 'eu-west-3',
): Promise<TestEndpoint> =>
  testEndpoint((request, response) => {
    const message = signatureProblem(request, keys, region);
    if (message === null) return respond(request, response);
    json(response, { message }, 403, { 'x-amzn-errortype': 'InvalidSignatureException' });
  });

/** One frame of application/vnd.amazon.eventstream. */
export function frame(headers: Record<string, string>, payload: string): Buffer {
  const heads = Object.entries(headers).map(([name, value]) => {
    const text = Buffer.from(value);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(text.length);
    return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, text]);
  });
  const head = Buffer.concat(heads);
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(16 + head.length + body.length, 0);
  prelude.writeUInt32BE(head.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const unsealed = Buffer.concat([prelude, head, body]);
  const seal = Buffer.alloc(4);
  seal.writeUInt32BE(crc32(unsealed));
  return Buffer.concat([unsealed, seal]);
}

export const event = (name: string, value: unknown): Buffer =>
  frame(
    { ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' },
    JSON.stringify(value),
  );

/** What InvokeModelWithResponseStream sends: the model's own JSON in base64. */
export const chunk = (value: unknown): Buffer =>
  event('chunk', { bytes: Buffer.from(JSON.stringify(value)).toString('base64') });

export const exception = (type: string, message: string): Buffer =>
  frame({ ':message-type': 'exception', ':exception-type': type }, JSON.stringify({ message }));

export function sendFrames(response: ServerResponse, ...frames: readonly Buffer[]): void {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  for (const bytes of frames) response.write(bytes);
  response.end();
}
