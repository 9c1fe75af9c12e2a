import { readDrawing } from './drawing.ts';
import { payloadOf, type Undress } from './dressing.ts';

/** JSON of an expected kind, or null. */
function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? null : JSON.parse(json);
  } catch {
    return null;
  }
}

const asStrings = (value: unknown): string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : [];

/** Numbered strings and the order in which they make a sentence. */
const mathPrompt: Undress = (message) => {
  const strings = new Map<number, string>();
  for (const [, number, text] of message.matchAll(/^\w_(\d+) = (".*")$/gm))
    strings.set(Number(number), String(parsed(text)));
  const order = /permutation[^=]*= \(([\d, ]+)\)/.exec(message)?.[1]?.split(',').map(Number) ?? [];
  if (strings.size < 3 || order.length !== strings.size) return null;
  return order.map((number) => strings.get(number) ?? '').join(' ');
};

/** A list of words and the code that puts them right: turned round, or dealt to even and odd places. */
const codeChameleon: Undress = (message) => {
  const words = asStrings(parsed(/^\w+ = (\[".*"\])$/m.exec(message)?.[1]));
  if (words.length === 0 || !/\bdef \w+\(/.test(message)) return null;
  if (/\breversed\(/.test(message)) return words.toReversed().join(' ');
  if (!/\[0?::2\]/.test(message)) return null;
  const even = words.slice(0, Math.ceil(words.length / 2));
  const odd = words.slice(even.length);
  return even.flatMap((word, i) => [word, ...odd.slice(i, i + 1)]).join(' ');
};

/** Variables that hold pieces, and one that is their sum. */
const payloadSplitting: Undress = (message) => {
  const values = new Map(
    [...message.matchAll(/^([a-z]) = (".*")$/gm)].map(([, name, text]) => [name, String(parsed(text))]),
  );
  const sum = /^[a-z] = ([a-z](?: \+ [a-z])+)$/m.exec(message)?.[1]?.split(' + ') ?? [];
  return sum.length >= 2 && sum.every((name) => values.has(name))
    ? sum.map((name) => values.get(name)).join('')
    : null;
};

/** A word that was drawn goes where the gap is. */
const asciiArt: Undress = (message) => {
  const { word, after } = readDrawing(message);
  const gap = /\[[A-Z]{4}\]/.exec(message)?.[0];
  // One paragraph says what the drawing is for; the request follows it.
  const request = after.split('\n\n').slice(1).join('\n\n');
  return word !== '' && gap && request.includes(gap) ? request.replaceAll(gap, word.toLowerCase()) : null;
};

/** A document with a task in it and no result yet. */
const jsonEmbedding: Undress = (message) => {
  const job = parsed(/^\{[\s\S]*\}$/m.exec(payloadOf(message))?.[0]);
  if (typeof job !== 'object' || job === null || !('result' in job) || job.result !== null) return null;
  const found = /"task":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(job))?.[1];
  return found ? String(parsed(found)) : null;
};

/** The alternative text of an image, where it is a whole sentence. */
const markdownImage: Undress = (message) => {
  const text = /!\[((?:[^\]\\]|\\[\s\S]){30,})\]\(https?:/.exec(message)?.[1];
  return text ? text.replace(/\\([\\[\]])/g, '$1') : null;
};

export const puzzles: Readonly<Record<string, Undress>> = {
  'ascii-art': asciiArt,
  'code-chameleon': codeChameleon,
  'json-embedding': jsonEmbedding,
  'markdown-image': markdownImage,
  'math-prompt': mathPrompt,
  'payload-splitting': payloadSplitting,
};
