import { describe, expect, test } from 'vitest';
import { cvss3Score } from './cvss.ts';
import { cvss4Score } from './cvss4.ts';
import { readAdvisory } from './record.ts';
import { rateAll } from './severity.ts';

describe('severity', () => {
  const rated = (more: Record<string, unknown>, id = 'GHSA-1') =>
    rateAll([readAdvisory({ id, affected: [], ...more })!]);

  test('from the vector, else the word of the database, else medium and said so', () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
    expect(
      rated({ severity: [{ type: 'CVSS_V3', score: vector }], database_specific: { severity: 'LOW' } }),
    ).toEqual({
      severity: 'critical',
      because: 'CVSS 9.8',
      score: 9.8,
    });
    const four = {
      type: 'CVSS_V4',
      score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    };
    expect(rated({ severity: [four], database_specific: { severity: 'MODERATE' } })).toMatchObject({
      score: 9.3,
    });
    expect(rated({ severity: [four, { type: 'CVSS_V3', score: vector }] })).toMatchObject({ score: 9.8 });
    expect(rated({ database_specific: { severity: 'MODERATE' } }).severity).toBe('medium');
    expect(rated({})).toEqual({ severity: 'medium', because: null, score: null });
  });

  test('a malicious package is critical', () => {
    expect(rated({}, 'MAL-2024-1').severity).toBe('critical');
  });

  // Vectors and scores as the calculator of FIRST gives them.
  test.each([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N', 5.9],
    ['CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:N/A:N', 5],
    ['CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H', 9.1],
    ['CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N', 1.6],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O', 9.8],
  ])('%s is %d', (vector, score) => {
    expect(cvss3Score(vector)).toBe(score);
  });

  test.each([
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10],
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N', 8.7],
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N', 6.9],
    ['AV:N/AC:L/AT:N/PR:L/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N', 5.3],
    ['AV:L/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 8.5],
    ['AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 5.1],
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0],
  ])('CVSS:4.0/%s is %d', (vector, score) => {
    expect(cvss4Score(`CVSS:4.0/${vector}`)).toBe(score);
    expect(cvss3Score(`CVSS:4.0/${vector}`)).toBeNull();
    expect(cvss4Score(`CVSS:4.0/${vector.replace('AT:', 'XX:')}`)).toBeNull();
  });

  test.each([
    '',
    'x',
    'CVSS:3.1',
    'CVSS:2.0/AV:N',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H',
    'CVSS:3.1/AV:toString/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  ])('"%s" has no score', (vector) => {
    expect(cvss3Score(vector)).toBeNull();
  });
});
