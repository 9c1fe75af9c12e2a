import type { Framework } from '../../rule.ts';

const context = 'github.com/labstack/echo.Context()';

const program = (body: string): string =>
  `package main\nimport "github.com/labstack/echo/v4"\nfunc show(c echo.Context) error {\n\t${body}\n}\n`;

/** Echo (https://pkg.go.dev/github.com/labstack/echo/v4). */
export const echo: Framework = {
  id: 'echo',
  title: 'Echo',
  description: 'Requests and responses of Echo.',
  languages: ['go'],
  modules: ['github.com/labstack/echo'],
  types: [
    {
      handler: 'github.com/labstack/echo.New().**.{GET,POST,PUT,PATCH,DELETE,Any}',
      arg: 1,
      params: [context],
    },
    { result: `${context}.Request()`, is: 'net/http.Request()' },
    { result: `${context}.Response()`, is: 'net/http.ResponseWriter()' },
  ],
  sources: [
    {
      call: `${context}.{QueryParam,QueryParams,QueryString,FormValue,FormParams,FormFile,MultipartForm,Param,ParamValues,Cookie,Cookies,Path}`,
      what: 'the request',
    },
  ],
  sinks: [
    { class: 'xss', call: `${context}.{HTML,HTMLBlob}`, args: [1] },
    { class: 'xss', call: `${context}.Blob`, args: [2], when: { arg: 1, matches: /html/i } },
    { class: 'open-redirect', call: `${context}.Redirect`, args: [1], part: 'start' },
    { class: 'path-traversal', call: `${context}.{File,Attachment,Inline}`, args: [0] },
    { class: 'template-injection', call: `${context}.Render`, args: [1], part: 'start' },
  ],
  propagators: [{ call: `${context}.Bind`, from: ['this'], to: 0 }],
  matches: [
    { class: 'debug-enabled', assign: 'github.com/labstack/echo.New().Debug', when: { arg: 0, is: [true] } },
  ],
  examples: [
    {
      class: 'xss',
      bad: program('return c.HTML(200, "<b>"+c.QueryParam("q")+"</b>") // FLAW'),
      good: program('return c.JSON(200, map[string]string{"q": c.QueryParam("q")})'),
    },
    {
      class: 'open-redirect',
      bad: program('return c.Redirect(302, c.FormValue("to")) // FLAW'),
      good: program('return c.Redirect(302, "/home")'),
    },
    {
      class: 'path-traversal',
      bad: program('return c.File(c.Param("name")) // FLAW'),
      good: program('return c.File("public/index.html")'),
    },
  ],
};
