import { type HttpResponse, type Send, SendError } from '#src/core/tools.ts';

/** What a vendor says of a secret. `unknown`: it could not be asked, or its answer says neither. */
export interface Liveness {
  readonly state: 'live' | 'revoked' | 'unknown';
  /** For people; never holds the secret or anything of the account but what kind of answer came. */
  readonly note: string;
  /** No answer came at all. */
  readonly unreached?: true;
}

interface Question {
  /** Ids of the rules whose secrets it is for. */
  readonly rules: readonly string[];
  readonly vendor: string;
  /** A read-only address that says who one is. The secret goes in a header, never in here. */
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  header(secret: string): Readonly<Record<string, string>>;
  /** What the answer says, where its status alone does not. */
  judge?(response: HttpResponse): Liveness['state'];
}

const bearer = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });

const questions: readonly Question[] = [
  {
    rules: ['github-pat', 'github-oauth', 'github-app-token', 'github-fine-grained-pat', 'github-token-old'],
    vendor: 'GitHub',
    url: 'https://api.github.com/user',
    header: (secret) => ({ ...bearer(secret), accept: 'application/vnd.github+json', 'user-agent': 'assay' }),
    // An app's token is no user: it is known, and may not ask this.
    judge: ({ status }) => (status === 403 ? 'live' : byStatus(status)),
  },
  {
    rules: ['gitlab-pat', 'gitlab-pat-routable'],
    vendor: 'GitLab',
    url: 'https://gitlab.com/api/v4/personal_access_tokens/self',
    header: (secret) => ({ 'private-token': secret }),
    // Another instance may have issued it: only gitlab.com says so.
    judge: ({ status }) => (status === 401 ? 'unknown' : byStatus(status)),
  },
  {
    rules: ['slack-bot-token', 'slack-user-token', 'slack-legacy-token'],
    vendor: 'Slack',
    url: 'https://slack.com/api/auth.test',
    method: 'POST',
    header: bearer,
    judge: ({ status, body }) => (status === 200 ? bySlack(body) : 'unknown'),
  },
  {
    rules: ['stripe-secret-key', 'stripe-test-key'],
    vendor: 'Stripe',
    url: 'https://api.stripe.com/v1/account',
    header: bearer,
    // A restricted key that may not read the account is a live one.
    judge: ({ status }) => (status === 403 ? 'live' : byStatus(status)),
  },
  {
    rules: ['npm-access-token', 'npm-token-old'],
    vendor: 'npm',
    url: 'https://registry.npmjs.org/-/whoami',
    header: bearer,
  },
  {
    rules: ['openai-api-key', 'openai-project-key', 'openai-api-key-other'],
    vendor: 'OpenAI',
    url: 'https://api.openai.com/v1/models',
    header: bearer,
    judge: ({ status }) => (status === 403 ? 'live' : byStatus(status)),
  },
  {
    rules: ['huggingface-access-token', 'huggingface-token-v2'],
    vendor: 'Hugging Face',
    url: 'https://huggingface.co/api/whoami-v2',
    header: bearer,
  },
  {
    rules: ['sendgrid-api-token'],
    vendor: 'SendGrid',
    url: 'https://api.sendgrid.com/v3/scopes',
    header: bearer,
  },
];

const byStatus = (status: number): Liveness['state'] =>
  status === 200 ? 'live' : status === 401 ? 'revoked' : 'unknown';

function bySlack(body: string): Liveness['state'] {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return 'unknown';
    if (answer.ok === true) return 'live';
    const error = 'error' in answer ? answer.error : null;
    return /^(?:invalid_auth|account_inactive|token_revoked|token_expired|not_authed)$/.test(String(error))
      ? 'revoked'
      : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Rules whose secrets can be asked about. */
export const askable: readonly string[] = questions.flatMap(({ rules }) => rules);

/** Who is asked about the secrets of a rule; null: nobody. */
export const vendorOf = (rule: string): string | null =>
  questions.find(({ rules }) => rules.includes(rule))?.vendor ?? null;

/** Other bases of the vendors' addresses, by vendor: an instance of one's own, or a test. */
export type VendorBases = Readonly<Record<string, string>>;

const addressOf = ({ vendor, url }: Question, bases: VendorBases): string => {
  const base = bases[vendor];
  return base ? new URL(new URL(url).pathname, base).href : url;
};

/** Origins that questions go to: a `Send` for them needs no others. */
export const vendorOrigins = (bases: VendorBases = {}): ReadonlySet<string> =>
  new Set(questions.map((question) => new URL(addressOf(question, bases)).origin));

export interface LivenessOptions {
  readonly bases?: VendorBases;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks the vendor of a secret whether it still works. Off unless an operator wants it: it uses somebody's secret, and
 * leaves a trace in their log. One request to an address that only says who one is; the secret is in a header and in
 * nothing that is kept: notes name the vendor and the status alone. Rejects only when aborted.
 */
export async function checkLiveness(
  send: Send,
  rule: string,
  secret: string,
  { bases = {}, timeoutMs = 10_000, signal }: LivenessOptions = {},
): Promise<Liveness> {
  const question = questions.find(({ rules }) => rules.includes(rule));
  if (!question) return { state: 'unknown', note: `there is no harmless way to ask about ${rule}` };
  if (/[^\x21-\x7e]/.test(secret)) return { state: 'unknown', note: 'it cannot stand in a header' };
  const { vendor, method = 'GET' } = question;
  try {
    const response = await send({
      method,
      url: addressOf(question, bases),
      headers: question.header(secret),
      timeoutMs,
      ...(signal ? { signal } : {}),
    });
    const state = question.judge ? question.judge(response) : byStatus(response.status);
    return { state, note: `${vendor} answered ${response.status}` };
  } catch (error) {
    signal?.throwIfAborted();
    const failure = error instanceof SendError ? error.failure : 'network';
    return { state: 'unknown', note: `${vendor} could not be asked: ${failure}`, unreached: true };
  }
}
