import { lastAsked, type Persona } from '../persona.ts';
import { leadUp, nextPrompt, readBrief, warmthOf } from '../skills/attacking.ts';

/** Whether a prompt carries what an objective is about: it holds the objective, or the codes in it. */
function isOnTopic(prompt: string, objective: string): boolean {
  const codes = objective.match(/\b[A-Z0-9]{3,}\b/g) ?? [];
  return prompt.includes(objective) || (codes.length > 0 && codes.every((code) => prompt.includes(code)));
}

const message = (text: string): string => `<message>\n${text}\n</message>`;

function assist(brief: string): string {
  const read = readBrief(brief);
  if (/answer yes or no/i.test(brief)) {
    const prompt = /<prompt>\n([\s\S]*)\n<\/prompt>/.exec(brief)?.[1] ?? '';
    return isOnTopic(prompt, read.objective) ? 'YES' : 'NO';
  }
  if (/with one number/i.test(brief)) return String(warmthOf(read.turns.at(-1)?.answer ?? ''));
  const aim = /\bthis step: ([^\n]+)/i.exec(brief)?.[1];
  return message(aim ? leadUp(aim, read.objective) : nextPrompt(read));
}

export const attacker: Persona = {
  id: 'attacker',
  title: 'Practice attacker',
  description:
    'Helps a scan instead of being scanned (redteam.attacker): reads the brief, learns from hints in the answers, and writes the next prompt.',
  answer: (question) => ({ text: assist(lastAsked(question)) }),
};
