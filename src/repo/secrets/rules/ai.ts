import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, hex, lower, of, url64, uuid } from '../shape.ts';

/** Providers of models and what is built around them. */
export const ai: readonly SecretRule[] = [
  ...vendor('OpenAI', 'https://platform.openai.com/api-keys', [
    prefixed(
      'openai-api-key',
      'API key',
      ['sk-', 'sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'],
      [url64(20, 120), 'T3BlbkFJ', url64(20, 120)],
      { severity: 'critical' },
    ),
    prefixed('openai-project-key', 'API key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], url64(80, 200), {
      severity: 'critical',
    }),
    assigned('openai-api-key-other', 'API key', ['openai'], ['sk-', alnum(40, 64)]),
  ]),
  ...vendor('Anthropic', 'https://console.anthropic.com/settings/keys', [
    prefixed(
      'anthropic-api-key',
      'API key',
      ['sk-ant-api03-', 'sk-ant-api04-', 'sk-ant-sid01-', 'sk-ant-sid02-'],
      url64(80, 130),
      { severity: 'critical' },
    ),
    prefixed('anthropic-admin-api-key', 'admin API key', 'sk-ant-admin01-', [url64(93), 'AA'], {
      severity: 'critical',
    }),
    prefixed('anthropic-oauth-token', 'OAuth token', ['sk-ant-oat01-', 'sk-ant-ort01-'], url64(80, 130)),
  ]),
  ...vendor('Hugging Face', 'https://huggingface.co/settings/tokens', [
    prefixed('huggingface-access-token', 'access token', 'hf_', of('A-Za-z', 34)),
    prefixed('huggingface-token-v2', 'access token', 'hf_', alnum(34, 40)),
    prefixed('huggingface-organization-api-token', 'organisation token', 'api_org_', of('A-Za-z', 34)),
  ]),
  ...vendor('Cohere', 'https://dashboard.cohere.com/api-keys', [
    assigned('cohere-api-token', 'API key', ['cohere', 'co_api_key'], alnum(40)),
  ]),
  ...vendor('Mistral', 'https://console.mistral.ai/api-keys', [
    assigned('mistral-api-key', 'API key', ['mistral'], alnum(32), { name: /key|token|secret/i }),
  ]),
  ...vendor('Perplexity', 'https://www.perplexity.ai/settings/api', [
    prefixed('perplexity-api-key', 'API key', 'pplx-', alnum(48, 56)),
  ]),
  ...vendor('Groq', 'https://console.groq.com/keys', [
    prefixed('groq-api-key', 'API key', 'gsk_', alnum(48, 56)),
  ]),
  ...vendor('xAI', 'https://console.x.ai', [prefixed('xai-api-key', 'API key', 'xai-', alnum(70, 84))]),
  ...vendor('OpenRouter', 'https://openrouter.ai/keys', [
    prefixed('openrouter-api-key', 'API key', 'sk-or-v1-', hex(64)),
  ]),
  ...vendor('DeepSeek', 'https://platform.deepseek.com/api_keys', [
    assigned('deepseek-api-key', 'API key', ['deepseek'], ['sk-', hex(32)]),
  ]),
  ...vendor('Replicate', 'https://replicate.com/account/api-tokens', [
    prefixed('replicate-api-token', 'API token', 'r8_', alnum(37)),
  ]),
  ...vendor('Together AI', 'https://api.together.ai/settings/api-keys', [
    assigned('together-api-key', 'API key', ['together'], hex(64)),
    prefixed('together-api-key-v2', 'API key', 'tgp_v1_', url64(43)),
  ]),
  ...vendor('Fireworks AI', 'https://fireworks.ai/account/api-keys', [
    prefixed('fireworks-api-key', 'API key', 'fw_', alnum(22, 24)),
  ]),
  ...vendor('Cerebras', 'https://cloud.cerebras.ai', [
    prefixed('cerebras-api-key', 'API key', 'csk-', lower(48)),
  ]),
  ...vendor('NVIDIA', 'https://build.nvidia.com, API keys', [
    prefixed('nvidia-api-key', 'API key', 'nvapi-', url64(60, 72)),
  ]),
  ...vendor('Stability AI', 'https://platform.stability.ai/account/keys', [
    assigned('stability-api-key', 'API key', ['stability', 'dreamstudio'], ['sk-', alnum(48)]),
  ]),
  ...vendor('ElevenLabs', 'https://elevenlabs.io/app/settings/api-keys', [
    assigned(
      'elevenlabs-api-key',
      'API key',
      ['elevenlabs', 'eleven_labs', 'xi-api-key', 'xi_api'],
      any(hex(32), ['sk_', hex(48)]),
    ),
  ]),
  ...vendor('AssemblyAI', 'https://www.assemblyai.com/app/account', [
    assigned('assemblyai-api-key', 'API key', ['assemblyai', 'assembly_ai'], hex(32)),
  ]),
  ...vendor('Deepgram', 'https://console.deepgram.com', [
    assigned('deepgram-api-key', 'API key', ['deepgram'], hex(40)),
  ]),
  ...vendor('Private AI', 'https://portal.private-ai.com', [
    assigned('privateai-api-token', 'API key', ['privateai', 'private-ai', 'private_ai'], alnum(32)),
  ]),
  ...vendor('AI21', 'https://studio.ai21.com/account/api-key', [
    assigned('ai21-api-key', 'API key', ['ai21'], alnum(32)),
  ]),
  ...vendor('Voyage AI', 'https://dash.voyageai.com', [
    prefixed('voyage-api-key', 'API key', ['pa-'], url64(43), { confidence: 0.8 }),
  ]),
  ...vendor('Jina AI', 'https://jina.ai, API keys', [
    prefixed('jina-api-key', 'API key', 'jina_', url64(56, 64)),
  ]),
  ...vendor('Pinecone', 'https://app.pinecone.io', [
    prefixed('pinecone-api-key', 'API key', 'pcsk_', [alnum(5, 7), '_', alnum(60, 70)]),
    assigned('pinecone-api-key-old', 'API key', ['pinecone'], uuid),
  ]),
  ...vendor('Weaviate', 'https://console.weaviate.cloud', [
    assigned('weaviate-api-key', 'API key', ['weaviate', 'wcd_', 'wcs_'], alnum(36, 40)),
  ]),
  ...vendor('Qdrant', 'https://cloud.qdrant.io', [
    assigned('qdrant-api-key', 'API key', ['qdrant'], url64(43, 64)),
  ]),
  ...vendor('LangSmith', 'https://smith.langchain.com/settings', [
    prefixed('langsmith-api-key', 'API key', ['lsv2_pt_', 'lsv2_sk_'], [hex(32), '_', hex(10)]),
    prefixed('langchain-api-key-old', 'API key', 'ls__', hex(32)),
  ]),
  ...vendor('Langfuse', 'in the project settings', [
    prefixed('langfuse-secret-key', 'secret key', 'sk-lf-', uuid),
  ]),
  ...vendor('Weights & Biases', 'https://wandb.ai/authorize', [
    assigned('wandb-api-key', 'API key', ['wandb'], hex(40)),
  ]),
  ...vendor('Comet', 'https://www.comet.com, Account settings', [
    assigned('comet-api-key', 'API key', ['comet_api', 'comet_ml', 'cometml'], alnum(25)),
  ]),
  ...vendor('Kaggle', 'https://www.kaggle.com/settings', [
    assigned('kaggle-key', 'API key', ['kaggle'], hex(32)),
  ]),
  ...vendor('RunPod', 'https://www.runpod.io/console/user/settings', [
    prefixed('runpod-api-key', 'API key', 'rpa_', alnum(40, 50)),
  ]),
  ...vendor('Modal', 'https://modal.com/settings/tokens', [
    prefixed('modal-token', 'token', ['as-', 'ak-'], alnum(22), { confidence: 0.6 }),
  ]),
  ...vendor('fal', 'https://fal.ai/dashboard/keys', [
    assigned('fal-key', 'API key', ['fal_key', 'fal_api'], [uuid, ':', hex(32)]),
  ]),
  ...vendor('Tavily', 'https://app.tavily.com', [
    prefixed('tavily-api-key', 'API key', 'tvly-', any(alnum(32), [any('dev-', 'prod-'), alnum(32)])),
  ]),
  ...vendor('SerpApi', 'https://serpapi.com/manage-api-key', [
    assigned('serpapi-key', 'API key', ['serpapi', 'serp_api'], hex(64)),
  ]),
  ...vendor('Serper', 'https://serper.dev/api-key', [assigned('serper-key', 'API key', ['serper'], hex(40))]),
  ...vendor('Exa', 'https://dashboard.exa.ai/api-keys', [
    assigned('exa-api-key', 'API key', ['exa_api', 'exa-api'], uuid),
  ]),
  ...vendor('Firecrawl', 'https://www.firecrawl.dev/app/api-keys', [
    prefixed('firecrawl-api-key', 'API key', 'fc-', hex(32)),
  ]),
  ...vendor('DeepL', 'https://www.deepl.com/your-account/keys', [
    assigned('deepl-auth-key', 'auth key', ['deepl'], [uuid, any(':fx', '')]),
  ]),
  ...vendor('Clarifai', 'https://clarifai.com/settings/security', [
    assigned('clarifai-pat', 'personal access token', ['clarifai'], hex(32)),
  ]),
  ...vendor('Roboflow', 'https://app.roboflow.com/settings/api', [
    assigned('roboflow-api-key', 'API key', ['roboflow'], alnum(20), { name: /key|token/i }),
  ]),
  ...vendor('Dify', 'in the app, API access', [
    assigned('dify-api-key', 'API key', ['dify'], ['app-', alnum(24)]),
  ]),
  ...vendor('Unstructured', 'https://app.unstructured.io', [
    assigned('unstructured-api-key', 'API key', ['unstructured'], alnum(30), { name: /key|token/i }),
  ]),
  ...vendor('Baseten', 'https://app.baseten.co/settings/api_keys', [
    assigned('baseten-api-key', 'API key', ['baseten'], [alnum(8), '.', alnum(32)]),
  ]),
];
