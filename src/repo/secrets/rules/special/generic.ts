import { type Assigned, wordsOf } from '../../assignment.ts';
import { type Place, type Sighting, special } from '../../rule.ts';
import { looksRandom } from './looks-random.ts';

const credential =
  /^(?:token|tokens|secret|secrets|pat|apikey|apisecret|apitoken|credential|credentials|cred|creds|bearer|authtoken|accesstoken|secretkey|accesskey|privatekey|clientsecret|auth|jwt|authkey|hapikey)$/;
const password = /^(?:password|passwd|pwd|pass|passphrase|passcode|pword|passw)$/;
/** `key` is a credential only beside one of these. */
const keyOf =
  /^(?:api|access|secret|private|auth|encryption|encrypt|signing|sign|master|license|account|application|app|consumer|client|admin|deploy|webhook|subscription|storage|shared|hmac|jwt|integration|live|prod|production|server|write|ingest|personal|service|rest|session|cipher|aes|crypt|cookie|token|authorization|security|sdk|developer|dev|user|root|vault)$/;
const afterwards =
  /^(?:value|val|string|str|env|prod|production|dev|development|staging|stage|test|live|sandbox|old|new|current|default|raw|plain|hex|b64|base64|v?\d+|text|main|primary|secondary|backup|code|data|bytes|param|header|arg|const|literal|name)$/;
/** Tokens that are no secret: forms, pages, parsers, assemblies. */
const harmless =
  /^(?:csrf|xsrf|authenticity|antiforgery|forgery|requestverification|page|next|prev|continuation|cursor|pagination|cancel|cancellation|lexer|parser|public|pub|publishable|sentinel|sync|resume|start|end|foreign|primary|cache|partition|sort|row|hash|unique|translation|i18n|locale|label|object|map|index|fcm|device|design|idempotency|nonce|verification|reset|invite|etag|checksum|digest|anchor|example|dummy|fake|mock|placeholder|css|theme|color|sitekey|site|measurement|tracking|analytics|bos|eos|pad|unk|mask|cls|sep)$/;

/** How a name speaks of a credential: by what it ends in, after endings that say nothing. */
export function kindOfName(name: string): 'secret' | 'password' | null {
  const words = wordsOf(name);
  let last = words.length - 1;
  while (last > 0 && afterwards.test(words[last] as string) && words[last] !== 'name') last--;
  const word = words[last] ?? '';
  if (words.some((part) => harmless.test(part))) return null;
  if (password.test(word)) return 'password';
  if (credential.test(word)) return 'secret';
  return word === 'key' && keyOf.test(words[last - 1] ?? '') ? 'secret' : null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Addresses, paths, calls, versions, dates, colours, mail addresses: what names of credentials hold besides them. */
const otherwise =
  /^(?:https?|ftp|file|data|urn|mailto|jdbc|s3|gs|redis|git|ssh|ws|wss):|^[./~]|^\w+\(|^[\w-]+(?:\.[A-Za-z_][\w-]*){2,}$|^v?\d+\.\d+|^\d{4}-\d\d-\d\d|^#|@[\w-]+\.\w+|^\$2[aby]\$|^\$argon2|^\{|^sha(?:1|256|384|512)[-:]|^[A-Z][A-Z\d_]+$|^[a-z]+(?:[-_ ][a-z]+)+\d{0,2}$|\\|^<|>$|::/;

const narrow = /^[\w.~+/=:|@!#$%^&*-]+$/;
/** With the brackets that Django's generator uses. */
const wide = /^[\w.~+/=:|@!#$%^&*()-]+$/;

/** Beginnings of vendors' formats: a value that has one and yet not the format is cut, made up or a sample. */
const claimed =
  /^(?:bedrock-api-key-|gh[pousr]_|github_pat_|gl[a-z]{2,6}-|xox[a-z][-.]|xapp-|sk[-_]|rk_|pk_|whsec_|AKIA|ASIA|AIza|GOCSPX-|ya29\.|SG\.|hf_|npm_|pypi-|dop_v1_|dapi|shp[a-z]{2,3}_|sq0|EAAA|hv[sbr]\.|lin_|ntn_|rdme_|sm_[aps]at_|tk-us-|sntry[us]_|gl[cs]a?_|NR[A-Z]{2}-|rubygems_|pul-|PMAK-|figd_|key-|xkeysib-|pscale_|AKCp|HRKU-|sha256~|AGE-|eyJ|SK[0-9a-f]{20})/;

/** A value without a vendor's form that is assigned to a name which says that it is a credential. */
export const genericSecret = special({
  id: 'generic-secret',
  what: 'assigned to a name that speaks of one',
  rank: 'generic',
  severity: 'medium',
  confidence: 0.6,
  keywords: ['token', 'secret', 'key', 'auth', 'cred', 'bearer', 'jwt'],
  entropy: 2.6,
  match: (place) =>
    first(place, 'secret', ({ quoted, start }, value, name) => {
      const length = value.length;
      if (
        length < (isArgument(place.text, start) ? 16 : 10) ||
        length > 512 ||
        !(quoted && length >= 20 ? wide : narrow).test(value)
      )
        return false;
      if (claimed.test(value)) return false;
      if (uuid.test(value)) return /secret|token|api.?key|auth/i.test(name);
      if (!quoted && (length < 12 || (length < 40 && /[.(]$|^[A-Za-z_]\w*\.[A-Za-z_]/.test(value))))
        return false;
      return looksRandom(value);
    }),
});

/** A password in quotes, or as the value of a file of settings, that a person chose. */
export const genericPassword = special({
  id: 'generic-password',
  what: 'in plain text',
  rank: 'generic',
  severity: 'medium',
  confidence: 0.55,
  keywords: ['passw', 'pwd', 'passphrase', 'pass'],
  entropy: 2.4,
  match: (place) =>
    first(place, 'password', ({ quoted }, value) => {
      if (value.length < 8 || value.length > 128 || /\s/.test(value)) return false;
      const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(value)).length;
      if (!quoted) return kinds >= 3 && /\d/.test(value) && looksRandom(value);
      return (
        kinds >= 2 &&
        /\d/.test(value) &&
        (kinds >= 3 || looksRandom(value)) &&
        !/pass(?:word)?\d{0,4}[!.]?$/i.test(value)
      );
    }),
});

/** `name, 'value'`: the next of several values need not belong to the name. */
const isArgument = (text: string, start: number): boolean =>
  /,\s{0,8}["'`]$/.test(text.slice(Math.max(0, start - 10), start));

/** Without quotes: a call, a member or one of several arguments is code, not a value. */
export const isExpression = (text: string, start: number, end: number): boolean =>
  /[([]/.test(text[end] ?? '') || /[,(]\s{0,40}$/.test(text.slice(Math.max(0, start - 42), start));

function first(
  place: Place,
  kind: 'secret' | 'password',
  accepts: (assigned: Assigned, value: string, name: string) => boolean,
): Sighting | null {
  for (const assigned of place.assigned().slice(0, 3)) {
    const { name, start, end, harmless: named } = assigned;
    if (named || kindOfName(name) !== kind) continue;
    const value = place.text.slice(start, end);
    if (otherwise.test(value) || name.toLowerCase().endsWith(value.toLowerCase())) continue;
    if (!assigned.quoted && isExpression(place.text, start, end)) continue;
    if (accepts(assigned, value, name)) return { start, end };
  }
  return null;
}
