import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { llmCategories } from '#src/core/attempt.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { strategies } from '#src/redteam/strategies/index.ts';
import { sameGuardrails, sameStrategies, sameTechniques } from '../scripts/peer-matches.ts';
import { coverageDocument, coverageFile } from '../scripts/redteam-coverage.ts';
import { builtInGoals, goalNeeds, strategyNeeds, techniquesOf } from '../scripts/redteam-facts.ts';

/** promptfoo without its remote service, of 155 plug-ins and 37 strategies: scripts/peers.ts says how that is counted. */
const promptfooAlone = { plugins: 27, strategies: 23 };

const techniques = techniquesOf(builtInGoals());

it('the document is current: npm run generate:coverage', () => {
  expect(readFileSync(coverageFile, 'utf8')).toBe(coverageDocument());
});

it('the document stays readable', () => {
  const lines = coverageDocument().split('\n');
  expect(lines.length).toBeLessThanOrEqual(450);
  for (const [i, line] of lines.entries())
    if (line.startsWith('| --- ')) {
      const cells = (text: string) => text.split(/(?<!\\)\|/).length;
      for (let j = i + 1; lines[j]?.startsWith('|'); j++) expect(cells(lines[j]!)).toBe(cells(line));
    }
});

it('more attacks than promptfoo has without its service need neither network, attacker nor judge', () => {
  const alone = techniques.filter(({ need }) => need === 'nothing');
  expect(alone.length).toBeGreaterThan(promptfooAlone.plugins);
  expect(new Set(alone.map(({ id }) => id)).size).toBeGreaterThan(promptfooAlone.plugins);
  expect(strategies.ids.filter((id) => strategyNeeds(id) === 'nothing').length).toBeGreaterThan(
    promptfooAlone.strategies,
  );
});

it.each(Object.keys(llmCategories))('%s has goals that need nothing', (category) => {
  const goals = builtInGoals().filter((goal) => goal.category === category);
  expect(goals.filter((goal) => goalNeeds(goal) === 'nothing').length).toBeGreaterThanOrEqual(8);
});

it.each([...modules.ids])('%s has at least 12 goals and 8 techniques', (id) => {
  const { goals } = modules.get(id);
  expect(goals.length).toBeGreaterThanOrEqual(12);
  expect(techniquesOf(goals).length).toBeGreaterThanOrEqual(8);
});

it('what is compared with others exists', () => {
  const known = techniques.map(({ category, id }) => `${category}/${id}`);
  expect(Object.keys(sameTechniques).filter((key) => !known.includes(key))).toEqual([]);
  expect(Object.keys(sameStrategies).filter((id) => !strategies.has(id))).toEqual([]);
  expect(Object.keys(sameGuardrails)).toEqual(guardrails.ids);
});
