import type { Framework } from '../../rule.ts';

/** JSON web tokens: RFC 8725 (best current practices). */
export const jwt: Framework = {
  id: 'jwt',
  title: 'Java JSON web tokens',
  description: 'JSON web tokens: signatures and keys.',
  languages: ['java'],
  types: [
    { result: 'io.jsonwebtoken.Jwts.builder()', is: 'io.jsonwebtoken.JwtBuilder()' },
    { result: 'io.jsonwebtoken.JwtBuilder().*()', is: 'io.jsonwebtoken.JwtBuilder()' },
    { result: 'io.jsonwebtoken.Jwts.{parser,parserBuilder}()', is: 'io.jsonwebtoken.JwtParser()' },
    {
      result: 'io.jsonwebtoken.JwtParser().{setSigningKey,verifyWith,build,setAllowedClockSkewSeconds}()',
      is: 'io.jsonwebtoken.JwtParser()',
    },
  ],
  matches: [
    {
      class: 'jwt-weakness',
      call: 'com.auth0.jwt.algorithms.Algorithm.none',
      title: 'A token without a signature',
    },
    {
      class: 'jwt-weakness',
      call: 'com.auth0.jwt.JWT.decode',
      title: 'A token is read without checking its signature',
      severity: 'medium',
    },
    {
      class: 'jwt-weakness',
      call: 'io.jsonwebtoken.JwtParser().parse',
      title: 'Unsigned tokens are accepted too',
    },
    {
      class: 'jwt-weakness',
      call: 'io.jsonwebtoken.JwtParser().{parseClaimsJwt,parsePlaintextJwt,unsecured,unsecuredDecompression}',
      title: 'Unsigned tokens are accepted',
    },
    {
      class: 'jwt-weakness',
      call: 'io.jsonwebtoken.JwtBuilder().signWith',
      when: { arg: 0, named: '**.SignatureAlgorithm.NONE' },
      title: 'A token without a signature',
    },
    {
      class: 'hard-coded-secret',
      call: 'com.auth0.jwt.algorithms.Algorithm.{HMAC256,HMAC384,HMAC512}',
      when: {
        any: [
          { arg: 0, constant: true },
          { arg: 0, constant: true },
        ],
      },
      title: 'The key of tokens in the code',
    },
    {
      class: 'hard-coded-secret',
      call: 'io.jsonwebtoken.JwtBuilder().signWith',
      when: {
        any: [
          { arg: 0, constant: true },
          { arg: 1, constant: true },
          { arg: 1, constant: true },
        ],
      },
      title: 'The key of tokens in the code',
    },
    {
      class: 'hard-coded-secret',
      call: 'io.jsonwebtoken.security.Keys.hmacShaKeyFor',
      when: { arg: 0, constant: true },
      title: 'The key of tokens in the code',
    },
  ],
  examples: [
    {
      class: 'jwt-weakness',
      bad: `import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
class Tokens {
  String make() {
    return JWT.create().withSubject("a").sign(Algorithm.none()); // FLAW
  }
}`,
      good: `import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
class Tokens {
  String make() {
    return JWT.create().withSubject("a").sign(Algorithm.HMAC256(System.getenv("JWT_KEY")));
  }
}`,
    },
    {
      class: 'hard-coded-secret',
      bad: `import com.auth0.jwt.algorithms.Algorithm;
class Tokens {
  private static final String KEY = "obviously-not-a-secret";
  Object algorithm() {
    return Algorithm.HMAC256(KEY); // FLAW
  }
}`,
      good: `import com.auth0.jwt.algorithms.Algorithm;
class Tokens {
  Object algorithm(String key) {
    return Algorithm.HMAC256(key);
  }
}`,
    },
  ],
};
