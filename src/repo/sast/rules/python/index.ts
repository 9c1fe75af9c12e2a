import { registry } from '#src/core/registry.ts';
import type { Framework } from '../../rule.ts';
import { flask } from './flask.ts';
import { os } from './os.ts';

/** Python: frameworks and libraries, alphabetical. */
export const pythonFrameworks = registry<Framework & { readonly description: string }>('Python framework', [
  flask,
  os,
]);
