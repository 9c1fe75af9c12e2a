/** Statements that are looked at of one text. */
const most = 40;

/** A text's sentences and list items, trimmed, without markup at their start; at most forty. */
export const statementsOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?。！？])\s+|\n+/u)
    .map((part) => part.replace(/^[\s>*#\-–•\d.)]+(?=\S)/u, '').trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .slice(0, most);
