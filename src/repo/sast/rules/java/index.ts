import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { ciphers } from './ciphers.ts';
import { cookies } from './cookies.ts';
import { cors } from './cors.ts';
import { deserialization } from './deserialization.ts';
import { encoders } from './encoders.ts';
import { files } from './files.ts';
import { hashes } from './hashes.ts';
import { httpClients } from './http-clients.ts';
import { jaxRs } from './jax-rs.ts';
import { jdbc } from './jdbc.ts';
import { jpa } from './jpa.ts';
import { jwt } from './jwt.ts';
import { language } from './language.ts';
import { ldap } from './ldap.ts';
import { logging } from './logging.ts';
import { mybatis } from './mybatis.ts';
import { process } from './process.ts';
import { random } from './random.ts';
import { scripts } from './scripts.ts';
import { servlet } from './servlet.ts';
import { springData } from './spring-data.ts';
import { springSecurity } from './spring-security.ts';
import { springWeb } from './spring-web.ts';
import { templates } from './templates.ts';
import { tls } from './tls.ts';
import { xml } from './xml.ts';
import { xpath } from './xpath.ts';

/** Frameworks and libraries of Java, alphabetical. */
export const javaFrameworks = registry<Framework>('Java framework', [
  ciphers,
  cookies,
  cors,
  deserialization,
  encoders,
  files,
  hashes,
  httpClients,
  jaxRs,
  jdbc,
  jpa,
  jwt,
  language,
  ldap,
  logging,
  mybatis,
  process,
  random,
  scripts,
  servlet,
  springData,
  springSecurity,
  springWeb,
  templates,
  tls,
  xml,
  xpath,
]);
