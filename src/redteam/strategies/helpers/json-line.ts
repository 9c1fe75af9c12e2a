/**
 * JSON on one line by everybody's count: JSON leaves U+2028 and U+2029 as they are, which many languages take for the
 * end of a line.
 */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
