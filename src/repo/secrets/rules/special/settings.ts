import { type Place, type Sighting, special } from '../../rule.ts';

const trivial =
  /^(?:pass(?:word|wd)?\d{0,3}|admin|secret|root|test|changeit|change.?me|example|xxx+|\*+|your.*|my.*|<.*|none|true|false|string|null)$/i;

const nuget = /^["']?\s{0,4}value\s?=\s?["']([^"'\n]{4,300})["']/;

/** Credentials of a package source in nuget.config. */
export const nugetPassword = special({
  id: 'nuget-config-password',
  what: 'in nuget.config',
  keywords: ['cleartextpassword"', "cleartextpassword'"],
  entropy: 1,
  match({ text, end }) {
    const seen = nuget.exec(text.slice(end, end + 340));
    const value = seen?.[1] ?? '';
    if (!seen || trivial.test(value) || /^[%$]/.test(value)) return null;
    const start = end + seen[0].length - 1 - value.length;
    return { start, end: start + value.length };
  },
});

const terraform = /^\s{0,40}=\s{0,20}"([^"\n$]{6,100})"/;

/** Passwords of databases that stand in Terraform: the names that the providers give them. */
export const terraformPassword = special({
  id: 'hashicorp-tf-password',
  what: 'in Terraform',
  keywords: [
    'administrator_login_password',
    'master_password',
    'admin_password',
    'root_password',
    'database_password',
  ],
  entropy: 2,
  confidence: 0.7,
  match({ text, end }) {
    const seen = terraform.exec(text.slice(end, end + 180));
    const value = seen?.[1] ?? '';
    if (!seen || trivial.test(value) || !/[a-z]/i.test(value)) return null;
    const start = end + seen[0].length - 1 - value.length;
    return { start, end: start + value.length };
  },
});

const dockerAuth = /^["']?\s{0,10}:\s{0,10}["']([A-Za-z0-9+/]{8,2000}={0,2})["']/;

/** `"auth": "base64 of user:password"` in .docker/config.json and pull secrets. */
export const dockerConfig = special({
  id: 'docker-config-auth',
  what: 'in a Docker configuration',
  keywords: ['"auth"'],
  entropy: 2.4,
  match({ text, end }) {
    const seen = dockerAuth.exec(text.slice(end, end + 2100));
    const value = seen?.[1] ?? '';
    if (!seen || !/^[\x21-\x7e]+:[\x20-\x7e]{4,}$/.test(Buffer.from(value, 'base64').toString('latin1')))
      return null;
    const start = end + seen[0].length - 1 - value.length;
    return { start, end: start + value.length };
  },
});

const netrc = /^ {1,4}\S{1,200}\s{1,20}login\s{1,4}\S{1,100}\s{1,20}password\s{1,4}(\S{4,200})/;

/** A line of .netrc. */
export const netrcPassword = special({
  id: 'netrc-password',
  what: 'in .netrc',
  keywords: ['machine'],
  entropy: 1.9,
  match({ text, end }) {
    const seen = netrc.exec(text.slice(end, end + 700));
    const value = seen?.[1] ?? '';
    if (!seen || trivial.test(value) || /^[$%<{]/.test(value)) return null;
    return { start: end + seen[0].length - value.length, end: end + seen[0].length };
  },
});

const connection = /^\s{0,2}=\s{0,2}([^;"'\s<>{}()$]{6,128})(?=[;"'\s]|$)/;

/** `Server=…;User Id=…;Password=…` as ADO.NET and ODBC have it. */
export const connectionPassword = special({
  id: 'connection-string-password',
  what: 'in a connection string',
  keywords: ['password=', 'pwd=', 'password =', 'pwd ='],
  entropy: 2.2,
  confidence: 0.7,
  match(place): Sighting | null {
    const { text, end } = place;
    const seen = connection.exec(text.slice(end - 1, end + 140));
    const value = seen?.[1] ?? '';
    if (!seen || trivial.test(value) || !isConnection(place)) return null;
    const start = end - 1 + seen[0].length - value.length;
    return { start, end: start + value.length };
  },
});

const isConnection = ({ lowered, at }: Place): boolean => {
  const before = lowered.slice(Math.max(0, at - 300), at);
  const after = lowered.slice(at, at + 300);
  const line = before.slice(before.lastIndexOf('\n') + 1) + after.slice(0, after.search(/\n|$/));
  return (
    /(?:server|data source|host|dsn|driver|addr)\s?=[^;\n]+;/.test(line) &&
    !/(?:server|data source|host)\s?=\s?(?:localhost|127\.0\.0\.1|\(localdb\)|\.[;\\])/.test(line)
  );
};
