import { lowerEcmaScript } from './ecmascript/module.ts';
import { resolveModule } from './ecmascript/resolve.ts';
import { withoutTemplateTypes } from './ecmascript/type-arguments.ts';
import type { Lowering } from './lowering.ts';

export const typescript: Lowering = {
  id: 'typescript',
  title: 'TypeScript',
  description: 'As JavaScript, with declared types and decorators.',
  grammars: { '.ts': 'typescript', '.mts': 'typescript', '.cts': 'typescript', '.tsx': 'tsx' },
  prepare: withoutTemplateTypes,
  lower: (root, path) => lowerEcmaScript(root, path, 'typescript'),
  resolve: resolveModule,
};
