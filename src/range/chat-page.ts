import type { IncomingMessage, ServerResponse } from 'node:http';

/** Who may use the chat page. */
export interface SignIn {
  readonly username: string;
  readonly password: string;
  /** What the cookie `chat_session` holds once somebody has signed in. */
  readonly session: string;
}

const path = '/chat';
const signInPath = '/chat/sign-in';

export const isChatPage = (requested: string | undefined): boolean =>
  requested === path || requested === signInPath;

/**
 * A chat page in front of the simulated models, so that scanning through a browser can be tried. Its query chooses:
 * `model`; `input=editable` for an editable element and the Enter key instead of a field and a button;
 * `answer=words` for an answer that is written word by word; `markup=html` for a page that shows answers unescaped.
 */
export async function serveChatPage(
  request: IncomingMessage,
  response: ServerResponse,
  signIn: SignIn | undefined,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://range');
  if (url.pathname === signInPath) return acceptSignIn(request, response, url, signIn);
  request.resume();
  const isAllowed = !signIn || cookieOf(request, 'chat_session') === signIn.session;
  write(response, 200, isAllowed ? chatPage(url.searchParams) : signInForm(url));
}

async function acceptSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  signIn: SignIn | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const given = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  if (given.get('name') !== signIn?.username || given.get('password') !== signIn?.password)
    return write(response, 200, signInForm(url, 'Name or password is wrong.'));
  const cookie = `chat_session=${signIn?.session}; Path=/; HttpOnly; SameSite=Lax`;
  response.writeHead(303, { location: path + url.search, 'set-cookie': cookie }).end();
}

const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

function write(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'x-simulated': 'assay-range' });
  response.end(html);
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const frame = (content: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Nordwind Parcels</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 0 1rem; }
  #log { min-height: 24rem; }
  article { margin: 1rem 0; padding: .5rem 1rem; border-radius: .5rem; background: #eef2f6; white-space: pre-wrap; }
  article.user { background: #dbe9ff; }
  article h2 { font-size: .8rem; margin: 0; color: #555; }
  form { display: flex; gap: .5rem; padding: 1rem 0; }
  textarea, .input { flex: 1; min-height: 4rem; border: 1px solid #888; padding: .5rem; white-space: pre-wrap; }
</style>
<header><h1>Nordwind Parcels</h1><p>A fictional company of the practice range; nobody real answers here.</p></header>
${content}
</html>`;

const signInForm = (url: URL, problem = ''): string =>
  frame(`<main><p>Please sign in.</p><p role="alert">${escaped(problem)}</p>
<form method="post" action="${escaped(signInPath + url.search)}">
  <label>Name <input name="name" autocomplete="username"></label>
  <label>Password <input name="password" type="password" autocomplete="current-password"></label>
  <button>Sign in</button>
</form></main>`);

function chatPage(query: URLSearchParams): string {
  const settings = {
    model: query.get('model') ?? 'chatter',
    words: query.get('answer') === 'words',
    html: query.get('markup') === 'html',
  };
  const field =
    query.get('input') === 'editable'
      ? '<div class="input" contenteditable="true" role="textbox" aria-label="Your message"></div>'
      : '<textarea placeholder="Ask about your parcel" aria-label="Your message"></textarea><button>Send</button>';
  return frame(`<nav><button id="new" type="button">New chat</button></nav>
<main id="log" role="log"></main>
<form id="ask">${field}</form>
<script>
const settings = ${JSON.stringify(settings).replaceAll('<', '\\u003c')};
${client}
</script>`);
}

/** What the page runs: the whole conversation is kept here and sent with each question. */
const client = `
const log = document.getElementById('log');
const form = document.getElementById('ask');
const field = form.firstElementChild;
let messages = [];

function show(who, name) {
  const message = document.createElement('article');
  message.className = who;
  message.innerHTML = '<h2></h2><div class="text"></div>';
  message.firstChild.textContent = name;
  log.append(message);
  return message.lastChild;
}

async function say(place, text) {
  if (settings.html) { place.innerHTML = text; return; }
  if (!settings.words) { place.textContent = text; return; }
  for (const word of text.split(/(?<=\\s)/)) {
    const part = document.createElement('span');
    part.textContent = word;
    place.append(part);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

async function ask(text) {
  messages.push({ role: 'user', content: text });
  show('user', 'You').textContent = text;
  log.setAttribute('aria-busy', 'true');
  const response = await fetch('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: settings.model, messages }),
  });
  const body = await response.json();
  const answer = response.ok ? body.choices[0].message.content : 'Sorry, that did not work (' + response.status + ').';
  messages.push({ role: 'assistant', content: answer });
  await say(show('assistant', 'Pia'), answer);
  log.setAttribute('aria-busy', 'false');
  scrollTo(0, document.body.scrollHeight);
}

function submit() {
  const text = (field.value ?? field.innerText).trim();
  if (text === '') return;
  if ('value' in field) field.value = ''; else field.textContent = '';
  ask(text);
}
form.addEventListener('submit', (event) => { event.preventDefault(); submit(); });
field.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); submit(); }
});
document.getElementById('new').addEventListener('click', () => { messages = []; log.textContent = ''; });
`;
