import { special, startsWord } from '../../rule.ts';
import { alnum, of, type Shape, sourceOf, url64 } from '../../shape.ts';

const shape: Shape = [of('MNO', 1), alnum(23, 27), '.', url64(6), '.', url64(27, 45)];
const form = new RegExp(`${sourceOf(shape)}(?![A-Za-z0-9_-])`, 'y');

/** A bot's token: its id in base64 (digits, so it begins with M, N or O), a time, and a signature. */
export const discordBot = special({
  id: 'discord-bot-token',
  what: 'bot token',
  keywords: ['discord', 'bot', 'token'],
  entropy: 3.8,
  confidence: 0.95,
  match({ text, assigned }) {
    for (const { start } of assigned()) {
      form.lastIndex = start;
      if (startsWord(text, start) && form.test(text) && /^\d{17,20}$/.test(idOf(text, start)))
        return { start, end: form.lastIndex };
    }
    return null;
  },
});

const idOf = (text: string, start: number): string =>
  Buffer.from(text.slice(start, text.indexOf('.', start)), 'base64').toString('latin1');
