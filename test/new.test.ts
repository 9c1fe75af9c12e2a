import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addToList } from '../scripts/new.ts';

const entry = { id: 'grid-lock', name: 'gridLock' };

const importsIn = (text: string) => [...text.matchAll(/^import \{ (\w+) \} from '\.\/([^.]+)\.ts';$/gm)];

test.each([
  ['src/redteam/strategies/index.ts', 'strategies'],
  ['src/range/personas/index.ts', 'personas'],
  ['src/llm/providers/index.ts', 'providers'],
  ['src/redteam/guardrails/index.ts', 'guardrails'],
  ['src/redteam/judges/index.ts', 'judges'],
  ['src/report/formats/index.ts', 'formats'],
])('a new entry stands in its place in %s', (path, list) => {
  const before = readFileSync(path, 'utf8');
  const after = addToList(before, list, entry);
  const idOf = new Map(importsIn(after).map(([, name, id]) => [name, id]));
  expect(idOf.get('gridLock')).toBe('grid-lock');
  const entries = after
    .slice(after.indexOf('registry', after.indexOf(`const ${list}`)))
    .match(/\[([\s\S]*?)\]/)?.[1]
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((name) => idOf.get(name));
  expect(entries).toContain('grid-lock');
  expect(entries).toEqual(entries?.toSorted());
  expect(after.split('\n').filter((line) => !before.split('\n').includes(line)).length).toBeLessThanOrEqual(
    2,
  );
});

test('a list of another name is refused', () => {
  expect(() => addToList('', 'strategies', entry)).toThrow('no "export const strategies');
});
