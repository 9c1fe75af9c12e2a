import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { angular } from './angular.ts';
import { archives } from './archives.ts';
import { awsCdk } from './aws-cdk.ts';
import { awsLambda } from './aws-lambda.ts';
import { browsers } from './browsers.ts';
import { buffers } from './buffers.ts';
import { childProcess } from './child-process.ts';
import { code } from './code.ts';
import { comparisons } from './comparisons.ts';
import { credentials } from './credentials.ts';
import { cryptography } from './cryptography.ts';
import { deserialization } from './deserialization.ts';
import { dom } from './dom.ts';
import { electron } from './electron.ts';
import { escaping } from './escaping.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { fetchHandlers } from './fetch-handlers.ts';
import { fileSystem } from './file-system.ts';
import { graphql } from './graphql.ts';
import { hapi } from './hapi.ts';
import { headers } from './headers.ts';
import { httpClients } from './http-clients.ts';
import { jquery } from './jquery.ts';
import { koa } from './koa.ts';
import { languageModels } from './language-models.ts';
import { logging } from './logging.ts';
import { mongodb } from './mongodb.ts';
import { nestjs } from './nestjs.ts';
import { next } from './next.ts';
import { nodeHttp } from './node-http.ts';
import { objects } from './objects.ts';
import { react } from './react.ts';
import { regex } from './regex.ts';
import { services } from './services.ts';
import { sessions } from './sessions.ts';
import { sockets } from './sockets.ts';
import { sqlBuilders } from './sql-builders.ts';
import { sqlDrivers } from './sql-drivers.ts';
import { storage } from './storage.ts';
import { templates } from './templates.ts';
import { tls } from './tls.ts';
import { tokens } from './tokens.ts';
import { transport } from './transport.ts';
import { vue } from './vue.ts';
import { xml } from './xml.ts';

/** What frameworks and libraries of JavaScript and TypeScript mean for security, alphabetical. */
export const javascriptFrameworks = registry<Framework>('framework', [
  angular,
  archives,
  awsCdk,
  awsLambda,
  browsers,
  buffers,
  childProcess,
  code,
  comparisons,
  credentials,
  cryptography,
  deserialization,
  dom,
  electron,
  escaping,
  express,
  fastify,
  fetchHandlers,
  fileSystem,
  graphql,
  hapi,
  headers,
  httpClients,
  jquery,
  koa,
  languageModels,
  logging,
  mongodb,
  nestjs,
  next,
  nodeHttp,
  objects,
  react,
  regex,
  services,
  sessions,
  sockets,
  sqlBuilders,
  sqlDrivers,
  storage,
  templates,
  tls,
  tokens,
  transport,
  vue,
  xml,
]);
