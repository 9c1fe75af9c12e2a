import type { ArgTest, Framework } from '../../rule.ts';

/** `setSecure(true)` leaves the field `Secure`. */
const isSet = (field: string): ArgTest => ({ arg: `0.${field}`, is: [true] });

/** Cookies: RFC 6265, section 5.2.5 and 5.2.6. */
export const cookies: Framework = {
  id: 'cookies',
  title: 'Java cookies',
  description: 'Flags of cookies that servlets set.',
  languages: ['java'],
  matches: [
    {
      class: 'insecure-cookie',
      call: '{javax,jakarta}.servlet.http.HttpServletResponse().addCookie',
      when: {
        all: [
          { arg: 0, named: '{javax,jakarta}.servlet.http.Cookie()' },
          { not: { all: [isSet('Secure'), isSet('HttpOnly')] } },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      call: '{javax,jakarta}.servlet.http.Cookie().{setSecure,setHttpOnly}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'insecure-cookie',
      call: 'org.springframework.http.ResponseCookie.from().**.{secure,httpOnly}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'insecure-cookie',
      call: '{javax,jakarta}.servlet.SessionCookieConfig().{setSecure,setHttpOnly}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'insecure-cookie',
      call: 'io.netty.handler.codec.http.cookie.Cookie().{setSecure,setHttpOnly}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'insecure-cookie',
      call: '{javax,jakarta}.ws.rs.core.NewCookie',
      when: {
        any: [
          { arg: 5, is: [false] },
          { arg: 6, is: [false] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'insecure-cookie',
      bad: `import javax.servlet.http.*;
class Session {
  void start(HttpServletResponse response, String id) {
    Cookie cookie = new Cookie("session", id);
    cookie.setHttpOnly(true);
    response.addCookie(cookie); // FLAW
  }
}`,
      good: `import javax.servlet.http.*;
class Session {
  void start(HttpServletResponse response, String id) {
    Cookie cookie = new Cookie("session", id);
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    response.addCookie(cookie);
  }
}`,
    },
  ],
};
