import type { ElementHandle, JSHandle } from 'playwright-core';
import * as dom from './page-dom.ts';
import * as finding from './page-find.ts';
import * as painting from './page-paint.ts';
import * as reading from './page-read.ts';
import * as writing from './page-write.ts';

/** What runs in the page, for `evaluate` to get a handle of. */
export interface PageScript {
  find: typeof finding.find;
  findInput: typeof finding.findInput;
  findSend: typeof finding.findSend;
  hasPassword: typeof finding.hasPassword;
  findName: typeof finding.findName;
  remember: typeof reading.remember;
  read: typeof reading.read;
  showAnswer: typeof reading.showAnswer;
  blocks: typeof painting.blocks;
  paint: typeof painting.paint;
  restore: typeof painting.restore;
}

const functions = [dom, finding, painting, reading, writing].flatMap((module) =>
  Object.values(module).filter((value) => typeof value === 'function'),
);

/** An expression that makes a `PageScript` in the page. */
export const pageScript = `(() => {
const memory = { texts: new Map(), answers: new Map(), busy: new Set() };
const painted = { blocks: [], before: new Map() };
${functions.map(String).join('\n')}
return { find, findInput, findSend, hasPassword, findName, remember, read, showAnswer, blocks, paint, restore };
})()`;

/** The element that a function of the script found in the page. */
export async function elementFrom(found: Promise<JSHandle<unknown>>): Promise<ElementHandle | null> {
  return (await found).asElement() as ElementHandle | null;
}
