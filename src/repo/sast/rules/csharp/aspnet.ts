import type { Framework } from '../../rule.ts';

const mvc = '{Microsoft.AspNetCore.Mvc,System.Web.Mvc,System.Web.Http}';
const controllers = `${mvc}.{Controller,ControllerBase,ApiController}`;
const request =
  '{**.Request,**.HttpContext.Request,Microsoft.AspNetCore.Http.HttpRequest(),System.Web.HttpRequest(),System.Web.HttpRequestBase()}';
const response =
  '{**.Response,Microsoft.AspNetCore.Http.HttpResponse(),System.Web.HttpResponse(),System.Web.HttpResponseBase()}';

/** ASP.NET Core and classic ASP.NET: where requests come in. https://learn.microsoft.com/aspnet/core/mvc/models/model-binding */
export const aspnet: Framework = {
  id: 'aspnet',
  title: 'ASP.NET',
  description:
    'Requests, actions of controllers, responses and redirects of ASP.NET Core and classic ASP.NET.',
  languages: ['csharp'],
  sources: [
    { name: 'aspnet.Parameter()', what: 'a request parameter' },
    { based: `${controllers}.*`, what: 'a parameter of an action' },
    {
      based: '**.{Controller,ControllerBase,BaseController,ApiController}.*',
      what: 'a parameter of an action',
    },
    { based: 'Microsoft.AspNetCore.SignalR.Hub.*', what: 'a message' },
    {
      decorated: `${mvc}.{HttpGet,HttpPost,HttpPut,HttpDelete,HttpPatch,AcceptVerbs}`,
      what: 'a parameter of an action',
    },
    { annotated: `${mvc}.{FromQuery,FromUri}`, what: 'the query string' },
    { annotated: `${mvc}.{FromBody,FromForm}`, what: 'the request body' },
    { annotated: `${mvc}.FromRoute`, what: 'the request path' },
    { annotated: `${mvc}.FromHeader`, what: 'a request header' },
    { decorated: 'System.Web.Services.WebMethod', what: 'a parameter of a web method' },
    { decorated: 'System.ServiceModel.OperationContract', what: 'a parameter of a service' },
    { name: `${request}.{Query,QueryString,Params}`, what: 'the query string' },
    { name: `${request}.{Form,Body,InputStream,Files,BodyReader,Unvalidated}`, what: 'the request body' },
    { name: `${request}.Headers`, what: 'a request header' },
    { name: `${request}.Cookies`, what: 'a cookie' },
    {
      name: `${request}.{Path,RawUrl,Url,PathInfo,RouteValues,UrlReferrer,UserAgent}`,
      what: 'the request path',
    },
    {
      name: `${request}.Host`,
      what: 'the Host header',
      for: ['open-redirect', 'ssrf', 'header-injection', 'host-header'],
    },
    { name: `${request}[]`, what: 'a request parameter' },
    {
      call: `${request}.{ReadFormAsync,ReadFromJsonAsync,GetDisplayUrl,GetEncodedUrl,MapPath,BinaryRead}`,
      what: 'the request body',
    },
    {
      name: 'Microsoft.AspNetCore.Http.IFormFile().{FileName,Name,ContentType}',
      what: 'the name of an uploaded file',
    },
    {
      name: 'System.Web.{HttpPostedFile,HttpPostedFileBase}().FileName',
      what: 'the name of an uploaded file',
    },
    { call: 'Microsoft.AspNetCore.Http.IFormFile().{OpenReadStream,CopyToAsync}', what: 'an uploaded file' },
    { name: '**.{TextBox,HiddenField,HtmlInputText,HtmlInputHidden}().{Text,Value}', what: 'a form field' },
  ],
  types: [
    {
      handler: '**.{MapGet,MapPost,MapPut,MapDelete,MapPatch}',
      arg: 1,
      params: [
        'string aspnet.Parameter()',
        'string aspnet.Parameter()',
        'string aspnet.Parameter()',
        'string aspnet.Parameter()',
      ],
    },
  ],
  sinks: [
    {
      class: 'open-redirect',
      call: '**.{Redirect,RedirectPermanent,RedirectPreserveMethod,RedirectPermanentPreserveMethod}',
      args: [0],
      part: 'start',
    },
    {
      class: 'open-redirect',
      call: `${mvc}.{RedirectResult,RedirectPermanentResult}`,
      args: [0],
      part: 'start',
    },
    { class: 'open-redirect', assign: `${response}.RedirectLocation`, part: 'start' },
    {
      class: 'header-injection',
      call: `${response}.{AddHeader,AppendHeader,Headers.Add,Headers.Append}`,
      args: [0, 1],
    },
    { class: 'header-injection', assign: `${response}.Headers[]` },
    { class: 'xss', call: `${response}.{Write,WriteAsync,Output.Write,BinaryWrite}`, args: [0] },
    { class: 'xss', call: '**.Html.Raw', args: [0] },
    {
      class: 'xss',
      call: '{Microsoft.AspNetCore.Html.HtmlString,System.Web.HtmlString,System.Web.Mvc.MvcHtmlString,System.Web.Mvc.MvcHtmlString.Create,Microsoft.AspNetCore.Components.MarkupString}',
      args: [0],
    },
    { class: 'xss', call: '**.Content', args: [0], when: { arg: 1, matches: /html/i } },
    { class: 'xss', assign: '**.{InnerHtml,Literal().Text}' },
    { class: 'xss', call: '**.{RegisterStartupScript,RegisterClientScriptBlock}', args: [2] },
    { class: 'trust-boundary', assign: '**.Session[]' },
    { class: 'trust-boundary', call: '**.Session.{Add,SetString,Set}', args: [1] },
    { class: 'path-traversal', call: '**.{PhysicalFile,TransmitFile,WriteFile}', args: [0] },
    {
      class: 'path-traversal',
      call: '**.{Server.MapPath,MapPath,File}',
      args: [0],
      unless: { arg: 0, shape: 'list' },
      when: { arg: 1, matches: /\// },
    },
  ],
  sanitizers: [
    { call: '**.{IsLocalUrl,Url.IsLocalUrl}', for: ['open-redirect'], guard: 0 },
    { call: '**.{LocalRedirect,Url.Action,Url.RouteUrl}', for: ['open-redirect'] },
  ],
  matches: [
    { class: 'csrf-disabled', call: 'Microsoft.AspNetCore.Mvc.IgnoreAntiforgeryToken' },
    {
      class: 'csp-misconfiguration',
      call: 'System.Web.Mvc.ValidateInput',
      when: { arg: 0, is: [false] },
      title: 'Validation of requests is off',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `using System.Web;
public class Hello : IHttpHandler {
  public void ProcessRequest(HttpContext context) {
    string name = context.Request.QueryString["name"];
    context.Response.Write("<p>" + name + "</p>"); // FLAW
  }
}`,
      good: `using System.Web;
public class Hello : IHttpHandler {
  public void ProcessRequest(HttpContext context) {
    string name = HttpUtility.HtmlEncode(context.Request.QueryString["name"]);
    context.Response.Write("<p>" + name + "</p>");
  }
}`,
    },
    {
      class: 'open-redirect',
      bad: `using Microsoft.AspNetCore.Mvc;
public class AccountController : Controller {
  public IActionResult Back(string returnUrl) {
    return Redirect(returnUrl); // FLAW
  }
}`,
      good: `using Microsoft.AspNetCore.Mvc;
public class AccountController : Controller {
  public IActionResult Back(string returnUrl) {
    if (Url.IsLocalUrl(returnUrl)) return Redirect(returnUrl);
    return Redirect("/home");
  }
}`,
    },
  ],
};
