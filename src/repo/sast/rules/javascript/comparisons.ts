import type { Framework } from '../../rule.ts';

const secret =
  '**.{*secret*,*Secret*,*SECRET*,*password*,*Password*,*PASSWORD*,*apiKey*,*API_KEY*,*ApiKey*,*token*,*Token*,*TOKEN*,*signature*,*Signature*,*hmac*,createHmac().**.digest(),*csrf*}';

/** Secrets compared with `===`, which stops at the first character that differs (CWE-208). */
export const comparisons: Framework = {
  id: 'comparisons',
  title: 'Comparisons of secrets',
  description:
    'Secrets that are compared with input by operators whose time tells how much of them was right.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'timing-attack',
      call: '==()',
      args: [0],
      when: { all: [{ arg: 1, named: secret }, { not: { arg: 1, shape: 'constant' } }] },
    },
    {
      class: 'timing-attack',
      call: '==()',
      args: [1],
      when: { all: [{ arg: 0, named: secret }, { not: { arg: 0, shape: 'constant' } }] },
    },
  ],
  examples: [
    {
      class: 'timing-attack',
      bad: `exports.hook = (req, res) => {
  if (req.headers['x-api-key'] !== process.env.API_KEY) return res.sendStatus(401); // FLAW
  res.json({ ok: true });
};`,
      good: `const { timingSafeEqual } = require('crypto');
exports.hook = (req, res) => {
  const given = Buffer.from(req.headers['x-api-key']);
  if (!timingSafeEqual(given, Buffer.from(process.env.API_KEY))) return res.sendStatus(401);
  if (req.query.page === process.env.START_PAGE) res.json({ ok: true });
};`,
    },
  ],
};
