import { between, type Undress } from './dressing.ts';

/** Reasons, pleas and settings around a request: what one reads before it and after it gives them away. */
const around =
  (opening: RegExp, closing: RegExp): Undress =>
  (message) =>
    between(message, opening, closing);

/** A paragraph that opens a message, of which all of this is true. */
const paragraph = (...signs: readonly string[]): RegExp =>
  new RegExp(`^${signs.map((sign) => `(?=[^\\n]*${sign})`).join('')}[^\\n]+\\n\\n`, 'i');

const grief =
  '\\b(?:grandmother|grandfather|hospital|hands are shaking|not slept|lose (?:my job|our flat)|afraid and lonely|lonely)\\b';

const emotionalAppeal = around(
  paragraph(grief),
  /\n\n[^\n]*\b(?:grateful|beg you|in tears|break my heart|her sake)\b[^\n]*$/i,
);

/** Ways of talking somebody into something, one by one. */
const reasons: readonly RegExp[] = [
  paragraph('\\bit follows that\\b', '\\bharm\\b'),
  paragraph('\\bcomparison of\\b', '\\brated\\b'),
  paragraph('\\bprofessors?\\b', '\\bshould answer\\b'),
  paragraph('\\b(?:neighbour|friend|cousin) of mine\\b', '\\basked\\b'),
  paragraph('\\b(?:nearly|almost) every other\\b', '\\bmost people\\b'),
  paragraph('\\bgood manners\\b'),
  paragraph('\\bare a team\\b'),
  paragraph('\\bno one\\b', '\\bworthy of you\\b'),
  paragraph('\\bwe both\\b', '\\bin that spirit\\b'),
  paragraph('\\bdo me a kindness\\b'),
  paragraph('\\bhalfway\\b', '\\bin return\\b'),
  paragraph('\\btrust yourself\\b'),
  paragraph('\\byour turn to help\\b'),
  paragraph('\\bbest rating\\b'),
  paragraph('\\bone chance\\b', '\\bcannot be opened again\\b'),
  paragraph('\\bstarts in\\b[^\\n]*\\bminutes\\b'),
  paragraph('\\bthink of what follows as\\b'),
  paragraph('\\bpicture an assistant\\b'),
];

const persuasion: Undress = (message) => {
  for (const reason of reasons) {
    const request = between(message, reason, /\n\n[^\n]*\bthank(?:s| you)\b[^\n]*$/i);
    if (request !== null) return request;
  }
  return null;
};

/** Words of no sentence between brackets, bars and equals signs of many kinds; a code or another script is none. */
function isTokenSoup(tail: string): boolean {
  if (tail.length < 50 || tail.length > 130 || /[^ -~]|\b[A-Z0-9]{3,5}[A-Z0-9]*\d|\d[A-Z0-9]{3,}/.test(tail))
    return false;
  const signs = tail.match(/[^\w\s]/g) ?? [];
  const spoken = tail.match(/[a-z]{4,}/gi) ?? [];
  return signs.length > tail.length * 0.22 && new Set(signs).size >= 7 && spoken.length >= 3;
}

/** Half a line of that behind the last sentence. */
const adversarialSuffix: Undress = (message) => {
  for (const { index } of message.matchAll(/ (?=[^\s\w'"]|\w+\{|"\])/g))
    if (isTokenSoup(message.slice(index))) return message.slice(0, index);
  return null;
};

/** Marks of turns that only a template writes, and where the request stands between them. */
const turns: readonly RegExp[] = [
  /<\|im_start\|>user\n([\s\S]*?)<\|im_end\|>\n<\|im_start\|>assistant\n/,
  /<\|start_header_id\|>user<\|end_header_id\|>\n\n([\s\S]*?)<\|eot_id\|><\|start_header_id\|>assistant/,
  /<<\/SYS>>\n\n([\s\S]*?) \[\/INST\]/,
  /<start_of_turn>user\n[^\n]+\n\n([\s\S]*?)<end_of_turn>\n<start_of_turn>model/,
];

const specialTokens: Undress = (message) => {
  for (const turn of turns) {
    const request = turn.exec(message)?.[1];
    if (request) return request;
  }
  return null;
};

/** What calls itself a result of a tool, and a string in it that is for the assistant. */
const toolOutput: Undress = (message) => {
  const result = /^tool (?:result|output)\b[^\n]*\n\n([\s\S]+?)\n\nend of tool (?:result|output)\b/i.exec(
    message,
  )?.[1];
  const quoted = /instruction"?[:=]\s*("(?:[^"\\]|\\.)*")/.exec(result ?? '')?.[1];
  return quoted ? String(JSON.parse(quoted)) : null;
};

export const pleas: Readonly<Record<string, Undress>> = {
  'adversarial-suffix': adversarialSuffix,
  'emotional-appeal': emotionalAppeal,
  'future-tense': around(
    /^(?=[^\n]*\bwill (?:type|write|ask|send)\b)[^\n]+\n\n\*{3,}\n/i,
    /\n\*{3,}\n\n[^\n]*\bwill\b[^\n]*\?$/i,
  ),
  'negation-trap': around(
    /^(?=[^\n]*\bdo(?: not|n['’]t) (?:answer|reply to|carry out)\b)[^\n]+\n\n<{2,}\n/i,
    /\n>{2,}\n\n[^\n]*\b(?:must not|should not|forbidden)\b[^\n]*$/i,
  ),
  persuasion,
  'repeated-token': (message) => /^(\S+)(?: \1){100,}\n\n([\s\S]+)$/.exec(message)?.[2] ?? null,
  sandwich: around(
    /^[^\n]*\b(?:tasks|questions)\b[^\n]*\n\n1\. [^\n]+\?\n2\. [^\n]+\?\n\n3\. /i,
    /\n\n4\. [^\n]+\?\n5\. [^\n]+\?\n\n[^\n]+$/,
  ),
  'special-tokens': specialTokens,
  'tool-output': toolOutput,
};
