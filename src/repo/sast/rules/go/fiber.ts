import type { Framework } from '../../rule.ts';

const context = 'github.com/gofiber/fiber.Ctx()';

const program = (body: string): string =>
  `package main\nimport "github.com/gofiber/fiber/v2"\nfunc show(c *fiber.Ctx) error {\n\t${body}\n}\n`;

/** Fiber (https://pkg.go.dev/github.com/gofiber/fiber/v2). */
export const fiber: Framework = {
  id: 'fiber',
  title: 'Fiber',
  description: 'Requests and responses of Fiber.',
  languages: ['go'],
  modules: ['github.com/gofiber/fiber'],
  types: [
    {
      handler: 'github.com/gofiber/fiber.New().**.{Get,Post,Put,Patch,Delete,All,Use}',
      arg: 'all',
      params: [context],
    },
  ],
  sources: [
    {
      call: `${context}.{Query,Queries,Params,AllParams,FormValue,FormFile,MultipartForm,Body,BodyRaw,Cookies,Get,GetReqHeaders,OriginalURL,Path,Hostname}`,
      what: 'the request',
    },
  ],
  sinks: [
    { class: 'open-redirect', call: `${context}.Redirect`, args: [0], part: 'start' },
    { class: 'path-traversal', call: `${context}.{SendFile,Download}`, args: [0] },
    { class: 'path-traversal', call: `${context}.SaveFile`, args: [1] },
    { class: 'template-injection', call: `${context}.Render`, args: [0], part: 'start' },
  ],
  propagators: [
    {
      call: `${context}.{BodyParser,QueryParser,ParamsParser,ReqHeaderParser,CookieParser}`,
      from: ['this'],
      to: 0,
    },
  ],
  matches: [
    {
      class: 'insecure-cookie',
      call: 'github.com/gofiber/fiber.Cookie',
      when: {
        any: ['Secure', 'HTTPOnly'].flatMap((arg) => [{ arg, missing: true } as const, { arg, is: [false] }]),
      },
    },
  ],
  examples: [
    {
      class: 'open-redirect',
      bad: program('return c.Redirect(c.Query("next")) // FLAW'),
      good: program('return c.Redirect("/home")'),
    },
    {
      class: 'path-traversal',
      bad: program('return c.SendFile("./files/" + c.Params("name")) // FLAW'),
      good: program('return c.SendFile("./files/a.txt")'),
    },
    {
      class: 'insecure-cookie',
      bad: program('c.Cookie(&fiber.Cookie{Name: "id", Value: id()}); return nil // FLAW'),
      good: program(
        'c.Cookie(&fiber.Cookie{Name: "id", Value: id(), Secure: true, HTTPOnly: true}); return nil',
      ),
    },
  ],
};
