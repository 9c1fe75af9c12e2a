import type { PageNode } from './page-dom.ts';

declare const document: PageNode;
declare function getComputedStyle(element: PageNode): Record<string, string>;
declare const nodesIn: typeof import('./page-dom.ts').nodesIn;

interface Painted {
  blocks: PageNode[][];
  before: Map<PageNode, { was: string; is: string }>;
}
const painted: Painted = { blocks: [], before: new Map() };

/** Every text of the page, block by block: what stands in one line may be spread over many nodes. */
export function blocks(): string[] {
  const groups = new Map<PageNode, PageNode[]>();
  for (const node of nodesIn(document)) {
    if (node.nodeType !== 3 || (node.nodeValue ?? '').trim() === '') continue;
    let at: PageNode | null = node.parentElement;
    while (at?.parentElement && /^(?:inline|contents)/.test(getComputedStyle(at).display ?? ''))
      at = at.parentElement;
    const block = at ?? document;
    groups.set(block, [...(groups.get(block) ?? []), node]);
  }
  painted.blocks = [...groups.values()];
  return painted.blocks.map((group) => group.map((node) => node.nodeValue ?? '').join(''));
}

/** Writes over blocks: a text where one is given, nothing where it is null. */
export function paint(texts: readonly (string | null)[]): void {
  for (const [index, text] of texts.entries()) {
    if (text === null) continue;
    for (const [at, node] of (painted.blocks[index] ?? []).entries()) {
      const is = at === 0 ? text : '';
      painted.before.set(node, { was: node.nodeValue ?? '', is });
      (node as { nodeValue: string }).nodeValue = is;
    }
  }
}

/** Undoes `paint`, but for what the page has changed since. */
export function restore(): void {
  for (const [node, { was, is }] of painted.before) {
    if (node.nodeValue === is) (node as { nodeValue: string }).nodeValue = was;
  }
  painted.before.clear();
}
