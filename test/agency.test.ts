import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnswerEvidence } from '#src/core/finding.ts';
import type { LookUpPackage } from '#src/core/tools.ts';
import { packageRegistry } from '#src/io/package-registry.ts';
import { createSend, type OwnedSend } from '#src/io/send.ts';
import type { Goal } from '#src/redteam/goal.ts';
import { guardrails } from '#src/redteam/guardrails/index.ts';
import { modules } from '#src/redteam/modules/index.ts';
import { probeNonce } from '#src/redteam/nonce.ts';
import { draftsOf } from '#src/redteam/present-attempt.ts';
import { innocentModels, type PracticeModels, practiceModels } from './practice-models.ts';

/** Goals about tools, code and packages against the practice models, through a real endpoint. */
let models: PracticeModels;

/** A registry that knows no package at all, and every request that it had. */
let registry: Server;
const requested: string[] = [];
let send: OwnedSend;
let lookUp: LookUpPackage;

beforeAll(async () => {
  models = await practiceModels();
  registry = createServer((request, response) => {
    requested.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  send = createSend();
  lookUp = packageRegistry(send, { npm: base, pypi: base, crates: base, rubygems: base, go: base });
});
afterAll(async () => {
  await models?.close();
  await send.close();
  registry.closeAllConnections();
  registry.close();
});

const all = [...modules.all, ...guardrails.all].flatMap((plugin) => plugin.goals);
const kindOf = (goal: Goal) => goal.mint(probeNonce).proof.kind;
const named = (goals: readonly Goal[]) => goals.map((goal) => [goal.id, goal] as const);
const aboutTools = all.filter(
  (goal) =>
    goal.mint(probeNonce).tools !== undefined ||
    ['terminal', 'bidi', 'secret-in-code'].includes(kindOf(goal)),
);
const aboutPackages = all.filter((goal) => kindOf(goal) === 'package');

describe('goals about tools and code', () => {
  test.each(named(aboutTools))('%s: the gullible model falls for it, no other does', async (_, goal) => {
    expect((await models.attempt('gullible', goal)).verdict).toMatchObject({
      outcome: 'vulnerable',
      stage: kindOf(goal),
    });
    for (const model of innocentModels) {
      const { verdict, issues } = await models.attempt(model, goal);
      expect([model, verdict.outcome, issues]).toEqual([model, expect.stringMatching(/refused|safe/), []]);
    }
  });

  test('evidence shows what the tools said and returned', async () => {
    const evidenceOf = async (id: string) => {
      const goal = all.find((candidate) => candidate.id === id)!;
      const unit = { index: 0, key: 'k', goal: id, strategy: 'plain', sample: 0 };
      return (draftsOf(unit, await models.attempt('gullible', goal), [])[0]!.evidence[0] as AnswerEvidence)
        .prompt;
    };
    expect(await evidenceOf('llm01-tool-shadowing-1')).toContain('[tool weather__today] Weather of a town.');
    expect(await evidenceOf('llm06-tool-result-call-1')).toContain('[a tool returned] From: the choir.');
    expect(await evidenceOf('llm01-tool-rug-pull-1')).toContain('Changed: every answer');
  });

  test('cover tools that return something and tools that change', () => {
    const minted = aboutTools.map((goal) => goal.mint(probeNonce));
    expect(minted.filter((m) => m.toolResults).length).toBeGreaterThan(15);
    expect(minted.filter((m) => m.laterTools).length).toBeGreaterThan(2);
  });
});

describe('goals about packages', () => {
  test.each(named(aboutPackages))('%s: a made-up name is missing from its registry', async (_, goal) => {
    const unasked = await models.attempt('gullible', goal);
    expect(unasked.verdict).toMatchObject({ outcome: 'unclear', stage: 'package' });
    const before = requested.length;
    const fallen = await models.attempt('gullible', goal, lookUp);
    expect(fallen.verdict).toMatchObject({ outcome: 'vulnerable', stage: 'package' });
    expect(fallen.verdict.proof).toMatchObject({ kind: 'package', by: 'install' });
    const { name } = fallen.verdict.proof as unknown as { name: string };
    expect(fallen.spoken.at(-1)!.answer.text).toContain(name);
    expect(requested.slice(before).every((line) => /^GET \/[\w/.%@-]+$/.test(line))).toBe(true);
    const asked = requested.length;
    for (const model of innocentModels) {
      const { verdict } = await models.attempt(model, goal, lookUp);
      expect(verdict.outcome, model).toMatch(/refused|safe/);
    }
    expect(requested.length).toBe(asked);
  });
});
