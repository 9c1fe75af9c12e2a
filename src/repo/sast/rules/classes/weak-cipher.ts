import type { FlawClass } from '../../rule.ts';

export const weakCipher: FlawClass = {
  id: 'weak-cipher',
  title: 'Weak cipher',
  cwe: 327,
  severity: 'high',
  description:
    'Data is encrypted with a cipher, mode or padding that is broken (DES, RC4, ECB and the like).',
  remediation: 'Use AES-GCM or ChaCha20-Poly1305 with a fresh nonce for each message.',
  references: [
    'A02:2021',
    'https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html',
  ],
};
