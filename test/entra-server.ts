import { randomUUID } from 'node:crypto';
import { completion, json, type TestEndpoint, testEndpoint } from './endpoint.ts';

/** Microsoft Entra and an Azure OpenAI resource in one server: the resource takes only tokens that were issued here. */
export interface EntraServer extends TestEndpoint {
  readonly application: { tenantId: string; clientId: string; clientSecret: string; authorityHost: string };
  /** Seconds that issued tokens live. */
  life: number;
  readonly issued: string[];
  readonly valid: Set<string>;
  /** Where the discovery document sends the secret to; the server itself unless told. */
  tokenHost: string | null;
}

const tenant = '4b1d2c3e-0000-4000-8000-00000000abcd';
const clientSecret = 'planted~client.secret-Q2w3e4';
const scope = 'https://cognitiveservices.azure.com/.default';

export async function entraServer(): Promise<EntraServer> {
  const issued: string[] = [];
  const valid = new Set<string>();
  const endpoint = await testEndpoint(({ method, path, headers, body }, response) => {
    const { pathname } = new URL(path, 'http://entra.test');
    if (pathname === `/${tenant}/v2.0/.well-known/openid-configuration`) {
      // As behind a proxy that speaks TLS: the document names the outer scheme.
      const host = server.tokenHost ?? endpoint.url.replace('http:', 'https:');
      return json(response, {
        issuer: `${host}/${tenant}/v2.0`,
        authorization_endpoint: `${host}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${host}/${tenant}/oauth2/v2.0/token`,
        jwks_uri: `${host}/${tenant}/discovery/v2.0/keys`,
      });
    }
    if (method === 'POST' && pathname === `/${tenant}/oauth2/v2.0/token`) {
      const isForm = /^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '');
      const form = new URLSearchParams(isForm ? body : '');
      const fail = (error: string, text: string) => json(response, { error, error_description: text }, 401);
      if (form.get('grant_type') !== 'client_credentials' || form.get('scope') !== scope)
        return fail('invalid_scope', 'AADSTS70011: wrong scope');
      if (form.get('client_id') !== 'app-1' || form.get('client_secret') !== clientSecret)
        return fail(
          'invalid_client',
          `AADSTS7000215: Invalid client secret provided: ${form.get('client_secret')}`,
        );
      const token = `eyJ.planted-entra-${randomUUID()}.sig`;
      issued.push(token);
      valid.add(token);
      return json(response, { token_type: 'Bearer', expires_in: server.life, access_token: token });
    }
    if (!valid.has(headers.authorization?.replace(/^Bearer /, '') ?? '')) {
      const message = `Access denied to ${headers.authorization}`;
      return json(response, { error: { code: '401', message } }, 401);
    }
    if (!pathname.startsWith('/openai/deployments/gpt/')) return json(response, { error: {} }, 404);
    json(response, completion('ready'));
  });
  const server: EntraServer = {
    ...endpoint,
    application: { tenantId: tenant, clientId: 'app-1', clientSecret, authorityHost: endpoint.url },
    life: 3600,
    issued,
    valid,
    tokenHost: null,
  };
  return server;
}
