import { crc32 } from 'node:zlib';

/** What check digits and inner form say: they hold, they do not, or there are none to judge by. */
export interface Checked {
  readonly state: 'holds' | 'fails' | 'none';
  /** For the proof: "crc32 holds", "account 123456789012". Never of the secret itself. */
  readonly note: string;
}

const none: Checked = { state: 'none', note: 'the format has no check digits' };
const holds = (note: string): Checked => ({ state: 'holds', note });
const fails = (note: string): Checked => ({ state: 'fails', note });

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The CRC-32 of a text as GitHub and npm append it: base 62, six digits. */
export function crc32Base62(text: string): string {
  let rest = crc32(text);
  let written = '';
  for (; rest > 0; rest = Math.floor(rest / 62)) written = base62[rest % 62] + written;
  return written.padStart(6, '0');
}

/**
 * `prefix_` and 30 characters, then their CRC-32: tokens of GitHub and npm since 2021
 * (https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/).
 */
export function checkCrc32(secret: string): Checked {
  const body = secret.slice(secret.lastIndexOf('_') + 1);
  if (body.length !== 36) return none;
  return crc32Base62(body.slice(0, 30)) === body.slice(30)
    ? holds('crc32 holds')
    : fails('crc32 does not hold');
}

/**
 * Routable tokens of GitLab end in the CRC-32 of what stands before it: base 36, seven digits. Where it does not hold
 * nothing is said: the format has versions.
 */
export function checkRoutable(secret: string): Checked {
  const sum = crc32(secret.slice(0, -7)).toString(36).padStart(7, '0');
  return sum === secret.slice(-7) ? holds('crc32 holds') : none;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account inside of an AWS access key id: 40 bits of its base32 text after the first bit
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids).
 */
export function checkAwsKeyId(secret: string): Checked {
  // Keys from before 2019 begin so and hold no account.
  if (/^.{4}[IJ]/.test(secret)) return none;
  let value = 0n;
  for (const character of secret.slice(4, 14)) {
    const digit = base32.indexOf(character);
    if (digit < 0) return fails('not base32');
    value = value * 32n + BigInt(digit);
  }
  // The first six bytes hold the account in bits 1 to 40; ten characters are 50 bits, of which two are left over.
  const account = ((value >> 2n) & 0x7fffffffff80n) >> 7n;
  return account < 1_000_000_000_000n
    ? holds(`account ${account.toString().padStart(12, '0')}`)
    : fails('no AWS account has this number');
}

const decode = (text: string): string => Buffer.from(text, 'base64').toString('latin1');

/** A JSON web token: header and claims are JSON objects, and the header names an algorithm (RFC 7519). */
export function checkJwt(secret: string): Checked {
  const [head = '', claims = ''] = secret.split('.');
  try {
    const header: unknown = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    const body: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
    const told = (part: unknown): part is object =>
      typeof part === 'object' && part !== null && !Array.isArray(part);
    return told(header) && told(body) && 'alg' in header
      ? holds('header and claims are JSON')
      : fails('header or claims are no JSON objects');
  } catch {
    return fails('header or claims are no JSON');
  }
}

/** A token of PyPI: after `pypi-` a macaroon of version 2 whose location is pypi.org or test.pypi.org. */
export function checkPypi(secret: string): Checked {
  const macaroon = decode(secret.slice('pypi-'.length).replaceAll('-', '+').replaceAll('_', '/'));
  return macaroon.charCodeAt(0) === 2 && /^.{2}(?:test\.)?pypi\.org/s.test(macaroon.slice(1))
    ? holds('a macaroon of pypi.org')
    : fails('no macaroon of pypi.org');
}

/** base64 of JSON, as Grafana's keys and service accounts are. */
export function checkJson64(secret: string): Checked {
  return /^\s*\{"/.test(decode(secret)) ? holds('base64 of JSON') : fails('no base64 of JSON');
}

/** A key of Azure Storage, Cosmos DB …: base64 of exactly 64 bytes. */
export function checkBytes64(secret: string): Checked {
  return Buffer.from(secret, 'base64').length === 64
    ? holds('64 bytes of base64')
    : fails('not 64 bytes of base64');
}

/** The body of a PEM block: its first byte is a DER sequence, or "openssh-key-v1". */
export function checkPem(secret: string): Checked {
  const body = secret.replace(/-----[A-Z0-9 ]+-----/g, '').replace(/\\[nr]|[^A-Za-z0-9+/=]/g, '');
  const bytes = decode(body.slice(0, 40));
  if (bytes.startsWith('openssh-key-v1')) return holds('an OpenSSH key');
  if (bytes.charCodeAt(0) === 0x30) return holds('a DER sequence');
  return /Proc-Type|DEK-Info|PGP/.test(secret)
    ? none
    : { state: 'none', note: 'no DER sequence: not decoded' };
}

/** For kinds without a check. */
export const unchecked = (): Checked => none;
