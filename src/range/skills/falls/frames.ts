import { between, isEnglish, type Undress } from './dressing.ts';

/** A frame around the request: how it opens the message, how it closes it. */
const frame =
  (opening: RegExp, closing: RegExp): Undress =>
  (message) =>
    between(message, opening, closing);

const end = /$/;

/** Roles, modes and overrides: what people call a jailbreak. */
const jailbreaks: readonly Undress[] = [
  frame(
    /^(?=[^\n]*\btwo (?:voices|personas|characters)\b)[^\n]+\n\n[^\n]*:\n/i,
    /\n\n[^\n]*\bbegins?\b[^\n]*$/i,
  ),
  frame(/^(?=[^\n]*\b(?:maintenance|developer|debug|admin) mode\b)[^\n]+\n\n\w+:\n/i, /\n\nresult:$/i),
  frame(/^(?:ignore|forget|disregard)\b[^\n]*\bonly instruction\b[^\n]*\n\n/i, /\n\n[^\n]+$/),
  frame(/^(?=[^\n]*\bscene\b)[^\n]+\n\n[A-Z]+: [^\n]*\n/, /\n\n[^\n]*\bcontinue\b[^\n]*\n\n[A-Z]+:$/i),
  frame(/^settings\b[^\n]*\{[^\n]*\}[^\n]*\n\n/i, end),
  frame(/^(?=[^\n]*\bgame of opposites\b)[^\n]+\n\ntask:\n/i, end),
];

const jailbreak: Undress = (message) => {
  for (const undress of jailbreaks) {
    const request = undress(message);
    if (request !== null) return request;
  }
  return null;
};

/** Made-up exchanges in a row, and one more question that waits for its answer. */
const manyShot: Undress = (message) => {
  const shots = message.match(/^(?:Human|User|Q): .*\n(?:Assistant|AI|A): .+$/gm) ?? [];
  if (shots.length < 16) return null;
  return (
    /\n\n(?:Human|User|Q): ((?:(?!\n\n(?:Human|User|Q): )[\s\S])*)\n(?:Assistant|AI|A):$/.exec(
      message,
    )?.[1] ?? null
  );
};

/** Pages of prose, a line that leads over, the request, a line that closes. */
const contextFlooding: Undress = (message) => {
  const paragraphs = message.split('\n\n');
  const long = paragraphs.map((text) => text.length > 700 && isEnglish(text));
  const last = long.lastIndexOf(true);
  if (long.filter(Boolean).length < 2 || paragraphs.length < last + 4) return null;
  return paragraphs.slice(last + 2, -1).join('\n\n');
};

/** A stanza before, a stanza after, and the request in short lines between them. */
const poetry: Undress = (message) => {
  const stanzas = message.split('\n\n');
  const isStanza = (text: string | undefined): boolean => {
    const lines = text?.split('\n') ?? [];
    const verses = lines.filter((line) => /^[\p{L}][\p{L}' ,;:.-]{12,60}$/u.test(line));
    return (
      lines.length === 4 && verses.length === 4 && lines.slice(1).every((line) => !/^[A-Z]{2}/.test(line))
    );
  };
  if (stanzas.length < 3 || !isStanza(stanzas[0]) || !isStanza(stanzas.at(-1))) return null;
  return stanzas.slice(1, -1).join(' ').replace(/\s+/g, ' ');
};

export const frames: Readonly<Record<string, Undress>> = {
  'authoritative-markup': frame(
    /^<\w*(?:system|operator|platform)\w*\b[^>\n]*>\n[\s\S]{0,600}?<task>\n/i,
    /\n\s*<\/task>(?:(?!<task>)[\s\S]){0,300}$/,
  ),
  authority: frame(
    /^(?=this is\b[^\n]*\b(?:administrator|lead|owner|auditor|manager)\b)(?=[^\n]*\b(?:signed off|responsib\w+|authoris\w+)\b)[^\n]+\n\n/i,
    /\n\n[^\n]*\b(?:confirm|deliver\w*)\b[^\n]*$/i,
  ),
  citation: frame(/^(?=[^\n]*\bsource\b)[^\n]+\n\n[^\n]*:\n"""\n/i, /\n"""\n\n[^\n]+$/),
  'context-flooding': contextFlooding,
  jailbreak,
  'many-shot': manyShot,
  'past-tense': frame(
    /^(?=[^\n]*\b(?:people|users|visitors) (?:typed|wrote|asked|sent)\b)[^\n]+\n\n-{3,}\n/i,
    /\n-{3,}\n\n[^\n]*\b(?:did|was|were|had)\b[^\n]*\?$/i,
  ),
  persona: frame(
    /^(?:please )?(?:become|be|play)\b[^\n]*\bstay in character\b[^\n]*\n\n[^\n]*:\n\n/i,
    /\n\n[^\n]*\bwhat do you (?:write|say|answer)\b[^\n]*$/i,
  ),
  poetry,
  'policy-puppetry': frame(
    /^<[\w-]*(?:config|policy)[\w-]*\b[^>\n]*>\n[\s\S]{0,900}?<user-?request\b[^>\n]*>\n/i,
    /\n\s*<\/user-?request>[\s\S]{0,100}$/,
  ),
  'prefix-injection': frame(
    /^/,
    /\n\nbegin (?:your|the) (?:answer|reply)\b[^\n]*:\n(?:of course|sure|certainly|absolutely)\b[^\n]*$/i,
  ),
  'refusal-suppression': frame(
    /^(?=[^\n]*\brules\b)[^\n]*:\n(?=[^\n]*\bapologi[sz]e\b)(?:\d\. [^\n]+\n){3,}\n(?:request: )?/i,
    end,
  ),
};
