import type { ChatMessage } from '#src/core/chat.ts';
import { foldTurns, systemText } from './transcript.ts';

export const placeholders = ['prompt', 'system', 'model', 'messages'] as const;
export type Placeholder = (typeof placeholders)[number];

interface Slot {
  readonly name: Placeholder;
  /** Inside a JSON string the value is escaped into it; outside it is a JSON value of its own. */
  readonly inString: boolean;
}

/** A request template, cut at its placeholders. */
export interface Template {
  readonly uses: ReadonlySet<Placeholder>;
  fill(messages: readonly ChatMessage[], model: string | null): string;
}

/**
 * Reads a JSON template with {{prompt}}, {{system}}, {{model}} and {{messages}}. Values are JSON-escaped, so that no
 * prompt can break out of its place; the template is checked to be JSON once it is filled. `asks`: whether the
 * question must have a place in it.
 *
 * Throws an Error that says what is wrong with the template.
 */
export function parseTemplate(text: string, asks = true): Template {
  const template = templateOf(text, asks, (given, { inString }) => {
    if (!inString) return JSON.stringify(given);
    return JSON.stringify(asText(given)).slice(1, -1);
  });
  checkJson(template.fill([{ role: 'user', content: 'a "quoted"\nprompt' }], null));
  return template;
}

/** The same for a plain text: values stand in it as they are, {{messages}} as JSON. */
export const parseTextTemplate = (text: string, asks = true): Template => templateOf(text, asks, asText);

const asText = (given: unknown): string => (typeof given === 'string' ? given : JSON.stringify(given ?? ''));

function templateOf(text: string, asks: boolean, write: (given: unknown, slot: Slot) => string): Template {
  const parts = cut(text);
  const uses = new Set(parts.filter((part) => typeof part !== 'string').map((slot) => slot.name));
  if (asks && !uses.has('prompt') && !uses.has('messages')) {
    throw new Error('has neither {{prompt}} nor {{messages}}: the question would never be sent');
  }
  const fill = (messages: readonly ChatMessage[], model: string | null): string =>
    parts
      .map((part) =>
        typeof part === 'string' ? part : write(valueFor(part.name, messages, model, uses), part),
      )
      .join('');
  return { uses, fill };
}

const bareMark = '\u0001';

/**
 * A template as the JSON value it is, with placeholders that stand outside of strings as marked strings; undefined
 * when it is no JSON. `fromValue` makes templates of its parts.
 */
export function jsonOf(text: string): unknown {
  const quoted = cut(text).map((part) => {
    if (typeof part === 'string') return part;
    return part.inString ? `{{${part.name}}}` : JSON.stringify(`${bareMark}{{${part.name}}}`);
  });
  try {
    return JSON.parse(quoted.join(''));
  } catch {
    return undefined;
  }
}

/** A template of a part of `jsonOf`: a string is a plain text, anything else JSON. Throws like `parseTemplate`. */
export function fromValue(value: unknown, asks: boolean): Template {
  if (typeof value === 'string') return parseTextTemplate(value.replaceAll(bareMark, ''), asks);
  const marked = /"\\u0001(\{\{\w+\}\})"/g;
  return parseTemplate(JSON.stringify(value).replace(marked, '$1'), asks);
}

function valueFor(
  name: Placeholder,
  messages: readonly ChatMessage[],
  model: string | null,
  uses: ReadonlySet<Placeholder>,
): unknown {
  if (name === 'prompt') return foldTurns(messages);
  if (name === 'system') return systemText(messages);
  if (name === 'model') return model ?? '';
  // A template with a place of its own for the system text wants it there only.
  const turns = uses.has('system') ? messages.filter(({ role }) => role !== 'system') : messages;
  return turns.map(({ role, content }) => ({ role, content }));
}

/** Walks the template, keeping track of whether it is inside a JSON string. */
function cut(text: string): (string | Slot)[] {
  const parts: (string | Slot)[] = [];
  let inString = false;
  let at = 0;
  for (const match of text.matchAll(/\{\{\s*([A-Za-z_][\w.]*)\s*\}\}/g)) {
    const name = match[1] as Placeholder;
    if (!placeholders.includes(name)) {
      throw new Error(`has an unknown placeholder {{${name}}}; known: ${placeholders.join(', ')}`);
    }
    const before = text.slice(at, match.index);
    inString = endsInString(before, inString);
    parts.push(before, { name, inString });
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

function endsInString(text: string, inString: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') inString = !inString;
    else if (text[i] === '\\' && inString) i++;
  }
  return inString;
}

function checkJson(filled: string): void {
  try {
    JSON.parse(filled);
  } catch (error) {
    throw new Error(`is not JSON once it is filled: ${(error as Error).message}`);
  }
}
