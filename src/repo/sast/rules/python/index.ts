import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { awsLambda } from './aws-lambda.ts';
import { builtins } from './builtins.ts';
import { ciphers } from './ciphers.ts';
import { directories } from './directories.ts';
import { django } from './django.ts';
import { djangoOrm } from './django-orm.ts';
import { djangoSettings } from './django-settings.ts';
import { flask } from './flask.ts';
import { hashing } from './hashing.ts';
import { httpClients } from './http-clients.ts';
import { network } from './network.ts';
import { os } from './os.ts';
import { otherWeb } from './other-web.ts';
import { random } from './random.ts';
import { serialization } from './serialization.ts';
import { sql } from './sql.ts';
import { starlette } from './starlette.ts';
import { templates } from './templates.ts';
import { text } from './text.ts';
import { tokens } from './tokens.ts';
import { xml } from './xml.ts';

/** Python: frameworks and libraries, alphabetical. */
export const pythonFrameworks = registry<Framework>('Python framework', [
  awsLambda,
  builtins,
  ciphers,
  directories,
  django,
  djangoOrm,
  djangoSettings,
  flask,
  hashing,
  httpClients,
  network,
  os,
  otherWeb,
  random,
  serialization,
  sql,
  starlette,
  templates,
  text,
  tokens,
  xml,
]);
