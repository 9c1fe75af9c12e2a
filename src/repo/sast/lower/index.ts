import { registry } from '#src/core/registry.ts';
import { javascript } from './javascript.ts';
import type { Lowering } from './lowering.ts';
import { python } from './python.ts';
import { typescript } from './typescript.ts';

/** Languages that are understood, alphabetical. */
export const lowerings = registry<Lowering>('language', [javascript, python, typescript]);
