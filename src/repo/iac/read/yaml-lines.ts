import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import type { Span } from '../../issue.ts';
import { type Mapping, scalar, type Value } from '../value.ts';

/** What a tag means ("!Ref"): given the value as written. Null: the value as it is. */
export type TagReader = (tag: string, value: Value) => Value | null;

export interface YamlRead {
  readonly documents: readonly Value[];
  /** Why something was not read. */
  readonly broken: readonly string[];
}

const nodesMost = 200_000;
const depthMost = 100;
const bytesMost = 2_000_000;

/**
 * YAML (and JSON, which is YAML) as values with their places. Anchors are followed with a budget of nodes, so that
 * a small file cannot become a huge value. Documents that do not parse are named in `broken`; the others are read.
 */
export function readYaml(text: string, readTag: TagReader = () => null): YamlRead {
  if (text.length > bytesMost) return { documents: [], broken: [`is larger than ${bytesMost} characters`] };
  if (text.includes('\0')) return { documents: [], broken: ['holds NUL bytes'] };
  if (nesting(text) > depthMost) return { documents: [], broken: [`is nested deeper than ${depthMost}`] };
  const lines = new LineCounter();
  try {
    const documents: Value[] = [];
    const broken: string[] = [];
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      logLevel: 'silent',
      uniqueKeys: false,
      merge: true,
    });
    const reader = new Reader(lines, readTag);
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const error = document.errors[0];
      if (error) broken.push(`does not parse: line ${lines.linePos(error.pos[0]).line}`);
      else if (document.contents) documents.push(reader.read(document.contents as Node));
    }
    return { documents, broken };
  } catch (error) {
    return {
      documents: [],
      broken: [error instanceof TooMuch ? error.message : 'does not parse: nested too deeply'],
    };
  }
}

class TooMuch extends Error {}

/** How deep brackets nest, or indented lists on one line: what makes a recursive reader run out of stack. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let indent = 0;
  let atStart = true;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === 91 || char === 123) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (char === 93 || char === 125) depth = Math.max(0, depth - 1);
    else if (char === 10) {
      atStart = true;
      indent = 0;
    }
    if (atStart && char !== 10) {
      if (char === 45 || char === 63) indent += 1;
      else if (char !== 32) atStart = false;
      if (indent > deepest) deepest = indent;
    }
  }
  return deepest;
}

class Reader {
  readonly #lines: LineCounter;
  readonly #readTag: TagReader;
  readonly #anchors = new Map<string, Node>();
  #nodes = 0;

  constructor(lines: LineCounter, readTag: TagReader) {
    this.#lines = lines;
    this.#readTag = readTag;
  }

  read(node: Node | null, depth = 0): Value {
    this.#nodes += 1;
    if (this.#nodes > nodesMost) throw new TooMuch(`its anchors unfold to more than ${nodesMost} values`);
    if (depth > depthMost) throw new TooMuch(`is nested deeper than ${depthMost}`);
    const span = this.#span(node);
    if (node === null) return scalar(null, span);
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      return target ? this.read(target, depth + 1) : scalar(null, span);
    }
    if ('anchor' in node && node.anchor) this.#anchors.set(node.anchor, node);
    const value = this.#plain(node, span, depth);
    const tag = node.tag;
    return (tag?.startsWith('!') && this.#readTag(tag, value)) || value;
  }

  #plain(node: Node, span: Span, depth: number): Value {
    if (isSeq(node)) {
      return { kind: 'list', items: node.items.map((item) => this.read(item as Node, depth + 1)), span };
    }
    if (isMap(node)) return this.#map(node, span, depth);
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return scalar(value, span);
    return scalar(value === null || value === undefined ? null : String(value), span);
  }

  #map(node: YAMLMap, span: Span, depth: number): Mapping {
    const entries = new Map<string, Value>();
    const keys = new Map<string, Span>();
    const merged: Mapping[] = [];
    for (const pair of node.items as Pair<Node, Node>[]) {
      const key = isScalar(pair.key) ? String(pair.key.value) : null;
      const value = this.read(pair.value, depth + 1);
      if (key === null) continue;
      if (key === '<<')
        merged.push(...(value.kind === 'list' ? value.items : [value]).filter((one) => one.kind === 'map'));
      else {
        entries.set(key, value);
        keys.set(key, this.#span(pair.key));
      }
    }
    for (const other of merged) {
      for (const [key, value] of other.entries) {
        if (entries.has(key)) continue;
        entries.set(key, value);
        keys.set(key, span);
      }
    }
    return { kind: 'map', entries, keys, span };
  }

  #span(node: Node | null): Span {
    const range = node?.range;
    if (!range) return { line: 1, column: 0, endLine: 1, endColumn: 0 };
    const start = this.#lines.linePos(range[0]);
    const end = this.#lines.linePos(range[1]);
    return { line: start.line, column: start.col - 1, endLine: end.line, endColumn: end.col - 1 };
  }
}
