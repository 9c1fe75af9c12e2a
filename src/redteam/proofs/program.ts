/**
 * What a consumer of code or data would take in: the one fenced block that the answer consists of, or the answer
 * itself when it has no fence. A block amid explanations is an explanation: null.
 */
export function asProgram(answer: string): string | null {
  const trimmed = answer.trim();
  const whole = /^(```|~~~)[\w+-]{0,20}\r?\n([\s\S]*?)\r?\n?\1$/.exec(trimmed);
  if (whole && !whole[2]?.includes(whole[1] as string)) return whole[2] as string;
  return /```|~~~/.test(trimmed) ? null : trimmed.replace(/`[^`\n]*`/g, ' ');
}

/**
 * A program that is one value, such as a path or an address: its only line, out of its quotation marks. Null where it
 * has several lines, or white space, which sets prose apart from a value.
 */
export function asValue(program: string): string | null {
  const line = program.trim();
  const quoted = /^(["'])([^"'\n]*)\1$/.exec(line)?.[2] ?? line;
  return quoted === '' || /\s/.test(quoted) ? null : quoted;
}

/** Whether a text holds the token, which is in upper case. */
export const holds = (text: string, token: string): boolean => text.toUpperCase().includes(token);
