import type { Catalogue } from '../../api/types.ts';
import type { FieldLayout, FormLayout, Option, SectionLayout } from '../../schema-form/layout.ts';
import { type Values, valueAt } from '../../schema-form/schema.ts';

const uses =
  (...providers: string[]) =>
  (values: Values): boolean =>
    providers.includes(String(valueAt(values, 'llm_config.provider')));

const credentials = ['username', 'password', 'token', 'cookie', 'totp_secret'].map((name) => ({
  path: `credentials.${name}`,
}));

/** Only models sign in to these. */
const clouds = ['credentials.aws', 'credentials.gcp', 'credentials.azure'];

/** How a chat page is signed in to, besides headers. */
const pageCredentials = [
  { path: 'credentials.cookie', label: 'Cookie', hint: 'As a Cookie header: name=value; name=value' },
  { path: 'credentials.username', label: 'User name', hint: 'For a sign-in form on the page' },
  { path: 'credentials.password', label: 'Password' },
].map((field) => ({ ...field, when: uses('browser') }));

export const urlLayout: FormLayout = {
  hidden: ['kind', 'llm_config', ...clouds],
  sections: [
    {
      title: 'Target',
      fields: [
        { path: 'name', placeholder: 'Staging API' },
        { path: 'base_url', label: 'Address', placeholder: 'https://staging.example.com' },
        {
          path: 'scope',
          hint: 'Paths that may be touched. Empty: everything below the address.',
          placeholder: '/api\n/app',
        },
        { path: 'exclude_paths', label: 'Never touch', placeholder: '/logout\n/health' },
      ],
    },
    {
      title: 'Sign-in',
      folded: true,
      hint: 'user and password, token, cookie or headers; sealed, never shown again',
      fields: [
        ...credentials,
        { path: 'credentials.headers', label: 'Headers', hint: 'Sent with every request of the scan.' },
      ],
    },
  ],
};

type Plugin = Pick<Catalogue['strategies'][number], 'id' | 'title' | 'description'>;
const asOptions = (plugins: readonly Plugin[]): Option[] =>
  plugins.map(({ id, title, description }) => ({ id, title, description }));

const strategyOptions = (catalogue: Catalogue): Option[] =>
  catalogue.strategies.map((strategy) => ({
    id: strategy.id,
    title: strategy.title,
    description: strategy.description,
    group: strategy.family,
    cost: `${strategy.max_calls === 1 ? '1 call' : `up to ${strategy.max_calls} calls`}${strategy.needs.length > 0 ? `, needs ${strategy.needs.join(', ')}` : ''}`,
  }));

const red = 'llm_config.redteam.';

const cloudField =
  (provider: string) =>
  (path: string, label: string, more: Partial<FieldLayout> = {}): FieldLayout => ({
    path: `credentials.${path}`,
    label,
    when: uses(provider),
    ...more,
  });
const bedrockField = cloudField('bedrock');
const azureField = cloudField('azure-openai');

const cloudFields: readonly FieldLayout[] = [
  bedrockField('aws.access_key_id', 'AWS access key id'),
  bedrockField('aws.secret_access_key', 'AWS secret access key'),
  bedrockField('aws.session_token', 'AWS session token', { hint: 'Only for temporary keys.' }),
  cloudField('vertex')('gcp.key', 'Google key file', {
    hint: 'The whole JSON text of the file. Sealed, never shown again.',
    full: true,
  }),
  azureField('azure.tenant_id', 'Entra tenant'),
  azureField('azure.client_id', 'Entra application id'),
  azureField('azure.client_secret', 'Entra client secret', {
    hint: 'Leave all three empty when an api-key signs in.',
  }),
  azureField('azure.authority_host', 'Entra authority', {
    hint: 'Empty: the sign-in host that belongs to the address.',
  }),
];

const endpointSection = (catalogue: Catalogue): SectionLayout => ({
  title: 'Endpoint',
  fields: [
    { path: 'name', placeholder: 'Support assistant' },
    { path: 'llm_config.model', label: 'Model', placeholder: 'as the endpoint names it' },
    { path: 'base_url', label: 'Address', full: true, placeholder: 'https://…/v1/chat/completions' },
    {
      path: 'llm_config.provider',
      label: 'Protocol',
      names: Object.fromEntries(catalogue.providers.map(({ id, title }) => [id, title])),
    },
    {
      path: 'llm_config.request_template',
      hint: 'JSON with {{prompt}}, {{system}} and {{model}} where they belong.',
      when: uses('custom'),
    },
    {
      path: 'llm_config.request_template',
      hint: 'Empty: the plain prompt. One JSON frame with {{prompt}}; or {"open": [frames], "message": …, "mode": "session"} to send frames first and keep a connection per conversation.',
      when: uses('websocket'),
    },
    {
      path: 'llm_config.request_template',
      label: 'Parts of the page',
      hint: 'Empty: they are found. Else CSS selectors: {"input": …, "send": …, "answer": …, "ready": …, "new_chat": …}, any of them.',
      placeholder: '{"answer": ".message.assistant"}',
      when: uses('browser'),
    },
    {
      path: 'llm_config.response_path',
      hint: 'Where the answer stands, for example choices[0].message.content',
      full: true,
      when: uses('custom', 'websocket'),
    },
    {
      path: 'llm_config.command',
      hint: 'One argument per line; no shell is involved.',
      when: uses('executable'),
    },
    ...cloudFields,
    {
      path: 'credentials.headers',
      label: 'Headers',
      hint: 'Keys go here. They are sealed and never shown again.',
      when: (values) => !uses('executable')(values),
    },
    ...pageCredentials,
    {
      path: 'llm_config.system_prompt',
      label: 'System prompt',
      hint: 'Sent with every question where the protocol has a place for it; lets the scan tell whether it leaks.',
    },
  ],
});

function attackSection(catalogue: Catalogue): SectionLayout {
  const named = (name: string, label: string, options: Option[]) =>
    options.length > 0 ? [{ path: red + name, label, options }] : [];
  return {
    title: 'Attack',
    fields: [
      {
        path: `${red}strategies`,
        label: 'Strategies',
        hint: 'None chosen: the built-in selection.',
        options: strategyOptions(catalogue),
      },
      ...named('datasets', 'Datasets', asOptions(catalogue.datasets)),
      ...named('guardrails', 'Guardrails', asOptions(catalogue.guardrails)),
    ],
  };
}

const foldedSections: readonly SectionLayout[] = [
  {
    title: 'Limits and budget',
    folded: true,
    hint: 'rate, concurrency, retries, calls, cost',
    fields: [
      'max_rpm',
      'max_rps',
      'concurrency',
      'timeout_s',
      'retries',
      'backoff_s',
      'budget.max_calls',
      'budget.max_tokens',
      'budget.max_cost_usd',
      'budget.input_cost_per_1k',
      'budget.output_cost_per_1k',
      'thresholds.max_latency_ms',
      'thresholds.max_tokens_per_call',
      'rate_burst',
      'cache_size',
      'cache',
    ].map((path) => ({ path: `llm_config.${path}` })),
  },
  {
    title: 'Own policies and intents',
    folded: true,
    hint: 'what this model must never do, in your words',
    fields: [
      'policies',
      'intents',
      'variables',
      'composite_strategies',
      'languages',
      'iterative',
      'pair_iterations',
      'guardrail_bypass',
    ].map((path) => ({ path: red + path })),
  },
  {
    title: 'Helper models',
    folded: true,
    hint: 'judge, attacker and embedder',
    fields: ['judge', 'attacker', 'embedder'].flatMap((helper) =>
      ['enabled', 'provider', 'endpoint', 'model', 'headers'].map((name) => ({
        path: `${red}${helper}.${name}`,
        label: `${helper.charAt(0).toUpperCase()}${helper.slice(1)}: ${name}`,
      })),
    ),
  },
];

/** The form of a model; lists of names come from the catalogue. */
export const llmLayout = (catalogue: Catalogue): FormLayout => ({
  hidden: [
    'kind',
    'scope',
    'exclude_paths',
    'credentials.token',
    'credentials.totp_secret',
    'credentials.secondary',
  ],
  sections: [endpointSection(catalogue), attackSection(catalogue), ...foldedSections],
});
