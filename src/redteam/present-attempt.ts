import type { LlmIssue } from '#src/core/attempt.ts';
import { type AnswerEvidence, evidenceLimit, type FindingDraft, fingerprint } from '#src/core/finding.ts';
import { redact, redactIn } from '#src/core/redact.ts';
import { modules } from './modules/index.ts';
import type { AttemptUnit } from './plan.ts';
import type { Attempt } from './run-attempt.ts';
import { defuse } from './signatures.ts';
import type { Spoken } from './talk.ts';

/** Characters kept of one message in an attempt's stored transcript. */
const transcriptLimit = 4000;

/** What the journal keeps of an attempt: redacted, bounded, the system prompt left out (the scan has it once). */
export function recordOf(
  unit: AttemptUnit,
  attempt: Attempt,
  secrets: readonly string[],
): Record<string, unknown> {
  const { verdict, spoken, minted } = attempt;
  const sum = (of: (exchange: Spoken) => number) =>
    spoken.reduce((total, exchange) => total + of(exchange), 0);
  return {
    goal_id: unit.goal,
    category: minted.goal.category,
    technique: minted.goal.technique,
    strategy: unit.strategy,
    stage: verdict.stage,
    confidence: verdict.confidence,
    error_rate: verdict.errorRate,
    reason: clean(verdict.reason, secrets, evidenceLimit),
    proof: redactIn(verdict.proof, secrets),
    transcript: transcriptOf(attempt, secrets),
    input_tokens: sum((exchange) => exchange.answer.usage.inputTokens),
    output_tokens: sum((exchange) => exchange.answer.usage.outputTokens),
    latency_ms: sum((exchange) => exchange.answer.latencyMs),
  };
}

/** An attempt's turns, redacted and bounded. */
export const transcriptOf = (attempt: Attempt, secrets: readonly string[]): Record<string, unknown>[] =>
  attempt.spoken.map((exchange) => turnOf(exchange, secrets));

function turnOf(exchange: Spoken, secrets: readonly string[]): Record<string, unknown> {
  const { answer, conversation } = exchange;
  return {
    conversation,
    prompt: clean(exchange.messages.at(-1)?.content ?? '', secrets, transcriptLimit),
    answer: clean(answer.text, secrets, transcriptLimit),
    ...(answer.reasoning ? { reasoning: clean(answer.reasoning, secrets, transcriptLimit) } : {}),
    ...(answer.toolCalls.length > 0
      ? {
          tool_calls: answer.toolCalls.map((c) => ({
            name: c.name,
            arguments: clean(c.arguments, secrets, evidenceLimit),
          })),
        }
      : {}),
    finish_reason: answer.finishReason,
    latency_ms: Math.round(answer.latencyMs * 10) / 10,
    input_tokens: answer.usage.inputTokens,
    output_tokens: answer.usage.outputTokens,
    ...(answer.cached ? { cached: true } : {}),
  };
}

/** One finding draft per issue; drafts of one category and technique merge into one finding. */
export const draftsOf = (unit: AttemptUnit, attempt: Attempt, secrets: readonly string[]): FindingDraft[] =>
  attempt.issues.map((issue) => draftOf(issue, unit, attempt, secrets));

function draftOf(
  issue: LlmIssue,
  unit: AttemptUnit,
  attempt: Attempt,
  secrets: readonly string[],
): FindingDraft {
  const module = modules.all.find((candidate) => candidate.category === issue.category)!;
  const proof = {
    ...redactIn(issue.verdict.proof!, secrets),
    error_rate: issue.verdict.errorRate,
    replay: { goal: unit.goal, strategy: unit.strategy, sample: unit.sample },
  };
  return {
    kind: 'llm',
    checkId: module.id,
    fingerprint: fingerprint('llm', issue.category, issue.technique),
    title: `${module.title}: ${issue.technique.replaceAll('-', ' ')}`,
    severity: issue.severity,
    confidence: issue.verdict.confidence,
    owaspCategory: issue.category,
    technique: issue.technique,
    cwe: issue.cwe,
    location: { module: module.id, technique: issue.technique },
    description: `${issue.title}. ${module.description}`,
    remediation: module.remediation,
    references: { ...module.references },
    evidence: [evidenceOf(issue, unit, attempt, proof, secrets)],
    proof,
    occurrences: 1,
  };
}

function evidenceOf(
  issue: LlmIssue,
  unit: AttemptUnit,
  attempt: Attempt,
  proof: FindingDraft['proof'],
  secrets: readonly string[],
): AnswerEvidence {
  const exchange = attempt.spoken[issue.exchange]!;
  const calls = exchange.answer.toolCalls.map((call) => `${call.name}(${call.arguments})`).join('\n');
  const answer = [exchange.answer.text, calls].filter((part) => part !== '').join('\n');
  return {
    attempt: unit.key,
    strategy: unit.strategy,
    prompt: clean(handedOver(exchange, attempt), secrets, evidenceLimit),
    answer: around(defuse(redact(answer, secrets)), attempt.minted.nonce.token, evidenceLimit),
    reason: clean(issue.verdict.reason, secrets, evidenceLimit),
    proof,
    ...(exchange.answer.screenshot && { screenshot: exchange.answer.screenshot }),
  };
}

/** The question, or what a tool returned, and what the tools said of themselves: an attack can stand in any of them. */
function handedOver({ messages }: Spoken, { minted }: Attempt): string {
  const last = messages.at(-1);
  const first = !messages.some(({ role }) => role === 'assistant');
  const tools = (first ? minted.tools : (minted.laterTools ?? minted.tools)) ?? [];
  return [
    last?.role === 'tool' ? `[a tool returned] ${last.content}` : (last?.content ?? ''),
    ...tools.map(({ name, description }) => `[tool ${name}] ${description}`),
  ].join('\n');
}

/** Redacted first, cut after: a cut in the middle of a secret would hide it from the redaction. */
const clean = (text: string, secrets: readonly string[], limit: number): string =>
  cut(defuse(redact(text, secrets)), limit);

const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;

/** At most `limit` characters of a text, chosen so that `mark` is among them when it stands in it at all. */
function around(text: string, mark: string, limit: number): string {
  const at = text.indexOf(mark);
  if (text.length <= limit || at < limit - mark.length - 1) return cut(text, limit);
  const start = Math.min(at - Math.floor(limit / 2), text.length - limit + 1);
  return cut(`…${text.slice(start)}`, limit);
}
