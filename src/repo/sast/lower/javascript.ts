import { lowerEcmaScript } from './ecmascript/module.ts';
import { resolveModule } from './ecmascript/resolve.ts';
import type { Lowering } from './lowering.ts';

export const javascript: Lowering = {
  id: 'javascript',
  title: 'JavaScript',
  description: 'ECMAScript modules and CommonJS, with JSX.',
  grammars: { '.js': 'javascript', '.mjs': 'javascript', '.cjs': 'javascript', '.jsx': 'javascript' },
  lower: (root, path) => lowerEcmaScript(root, path, 'javascript'),
  resolve: resolveModule,
};
