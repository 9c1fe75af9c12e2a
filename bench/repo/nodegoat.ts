import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { covers } from './annotated.ts';
import { lint } from './eslint.ts';
import type { BenchOptions, Row } from './row.ts';
import { scanTree } from './scan-tree.ts';

/** A line the project itself calls a weakness. */
interface KnownLine {
  readonly path: string;
  /** Text that only this line has. */
  readonly text: string;
  /** Classes of ours that say what the project says. */
  readonly classes: readonly string[];
  /** Where the project says so. */
  readonly reason: string;
}

/**
 * OWASP NodeGoat teaches the OWASP Top Ten with weaknesses of its own. These are the lines that its tutorial
 * (app/views/tutorial) or a comment beside them names as the weakness, and that are a line of code: what is missing
 * altogether (CSRF tokens, helmet, an authorization check, a strong password rule), the list of dependencies and the
 * unencrypted server are not, nor is the profile page, whose weakness is in a template.
 */
const knownLines: readonly KnownLine[] = [
  ...['preTax', 'afterTax', 'roth'].map((name) => ({
    path: 'app/routes/contributions.js',
    text: `const ${name} = eval(req.body.${name})`,
    classes: ['code-injection'],
    reason: 'tutorial A1 – 1: eval() of inputs; comment "Insecure use of eval() to parse inputs"',
  })),
  {
    path: 'app/data/allocations-dao.js',
    text: "this.stocks > '$" + "{threshold}'",
    classes: ['code-injection', 'nosql-injection'],
    reason:
      'tutorial A1 – 2: $where with the threshold of the request; comment "Fix for A1 - 2 NoSQL Injection"',
  },
  {
    path: 'app/data/user-dao.js',
    text: 'usersCol.findOne({',
    classes: ['nosql-injection'],
    reason:
      'tutorial A1 – 2: a query with the user name of the login form, which may be an object with operators',
  },
  {
    path: 'app/routes/session.js',
    text: 'console.log("Error: attempt to login with invalid user: "',
    classes: ['log-injection'],
    reason: 'tutorial A1 – 3: log injection; comment "Fix for A1 - 3 Log Injection"',
  },
  {
    path: 'app/routes/session.js',
    text: 'loginError: invalidUserNameErrorMessage',
    classes: ['information-exposure'],
    reason: 'tutorial A2 – 2: the answer tells whether the name or the password was wrong; comment beside it',
  },
  {
    path: 'server.js',
    text: 'app.use(session({',
    classes: ['insecure-cookie'],
    reason:
      'tutorials A2 – 1 and A3: the session cookie has no flags; comment "Fix for A3 - XSS … httpOnly, secure"',
  },
  {
    path: 'server.js',
    text: 'autoescape: false',
    classes: ['escaping-disabled'],
    reason: 'tutorial A3: comment "Autoescape disabled"',
  },
  {
    path: 'app/routes/index.js',
    text: 'return res.redirect(req.query.url)',
    classes: ['open-redirect'],
    reason: 'tutorial A10: comment "Insecure way to handle redirects"',
  },
  {
    path: 'app/routes/research.js',
    text: 'return needle.get(url',
    classes: ['ssrf'],
    reason: 'tutorial SSRF: the address of a request is built of the query',
  },
  {
    path: 'app/routes/profile.js',
    text: 'const regexPattern = /([0-9]+)+',
    classes: ['regex-dos'],
    reason: 'tutorial ReDoS: comment "insecure and vulnerable to catastrophic backtracking"',
  },
];

const bar = 10;

/** NodeGoat's known lines: how many of them are found, each as what it is; the peer's findings count whatever they say. */
export async function measure(options: BenchOptions): Promise<readonly Row[]> {
  const root = join(options.projects, 'NodeGoat');
  const what = 'NodeGoat, known lines';
  if (!existsSync(root))
    return [
      { what, peer: '–', ours: 'no such folder', bar: `≥ ${bar}`, met: false, inSample: true, note: root },
    ];
  const { issues, texts } = await scanTree(root, (path) => /^(?:app|config)\/|^server\.js$/.test(path));
  const linted = lint(
    options.work,
    [...texts].filter(([path]) => path.endsWith('.js')).map(([path, text]) => ({ path, text })),
  );
  let ours = 0;
  let peer = 0;
  for (const known of knownLines) {
    const line = lineOf(texts.get(known.path) ?? '', known);
    const found = issues.some(
      ({ path, ruleId, span }) =>
        path === known.path &&
        covers(span, line) &&
        known.classes.some((id) => ruleId === `javascript-${id}`),
    );
    if (found) ours += 1;
    if (typeof linted !== 'string' && linted[known.path]?.some((one) => covers(one, line))) peer += 1;
    if (options.verbose) console.log(`${found ? 'found ' : 'MISSED'} ${known.path}:${line} ${known.reason}`);
  }
  const of = knownLines.length;
  return [
    {
      what,
      peer:
        typeof linted === 'string' ? linted : `eslint-security + sonarjs + no-unsanitized ${peer} of ${of}`,
      ours: `${ours} of ${of}`,
      bar: `≥ ${bar}`,
      met: ours >= bar,
      inSample: true,
    },
  ];
}

/** The line of a known weakness, from 1. Comments that repeat it do not count. */
function lineOf(text: string, known: KnownLine): number {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes(known.text) && !/^\s*(?:\/\/|\*)/.test(line));
  if (at < 0)
    throw new Error(
      `${known.path} has no line with ${JSON.stringify(known.text)}: another version of NodeGoat?`,
    );
  return at + 1;
}
