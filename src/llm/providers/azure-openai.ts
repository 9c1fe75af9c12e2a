import { z } from 'zod';
import { llmConfigSchema, llmDefaults } from '#src/core/llm-config.ts';
import { azureTokens } from '../cloud/azure-tokens.ts';
import { askWithToken } from '../cloud/tokens.ts';
import { EndpointError } from '../endpoint-error.ts';
import { openEndpoint } from '../post.ts';
import { speakCompletions } from './openai-chat.ts';
import { type ChatProvider, refusing, timeoutMs } from './provider.ts';

/** The newest generally available version of the deployments API; a `?api-version=` in base_url wins. */
const defaultVersion = '2024-10-21';

/** A model deployed in Azure: chat completions at a deployment's URL, with a key, an Entra token or an Entra application. */
export const azureOpenai: ChatProvider = {
  id: 'azure-openai',
  title: 'Azure OpenAI',
  description:
    "A deployment's URL, or the resource's URL with the deployment's name as model; an api-key, a token or an Entra application signs in.",
  settings: z.object({
    model: llmConfigSchema.shape.model,
    system_prompt: llmConfigSchema.shape.system_prompt,
  }),
  tools: true,
  checkUrl: ({ pathname }, { model }) =>
    namesDeployment(pathname) || model ? null : unnamed.replace(/^base_url /, ''),
  connect: ({ baseUrl, config, headers, send, cloud }) => {
    const url = completionsUrl(baseUrl, config.model);
    const timeout = timeoutMs(config, llmDefaults.timeout_s);
    // The URL names the model of a deployment; only the v1 API asks for it in the body.
    const ask = speakCompletions(isVersionless(new URL(url).pathname) ? config.model : null);
    if (signsIn(headers)) {
      const endpoint = openEndpoint(url, headers, send, timeout);
      return { ask: (request, signal) => ask(endpoint, request, signal) };
    }
    if (!cloud?.azure) return refusing(unsigned);
    const tokens = azureTokens(cloud.azure, baseUrl, cloud, send, timeout);
    return {
      ask: askWithToken(tokens, (token, request, signal) => {
        const signed = { ...headers, Authorization: `Bearer ${token}` };
        return ask(openEndpoint(url, signed, send, timeout), request, signal);
      }),
    };
  },
};

const unsigned =
  'no credentials for azure-openai: give credentials.azure (an Entra application), or "api-key" or "Authorization" in credentials.headers';

const signsIn = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => /^(api-key|authorization)$/i.test(name));

const unnamed =
  'base_url names no deployment: give …/openai/deployments/{name}, or the deployment as llm_config.model';

const namesDeployment = (path: string): boolean => !/^\/(openai\/?)?$/.test(path);

const isVersionless = (path: string): boolean => path.includes('/openai/v1');

/**
 * The URL that is asked, from a resource's URL, a deployment's URL, the v1 API's, or the whole one. Parameters of the
 * query stay. Throws an Error for a resource's URL without a model: nothing says which deployment is meant.
 */
export function completionsUrl(baseUrl: string, deployment: string | null): string {
  const url = new URL(baseUrl);
  let path = url.pathname.replace(/\/+$/, '');
  if (!path.endsWith('/chat/completions')) {
    if (path === '' || path === '/openai') path = `/openai/deployments/${deploymentName(deployment)}`;
    path += '/chat/completions';
  }
  url.pathname = path;
  if (!isVersionless(path) && !url.searchParams.has('api-version'))
    url.searchParams.set('api-version', defaultVersion);
  return url.href;
}

function deploymentName(deployment: string | null): string {
  if (deployment) return encodeURIComponent(deployment);
  throw new EndpointError('refused', unnamed);
}
