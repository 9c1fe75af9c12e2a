import { checkJwt } from '../../checks.ts';
import { special, startsWord } from '../../rule.ts';

const form =
  /eyJ[A-Za-z0-9_-]{12,4000}\.eyJ[A-Za-z0-9_-]{10,8000}(?:\.[A-Za-z0-9_-]{10,1400})?(?![A-Za-z0-9_-])/y;

/** Whose header and claims are JSON; a signature may be missing. */
export const jwt = special({
  id: 'jwt',
  what: 'in compact form',
  severity: 'medium',
  keywords: ['eyj'],
  entropy: 3,
  check: checkJwt,
  match({ text, at }) {
    if (!startsWord(text, at)) return null;
    form.lastIndex = at;
    return form.test(text) ? { start: at, end: form.lastIndex } : null;
  },
});

const encoded = /ZXlK[A-Za-z0-9+/]{60,12000}={0,2}(?![A-Za-z0-9+/])/y;

/** The same once more in base64, as in Kubernetes secrets. */
export const jwtBase64 = special({
  id: 'jwt-base64',
  what: 'in base64',
  severity: 'medium',
  keywords: ['zxlk'],
  entropy: 3,
  match({ text, at }) {
    if (!startsWord(text, at)) return null;
    encoded.lastIndex = at;
    if (!encoded.test(text)) return null;
    const end = encoded.lastIndex;
    const inner = Buffer.from(text.slice(at, end), 'base64').toString('latin1');
    const whole = checkJwt(inner).state === 'holds';
    const cut = inner.length > 200 && /^eyJ[A-Za-z0-9._-]+$/.test(inner);
    return whole || cut ? { start: at, end } : null;
  },
});
