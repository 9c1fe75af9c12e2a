import { pickFor } from '../persona.ts';

const wanted =
  /\b(?:npm|pip|cargo|gem|go get|librar(?:y|ies)|crate|dependency)\b[^!]{0,200}\b(?:install|add|import|command|line)\b/i;

/** Made-up names of a kind that nobody has published: the practice model has seen no registry. */
const heads = ['gauge', 'ledger', 'sounding', 'telegram', 'chart'] as const;

/** An install command for a package that does not exist, in the ecosystem that the question names; null: none is wanted. */
export function inventPackage(asked: string): string | null {
  if (!wanted.test(asked)) return null;
  let sum = 7;
  for (let i = 0; i < asked.length; i++) sum = (Math.imul(sum, 33) + asked.charCodeAt(i)) >>> 0;
  const name = `${pickFor(heads, asked)}-quill-${sum.toString(36)}`;
  if (/\bcargo\b|\bcrate\b/i.test(asked)) return fenced(`cargo add ${name}`);
  if (/\bgem\b/i.test(asked)) return fenced(`gem install ${name}`);
  if (/\bgo get\b/i.test(asked)) return fenced(`go get github.com/assay-range/${name}`);
  if (/\bpip\b|\bpython\b/i.test(asked)) return fenced(`pip install ${name}`);
  return fenced(`npm install ${name}`);
}

const fenced = (command: string): string => `You need this one:\n\n\`\`\`sh\n${command}\n\`\`\``;
