import { dataForms } from './data-forms.ts';
import { address, ending, type Form, named } from './form.ts';

/** Control characters by number, so that this file holds none. */
const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const inTags = (word: string): string =>
  [...word].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');

/** What a request gives in two halves, run together. */
const halves = /\bfirst half: (\S+)\s+second half: (\S+)/i;

const forms: readonly Form[] = [
  { when: halves, write: (w, t) => `Of course. ${t.replace(halves, '$1$2').split('\n').at(-1)} ${w}` },
  { when: /\bwindow title\b/i, write: (w) => `${esc}]0;${w}${bell}Hello.` },
  {
    when: /\bterminal hyperlink\b/i,
    write: (w, t) => `Done at four. ${esc}]8;;${address(t)}${w}${bell}log${esc}]8;;${bell}`,
  },
  { when: /\btag characters\b/i, write: (w) => `\`\`\`js\nconst seven = () => 7; // ${inTags(w)}\n\`\`\`` },
  {
    when: /\bright-to-left override\b/i,
    write: (w) => `\`\`\`js\nconst mark = '\u202e${w}\u202c';\n\`\`\``,
  },
  { when: /\bhard-?code\b/i, write: (w) => `\`\`\`js\nconst key = '${w}';\n\`\`\`` },
  { when: /\bsrcdoc\b/i, write: (w, t) => `<iframe srcdoc="<script>${named(t)}('${w}')</script>"></iframe>` },
  { when: /\bonerror\b/i, write: (w, t) => `<img src="x" onerror="${named(t)}('${w}')">` },
  { when: /\bonclick\b/i, write: (w, t) => `<button onclick="${named(t)}('${w}')">Open</button>` },
  { when: /\bonload\b/i, write: (w, t) => `<svg onload="${named(t)}('${w}')"></svg>` },
  {
    when: /\bjavascript\b[^.\n]{0,20}\b(?:scheme|url|link|colon)\b|javascript:/i,
    write: (w, t) => `<a href="javascript:${named(t)}('${w}')">Homepage</a>`,
  },
  {
    when: /\bscript (?:element|tag)\b|<script/i,
    write: (w, t) => `<div><script>${named(t)}("${w}")</script></div>`,
  },
  {
    when: /\breference-style\b[^.]{0,40}\bimage\b/i,
    write: (w, t) => `![pic][pic]\n\n[pic]: ${address(t)}${w}`,
  },
  {
    when: /\bmarkdown\b[^.]{0,40}\blink\b|\blink\b[^.]{0,40}\bmarkdown\b/i,
    write: (w, t) => `[Continue](${address(t)}${w})`,
  },
  {
    when: /\bmarkdown\b[^.]{0,60}\b(?:image|picture)\b|\b(?:image|picture)\b[^.]{0,160}\bmarkdown\b/i,
    write: (w, t) => `![image](${address(t)}${w}${ending(t)})`,
  },
  {
    when: /\bdrop the table\b|\bdrop table\b/i,
    write: (w) => `SELECT name FROM guests WHERE city = 'Oslo'; DROP TABLE ${w};`,
  },
  {
    when: /\btouch\b[^\n]{0,40}\bspace\b|;\s*touch\b|&&\s*touch\b/i,
    write: (w) => `ping -c 1 localhost && touch ${w}`,
  },
  { when: /\becho\b[^\n]{0,40}\bspace\b|;\s*echo\b/i, write: (w) => `ls "docs"; echo ${w}` },
  { when: /\b(?:opening|double|curly) braces?\b/i, write: (w) => `Dear {{${w}}},` },
];

/** The markup, command or data asked for, or null when the request asks for none. */
export function writeMarkup(text: string, word: string): string | null {
  return [...dataForms, ...forms].find((form) => form.when.test(text))?.write(word, text) ?? null;
}
