import type { Framework } from '../../rule.ts';
import { built, structured } from './shapes.ts';

const document = '{document,window.document,globalThis.document}';
const location =
  '{location,window.location,document.location,self.location,top.location,globalThis.location,window.top.location,window.parent.location,parent.location}';

const markup = 'Markup is built from values that are not constant';

/** The page in the browser: what an address, a message or a name of a window brings, and where it becomes markup or code. */
export const dom: Framework = {
  id: 'dom',
  title: 'Pages in the browser',
  description: 'Markup, addresses, messages and storage in the browser.',
  languages: ['javascript', 'typescript'],
  types: [
    {
      handler: '{window,globalThis,self,}.addEventListener',
      arg: 1,
      params: ['dom.MessageEvent()'],
      when: { arg: 0, is: ['message'] },
    },
    {
      handler: 'addEventListener',
      arg: 1,
      params: ['dom.MessageEvent()'],
      when: { arg: 0, is: ['message'] },
    },
    { result: 'URLSearchParams().get()', is: 'URLSearchParams().get()' },
  ],
  sources: [
    {
      name: `${location}`,
      what: 'address of the page',
      for: ['xss', 'open-redirect', 'code-injection', 'ssrf'],
    },
    {
      name: `${document}.{URL,documentURI,baseURI}`,
      what: 'address of the page',
      for: ['xss', 'open-redirect', 'code-injection'],
    },
    { name: `${document}.referrer`, what: 'referrer', for: ['xss', 'open-redirect', 'code-injection'] },
    {
      name: '{window.name,name.nothing}',
      what: 'name of the window',
      for: ['xss', 'open-redirect', 'code-injection'],
    },
    {
      name: 'dom.MessageEvent().data',
      what: 'message of another window',
      for: ['xss', 'open-redirect', 'code-injection', 'prototype-pollution'],
    },
  ],
  sinks: [
    { class: 'xss', assign: '**.{innerHTML,outerHTML,srcdoc}', args: [0] },
    { class: 'xss', call: `${document}.{write,writeln}`, args: ['all'] },
    { class: 'xss', call: '**.insertAdjacentHTML', args: [1] },
    { class: 'xss', call: '**.{createContextualFragment,parseHTMLUnsafe,setHTMLUnsafe}', args: [0] },
    { class: 'xss', call: '**.setAttribute', args: [1], when: { arg: 0, matches: /^(?:on\w+|srcdoc)$/i } },
    {
      class: 'xss',
      call: '**.setAttribute',
      args: [1],
      part: 'start',
      when: { arg: 0, matches: /^(?:href|src|action|formaction)$/i },
    },
    {
      class: 'open-redirect',
      assign: `${location}`,
      args: [0],
      part: 'start',
      unless: { any: [structured, { arg: 0, named: '**.location' }] },
    },
    { class: 'open-redirect', assign: `${location}.href`, args: [0], part: 'start' },
    { class: 'open-redirect', call: `${location}.{assign,replace}`, args: [0], part: 'start' },
    { class: 'open-redirect', call: '{window.open,open}', args: [0], part: 'start' },
    {
      class: 'code-injection',
      assign: '**.{script,?script,scriptElement}.{text,textContent,src}',
      args: [0],
      part: 'start',
    },
  ],
  sanitizers: [
    {
      call: '{dompurify,dompurify.DOMPurify,dompurify(),DOMPurify,?DOMPurify,isomorphic-dompurify}.sanitize',
      for: ['xss'],
    },
    { call: 'document.createTextNode', for: ['xss'] },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      assign: '**.{innerHTML,outerHTML}',
      when: built(0),
      title: markup,
      severity: 'low',
    },
    {
      class: 'escaping-disabled',
      call: `${document}.{write,writeln}`,
      when: built(0),
      title: markup,
      severity: 'low',
    },
    {
      class: 'escaping-disabled',
      call: '**.insertAdjacentHTML',
      when: built(1),
      title: markup,
      severity: 'low',
    },
    {
      class: 'missing-authorization',
      call: '{window,self,globalThis,top}.addEventListener',
      when: {
        all: [
          { arg: 0, is: ['message'] },
          { arg: 1, shape: 'function' },
          { not: { arg: 1, mentions: /^(?:origin|source)$/ } },
        ],
      },
      title: 'Messages are taken from windows of any site',
      severity: 'low',
    },
    {
      class: 'information-exposure',
      call: '**.postMessage',
      when: {
        all: [{ arg: 1, is: ['*'] }, { not: { arg: 'this', named: '**.{?worker,worker,parentPort,self}' } }],
      },
      title: 'A message is sent to windows of any site',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `const hash = decodeURIComponent(window.location.hash.slice(1));
document.getElementById('title').innerHTML = hash; // FLAW
document.write('<b>' + document.referrer + '</b>'); // FLAW
window.addEventListener('message', (event) => {
  if (event.origin !== parent) return;
  document.body.insertAdjacentHTML('beforeend', event.data); // FLAW
});`,
      good: `import DOMPurify from 'dompurify';
const hash = decodeURIComponent(window.location.hash.slice(1));
document.getElementById('title').textContent = hash;
document.body.innerHTML = DOMPurify.sanitize(hash);
document.write('<b>hello</b>');`,
    },
    {
      class: 'open-redirect',
      bad: `const params = new URLSearchParams(window.location.search);
window.location.href = params.get('next'); // FLAW`,
      good: `const params = new URLSearchParams(window.location.search);
window.location.href = '/search?q=' + params.get('next');
window.location.reload();`,
    },
    {
      class: 'information-exposure',
      bad: `export const tell = (frame, token) => frame.contentWindow.postMessage({ token }, '*'); // FLAW`,
      good: `export const tell = (frame, token) => frame.contentWindow.postMessage({ token }, 'https://app.example');`,
    },
  ],
};
