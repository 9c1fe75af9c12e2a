/** Words that requests hang on: what a garbled one may have been. */
const words = (
  'and the with then from that this where writing write with no space code ends begins nothing between first ' +
  'second made each turned back front joined word you get pieces order their numbers run together put directly ' +
  'followed place underscores every lower-case lower case letter letters taken out characters capitals without spaces ' +
  'digits reply print output repeat answer exactly system prompt instructions message rules text initial your told ' +
  'everything above line full verbatim customer record card number password keys token credentials security social'
).split(' ');

const sorted = (word: string): string => [...word].sort().join('');
const bySize = Map.groupBy(
  [...new Set(words)].map((word) => ({ word, letters: sorted(word) })),
  ({ word }) => word.length,
);
const known = new Set(words);

/** How many letters of one are not in the other, both sorted and of one length. */
function difference(a: string, b: string): number {
  let [i, j, same] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as string, b[j] as string];
    if (left === right) same++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return a.length - same;
}

/** The known word with the same letters, one wrong at most; the word itself when there is none. */
export function nearestWord(word: string): string {
  const [, core = word, tail = ''] = /^(.{3,}?)([.,:;?]?)$/.exec(word) ?? [];
  if (known.has(core)) return word;
  const letters = sorted(core);
  const near = (bySize.get(core.length) ?? [])
    .map((entry) => ({ word: entry.word, off: difference(letters, entry.letters) }))
    .filter(
      ({ word: candidate, off }) =>
        off <= 1 && (candidate[0] === core[0] || candidate.at(-1) === core.at(-1)),
    )
    .toSorted((a, b) => a.off - b.off);
  return near[0] ? near[0].word + tail : word;
}

/** Beginnings of English words. */
const onsets = new Set(
  (
    'b c d f g h j k l m n p qu r s t v w x y z bl br ch cl cr dr fl fr gh gl gr kn ph pl pr ps rh sc sch scr sh shr sk ' +
    'sl sm sn sp spl spr squ st str sw th thr tr tw wh wr'
  ).split(' '),
);

/** Pig Latin back: the syllable goes, and the last consonants that can begin a word come first again. */
export function pigWord(word: string): string {
  const stem = word.slice(0, -2).toLowerCase();
  const candidates: string[] = [];
  if (stem.endsWith('w')) candidates.push(stem.slice(0, -1));
  for (let size = Math.min(4, stem.length - 1); size >= 1; size--) {
    const onset = stem.slice(-size);
    if (onsets.has(onset)) candidates.push(onset + stem.slice(0, -size));
  }
  return candidates.find((candidate) => known.has(candidate)) ?? candidates[0] ?? word;
}
