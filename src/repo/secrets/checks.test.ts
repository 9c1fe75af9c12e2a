import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkAwsKeyId, checkCrc32, checkJwt, checkPypi, checkRoutable, crc32Base62 } from './checks.ts';

const body = 'q7Wm2Zk9Lr4Tx8Vb1Nc5Hd3Fg6Jp0S';
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test('tokens of GitHub and npm end in their checksum', () => {
  expect(checkCrc32(`npm_${body}${crc32Base62(body)}`).state).toBe('holds');
  expect(checkCrc32(`npm_${body}${crc32Base62(`${body}0`)}`).state).toBe('fails');
  expect(checkCrc32('ghp_short').state).toBe('none');
});

test('a checksum is padded with zeros', () => {
  const small =
    Array.from({ length: 300_000 }, (_, at) => String(at)).find((text) => crc32(text) < 62 ** 4) ?? '';
  expect(crc32Base62(small)).toMatch(/^00[0-9A-Za-z]{4}$/);
});

test('routable tokens of GitLab: told only where it holds', () => {
  const token = `glpat-${body}.01.0w`;
  expect(checkRoutable(token + crc32(token).toString(36).padStart(7, '0')).note).toBe('crc32 holds');
  expect(checkRoutable(`${token}0000000`).state).toBe('none');
});

test('an AWS key id holds its account', () => {
  // The example of the article that described it (Be'ery, "A short note on AWS key ID", 2023).
  expect(checkAwsKeyId(['ASIA', 'QNZGKIQY56JQ7WML'].join('')).note).toBe('account 029608264753');
  expect(checkAwsKeyId(['AKIA', '7777777777777777'].join('')).state).toBe('fails');
  expect(checkAwsKeyId(['AKIA', 'IX7Q2RT5MNB4WZ3K'].join('')).state).toBe('none');
});

test('a JSON web token is JSON twice', () => {
  const token = `${encode({ alg: 'HS256' })}.${encode({ sub: 'a' })}.x`;
  expect(checkJwt(token).state).toBe('holds');
  expect(checkJwt(`${encode({ typ: 'JWT' })}.${encode({})}.x`).state).toBe('fails');
  expect(checkJwt(`${encode([])}.${encode({})}.x`).state).toBe('fails');
  expect(checkJwt('eyJhbGciOiJ.eyJzdWIi.x').state).toBe('fails');
});

test('a token of PyPI is a macaroon of pypi.org', () => {
  const macaroon = Buffer.concat([
    Buffer.from([2, 1, 8]),
    Buffer.from('pypi.org'),
    Buffer.from([2, 36]),
    Buffer.alloc(40, 7),
  ]);
  expect(checkPypi(`pypi-${macaroon.toString('base64url')}`).state).toBe('holds');
  expect(checkPypi(`pypi-AgE${'x'.repeat(60)}`).state).toBe('fails');
});
