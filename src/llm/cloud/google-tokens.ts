import type { IdentityPoolClientOptions } from 'google-auth-library';
import type { GoogleKey } from '#src/core/google-key.ts';
import type { Send } from '#src/core/tools.ts';
import { EndpointError } from '../endpoint-error.ts';
import { followPath } from '../response-path.ts';
import type { Cloud } from './cloud.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { Tokens } from './tokens.ts';

const scope = 'https://www.googleapis.com/auth/cloud-platform';
/** Where google-auth-library sends the grants of service accounts and users, whatever their key says. */
const fixedTokenUrl = 'https://oauth2.googleapis.com/token';
/** Of a token whose answer does not say how long it lives, ms. */
const usualLifeMs = 3_600_000;

type External = Extract<GoogleKey, { type: 'external_account' }>;
type Access = Pick<Cloud, 'readTokenFile' | 'onToken'>;

/** The origins a key's sign-in goes to, all of them named in the key. */
export const googleOrigins = (key: GoogleKey): string[] =>
  (key.type === 'external_account'
    ? [key.token_url, key.service_account_impersonation_url, key.credential_source.url]
    : [key.token_uri]
  )
    .filter((url) => url !== undefined)
    .map((url) => new URL(url).origin);

/** The values of a key that are secrets. */
export const googleSecrets = (key: GoogleKey): string[] => {
  if (key.type === 'service_account') return [key.private_key];
  if (key.type === 'authorized_user') return [key.client_secret, key.refresh_token];
  return [key.client_secret, ...Object.values(key.credential_source.headers ?? {})].filter(
    (value) => value !== undefined,
  );
};

/** Access tokens for a key file, by google-auth-library; every request goes through `send`. */
export function googleTokens(key: GoogleKey, access: Access, send: Send, timeoutMs: number): Tokens {
  const secrets = googleSecrets(key);
  return new Tokens(async () => {
    const exchange = openExchange(send, timeoutMs, secrets);
    try {
      const client = await clientFor(key, access, exchange);
      const { token } = await client.getAccessToken();
      if (!token) throw new EndpointError('shape', 'signing in: the answer has no access_token');
      access.onToken(token);
      return { value: token, expiresAt: client.credentials.expiry_date ?? Date.now() + usualLifeMs };
    } catch (error) {
      throw exchange.explain(error);
    }
  });
}

async function clientFor(key: GoogleKey, access: Access, exchange: Exchange) {
  const { IdentityPoolClient, JWT, UserRefreshClient } = await import('google-auth-library');
  const tokenUri = key.type === 'external_account' ? null : key.token_uri;
  const transporterOptions = { fetchImplementation: fetchThrough(exchange, tokenUri) };
  if (key.type === 'service_account') {
    const { client_email: email, private_key, private_key_id: keyId, token_uri: aud } = key;
    const additionalClaims = { aud };
    return once(
      new JWT({ email, key: private_key, keyId, scopes: [scope], additionalClaims, transporterOptions }),
    );
  }
  if (key.type === 'authorized_user') {
    const { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken } = key;
    return once(new UserRefreshClient({ clientId, clientSecret, refreshToken, transporterOptions }));
  }
  class Pool extends IdentityPoolClient {
    constructor(options: IdentityPoolClientOptions) {
      super(options);
      // The library gives its token exchange a transporter of its own, which would not go through `send`.
      Object.assign(this.stsCredential, { transporter: this.transporter });
    }
  }
  const { credential_source: _, ...rest } = key;
  const supplier = { getSubjectToken: () => subjectToken(key, access, exchange) };
  return once(new Pool({ ...rest, scopes: [scope], subject_token_supplier: supplier, transporterOptions }));
}

interface Retrying {
  readonly transporter: {
    readonly interceptors: {
      readonly request: { add(interceptor: { resolved: typeof withoutRetries }): unknown };
    };
  };
}

/** Retries are the client's business: it counts them and keeps to the limits. */
function once<T extends Retrying>(client: T): T {
  client.transporter.interceptors.request.add({ resolved: withoutRetries });
  return client;
}

const withoutRetries = async <T extends object>(options: T): Promise<T> => ({
  ...options,
  retry: false,
  retryConfig: { retry: 0, noResponseRetries: 0 },
});

/** `fetch` as google-auth-library wants it, over our `send`. */
function fetchThrough(exchange: Exchange, tokenUri: string | null): typeof fetch {
  return async (input, init) => {
    // It is fetch that gives a form its Content-Type.
    const asked = new Request(input, init);
    const { status, headers, body } = await exchange.request({
      method: asked.method === 'POST' ? 'POST' : 'GET',
      url: tokenUri !== null && asked.url === fixedTokenUrl ? tokenUri : asked.url,
      headers: Object.fromEntries(asked.headers),
      ...(asked.body && { body: await asked.text() }),
    });
    return new Response(body, { status, headers: { 'content-type': headers['content-type'] ?? '' } });
  };
}

/** The outside token of a workload: the text of a file or a URL, or one field of its JSON. */
async function subjectToken({ credential_source: source }: External, access: Access, exchange: Exchange) {
  const { file, url, headers, format } = source;
  const text = url
    ? (await exchange.request({ method: 'GET', url, headers })).body
    : await access.readTokenFile(file ?? '');
  const name = format?.type === 'json' ? format.subject_token_field_name : undefined;
  const token = name === undefined ? text.trim() : fieldOf(text, name);
  if (token === '') throw new EndpointError('refused', 'signing in: the token of the workload is empty');
  access.onToken(token);
  return token;
}

function fieldOf(text: string, name: string): string {
  try {
    return String(followPath(JSON.parse(text), { text: name, steps: [name] }));
  } catch {
    throw new EndpointError('refused', `signing in: the token of the workload has no JSON field "${name}"`);
  }
}
