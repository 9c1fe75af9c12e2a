import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { clients } from './clients.ts';
import { commands } from './commands.ts';
import { crypto } from './crypto.ts';
import { databases } from './databases.ts';
import { eloquent } from './eloquent.ts';
import { files } from './files.ts';
import { laravel } from './laravel.ts';
import { output } from './output.ts';
import { superglobals } from './superglobals.ts';
import { symfony } from './symfony.ts';
import { wordpress } from './wordpress.ts';
import { xml } from './xml.ts';

/** PHP: frameworks and libraries, alphabetical. */
export const phpFrameworks = registry<Framework & { readonly description: string }>('PHP framework', [
  clients,
  commands,
  crypto,
  databases,
  eloquent,
  files,
  laravel,
  output,
  superglobals,
  symfony,
  wordpress,
  xml,
]);
