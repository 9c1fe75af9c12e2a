import { createHash } from 'node:crypto';
import type { Issue } from '../issue.ts';
import { placeOf } from './places.ts';

interface Kind {
  readonly name: string;
  readonly path: RegExp;
  /** True for bytes of this kind. */
  readonly begins: (bytes: Uint8Array) => boolean;
}

const word = (bytes: Uint8Array): number =>
  bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
/** A DER sequence with a length of its own: PKCS #12 (RFC 7292) begins so, and its version is 3. */
const isPkcs12 = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x30 &&
  bytes.subarray(1, 16).some((_, at) => bytes[at + 1] === 2 && bytes[at + 2] === 1 && bytes[at + 3] === 3);

const kinds: readonly Kind[] = [
  { name: 'PKCS #12 key store', path: /\.(?:p12|pfx|pkcs12|keystore|jks)$/i, begins: isPkcs12 },
  {
    name: 'Java key store',
    path: /\.(?:jks|keystore|jceks|ks)$/i,
    begins: (bytes) => word(bytes) === 0xfeedfeed || word(bytes) === 0xcececece,
  },
  { name: 'KeePass database', path: /\.kdbx?$/i, begins: (bytes) => word(bytes) === 0x03d9a29a },
];

/** By its name a file that holds keys, and none of text. */
export const isKeyStore = (path: string): boolean => kinds.some((kind) => kind.path.test(path));

/** A key store that is kept in the repository: whoever has it can try passwords for ever. Null: it is none. */
export function keyStoreIssue(path: string, bytes: Uint8Array): Issue | null {
  const kind = kinds.find((one) => one.path.test(path) && one.begins(bytes));
  if (!kind) return null;
  const { weight, note } = placeOf(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    scanner: 'secrets',
    ruleId: 'secrets-key-store-file',
    title: `${kind.name} in the repository`,
    severity: 'high',
    confidence: Math.round(80 * weight) / 100,
    cwe: 321,
    description: `The file is a ${kind.name} of ${bytes.length} bytes. Only its password protects the keys in it, and whoever has the file can try passwords without end.${note ? ` It looks like ${note}.` : ''}`,
    remediation:
      'Replace the keys in it, keep the new store outside of the repository, and have certificates of the old keys revoked.',
    references: { owasp: ['A07:2021'], cwe: ['CWE-321'] },
    path,
    span: { line: 1, column: 0, endLine: 1, endColumn: 0 },
    proof: {
      kind: 'secret',
      rule: 'key-store-file',
      sha256,
      length: bytes.length,
      check: `begins as a ${kind.name}`,
    },
    identity: ['secrets-key-store-file', path, sha256],
  };
}
