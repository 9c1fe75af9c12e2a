import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { activeRecord } from './active-record.ts';
import { awsLambda } from './aws-lambda.ts';
import { clients } from './clients.ts';
import { commands } from './commands.ts';
import { crypto } from './crypto.ts';
import { files } from './files.ts';
import { jwt } from './jwt.ts';
import { rails } from './rails.ts';
import { railsSettings } from './rails-settings.ts';
import { sinatra } from './sinatra.ts';
import { text } from './text.ts';

/** Ruby: frameworks and libraries, alphabetical. */
export const rubyFrameworks = registry<Framework & { readonly description: string }>('Ruby framework', [
  activeRecord,
  awsLambda,
  clients,
  commands,
  crypto,
  files,
  jwt,
  rails,
  railsSettings,
  sinatra,
  text,
]);
