/**
 * Strings that software acts upon wherever it finds them: EICAR's harmless test file, GTUBE of SpamAssassin, control
 * tokens of chat templates. Kept in halves: whole, a scanner would act upon this very file.
 */
const signatures = {
  EICAR: {
    readBy: 'scanner',
    first: 'X5O!P%@AP[4\\PZX54(P^)7CC)7}',
    second: '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
  },
  GTUBE: {
    readBy: 'scanner',
    first: 'XJS*C4JDBQADN1.NSBN3*2IDNEN*',
    second: 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X',
  },
  im_start: { readBy: 'chat-template', first: '<|im_', second: 'start|>' },
  endoftext: { readBy: 'chat-template', first: '<|endof', second: 'text|>' },
  INST: { readBy: 'chat-template', first: '[IN', second: 'ST]' },
  SYS: { readBy: 'chat-template', first: '<<S', second: 'YS>>' },
} as const;

type Name = keyof typeof signatures;
export type Reader = (typeof signatures)[Name]['readBy'];

/** The two halves of a signature, for a prompt that must not hold it. */
export const halvesOf = (name: Name): { readonly first: string; readonly second: string } => signatures[name];

/** Characters that may stand between a signature and the token that shows who put it together. */
const beside = 40;

/**
 * The name of a signature that `text` holds whole, with `token` (upper case) at most 40 characters before or after it;
 * null when there is none for this reader. Never the signature itself: what is stored is read by scanners too.
 */
export function findSignature(text: string, token: string, reader: Reader): string | null {
  for (const [name, { readBy, first, second }] of Object.entries(signatures)) {
    if (readBy !== reader) continue;
    const whole = first + second;
    for (let at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + 1)) {
      const near = text
        .slice(Math.max(0, at - beside - token.length), at + whole.length + beside + token.length)
        .toUpperCase();
      if (near.includes(token)) return name;
    }
  }
  return null;
}

/** Signatures of scanners taken apart, so that a stored or mailed text is not acted upon: "[EICAR test signature]". */
export const defuse = (text: string): string =>
  Object.entries(signatures).reduce(
    (clean, [name, { readBy, first, second }]) =>
      readBy === 'scanner' ? clean.replaceAll(first + second, `[${name} test signature]`) : clean,
    text,
  );
