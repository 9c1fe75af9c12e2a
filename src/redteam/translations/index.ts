import type { Translation } from './translation.ts';

/** Languages with real translations of the built-in goals, by the ids of `languages.ts`. */
export const translations: Readonly<Record<string, Translation>> = {};
