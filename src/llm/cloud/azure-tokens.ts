import type { Send } from '#src/core/tools.ts';
import { EndpointError } from '../endpoint-error.ts';
import type { AzureSecret, Cloud } from './cloud.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { Tokens } from './tokens.ts';

interface Region {
  readonly hosts: RegExp;
  readonly authority: string;
  readonly scope: string;
}

const world: Region = {
  hosts: /\.azure\.com$/,
  authority: 'https://login.microsoftonline.com',
  scope: 'https://cognitiveservices.azure.com/.default',
};
/** The sovereign clouds sign in elsewhere, for another resource. */
const regions: readonly Region[] = [
  {
    hosts: /\.azure\.us$/,
    authority: 'https://login.microsoftonline.us',
    scope: 'https://cognitiveservices.azure.us/.default',
  },
  {
    hosts: /\.azure\.cn$/,
    authority: 'https://login.partner.microsoftonline.cn',
    scope: 'https://cognitiveservices.azure.cn/.default',
  },
];

const regionOf = (baseUrl: string): Region => {
  const host = URL.parse(baseUrl)?.hostname ?? '';
  return regions.find(({ hosts }) => hosts.test(host)) ?? world;
};

/** The origin an endpoint's Entra application signs in at. */
export const azureAuthority = (
  { authorityHost }: Pick<AzureSecret, 'authorityHost'>,
  baseUrl: string,
): string => new URL(authorityHost ?? regionOf(baseUrl).authority).origin;

/** Access tokens of an Entra application (client credentials), by @azure/identity; every request goes through `send`. */
export function azureTokens(
  secret: AzureSecret,
  baseUrl: string,
  { onToken }: Pick<Cloud, 'onToken'>,
  send: Send,
  timeoutMs: number,
): Tokens {
  const authority = azureAuthority(secret, baseUrl);
  return new Tokens(async () => {
    const exchange = openExchange(send, timeoutMs, [secret.clientSecret]);
    try {
      const { ClientSecretCredential } = await import('@azure/identity');
      // A new one each time: its own cache would hand out a refused token again.
      const credential = new ClientSecretCredential(secret.tenantId, secret.clientId, secret.clientSecret, {
        authorityHost: secureForm(authority),
        // The authority is the user's word; asking Microsoft about it would tell a third party.
        disableInstanceDiscovery: true,
        // Retries are the client's business: it counts them and keeps to the limits.
        retryOptions: { maxRetries: 0 },
        redirectOptions: { maxRetries: 0 },
        httpClient: { sendRequest: (request) => forward(request, authority, exchange) },
      });
      const issued = await credential.getToken(regionOf(baseUrl).scope);
      onToken(issued.token);
      return { value: issued.token, expiresAt: issued.expiresOnTimestamp };
    } catch (error) {
      throw exchange.explain(error);
    }
  });
}

/** The library takes https only; a loopback authority without TLS is spelled so for it, and back in `forward`. */
const secureForm = (origin: string): string => origin.replace(/^http:/, 'https:');

type HttpClient = NonNullable<
  NonNullable<
    ConstructorParameters<typeof import('@azure/identity')['ClientSecretCredential']>[3]
  >['httpClient']
>;
type PipelineRequest = Parameters<HttpClient['sendRequest']>[0];

async function forward(request: PipelineRequest, authority: string, exchange: Exchange) {
  const url = new URL(request.url);
  if (url.origin !== secureForm(authority))
    throw new EndpointError('refused', `signing in: ${authority} wants the secret sent to ${url.origin}`);
  const { status, headers, body } = await exchange.request({
    method: request.method === 'POST' ? 'POST' : 'GET',
    url: authority + url.pathname + url.search,
    headers: request.headers.toJSON(),
    ...(typeof request.body === 'string' ? { body: request.body } : {}),
  });
  const answer = request.headers.constructor as new (
    raw: Record<string, string>,
  ) => PipelineRequest['headers'];
  return { request, status, headers: new answer(headers), bodyAsText: body };
}
