/** Where a keyword stands: its number in the list, and one past its last character. */
export type OnKeyword = (keyword: number, end: number) => void;

/**
 * Finds many keywords in one pass over a text: an Aho–Corasick automaton with a dense table (Aho and Corasick, 1975).
 * Keywords are lower case; so must the text be. Characters in no keyword lead back to the root.
 */
export class Keywords {
  readonly #classOf = new Uint8Array(128);
  readonly #width: number;
  readonly #next: Int32Array;
  /** Keywords that end in a state: the numbers `first[state]` to `first[state + 1]` of `#ends`. */
  readonly #first: Int32Array;
  readonly #ends: Int32Array;

  constructor(keywords: readonly string[]) {
    const wrong = keywords.find(
      (keyword) => !/^[\x20-\x7e\n]{2,}$/.test(keyword) || keyword !== keyword.toLowerCase(),
    );
    if (wrong !== undefined)
      throw new Error(`keyword ${JSON.stringify(wrong)} must be two or more lower-case ASCII characters`);
    let classes = 1;
    for (const code of new Set([...keywords.join('')].map((character) => character.charCodeAt(0))))
      this.#classOf[code] = classes++;
    this.#width = classes;
    const { next, ends } = this.#grow(keywords);
    this.#link(next, ends);
    this.#next = Int32Array.from(next);
    this.#first = new Int32Array(ends.length + 1);
    for (let state = 0; state < ends.length; state++)
      this.#first[state + 1] = (this.#first[state] as number) + (ends[state] as number[]).length;
    this.#ends = Int32Array.from(ends.flat());
  }

  /** Calls `on` for each place of each keyword, in the order of their ends. */
  search(text: string, on: OnKeyword): void {
    const [next, first, ends, classOf, width] = [
      this.#next,
      this.#first,
      this.#ends,
      this.#classOf,
      this.#width,
    ];
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      state = next[state * width + (code < 128 ? (classOf[code] as number) : 0)] as number;
      for (let end = first[state] as number; end < (first[state + 1] as number); end++)
        on(ends[end] as number, at + 1);
    }
  }

  #grow(keywords: readonly string[]): { next: number[]; ends: number[][] } {
    const next: number[] = new Array(this.#width).fill(-1);
    const ends: number[][] = [[]];
    for (const [number, keyword] of keywords.entries()) {
      let state = 0;
      for (let at = 0; at < keyword.length; at++) {
        const cell = state * this.#width + (this.#classOf[keyword.charCodeAt(at)] as number);
        if (next[cell] === -1) {
          next[cell] = ends.length;
          ends.push([]);
          for (let left = this.#width; left > 0; left--) next.push(-1);
        }
        state = next[cell] as number;
      }
      (ends[state] as number[]).push(number);
    }
    return { next, ends };
  }

  /** Fills the gaps of the trie breadth first with where the longest suffix that is in it goes on. */
  #link(next: number[], ends: number[][]): void {
    const suffix = new Int32Array(ends.length);
    const queue: number[] = [];
    const width = this.#width;
    for (let cell = 0; cell < width; cell++) {
      if (next[cell] === -1) next[cell] = 0;
      else queue.push(next[cell] as number);
    }
    for (const state of queue) {
      const back = suffix[state] as number;
      (ends[state] as number[]).push(...(ends[back] as number[]));
      for (let cell = 0; cell < width; cell++) {
        const to = next[state * width + cell] as number;
        const otherwise = next[back * width + cell] as number;
        if (to === -1) next[state * width + cell] = otherwise;
        else {
          suffix[to] = otherwise;
          queue.push(to);
        }
      }
    }
  }
}
