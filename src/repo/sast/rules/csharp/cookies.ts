import type { ArgTest, Framework } from '../../rule.ts';

const isSet = (arg: string): ArgTest => ({ arg, is: [true] });

/** Cookies and CORS: https://learn.microsoft.com/aspnet/core/security/cors */
export const netCookies: Framework = {
  id: 'cookies',
  title: '.NET cookies and CORS',
  description: 'Flags of cookies, and which origins may read answers.',
  languages: ['csharp'],
  matches: [
    {
      class: 'insecure-cookie',
      call: '**.Response.Cookies.Append',
      when: {
        all: [
          { arg: 2, named: '**.CookieOptions()' },
          { not: { all: [isSet('2.Secure'), isSet('2.HttpOnly')] } },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      call: '**.Response.Cookies.Append',
      when: { all: [{ atLeast: 2 }, { arg: 2, missing: true }] },
    },
    {
      class: 'insecure-cookie',
      call: '**.Response.{Cookies.Add,SetCookie,AppendCookie,Cookies.Set}',
      when: {
        all: [
          { arg: 0, named: 'System.Web.HttpCookie()' },
          { not: { all: [isSet('0.Secure'), isSet('0.HttpOnly')] } },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      assign: '**.{Cookie.HttpOnly,CookieHttpOnly}',
      when: { arg: 0, is: [false] },
    },
    {
      class: 'insecure-cookie',
      assign: '**.Cookie.SecurePolicy',
      when: { arg: 0, named: '**.CookieSecurePolicy.None' },
    },
    { class: 'cors-misconfiguration', call: '**.AllowAnyOrigin' },
    { class: 'cors-misconfiguration', call: '**.{WithOrigins,EnableCors}', when: { arg: 0, is: ['*'] } },
    { class: 'cors-misconfiguration', call: '**.SetIsOriginAllowed', when: { arg: 0, shape: 'yes' } },
    {
      class: 'cors-misconfiguration',
      call: '**.{AddHeader,AppendHeader,Headers.Add,Headers.Append}',
      when: {
        all: [
          { arg: 0, matches: /^access-control-allow-origin$/i },
          { arg: 1, is: ['*'] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'insecure-cookie',
      bad: `using System.Web;
public class Login {
  public void Start(HttpContext context, string id) {
    var cookie = new HttpCookie("session", id);
    cookie.HttpOnly = true;
    context.Response.Cookies.Add(cookie); // FLAW
  }
}`,
      good: `using System.Web;
public class Login {
  public void Start(HttpContext context, string id) {
    var cookie = new HttpCookie("session", id);
    cookie.HttpOnly = true;
    cookie.Secure = true;
    context.Response.Cookies.Add(cookie);
  }
}`,
    },
    {
      class: 'insecure-cookie',
      bad: `using Microsoft.AspNetCore.Mvc;
public class LoginController : Controller {
  private void Start() {
    Response.Cookies.Append("a", "b", new CookieOptions { HttpOnly = true, Secure = false }); // FLAW
  }
}`,
      good: `using Microsoft.AspNetCore.Mvc;
public class LoginController : Controller {
  private void Start() {
    Response.Cookies.Append("a", "b", new CookieOptions { HttpOnly = true, Secure = true });
  }
}`,
    },
    {
      class: 'cors-misconfiguration',
      bad: `public class Startup {
  public void Configure(IApplicationBuilder app) {
    app.UseCors(policy => policy.AllowAnyOrigin()); // FLAW
  }
}`,
      good: `public class Startup {
  public void Configure(IApplicationBuilder app) {
    app.UseCors(policy => policy.WithOrigins("https://example.com"));
  }
}`,
    },
  ],
};
