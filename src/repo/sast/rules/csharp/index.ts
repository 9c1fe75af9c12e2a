import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { aspnet } from './aspnet.ts';
import { netCookies } from './cookies.ts';
import { netCrypto } from './crypto.ts';
import { dataAccess } from './data-access.ts';
import { netDeserialization } from './deserialization.ts';
import { directory } from './directory.ts';
import { netFiles } from './files.ts';
import { netHttp } from './http.ts';
import { netLanguage } from './language.ts';
import { processes } from './processes.ts';
import { netXml } from './xml.ts';

/** Frameworks and libraries of .NET, alphabetical. */
export const csharpFrameworks = registry<Framework>('C# framework', [
  aspnet,
  netCookies,
  netCrypto,
  dataAccess,
  netDeserialization,
  directory,
  netFiles,
  netHttp,
  netLanguage,
  processes,
  netXml,
]);
