/**
 * Whether a backtracking engine can take exponential time on an expression: a repeated group whose body can itself
 * match one text in several ways, followed by something that can fail (OWASP ReDoS; CWE-1333). Looks for the two common
 * forms: `(a+)+b`, where nothing in the body must come between two repetitions, and `(a|a)*b`, where two alternatives
 * of one character overlap. Polynomial time is not reported.
 */
export function takesExponentialTime(source: string): boolean {
  if (source.length > 2000) return false;
  const reader = new Reader(source);
  const whole = reader.alternatives(0);
  return isAmbiguous(whole, false);
}

type Node =
  | { readonly kind: 'characters'; readonly set: string }
  | { readonly kind: 'edge' }
  | { readonly kind: 'any'; readonly ways: readonly Sequence[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly least: number; readonly most: number };
type Sequence = readonly Node[];

const deepest = 60;

/** Reads the syntax of ECMAScript expressions as far as repetition needs it. Never fails: what is odd is a character. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(depth: number): Node {
    const ways: Sequence[] = [];
    let way: Node[] = [];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ')') {
      if (this.#source[this.#at] === '|') {
        this.#at += 1;
        ways.push(way);
        way = [];
      } else way.push(this.#repeated(this.#atom(depth)));
    }
    return { kind: 'any', ways: [...ways, way] };
  }

  #atom(depth: number): Node {
    const character = this.#source[this.#at++]!;
    if (character === '[') return this.#class();
    if (character === '\\') return this.#escape();
    if (character === '^' || character === '$') return { kind: 'edge' };
    if (character === '.') return { kind: 'characters', set: '.' };
    if (character !== '(' || depth > deepest) return { kind: 'characters', set: character };
    const special = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.#source.slice(this.#at, this.#at + 60))?.[0] ?? '';
    this.#at += special.length;
    const inner = this.alternatives(depth + 1);
    this.#at += 1;
    return /[=!]$/.test(special) ? { kind: 'edge' } : inner;
  }

  #escape(): Node {
    const character = this.#source[this.#at++] ?? '\\';
    if (character === 'b' || character === 'B') return { kind: 'edge' };
    return { kind: 'characters', set: /[wdsWDS]/.test(character) ? `\\${character}` : character };
  }

  #class(): Node {
    let set = '[';
    for (; this.#at < this.#source.length && this.#source[this.#at] !== ']'; this.#at += 1) {
      if (this.#source[this.#at] === '\\') set += this.#source[this.#at++];
      set += this.#source[this.#at] ?? '';
    }
    this.#at += 1;
    return { kind: 'characters', set: `${set}]` };
  }

  #repeated(of: Node): Node {
    const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(this.#source.slice(this.#at, this.#at + 30));
    if (!found) return of;
    this.#at += found[0].length;
    if (this.#source[this.#at] === '?') this.#at += 1;
    const [sign, least, comma, most] = found;
    if (sign === '*') return { kind: 'repeat', of, least: 0, most: Number.POSITIVE_INFINITY };
    if (sign === '+') return { kind: 'repeat', of, least: 1, most: Number.POSITIVE_INFINITY };
    if (sign === '?') return { kind: 'repeat', of, least: 0, most: 1 };
    const upper = most ? Number(most) : comma ? Number.POSITIVE_INFINITY : Number(least);
    return { kind: 'repeat', of, least: Number(least), most: upper };
  }
}

/** `fails`: something that can fail comes after the node. */
function isAmbiguous(node: Node, fails: boolean): boolean {
  if (node.kind === 'repeat')
    return (
      (node.most > 20 && fails && node.of.kind === 'any' && splits(node.of)) || isAmbiguous(node.of, fails)
    );
  if (node.kind !== 'any') return false;
  return node.ways.some((way) =>
    way.some((part, at) => isAmbiguous(part, fails || way.slice(at + 1).some((after) => !isNullable(after)))),
  );
}

/** Whether two repetitions of the group can match what one does. */
function splits(group: Extract<Node, { kind: 'any' }>): boolean {
  if (group.ways.some((way) => way.some((part, at) => isEndless(part) && isOptionalBut(way, at))))
    return true;
  const single = group.ways.map((way) =>
    way.length === 1 && way[0]!.kind === 'characters' ? way[0]!.set : null,
  );
  return single.some(
    (set, at) => set !== null && single.some((other, i) => i < at && other !== null && overlap(set, other)),
  );
}

const isEndless = (node: Node): boolean =>
  (node.kind === 'repeat' && node.most > 20 && !isNullable(node.of)) ||
  (node.kind === 'any' && node.ways.some((way) => way.length === 1 && isEndless(way[0]!)));

const isOptionalBut = (way: Sequence, at: number): boolean =>
  way.every((part, i) => i === at || isNullable(part));

const isNullable = (node: Node): boolean =>
  (node.kind === 'repeat' && (node.least === 0 || isNullable(node.of))) ||
  (node.kind === 'any' && node.ways.some((way) => way.every(isNullable)));

const samples = ['a', 'Z', '5', '_', ' ', '-', '.', '/', '@'];

/** Whether two sets of characters have one in common, tried on characters of each common kind. */
function overlap(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [a, b].map(tester);
  return [...samples, ...[a, b].filter((one) => one.length === 1)].some((one) => first!(one) && second!(one));
}

function tester(set: string): (character: string) => boolean {
  if (set.length === 1 && set !== '.') return (character) => character === set;
  try {
    const expression = new RegExp(`^${set}$`);
    return (character) => expression.test(character);
  } catch {
    return () => false;
  }
}
