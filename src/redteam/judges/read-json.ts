import { isObject } from '#src/llm/shapes.ts';

/** The last JSON object in a text: models put prose and fences around it, and think before it. Null: there is none. */
export function lastObject(text: string): Record<string, unknown> | null {
  const spoken = text.replace(/<think>[\s\S]*?<\/think>/g, '');
  let last: Record<string, unknown> | null = null;
  for (let at = spoken.indexOf('{'); at >= 0; ) {
    const end = closingBrace(spoken, at);
    const value = end > at ? parse(spoken.slice(at, end + 1)) : null;
    if (isObject(value)) last = value;
    at = spoken.indexOf('{', isObject(value) ? end + 1 : at + 1);
  }
  return last;
}

/** Where the object that opens at `start` closes, braces within strings left out; −1 when it does not. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const sign = text[i];
    if (quoted && sign === '\\') i++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '{') depth++;
    else if (!quoted && sign === '}' && --depth === 0) return i;
  }
  return -1;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A number from 0 to 1; undefined for anything else. Percentages are not guessed at. */
export const share = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
