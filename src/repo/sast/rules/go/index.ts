import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { archives } from './archives.ts';
import { awsLambda } from './aws-lambda.ts';
import { cookies } from './cookies.ts';
import { credentials } from './credentials.ts';
import { data } from './data.ts';
import { databaseSql } from './database-sql.ts';
import { echo } from './echo.ts';
import { fiber } from './fiber.ts';
import { files } from './files.ts';
import { gin } from './gin.ts';
import { gorm } from './gorm.ts';
import { hashes } from './hashes.ts';
import { httpClient } from './http-client.ts';
import { httpServer } from './http-server.ts';
import { jwt } from './jwt.ts';
import { log } from './log.ts';
import { netHttp } from './net-http.ts';
import { osExec } from './os-exec.ts';
import { pprof } from './pprof.ts';
import { random } from './random.ts';
import { routers } from './routers.ts';
import { sqlLibraries } from './sql-libraries.ts';
import { templates } from './templates.ts';
import { text } from './text.ts';
import { tls } from './tls.ts';

/** Go: frameworks and libraries, alphabetical. */
export const goFrameworks = registry<Framework & { readonly description: string }>('Go framework', [
  archives,
  awsLambda,
  cookies,
  credentials,
  data,
  databaseSql,
  echo,
  fiber,
  files,
  gin,
  gorm,
  hashes,
  httpClient,
  httpServer,
  jwt,
  log,
  netHttp,
  osExec,
  pprof,
  random,
  routers,
  sqlLibraries,
  templates,
  text,
  tls,
]);
