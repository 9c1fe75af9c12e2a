import { registry } from '#src/core/registry.ts';
import { adversarialSuffix } from './adversarial-suffix.ts';
import { asciiArt } from './ascii-art.ts';
import { asciiSmuggling } from './ascii-smuggling.ts';
import { ascii85 } from './ascii85.ts';
import { atbash } from './atbash.ts';
import { authoritativeMarkup } from './authoritative-markup.ts';
import { authority } from './authority.ts';
import { badLikertJudge } from './bad-likert-judge.ts';
import { base32 } from './base32.ts';
import { base64 } from './base64.ts';
import { base2048 } from './base2048.ts';
import { bestOfN } from './best-of-n.ts';
import { bidi } from './bidi.ts';
import { bijection } from './bijection.ts';
import { binary } from './binary.ts';
import { braille } from './braille.ts';
import { caesar } from './caesar.ts';
import { camelcase } from './camelcase.ts';
import { charSwap } from './char-swap.ts';
import { characterCodes } from './character-codes.ts';
import { characterSpace } from './character-space.ts';
import { citation } from './citation.ts';
import { codeChameleon } from './code-chameleon.ts';
import { contextFlooding } from './context-flooding.ts';
import { crescendo } from './crescendo.ts';
import { diacritics } from './diacritics.ts';
import { emojiSmuggling } from './emoji-smuggling.ts';
import { emotionalAppeal } from './emotional-appeal.ts';
import { enclosedLetters } from './enclosed-letters.ts';
import { firstLetter } from './first-letter.ts';
import { footInTheDoor } from './foot-in-the-door.ts';
import { fullwidth } from './fullwidth.ts';
import { futureTense } from './future-tense.ts';
import { goat } from './goat.ts';
import { hex } from './hex.ts';
import { homoglyph } from './homoglyph.ts';
import { hydra } from './hydra.ts';
import { jailbreak } from './jailbreak.ts';
import { jsonEmbedding } from './json-embedding.ts';
import { leetspeak } from './leetspeak.ts';
import { manyShot } from './many-shot.ts';
import { markdownImage } from './markdown-image.ts';
import { mathPrompt } from './math-prompt.ts';
import { mime } from './mime.ts';
import { morse } from './morse.ts';
import { nato } from './nato.ts';
import { negationTrap } from './negation-trap.ts';
import { pair } from './pair.ts';
import { pastTense } from './past-tense.ts';
import { payloadSplitting } from './payload-splitting.ts';
import { persona } from './persona.ts';
import { persuasion } from './persuasion.ts';
import { pigLatin } from './pig-latin.ts';
import { plain } from './plain.ts';
import { poetry } from './poetry.ts';
import { policyPuppetry } from './policy-puppetry.ts';
import { prefixInjection } from './prefix-injection.ts';
import { punctuationNoise } from './punctuation-noise.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { randomCaps } from './random-caps.ts';
import { refusalSuppression } from './refusal-suppression.ts';
import { repeatedToken } from './repeated-token.ts';
import { reverse } from './reverse.ts';
import { rot13 } from './rot13.ts';
import { sandwich } from './sandwich.ts';
import { skeletonKey } from './skeleton-key.ts';
import { sneakyBits } from './sneaky-bits.ts';
import { specialTokens } from './special-tokens.ts';
import { staticRefinement } from './static.ts';
import { superscript } from './superscript.ts';
import { tap } from './tap.ts';
import { toolOutput } from './tool-output.ts';
import { unicodeEscapes } from './unicode-escapes.ts';
import { url } from './url.ts';
import { uuencode } from './uuencode.ts';
import { vigenere } from './vigenere.ts';
import { wordSplit } from './word-split.ts';
import { zalgo } from './zalgo.ts';
import { zeroWidth } from './zero-width.ts';

/** Every way of asking for a goal, in alphabetical order. */
export const strategies = registry('strategy', [
  adversarialSuffix,
  asciiArt,
  asciiSmuggling,
  ascii85,
  atbash,
  authoritativeMarkup,
  authority,
  badLikertJudge,
  base2048,
  base32,
  base64,
  bestOfN,
  bidi,
  bijection,
  binary,
  braille,
  caesar,
  camelcase,
  charSwap,
  characterCodes,
  characterSpace,
  citation,
  codeChameleon,
  contextFlooding,
  crescendo,
  diacritics,
  emojiSmuggling,
  emotionalAppeal,
  enclosedLetters,
  firstLetter,
  footInTheDoor,
  fullwidth,
  futureTense,
  goat,
  hex,
  homoglyph,
  hydra,
  jailbreak,
  jsonEmbedding,
  leetspeak,
  manyShot,
  markdownImage,
  mathPrompt,
  mime,
  morse,
  nato,
  negationTrap,
  pair,
  pastTense,
  payloadSplitting,
  persona,
  persuasion,
  pigLatin,
  plain,
  poetry,
  policyPuppetry,
  prefixInjection,
  punctuationNoise,
  quotedPrintable,
  randomCaps,
  refusalSuppression,
  repeatedToken,
  reverse,
  rot13,
  sandwich,
  skeletonKey,
  sneakyBits,
  specialTokens,
  staticRefinement,
  superscript,
  tap,
  toolOutput,
  unicodeEscapes,
  url,
  uuencode,
  vigenere,
  wordSplit,
  zalgo,
  zeroWidth,
]);
