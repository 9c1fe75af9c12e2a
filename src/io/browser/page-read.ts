import type { PageNode } from './page-dom.ts';

declare const document: PageNode;
declare const nodesIn: typeof import('./page-dom.ts').nodesIn;
declare const elementsBy: typeof import('./page-dom.ts').elementsBy;
declare const isVisible: typeof import('./page-dom.ts').isVisible;
declare const isLeftOut: typeof import('./page-dom.ts').isLeftOut;
declare const written: typeof import('./page-write.ts').written;
declare const image: typeof import('./page-write.ts').image;

interface Memory {
  texts: Map<PageNode, string>;
  answers: Map<PageNode, string>;
  busy: Set<PageNode>;
}
const memory: Memory = { texts: new Map(), answers: new Map(), busy: new Set() };

/**
 * What reading the page gave: the answer so far, whether the page says that more is coming, and whether the text may be
 * something else than an answer: a name, the question as the page repeats it.
 */
export interface Reading {
  readonly text: string;
  readonly busy: boolean;
  readonly doubtful: boolean;
}

/** Visible signs that an answer is being written. */
export function busySigns(): PageNode[] {
  const signs =
    '[aria-busy="true"], [class*="typing" i], [class*="thinking" i], [class*="spinner" i], [class*="loading" i], [class*="generating" i], [data-testid*="typing" i], [data-testid*="stop" i], [aria-label*="typing" i], [aria-label^="stop" i], [title^="stop" i]';
  return elementsBy(signs).filter(isVisible);
}

/** Remembers the page as it is before a question. `answer` is the selector of answers, or null. */
export function remember(answer: string | null): void {
  memory.texts = new Map(
    nodesIn(document).flatMap((node) => (saying(node) === '' ? [] : [[node, saying(node)]])),
  );
  memory.answers = new Map(answer ? elementsBy(answer).map((node) => [node, written(node, null)]) : []);
  memory.busy = new Set(busySigns());
}

/** What a node says by itself: a text node its text, an image from elsewhere its address. */
export function saying(node: PageNode): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  return node.nodeType === 1 && node.tagName === 'IMG' ? image(node) : '';
}

/** What the page says since `remember`. `lastOnly`: the page is a new one, so that every answer on it is new to us. */
export function read(question: string, answer: string | null, lastOnly: boolean): Reading {
  const busy = busySigns().some((sign) => !memory.busy.has(sign));
  const text = (answer ? readGiven(answer, question, lastOnly) : readFound(question)).slice(0, 1_000_000);
  return { text, busy, doubtful: answer ? isEcho(text, question) : text.length <= 40 };
}

export function readGiven(answer: string, question: string, lastOnly: boolean): string {
  const texts = elementsBy(answer).flatMap((node) => {
    const text = written(node, null);
    const before = memory.answers.get(node);
    if (text === '' || text === before) return [];
    // A log that grows: what is new in it.
    return [before && text.startsWith(before) ? text.slice(before.length).trim() : text];
  });
  // A selector that takes in the questions as well.
  if (texts.length > 1 && isEcho(texts[0] as string, question)) texts.shift();
  return (lastOnly ? (texts.at(-1) ?? '') : texts.join('\n\n')).trim();
}

/** Brings the answer into view. */
export function showAnswer(answer: string | null): void {
  const last = answer ? elementsBy(answer).at(-1) : [...gained().keys()].at(-1)?.parentElement;
  last?.scrollIntoView({ block: 'end' });
}

export function squeeze(text: string): string {
  return text.replace(/[\s`]+/g, '');
}

/** The question as the page repeats it, perhaps with a name and a time beside it. */
export function isEcho(text: string, question: string): boolean {
  const [shown, sent] = [squeeze(text.replace(/!\[[^\]]*\]\([^)]*\)/g, '')), squeeze(question)];
  // Beside a question of a word or two less may stand: its words stand in many an answer.
  return shown.includes(sent) && shown.length <= sent.length + Math.min(40, Math.max(8, sent.length * 2));
}

/** Texts and images that are new or changed, outside of controls and navigation, with what is new in each. */
export function gained(): Map<PageNode, string> {
  const found = new Map<PageNode, string>();
  for (const node of nodesIn(document)) {
    const [now, before] = [saying(node), memory.texts.get(node)];
    if (now === before || now.trim() === '') continue;
    let at: PageNode | null = node.parentNode;
    while (at && !(at.nodeType === 1 && isLeftOut(at))) at = at.parentNode ?? at.host ?? null;
    if (!at) found.set(node, before !== undefined && now.startsWith(before) ? now.slice(before.length) : now);
  }
  return found;
}

/**
 * The answer among everything that was gained: what stands beside the question as the page repeats it, after it where
 * there is anything after it. A page that does not repeat it: all of it.
 */
export function readFound(question: string): string {
  for (let nodes = gained(); ; ) {
    const items = itemsOf(nodes);
    const texts = items.map((item) => written(item.root, item.nodes));
    const echo = texts.findIndex((text) => isEcho(text, question));
    if (echo >= 0) {
      const after = texts.slice(echo + 1).filter((text) => !isLabel(text));
      // The newest on top: what is long enough to be no name beside the question.
      const before = texts.slice(0, echo).filter((text) => text.length > 40);
      return (after.length > 0 ? after : before).join('\n\n').trim();
    }
    if (isEcho(texts.join(' '), question)) return '';
    const sent = squeeze(question);
    const around = items.find((_, at) => sent.length > 8 && squeeze(texts[at] as string).includes(sent));
    const root = items.length > 1 ? items[0]?.root : undefined;
    const common = root?.parentNode ?? root?.host;
    if (!around || !common) return common ? written(common, nodes) : texts.join('\n').trim();
    nodes = around.nodes;
  }
}

/** A name, a time or a tick beside the question: no answer. */
export function isLabel(text: string): boolean {
  const label =
    /^(?:you|me|user|sent|delivered|read|seen|edited|copied|just now|now|today|[✓✔\s]*|(?:today,? ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})? ?(?:[ap]\.?m\.?)?)$/i;
  return label.test(text.trim());
}

interface Item {
  readonly root: PageNode;
  readonly nodes: Map<PageNode, string>;
}

/** What was gained, grouped by the children of their nearest common ancestor. */
export function itemsOf(nodes: Map<PageNode, string>): Item[] {
  const paths = [...nodes].map(([node, text]) => {
    const path: PageNode[] = [node];
    for (let at: PageNode | null = node.parentNode ?? null; at; at = at.parentNode ?? at.host ?? null)
      path.unshift(at);
    return { node, text, path };
  });
  const first = paths[0];
  if (!first) return [];
  let depth = 0;
  while (
    depth < first.path.length - 1 &&
    paths.every(({ path }) => path.length > depth + 1 && path[depth] === first.path[depth])
  )
    depth++;
  const items = new Map<PageNode, Map<PageNode, string>>();
  for (const { node, text, path } of paths) {
    const root = path[depth] as PageNode;
    items.set(root, (items.get(root) ?? new Map()).set(node, text));
  }
  return [...items].map(([root, inside]) => ({ root, nodes: inside }));
}
