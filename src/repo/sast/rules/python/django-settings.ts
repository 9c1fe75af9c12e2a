import type { Framework } from '../../rule.ts';

/** https://docs.djangoproject.com/en/stable/ref/settings/ */
export const djangoSettings: Framework = {
  id: 'django-settings',
  title: 'Django settings',
  description: 'Settings modules of Django that switch protection off.',
  languages: ['python'],
  matches: [
    {
      class: 'insecure-cookie',
      assign: '{SESSION_COOKIE_SECURE,CSRF_COOKIE_SECURE}',
      when: { arg: 0, is: [false] },
    },
    { class: 'cookie-without-httponly', assign: 'SESSION_COOKIE_HTTPONLY', when: { arg: 0, is: [false] } },
    { class: 'csp-misconfiguration', assign: 'SECURE_CONTENT_TYPE_NOSNIFF', when: { arg: 0, is: [false] } },
    {
      class: 'cors-misconfiguration',
      assign: '{CORS_ORIGIN_ALLOW_ALL,CORS_ALLOW_ALL_ORIGINS}',
      when: { arg: 0, is: [true] },
    },
    {
      class: 'hard-coded-secret',
      assign: 'SECRET_KEY',
      when: {
        all: [
          { arg: 0, constant: true },
          { arg: 0, matches: /^.{20,}$/ },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'insecure-cookie',
      bad: 'SESSION_COOKIE_SECURE = False  # FLAW\n',
      good: 'SESSION_COOKIE_SECURE = True\n',
    },
    {
      class: 'hard-coded-secret',
      bad: 'SECRET_KEY = "an-example-of-a-key-in-the-code"  # FLAW\n',
      good: 'import os\nSECRET_KEY = os.environ["SECRET_KEY"]\n',
    },
  ],
};
