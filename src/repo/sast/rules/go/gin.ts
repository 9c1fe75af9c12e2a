import type { Framework } from '../../rule.ts';

const context = 'github.com/gin-gonic/gin.Context()';

const program = (body: string): string =>
  `package main\nimport "github.com/gin-gonic/gin"\nfunc show(c *gin.Context) {\n${body
    .split('\n')
    .map((line) => `\t${line}`)
    .join('\n')}\n}\n`;

/** Gin (https://pkg.go.dev/github.com/gin-gonic/gin). */
export const gin: Framework = {
  id: 'gin',
  title: 'Gin',
  description: 'Requests and responses of Gin.',
  languages: ['go'],
  modules: ['github.com/gin-gonic/gin'],
  types: [
    {
      handler: 'github.com/gin-gonic/gin.{Default,New}().**.{GET,POST,PUT,PATCH,DELETE,Any,Handle,Use}',
      arg: 'all',
      params: [context],
    },
    { result: `${context}.Writer`, is: 'net/http.ResponseWriter()' },
  ],
  sources: [
    {
      call: `${context}.{Query,DefaultQuery,GetQuery,QueryArray,QueryMap,GetQueryArray,PostForm,DefaultPostForm,GetPostForm,PostFormArray,PostFormMap,Param,GetHeader,Cookie,GetRawData,FormFile,MultipartForm,ContentType}`,
      what: 'the request',
    },
    { name: `${context}.Params`, what: 'path parameters' },
  ],
  sinks: [
    { class: 'open-redirect', call: `${context}.Redirect`, args: [1], part: 'start' },
    { class: 'path-traversal', call: `${context}.{File,FileAttachment}`, args: [0] },
    { class: 'path-traversal', call: `${context}.SaveUploadedFile`, args: [1] },
    {
      class: 'xss',
      call: `${context}.Data`,
      args: [2],
      when: { arg: 1, matches: /html/i },
    },
    { class: 'template-injection', call: `${context}.HTML`, args: [1], part: 'start' },
  ],
  propagators: [
    {
      call: `${context}.{Bind,BindJSON,BindQuery,BindUri,BindHeader,BindXML,BindYAML,ShouldBind,ShouldBindJSON,ShouldBindQuery,ShouldBindUri,ShouldBindHeader,ShouldBindWith,ShouldBindBodyWith}`,
      from: ['this'],
      to: 0,
    },
  ],
  matches: [
    {
      class: 'insecure-cookie',
      call: `${context}.SetCookie`,
      when: {
        any: [
          { arg: 5, is: [false] },
          { arg: 6, is: [false] },
        ],
      },
    },
    { class: 'debug-enabled', call: 'github.com/gin-gonic/gin.SetMode', when: { arg: 0, is: ['debug'] } },
  ],
  examples: [
    {
      class: 'open-redirect',
      bad: program('c.Redirect(302, c.Query("next")) // FLAW'),
      good: program('c.Redirect(302, "/users/"+c.Param("id"))'),
    },
    {
      class: 'xss',
      bad: program('c.Data(200, "text/html; charset=utf-8", []byte("<b>"+c.Query("q")+"</b>")) // FLAW'),
      good: program('c.String(200, c.Query("q"))\nc.JSON(200, gin.H{"q": c.Query("q")})'),
    },
    {
      class: 'path-traversal',
      bad: program('c.File("/srv/files/" + c.Param("name")) // FLAW'),
      good: program('c.File("/srv/files/readme.txt")'),
    },
    {
      class: 'insecure-cookie',
      bad: program('c.SetCookie("session", id(), 3600, "/", "example.org", false, true) // FLAW'),
      good: program('c.SetCookie("session", id(), 3600, "/", "example.org", true, true)'),
    },
  ],
};
