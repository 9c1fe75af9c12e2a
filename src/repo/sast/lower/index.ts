import { registry } from '#src/core/registry.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import type { Lowering } from './lowering.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { typescript } from './typescript.ts';

/** Languages that are understood, alphabetical. */
export const lowerings = registry<Lowering>('language', [
  csharp,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  typescript,
]);
