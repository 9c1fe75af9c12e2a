import { describe, expect, test } from 'vitest';
import { cloneUrl, parseGithubUrl } from './repository.ts';

const github = 'https://github.com';

describe('parseGithubUrl', () => {
  test.each([
    'https://github.com/acme/shop',
    'https://github.com/acme/shop/',
    'https://github.com/acme/shop.git',
    'http://www.github.com/acme/shop.git/',
    'github.com/acme/shop',
    'git@github.com:acme/shop.git',
    'ssh://git@github.com/acme/shop.git',
    ' https://github.com/acme/shop ',
  ])('%s', (text) => {
    expect(parseGithubUrl(text, github)).toEqual({
      owner: 'acme',
      name: 'shop',
      url: 'https://github.com/acme/shop',
    });
  });

  test.each([
    ['https://ghe.example:8443/git/acme/shop.git', 'https://ghe.example:8443/git/acme/shop'],
    ['git@ghe.example:acme/shop.git', null],
    ['https://github.com/acme/shop', 'https://github.com/acme/shop'],
  ])('%s with a server of its own below a path', (text, url) => {
    const parse = () => parseGithubUrl(text, 'https://ghe.example:8443/git');
    if (url === null) expect(parse).toThrow(/owner and name/);
    else expect(parse().url).toBe(url);
  });

  test('an ssh address of a server of its own', () => {
    expect(parseGithubUrl('git@ghe.example:acme/shop.git', 'https://ghe.example').url).toBe(
      'https://ghe.example/acme/shop',
    );
  });

  test.each([
    'https://gitlab.com/acme/shop',
    'https://github.com.evil.example/acme/shop',
    'https://github.com/acme',
    'https://github.com/acme/shop/tree/main',
    'https://github.com/acme/..',
    'https://github.com/acme/shop?tab=readme',
    'https://github.com/-acme/shop',
    'https://github.com/ac me/shop',
    'https://user:hunter2secret@github.com/acme/shop',
    'file:///etc/passwd',
    'ftp://github.com/acme/shop',
    'x',
    '',
  ])('%s is refused, without quoting what may be secret', (text) => {
    const parse = () => parseGithubUrl(text, github);
    expect(parse).toThrow(/^url /);
    expect(parse).not.toThrow(/hunter2/);
  });
});

test('cloneUrl is on the server that is configured', () => {
  expect(cloneUrl('https://github.com/acme/shop', 'http://127.0.0.1:1')).toBe(
    'http://127.0.0.1:1/acme/shop.git',
  );
});
