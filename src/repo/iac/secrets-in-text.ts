/** Words that name a secret, as keys of settings. */
export const secretKey =
  /(?:pass(?:word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credentials?)(?:_id|_?key|_?value)?$/i;

const assignment =
  /(?:^|[\s;"'{,])(?:export\s+|set\s+)?["']?([A-Za-z][\w.-]{1,60})["']?\s{0,4}[=:]\s{0,4}\\?["']?([^\s"'\\;,}]{4,200})/g;

/** The name of a setting in `text` that holds a secret in clear text; null where there is none. */
export function secretAssignment(text: string): string | null {
  const readable = text.slice(0, 100_000);
  if (/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/.test(readable)) return 'AWS access key id';
  if (/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(readable)) return 'private key';
  for (const [, name, value] of readable.matchAll(assignment)) {
    if (name && value && secretKey.test(name) && isLiteral(value)) return name;
  }
  return null;
}

/** A value that stands there itself: no variable, path, reference, placeholder or template. */
export const isLiteral = (value: string): boolean =>
  value.length >= 4 &&
  !/^[$<%{(/~`]|\$\{|\{\{|^(?:true|false|null|none|nil|changeme|xxx+|\*+|arn:|https?:|\/)|\.(?:pem|key|json|txt|ya?ml)$/i.test(
    value,
  );
