import { findShapes, type Shape } from './shapes.ts';

/**
 * A text fit to be stored and shown: personal data, credentials and every one of `extraSecrets` (also base64-, URL-
 * or JSON-encoded) replaced by a labelled stub: "[card ••••1111]", "[e-mail]", "[secret sk-p… 51 chars]". What is
 * already a stub stays as it is, so redacting twice changes nothing. Extra secrets shorter than four characters are
 * left alone: replacing every "a" would say more than it hides. Linear time, never throws.
 */
export function redact(text: string, extraSecrets: readonly string[] = []): string {
  let clean = extraSecrets.length === 0 ? text : replaceKnown(text, extraSecrets);
  // What stood right beside a value may show its own form only once that value is gone.
  for (let round = 0; round < mostRounds; round++) {
    const shapes = findShapes(clean, false);
    if (shapes.length === 0) break;
    clean = replaceShapes(clean, shapes);
  }
  return clean;
}

/** The same for source code: credentials only. Numbers and addresses in code are what it is about. */
export function redactCredentials(text: string, extraSecrets: readonly string[] = []): string {
  const clean = extraSecrets.length === 0 ? text : replaceKnown(text, extraSecrets);
  const shapes = findShapes(clean).filter(({ kind }) => kind === 'secret' || kind === 'private-key');
  return replaceShapes(clean, shapes);
}

/** What `redact` does, for every text in a JSON value. */
export function redactIn<T>(value: T, extraSecrets: readonly string[] = []): T {
  if (typeof value === 'string') return redact(value, extraSecrets) as T;
  if (Array.isArray(value)) return value.map((entry) => redactIn(entry, extraSecrets)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redactIn(inner, extraSecrets)]),
  ) as T;
}

const mostRounds = 20;

function replaceShapes(text: string, shapes: readonly Shape[]): string {
  let clean = '';
  let at = 0;
  for (const shape of shapes) {
    clean += text.slice(at, shape.start) + stubOf(shape);
    at = shape.end;
  }
  return clean + text.slice(at);
}

/** What stands in the place of a value: enough to recognise it by, not enough to use it. */
export function stubOf(shape: Pick<Shape, 'kind' | 'value'>): string {
  switch (shape.kind) {
    case 'card':
      return `[card ••••${lastDigits(shape.value)}]`;
    case 'ssn':
      return `[SSN ••••${lastDigits(shape.value)}]`;
    case 'iban':
      return `[IBAN ${shape.value.slice(0, 2)}••]`;
    case 'email':
      return '[e-mail]';
    case 'phone':
      return '[phone]';
    case 'private-key':
      return `[private key ${shape.value.length} chars]`;
    default:
      return secretStub(shape.value);
  }
}

const lastDigits = (value: string): string => value.replace(/\D/g, '').slice(-4);

/** The beginning is shown only of values so long that it gives nothing away, and only where it is plain. */
function secretStub(value: string): string {
  const head = value.slice(0, 4);
  return value.length >= 20 && /^[A-Za-z0-9_-]{4}$/.test(head)
    ? `[secret ${head}… ${value.length} chars]`
    : `[secret ${value.length} chars]`;
}

const stub =
  /\[(?:secret (?:[A-Za-z0-9_-]{4}… )?\d+ chars|private key \d+ chars|card ••••\d{4}|SSN ••••\d{4}|IBAN [A-Z]{2}••|e-mail|phone)\]/g;
const shortest = 4;

function replaceKnown(text: string, secrets: readonly string[]): string {
  const present = formsOf(secrets).filter(({ form }) => text.includes(form));
  if (present.length === 0) return text;
  let clean = '';
  let at = 0;
  for (const match of text.matchAll(stub)) {
    clean += replaceIn(text.slice(at, match.index), present) + match[0];
    at = match.index + match[0].length;
  }
  return clean + replaceIn(text.slice(at), present);
}

function replaceIn(piece: string, forms: readonly Form[]): string {
  const form = forms.find((candidate) => piece.includes(candidate.form));
  return form
    ? piece
        .split(form.form)
        .map((rest) => replaceIn(rest, forms))
        .join(secretStub(form.secret))
    : piece;
}

interface Form {
  readonly form: string;
  readonly secret: string;
}

/** By list and its length: a list grows when a token is issued in the middle of a scan. */
const formCache = new WeakMap<
  readonly string[],
  { readonly count: number; readonly forms: readonly Form[] }
>();

/** Each secret as it stands and as it looks encoded, longest first, so that none is cut up by a shorter one. */
function formsOf(secrets: readonly string[]): readonly Form[] {
  const cached = formCache.get(secrets);
  if (cached?.count === secrets.length) return cached.forms;
  const forms = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [...new Set([secret, ...encodings(secret)])].map((form) => ({ form, secret })))
    .sort((a, b) => b.form.length - a.form.length);
  formCache.set(secrets, { count: secrets.length, forms });
  return forms;
}

const encodings = (secret: string): string[] => [
  ...[0, 1, 2].map((shift) => base64Core(secret, shift)).filter((form) => form.length >= 8),
  encodeURIComponent(secret.toWellFormed()),
  JSON.stringify(secret).slice(1, -1),
];

/** The part of a secret's base64 that stays the same whatever surrounds it, when it starts `shift` bytes into a group. */
function base64Core(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  const start = shift === 0 ? 0 : 4;
  return bytes.toString('base64').slice(start, Math.floor(bytes.length / 3) * 4);
}
