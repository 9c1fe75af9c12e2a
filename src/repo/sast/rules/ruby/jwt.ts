import type { Framework } from '../../rule.ts';

/** JSON web tokens (https://github.com/jwt/ruby-jwt). */
export const jwt: Framework = {
  id: 'jwt',
  title: 'jwt',
  description: 'Signing and checking of JSON web tokens.',
  languages: ['ruby'],
  matches: [
    { class: 'hard-coded-secret', call: 'JWT.{encode,decode}', when: { arg: 1, constant: true } },
    {
      class: 'jwt-weakness',
      call: 'JWT.{encode,decode}',
      when: {
        any: [
          { arg: 2, is: ['none', false] },
          { arg: 3, is: ['none'] },
          { arg: 'algorithm', is: ['none'] },
          { arg: '3.algorithm', is: ['none'] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'jwt-weakness',
      bad: 'def read(token)\n  JWT.decode(token, nil, false) # FLAW\nend\n',
      good: 'def read(token)\n  JWT.decode(token, key, true, algorithm: "HS256")\nend\n',
    },
  ],
};
