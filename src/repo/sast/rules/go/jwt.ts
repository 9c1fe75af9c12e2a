import type { Framework } from '../../rule.ts';

const jwtModule = '{github.com/golang-jwt/jwt,github.com/dgrijalva/jwt-go,github.com/form3tech-oss/jwt-go}';

const program = (body: string): string =>
  `package main\nimport (\n\t"os"\n\t"github.com/golang-jwt/jwt/v5"\n)\nfunc f(claims jwt.Claims, text string) {\n\t${body}\n}\n`;

/** JSON web tokens (https://pkg.go.dev/github.com/golang-jwt/jwt/v5). */
export const jwt: Framework = {
  id: 'jwt',
  title: 'jwt',
  description: 'Signing and checking of JSON web tokens.',
  languages: ['go'],
  matches: [
    { class: 'jwt-weakness', call: `${jwtModule}.**.ParseUnverified` },
    {
      class: 'jwt-weakness',
      title: 'The token is not signed',
      call: `${jwtModule}.{New,NewWithClaims}`,
      when: { arg: 0, named: `${jwtModule}.SigningMethodNone` },
    },
    {
      class: 'jwt-weakness',
      call: `${jwtModule}.**.SignedString`,
      when: { arg: 0, named: `${jwtModule}.UnsafeAllowNoneSignatureType` },
    },
    { class: 'hard-coded-secret', call: `${jwtModule}.**.SignedString`, when: { arg: 0, constant: true } },
  ],
  examples: [
    {
      class: 'jwt-weakness',
      bad: program('jwt.NewWithClaims(jwt.SigningMethodNone, claims) // FLAW'),
      good: program('jwt.NewWithClaims(jwt.SigningMethodHS256, claims)'),
    },
    {
      class: 'hard-coded-secret',
      bad: program(
        'jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("not-a-real-secret")) // FLAW',
      ),
      good: program(
        'jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(os.Getenv("KEY")))',
      ),
    },
  ],
};
