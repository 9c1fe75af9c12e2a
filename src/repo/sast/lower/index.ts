import { registry } from '#src/core/registry.ts';
import { go } from './go.ts';
import type { Lowering } from './lowering.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';

/** Languages that are understood, alphabetical. */
export const lowerings = registry<Lowering>('language', [go, php, python, ruby]);
