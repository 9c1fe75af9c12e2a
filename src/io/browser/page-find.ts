import type { PageNode } from './page-dom.ts';

declare const innerWidth: number;
declare const innerHeight: number;
declare const nodesIn: typeof import('./page-dom.ts').nodesIn;
declare const elementsBy: typeof import('./page-dom.ts').elementsBy;
declare const isVisible: typeof import('./page-dom.ts').isVisible;

/** The first visible match, else null. Throws the browser's SyntaxError for what is no selector. */
export function find(selector: string): PageNode | null {
  return elementsBy(selector).find(isVisible) ?? null;
}

export function nameOf(element: PageNode): string {
  const names = ['aria-label', 'title', 'placeholder', 'data-placeholder', 'name', 'id', 'data-testid'];
  const given = names.map((name) => element.getAttribute(name) ?? '').join(' ');
  return `${given} ${element.tagName === 'INPUT' ? (element.value ?? '') : (element.textContent ?? '')}`
    .slice(0, 300)
    .toLowerCase();
}

/** Where a message is written: the visible text field that looks most like it. */
export function findInput(): PageNode | null {
  const fields = elementsBy(
    'textarea, input:not([type]), input[type="text"], input[type="search"], [contenteditable], [role="textbox"]',
  ).filter((field) => {
    const takesText = field.tagName === 'TEXTAREA' || field.tagName === 'INPUT' || field.isContentEditable;
    const signsIn = field.form ? hasPassword(field.form) : false;
    return takesText && !field.disabled && !field.readOnly && !signsIn && isVisible(field);
  });
  const score = (field: PageNode): number => {
    const name = nameOf(field);
    const { width, height, bottom } = field.getBoundingClientRect();
    const talks =
      /messag|ask|chat|prompt|question|type|write|reply|nachricht|frage|schreib|pregunt|mensaje|écri|сообщ|вопрос|消息|输入|提问|メッセージ|質問|입력|메시지/;
    const seeks = /search|filter|suche|buscar|recherch|поиск|搜索|検索|검색/;
    return (
      (field.tagName === 'INPUT' ? 0 : 2) +
      (talks.test(name) ? 3 : 0) -
      (field.type === 'search' || seeks.test(name) ? 4 : 0) +
      Math.max(0, Math.min(1, bottom / innerHeight)) +
      Math.min(1, (width * height) / (innerWidth * 80))
    );
  };
  return fields.sort((a, b) => score(b) - score(a))[0] ?? null;
}

export function hasPassword(root: PageNode): boolean {
  return nodesIn(root).some((node) => node.nodeType === 1 && node.matches('input[type="password"]'));
}

/** The field for the name that belongs to a password: the last text field before it; null when there is none. */
export function findName(password: PageNode): PageNode | null {
  const names =
    'input[autocomplete="username"], input[type="email"], input[type="text"], input[type="tel"], input:not([type])';
  const fields = elementsBy(`${names}, input[type="password"]`).filter(
    (field) => field === password || (field.form === password.form && isVisible(field)),
  );
  const at = fields.indexOf(password);
  return at > 0 ? (fields[at - 1] as PageNode) : null;
}

/** What sends the message: by its name, else the submit button of the field's form; null: the Enter key it is. */
export function findSend(input: PageNode): PageNode | null {
  const at = input.getBoundingClientRect();
  const sends =
    /send|submit|\bask\b|\bgo\b|absenden|envoyer|enviar|invia|verzend|wyślij|отправ|发送|送信|전송|보내기|إرسال/;
  const other =
    /attach|upload|voice|micro|record|\bstop\b|new chat|clear|menu|setting|search|feedback|sign|log ?in/;
  const rated = elementsBy('button, input[type="submit"], input[type="image"], [role="button"]')
    .filter(
      (button) => !button.disabled && button.getAttribute('aria-disabled') !== 'true' && isVisible(button),
    )
    .map((button) => {
      const box = button.getBoundingClientRect();
      const far = Math.hypot(
        box.x + box.width / 2 - at.x - at.width / 2,
        box.y + box.height / 2 - at.y - at.height / 2,
      );
      const name = nameOf(button);
      const named = sends.test(name) && !other.test(name);
      const submits = input.form !== undefined && input.form !== null && button.form === input.form;
      const score = (named ? 2 : 0) + (submits && button.type !== 'button' && !other.test(name) ? 1 : 0);
      return { button, score, far };
    })
    .filter(({ score, far }) => score > 0 && (score !== 2 || far < Math.max(300, at.width)));
  return rated.sort((a, b) => b.score - a.score || a.far - b.far)[0]?.button ?? null;
}
