import { type Values, valueAt, withValue } from '../../schema-form/schema.ts';

/** What choosing a preset fills in. Paths as in the body of POST /targets. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly provider: string;
  readonly baseUrl: string;
  readonly model?: string;
  readonly note?: string;
}

/** Endpoints as their operators document them; parts in <angle brackets> are the user's own. */
export const presets: readonly Preset[] = [
  {
    id: 'openai',
    title: 'OpenAI',
    provider: 'openai-chat',
    baseUrl: 'https://api.openai.com/v1/chat/completions',
  },
  {
    id: 'openrouter',
    title: 'OpenRouter',
    provider: 'openai-chat',
    baseUrl: 'https://openrouter.ai/api/v1/chat/completions',
  },
  {
    id: 'ollama',
    title: 'Ollama',
    provider: 'openai-chat',
    baseUrl: 'http://127.0.0.1:11434/v1/chat/completions',
    note: 'Ollama speaks the OpenAI protocol on this machine; no key is needed.',
  },
  {
    id: 'azure',
    title: 'Azure OpenAI',
    provider: 'azure-openai',
    baseUrl: 'https://<resource>.openai.azure.com',
    note: 'The model is the name of your deployment; the key goes into a header named api-key.',
  },
  {
    id: 'azure-entra',
    title: 'Azure OpenAI (Entra)',
    provider: 'azure-openai',
    baseUrl: 'https://<resource>.openai.azure.com',
    note: 'An application signs in: it needs the role Cognitive Services OpenAI User on the resource.',
  },
  {
    id: 'bedrock',
    title: 'Bedrock',
    provider: 'bedrock',
    baseUrl: 'https://bedrock-runtime.<region>.amazonaws.com',
    note: 'The model is a model id or the ARN of an inference profile. Give an access key that may invoke it, or a Bedrock API key as Authorization header. The Converse API is used; end the address with /invoke for InvokeModel.',
  },
  {
    id: 'vertex',
    title: 'Vertex AI',
    provider: 'vertex',
    baseUrl: 'https://<region>-aiplatform.googleapis.com',
    note: 'Paste the key file of a service account or of a workload identity. For models of other publishers, give the address that ends in /endpoints/openapi.',
  },
  { id: 'compatible', title: 'OpenAI-compatible', provider: 'openai-chat', baseUrl: '' },
  {
    id: 'custom',
    title: 'Custom HTTP',
    provider: 'custom',
    baseUrl: '',
    note: 'Any JSON endpoint: say how a prompt goes in and where the answer comes out.',
  },
  {
    id: 'websocket',
    title: 'WebSocket',
    provider: 'websocket',
    baseUrl: 'wss://',
    note: 'Without a template each question is one text frame on a connection of its own.',
  },
  {
    id: 'browser',
    title: 'Chat page',
    provider: 'browser',
    baseUrl: 'https://',
    note: 'Chromium opens the page, types the question and reads the answer. It reaches the site of the page and no other.',
  },
  {
    id: 'executable',
    title: 'Program',
    provider: 'executable',
    baseUrl: 'cmd:',
    note: 'A program on the machine that runs the scan; it reads the prompt from its input and prints the answer.',
  },
];

/**
 * The form's values with a preset filled in; name, headers and attack settings stay as they are. What signs in to a
 * cloud goes with its protocol.
 */
export function withPreset(values: Values, preset: Preset): Values {
  let next = withValue(values, 'base_url', preset.baseUrl || undefined);
  next = withValue(next, 'llm_config.provider', preset.provider);
  if (preset.model) next = withValue(next, 'llm_config.model', preset.model);
  for (const own of ['request_template', 'response_path', 'command'])
    next = withValue(next, `llm_config.${own}`, undefined);
  if (valueAt(values, 'llm_config.provider') !== preset.provider)
    for (const own of ['aws', 'gcp', 'azure']) next = withValue(next, `credentials.${own}`, undefined);
  return next;
}
