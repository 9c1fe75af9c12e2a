import { type Place, type Sighting, special } from '../../rule.ts';

const end = /[\s/?#"'`<>\\|,;(){}]/;
const longest = 256;

/** Passwords that everybody has on their own machine: no news to whoever reads them. */
const trivial =
  /^(?:pass(?:word|wd)?|pwd|secret|root|admin|user(?:name)?|guest|test(?:ing)?|postgres|mysql|mongo(?:db)?|redis|rabbitmq|sa|docker|dev(?:elopment)?|local|default|changeit|token|key|x-oauth-basic|none|null|credentials?|api[-_]?key|my[-_]?\w{0,16}|some\w{0,16}|db[-_]?\w{0,10}|[a-z]|\*+|x+|\.+|1234\w{0,4}|pw|p|port|ps?sw[or]*d|foo|bar|baz|hello|world)$/i;
const nowhere =
  /^(?:[\w.-]*\.)?(?:example|test|invalid|localhost|local)(?:\.(?:com|org|net))?(?=[:/?#\s"'`]|$)|^(?:127\.|0\.0\.0\.0|\[::1\]|host\b|server\b|hostname\b|domain\b|myhost|your)/i;

/** `scheme://user:password@host`: databases, queues, registries, repositories. */
export const urlPassword = special({
  id: 'url-password',
  what: 'in a URL',
  keywords: ['://'],
  severity: 'high',
  confidence: 0.8,
  entropy: 1.9,
  match(place) {
    const sighting = userInfo(place);
    if (!sighting) return null;
    const { text } = place;
    const password = text.slice(sighting.start, sighting.end);
    const user = text.slice(place.end, sighting.start - 1);
    const host = text.slice(sighting.end + 1, sighting.end + 60);
    if (
      trivial.test(password) ||
      password.toLowerCase() === user.toLowerCase() ||
      /[$%{<]$|^[%$]/.test(password)
    )
      return null;
    if (nowhere.test(host))
      return password.length >= 12 && /\d/.test(password) && !/^example/i.test(host)
        ? { ...sighting, doubt: 0.4 }
        : null;
    return /^\[?[\w%$-]/.test(host) ? sighting : null;
  },
});

function userInfo({ text, at, end: from }: Place): Sighting | null {
  if (!/[A-Za-z0-9]/.test(text[at - 1] ?? '')) return null;
  let colon = -1;
  for (let next = from; next < text.length && next - from < longest; next++) {
    const character = text[next] as string;
    if (character === '@') return colon > 0 && next - colon > 3 ? { start: colon + 1, end: next } : null;
    if (character === ':' && colon < 0) colon = next;
    if (end.test(character)) return null;
  }
  return null;
}
