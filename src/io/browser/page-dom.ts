/**
 * The page-*.ts files run inside a chat page: their functions travel as text (page-script.ts), so they use nothing but
 * each other and the page, and name functions of other files by `declare` instead of importing them. The compiler's
 * own DOM types would put a browser's globals into all of our code; this is as much of them as is used here.
 */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly parentNode: PageNode | null;
  readonly parentElement: PageNode | null;
  readonly childNodes: Iterable<PageNode>;
  readonly shadowRoot?: PageNode | null;
  readonly host?: PageNode;
  readonly tagName: string;
  readonly type?: string;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly isContentEditable?: boolean;
  readonly form?: PageNode | null;
  readonly outerHTML: string;
  readonly textContent: string | null;
  readonly value?: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  matches(selector: string): boolean;
  closest(selector: string): PageNode | null;
  contains(other: PageNode): boolean;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { x: number; y: number; width: number; height: number; bottom: number };
  scrollIntoView(options: Record<string, string>): void;
  checkVisibility(options: Record<string, boolean>): boolean;
}
declare const document: PageNode;
declare function getComputedStyle(element: PageNode): Record<string, string>;

/** Every node below `root` in document order, open shadow trees included. */
export function nodesIn(root: PageNode, found: PageNode[] = []): PageNode[] {
  found.push(root);
  if (root.shadowRoot) nodesIn(root.shadowRoot, found);
  for (const child of root.childNodes) nodesIn(child, found);
  return found;
}

export function elementsBy(selector: string): PageNode[] {
  return nodesIn(document).filter((node) => node.nodeType === 1 && node.matches(selector));
}

export function isVisible(element: PageNode): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  // Texts for screen readers alone are kept in boxes of one pixel.
  return (width > 1 && height > 1) || getComputedStyle(element).display === 'contents';
}

/** Controls and the frame around a page: never part of what is said. */
export function isLeftOut(element: PageNode): boolean {
  const parts =
    'script, style, noscript, template, button, [role="button"], input, textarea, select, [contenteditable="true"], svg, nav, aside, header, footer, title, [role="navigation"], [role="status"], [aria-hidden="true"]';
  return element.matches(parts);
}
