import { registry } from '#src/core/registry.ts';
import { csharp } from './csharp.ts';
import { java } from './java.ts';
import type { Lowering } from './lowering.ts';
import { python } from './python.ts';

/** Languages that are understood, alphabetical. */
export const lowerings = registry<Lowering>('language', [csharp, java, python]);
