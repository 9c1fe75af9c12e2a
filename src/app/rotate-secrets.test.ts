import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVault } from '#src/io/vault.ts';
import { type TestApi, testApi } from '#test/api.ts';
import { transact } from './context.ts';
import { rotateSecrets } from './rotate-secrets.ts';
import { createTarget, openTarget } from './targets.ts';

const newKey = () => randomBytes(32).toString('base64url').padEnd(44, '=');

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

describe('rotateSecrets', () => {
  it('lets an old key go: every secret opens with the new one alone', async () => {
    const [old, fresh] = [newKey(), newKey()];
    const withKeys = (keys: string[]) => ({ ...api.app, vault: openVault(keys) });
    const judge = { headers: { A: 'judge header' } };
    const { id } = await transact(withKeys([old]), api.workspaceId, (work) =>
      createTarget(work, {
        name: 'm',
        kind: 'llm',
        base_url: 'https://m.example',
        credentials: { token: 't' },
        llm_config: {
          provider: 'openai-chat',
          model: null,
          system_prompt: null,
          request_template: null,
          response_path: null,
          command: null,
          thresholds: null,
          budget: null,
          redteam: { judge },
        },
      }),
    );
    const [token, hook] = ['token', 'hook'].map((text) => openVault([old]).seal(text));
    await sql`insert into repositories (workspace_id, name, url, provider, token_sealed, webhook_secret_sealed)
      values (${api.workspaceId}, 'a', 'https://github.com/a/b', 'github', ${token}, ${hook})`.execute(
      api.app.db,
    );
    const sealed = openVault([old]).seal({ profile: 'sells tickets' });
    const scans = await sql<{ id: string }>`
      insert into scans (workspace_id, target_id, kind, status, profile, max_attempts, seed)
      values (${api.workspaceId}, ${id}, 'llm', 'running', 'quick', 1, 1) returning id`.execute(api.app.db);
    const scanId = scans.rows[0]!.id;
    await sql`insert into gatherings (scan_id, workspace_id, gathered_sealed)
      values (${scanId}, ${api.workspaceId}, ${sealed})`.execute(api.app.db);
    await sql`insert into turns (scan_id, workspace_id, attempt, turn, question_hash, answer_sealed)
      values (${scanId}, ${api.workspaceId}, 0, 0, 'h', ${sealed})`.execute(api.app.db);
    expect(await rotateSecrets(withKeys([fresh, old]))).toBe(6);
    const gathering = await api.app.db.selectFrom('gatherings').selectAll().executeTakeFirstOrThrow();
    expect(openVault([fresh]).open(gathering.gathered_sealed)).toEqual({ profile: 'sells tickets' });
    const opened = await transact(withKeys([fresh]), api.workspaceId, (work) => openTarget(work, id));
    expect(opened.credentials).toEqual({ token: 't' });
    expect(opened.llmConfig?.redteam?.judge).toEqual(judge);
    const row = await api.app.db.selectFrom('repositories').selectAll().executeTakeFirstOrThrow();
    expect(openVault([fresh]).open(row.token_sealed!)).toBe('token');
    expect(openVault([fresh]).open(row.webhook_secret_sealed!)).toBe('hook');
    await expect(rotateSecrets(withKeys([newKey()]))).rejects.toThrow('cannot be opened');
  });
});
