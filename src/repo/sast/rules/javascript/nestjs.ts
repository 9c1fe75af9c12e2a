import type { Framework } from '../../rule.ts';
import { structured } from './shapes.ts';

const common = '@nestjs/common';

/** NestJS (https://docs.nestjs.com/controllers): parameters come by decorators. */
export const nestjs: Framework = {
  id: 'nestjs',
  title: 'NestJS',
  description: 'Controllers of NestJS: decorated parameters, redirects, headers.',
  languages: ['javascript', 'typescript'],
  modules: [`${common}.**`, `${common}`, '@nestjs/**', '@nestjs/core'],
  types: [
    { annotated: `${common}.{Req,Request}()`, is: 'express.Request()' },
    { annotated: `${common}.{Res,Response}()`, is: 'express.Response()' },
  ],
  sources: [
    { annotated: `${common}.{Body,Query}`, what: 'request parameters' },
    { annotated: `${common}.{Param,Headers,HostParam,Ip}`, what: 'request', notFor: ['nosql-injection'] },
    { annotated: `${common}.{UploadedFile,UploadedFiles}`, what: 'uploaded file' },
    { annotated: '@nestjs/graphql.Args', what: 'GraphQL arguments' },
    { annotated: '@nestjs/websockets.MessageBody', what: 'message of a web socket' },
  ],
  sinks: [
    { class: 'open-redirect', returned: `${common}.Redirect`, args: ['*.url'], part: 'start' },
    { class: 'xss', returned: `${common}.{Get,Post,Put,Patch,Delete,All}`, unless: structured },
  ],
  sanitizers: [
    { call: `${common}.{ParseIntPipe,ParseFloatPipe,ParseBoolPipe,ParseUUIDPipe,ParseEnumPipe}`, for: ['*'] },
  ],
  matches: [
    {
      class: 'cors-misconfiguration',
      call: '{@nestjs/core.NestFactory.create(),?app}.enableCors',
      when: { any: [{ arg: '*.origin', is: ['*', true] }, { not: { atLeast: 1 } }] },
      title: 'Every site may send requests',
    },
    {
      class: 'cors-misconfiguration',
      call: '@nestjs/core.NestFactory.create',
      when: {
        any: [
          { arg: '*.cors', is: [true] },
          { arg: '*.cors.origin', is: ['*', true] },
        ],
      },
      title: 'Every site may send requests',
    },
    {
      class: 'cors-misconfiguration',
      call: `${common}.Header`,
      when: {
        all: [
          { arg: 0, matches: /^access-control-allow-origin$/i },
          { arg: 1, is: ['*'] },
        ],
      },
      title: 'Every site may read the answers',
    },
    {
      class: 'escaping-disabled',
      call: `${common}.Header`,
      when: {
        all: [
          { arg: 0, matches: /^x-xss-protection$/i },
          { arg: 1, matches: /^0/ },
        ],
      },
      title: 'The browser is told to switch its filter off',
    },
  ],
  examples: [
    {
      class: 'path-traversal',
      language: 'typescript',
      bad: `import { Controller, Get, Param } from '@nestjs/common';
const { readFileSync } = require('node:fs');
@Controller('files')
export class FilesController {
  @Get(':name')
  show(@Param('name') name: string) {
    const bytes = readFileSync('/srv/' + name); // FLAW
    return bytes.length;
  }
}`,
      good: `import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common';
const { readFileSync } = require('node:fs');
@Controller('files')
export class FilesController {
  @Get(':id')
  show(@Param('id', ParseIntPipe) id: number) {
    const bytes = readFileSync('/srv/' + id);
    return bytes.length;
  }
}`,
    },
    {
      class: 'cors-misconfiguration',
      language: 'typescript',
      bad: `import { Controller, Get, Header } from '@nestjs/common';
@Controller()
export class Api {
  @Get()
  @Header('Access-Control-Allow-Origin', '*') // FLAW
  all() {
    return [];
  }
}`,
      good: `import { Controller, Get, Header } from '@nestjs/common';
@Controller()
export class Api {
  @Get()
  @Header('Access-Control-Allow-Origin', 'https://app.example')
  all() {
    return [];
  }
}`,
    },
  ],
};
