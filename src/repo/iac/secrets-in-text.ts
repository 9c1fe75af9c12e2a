import { decodeBase64 } from './base64.ts';

/** Words that name a secret, as keys of settings. */
export const secretKey =
  /(?:pass(?:word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credentials?)(?:_id|_?key|_?value)?$/i;

const assignment =
  /(?:^|[\s;"'{,])(?:export\s+|set\s+)?["']?([A-Za-z][\w.-]{1,60})["']?\s{0,4}[=:]\s{0,4}\\?["']?([^\s"'\\;,}]{4,200})/g;

/** The secrets that stand in `text` in clear: key ids, private keys, values of settings that are named like secrets. */
export function secretsIn(text: string): readonly string[] {
  const readable = text.slice(0, 100_000);
  const ids = readable.match(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g) ?? [];
  const keys = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(readable)
    ? readable.split(/\s+/).filter((line) => /^[A-Za-z0-9+/=]{24,}$/.test(line))
    : [];
  const values = [...readable.matchAll(assignment)].flatMap(([, name, value]) =>
    name && value && secretKey.test(name) && isLiteral(value) ? [value] : [],
  );
  return [...ids, ...keys, ...values];
}

/** The same, also where the text is packed in base64: then the packed text is a secret too. */
export function secretsInData(text: string): readonly string[] {
  const plain = secretsIn(text);
  const packed = plain.length === 0 ? secretsIn(decodeBase64(text)) : [];
  return packed.length > 0 ? [...packed, text.trim()] : plain;
}

/** A value that stands there itself: no variable, path, reference, placeholder or template. */
export const isLiteral = (value: string): boolean =>
  value.length >= 4 &&
  !/^[$<%{(/~`]|\$\{|\{\{|^(?:true|false|null|none|nil|changeme|xxx+|\*+|arn:|https?:|\/)|\.(?:pem|key|json|txt|ya?ml)$/i.test(
    value,
  );
