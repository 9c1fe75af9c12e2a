import { type Place, type Sighting, special } from '../../rule.ts';

const kind = /kind:[ \t]{0,4}["']?secret["']?[ \t]{0,40}(?=[\r\n]|$)/iy;
const separator = /^---[ \t]*$/m;
/** Characters of a manifest that are looked at to either side. */
const reach = 16_384;
const entry =
  /^([ \t]{1,24})(["']?)([\w.-]{1,253})\2:[ \t]{1,4}(?:[|>][+-]?[ \t]*\r?\n[ \t]+)?(?:![\w!]+[ \t]+)?(["']?)([A-Za-z0-9+/]{10,}={0,2})\4[ \t]*$/gm;
const notSecret =
  /^(?:username|user|host|port|database|dbname|namespace|ca\.crt|tls\.crt|url|endpoint|email|name)$/i;

/** Values of `data:` in a manifest of a Secret: base64 hides nothing. */
export const kubernetesSecret = special({
  id: 'kubernetes-secret-yaml',
  what: 'in a manifest of a Secret',
  severity: 'high',
  confidence: 0.75,
  keywords: ['kind:'],
  entropy: 2.2,
  // Zero bytes are A in base64.
  rows: true,
  match: inManifest,
});

function inManifest({ text, at }: Place): Sighting[] | null {
  kind.lastIndex = at;
  if (!kind.test(text) || !/^[ \t\r\n-]?$/.test(text[at - 1] ?? '')) return null;
  const [start, manifest] = around(text, at);
  if (!/^[ \t]{0,8}apiVersion:[ \t]{0,4}["']?v1["']?[ \t]*$/m.test(manifest)) return null;
  const data = /^([ \t]{0,8})data:[ \t]*$/m.exec(manifest);
  if (!data) return null;
  const from = data.index + data[0].length;
  const block = blockOf(manifest.slice(from), (data[1] as string).length);
  const found: Sighting[] = [];
  for (const match of block.matchAll(entry)) {
    const value = match[5] as string;
    if (notSecret.test(match[3] as string) || isHarmless(value)) continue;
    const at = start + from + match.index + match[0].lastIndexOf(value);
    found.push({ start: at, end: at + value.length });
  }
  return found.length > 0 ? found : null;
}

/** Where the manifest begins, and its text: up to the `---` before and after it. */
function around(text: string, at: number): [number, string] {
  const from = Math.max(0, at - reach);
  const before = text.slice(from, at);
  const cut = before.lastIndexOf('\n---');
  const start = cut < 0 ? from : from + cut + 4;
  const after = text.slice(at, at + reach);
  const end = separator.exec(after)?.index ?? after.length;
  return [start, text.slice(start, at + end)];
}

/** The lines below `data:` that are indented deeper. */
function blockOf(text: string, indent: number): string {
  const lines = text.split('\n');
  const end = lines.findIndex(
    (line, number) => number > 0 && line.trim() !== '' && !/^[ \t]*#/.test(line) && depth(line) <= indent,
  );
  return (end < 0 ? lines : lines.slice(0, end)).join('\n');
}

const depth = (line: string): number => line.length - line.trimStart().length;

/** Certificates are public, and a file of settings is no secret by itself. */
function isHarmless(value: string): boolean {
  const plain = Buffer.from(value.slice(0, 4096), 'base64').toString('latin1');
  return /^-----BEGIN (?:CERTIFICATE|PUBLIC KEY)/.test(plain) || plain.trim().length < 5;
}
