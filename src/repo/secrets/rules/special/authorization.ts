import { readAssigned } from '../../assignment.ts';
import { type Place, type Sighting, special } from '../../rule.ts';
import { looksRandom } from './looks-random.ts';

const scheme = /^(?:basic|bearer|token|api-?token|apikey|digest|negotiate|ssws|key|splunk|bot)$/i;

/** `Authorization: Basic …` and the like with a value that stands there. */
export const authorizationHeader = special({
  id: 'authorization-header',
  what: 'in a request header',
  severity: 'high',
  confidence: 0.7,
  keywords: ['authorization'],
  entropy: 2.5,
  match: header,
});

function header(place: Place): Sighting | null {
  const [first] = place.assigned();
  if (
    !first ||
    /[A-Za-z]/.test(place.text.slice(place.end, first.start).replace(/\b(?:basic|bearer|token)\b/gi, ''))
  )
    return null;
  let { start, end } = first;
  const named = /^([A-Za-z-]{3,12}) +/.exec(place.text.slice(start, start + 24));
  let basic = /basic[\s"'+]{1,4}$/i.test(place.text.slice(Math.max(0, start - 10), start));
  if (named && scheme.test(named[1] as string)) {
    basic = /^basic$/i.test(named[1] as string);
    start += named[0].length;
  }
  end = stop(place.text, start, end);
  const value = place.text.slice(start, end);
  if (!first.quoted && /[([]/.test(place.text[end] ?? '')) return null;
  if (basic) return isBasic(value) ? { start, end } : null;
  return value.length >= 12 && /\d/.test(value) && /[a-z]/i.test(value) && looksRandom(value)
    ? { start, end }
    : null;
}

/** A value ends at a blank, even within quotes. */
function stop(text: string, start: number, end: number): number {
  const space = text.slice(start, end).search(/[\s"'`\\]/);
  return space < 0 ? end : start + space;
}

/** base64 of `user:password` (RFC 7617). */
function isBasic(value: string): boolean {
  if (!/^[A-Za-z0-9+/_-]{8,2000}={0,2}$/.test(value)) return false;
  const plain = Buffer.from(value, 'base64').toString('latin1');
  if (plain.indexOf(':') > 0 && value.length >= 24 && looksRandom(value)) return true;
  return (
    /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(plain) &&
    !/^(?:user(?:name)?|admin|test|foo|aladdin):|:(?:pass(?:word)?|secret)$/i.test(plain)
  );
}

const header2 = /["']?(?:x-[\w-]{1,30}|api-?key|api-?token|token|private-token|auth|access-token)$/i;

/** Any header of curl that says by its name that it signs in. */
export const curlHeader = special({
  id: 'curl-auth-header',
  what: 'in a call of curl',
  severity: 'high',
  confidence: 0.75,
  keywords: [' -h ', '--header'],
  entropy: 2.4,
  match({ text, at, end }) {
    if (!isCurl(text, at)) return null;
    const [first] = readAssigned(text, end, end);
    if (!first) return null;
    const line = text.slice(end, end + 200);
    const named = /^[\s="']{0,4}([A-Za-z][\w-]{1,40})\s{0,2}:/.exec(line);
    if (!named) return null;
    const name = named[1] as string;
    if (/^authorization$/i.test(name))
      return header({
        text,
        lowered: '',
        at,
        end: end + named[0].length - 1,
        assigned: () => readAssigned(text, end + named[0].length - 1, end + named[0].length - 1),
      });
    if (!/token|key|secret|auth|pass/i.test(name) && !header2.test(name)) return null;
    const start =
      end +
      named[0].length +
      (/^\s{0,4}/.exec(text.slice(end + named[0].length, end + named[0].length + 4))?.[0].length ?? 0);
    const value = /^[\w.~+/=:@-]{8,400}(?=["'\s\\]|$)/.exec(text.slice(start, start + 410))?.[0] ?? '';
    return value && /\d/.test(value) && /[a-z]/i.test(value) ? { start, end: start + value.length } : null;
  },
});

const user = /^[\s="']{1,4}([^\s"':$<{]{1,80}):((?:[^\s"'`$<{}]|(?<!:)\$(?=\d)){3,200})(?=["'`\s\\]|$)/;

/** `curl -u name:password`. */
export const curlUser = special({
  id: 'curl-auth-user',
  what: 'in a call of curl',
  severity: 'high',
  confidence: 0.75,
  keywords: [' -u', '--user', ' -su', ' -ku'],
  entropy: 1.9,
  match({ text, at, end }) {
    if (!isCurl(text, at)) return null;
    const rest = text.slice(end, end + 300);
    const seen = user.exec(rest) ?? quoted.exec(rest);
    if (!seen) return halfOf(rest, end);
    const password = seen[2] as string;
    if (
      /^(?:pass(?:word|wd)?|secret|token|admin|user|test|root|api[-_]?(?:key|token)|\d{1,5}|x|\.+|\*+|\[.*)$/i.test(
        password,
      )
    )
      return null;
    if (password.toLowerCase() === (seen[1] as string).toLowerCase() || /^%/.test(password)) return null;
    const start = end + seen[0].length - password.length;
    return { start, end: start + password.length };
  },
});

/** A password in quotes may hold more: `-u 'name:a $trange one'`. */
const quoted = /^[\s=]{0,3}['"]?([^\s"':$<{]{1,80}):([^"'$<{}\n]{6,200})(?=["'])/;

const half = /^[\s="']{1,4}(?::([^\s"'`$<{}:]{8,200})|([^\s"'`$<{}:]{8,200}):)(?=["'`\s\\]|$)/;

/** `-u :password` and `-u key:`, where the other half is empty. */
function halfOf(rest: string, end: number): Sighting | null {
  const seen = half.exec(rest);
  const value = seen?.[1] ?? seen?.[2] ?? '';
  if (!seen || !/\d/.test(value)) return null;
  const start = end + seen[0].indexOf(value);
  return { start, end: start + value.length };
}

const isCurl = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - 600), at);
  const call = before.lastIndexOf('curl');
  // Lines of one command end in a backslash (or a caret, or a backtick).
  return (
    call >= 0 &&
    !/[^\\^`\s]\s*\n(?!\s*#)/.test(
      before
        .slice(call)
        .replace(/[\\^`]\s*\n/g, ' ')
        .slice(0, -1),
    )
  );
};
