export const each = (
  types: readonly string[],
  path: string | readonly string[],
): Record<string, string | readonly string[]> => Object.fromEntries(types.map((type) => [type, path]));
