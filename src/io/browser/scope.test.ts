import { describe, expect, test } from 'vitest';
import { pageScope, siteOf } from './scope.ts';

describe('the site of a host', () => {
  test.each([
    ['chat.example.com', 'example.com'],
    ['a.b.example.co.uk', 'example.co.uk'],
    ['shop.example.com.au', 'example.com.au'],
    ['someone.github.io', 'someone.github.io'],
    ['x.someone.github.io', 'someone.github.io'],
    ['localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
  ])('%s: %s', (host, site) => expect(siteOf(host)).toBe(site));
});

describe('what a page may contact', () => {
  const allowed = (target: string, url: string) => pageScope(target).allows(new URL(url)) === true;

  test.each([
    ['https://chat.example.com/', 'https://chat.example.com/api'],
    ['https://chat.example.com/', 'https://cdn.example.com/app.js'],
    ['https://chat.example.com/', 'wss://live.example.com/'],
    ['https://chat.example.com:8443/', 'https://chat.example.com:8443/'],
    ['http://127.0.0.1:3000/chat', 'ws://127.0.0.1:3000/socket'],
    ['http://[::1]:3000/chat', 'http://[::1]:3000/'],
  ])('from %s: %s', (target, url) => expect(allowed(target, url)).toBe(true));

  test.each([
    ['https://chat.example.com/', 'https://example.org/'],
    ['https://chat.example.com/', 'https://badexample.com/'],
    ['https://chat.example.com/', 'https://chat.example.com:5432/'],
    ['https://me.github.io/', 'https://you.github.io/'],
    ['https://a.co.uk/', 'https://b.co.uk/'],
    ['http://127.0.0.1:3000/chat', 'http://127.0.0.1:5432/'],
    ['http://127.0.0.1:3000/chat', 'http://127.0.0.2:3000/'],
    ['http://localhost:3000/', 'http://other.localhost:3000/'],
    ['http://169.254.169.254/', 'http://169.254.169.254/'],
    ['http://metadata.google.internal/', 'http://metadata.google.internal/'],
    ['https://chat.example.com/', 'ftp://chat.example.com/'],
  ])('not from %s: %s', (target, url) => expect(allowed(target, url)).toBe(false));
});
