import type { PageNode } from './page-dom.ts';

declare const location: { readonly origin: string };
declare function getComputedStyle(element: PageNode): Record<string, string>;
declare const isVisible: typeof import('./page-dom.ts').isVisible;
declare const isLeftOut: typeof import('./page-dom.ts').isLeftOut;

/**
 * A part of the page as text: block by block, code in Markdown fences, images and links as Markdown. Markup that is
 * live in the page stays markup; what merely looks like markup is marked as code, for here it is only shown.
 * `only`: the text nodes that count, each with what is new in it; null for all.
 */
export function written(root: PageNode, only: Map<PageNode, string> | null): string {
  return part(root, only)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export function part(node: PageNode, only: Map<PageNode, string> | null): string {
  if (node.nodeType === 3) return words(node, only);
  if (node.nodeType !== 1) return inside(node, only);
  const tag = node.tagName;
  if (tag === 'BR') return '\n';
  if (tag === 'IMG') return only ? (only.get(node) ?? '') : image(node);
  if (isLeftOut(node) || !(isVisible(node) || tag === 'IFRAME')) return '';
  const live = liveTag(node);
  const text = inside(node.shadowRoot ?? node, only);
  if (tag === 'PRE' && text.trim() !== '')
    return `${live}\n\`\`\`\n${text.replace(/^\n|\n$/g, '')}\n\`\`\`\n`;
  if (tag === 'CODE' && !node.closest('pre') && text.trim() !== '') return `${live}\`${text}\``;
  const href = tag === 'A' ? (node.getAttribute('href') ?? '') : '';
  if (/^https?:/i.test(href) && text.trim() !== '') return `${live}[${text}](${href})`;
  const isInline = /^(?:inline|contents)/.test(getComputedStyle(node).display ?? '');
  return isInline ? live + text : `\n${live}${text}\n`;
}

export function inside(node: PageNode, only: Map<PageNode, string> | null): string {
  return [...node.childNodes].map((child) => part(child, only)).join('');
}

export function words(node: PageNode, only: Map<PageNode, string> | null): string {
  const whole = node.nodeValue ?? '';
  // Space between words that were gained is never gained itself.
  const text = only && whole.trim() !== '' ? (only.get(node) ?? '') : whole;
  const parent = node.parentElement;
  const keeps = parent ? /^(?:pre|break)/.test(getComputedStyle(parent).whiteSpace ?? '') : false;
  const plain = keeps ? text : text.replace(/\s+/g, ' ');
  return parent?.closest('pre, code') ? plain : plain.replace(/<[a-z!/][^<>]*>?/gi, (tag) => `\`${tag}\``);
}

/** Images from elsewhere, or with something to tell in their address; not the icons of the page. */
export function image(node: PageNode): string {
  const src = node.getAttribute('src') ?? '';
  const isOwn = !/^https?:|^\/\//i.test(src) || (src.startsWith(location.origin) && !src.includes('?'));
  return liveTag(node) + (isOwn ? '' : `![${node.getAttribute('alt') ?? ''}](${src})`);
}

/** The opening tag of an element that runs code or loads a document; empty for others. */
export function liveTag(node: PageNode): string {
  const attributes = [...node.attributes].filter(
    ({ name, value }) => /^on[a-z]{3,}$/.test(name) || /^\s*javascript:/i.test(value) || name === 'srcdoc',
  );
  const loads = /^(?:IFRAME|OBJECT|EMBED)$/.test(node.tagName);
  return attributes.length > 0 || loads ? node.outerHTML.slice(0, 2000).replace(/>[\s\S]*$/, '>') : '';
}
