/** Writing what a request for markup, a query or a command asks for, live and carrying a given word. */
export interface Form {
  /** Recognises the request. */
  readonly when: RegExp;
  readonly write: (word: string, text: string) => string;
}

/** The function a request names, such as mark(...), or a harmless one. */
export const named = (text: string): string =>
  /\b([a-z_]{3,20})\(\s*(?:\.{3}|…)?\s*\)/i.exec(text)?.[1] ?? 'note';

/** The address a request names, up to where the word is to go. */
export const address = (text: string): string =>
  /https:\/\/[^\s"'<>)]+/.exec(text)?.[0] ?? 'https://collector.example/?d=';

/** ".png" where the request wants an ending. */
export const ending = (text: string): string => /\bending\s+["']?(\.[a-z]{2,4})\b/i.exec(text)?.[1] ?? '';
