import { createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto';
import { json, type Received, type TestEndpoint, testEndpoint } from './endpoint.ts';

/**
 * Google on loopback: the token endpoint of OAuth (JWT and refresh grants), STS, IAM credentials, a source of workload
 * tokens, and a Vertex endpoint that takes only tokens which were issued here and are the newest of their kind.
 */
export interface GoogleServer extends TestEndpoint {
  /** Key files that sign in here. */
  serviceAccount(more?: object): string;
  workload(source: object, more?: object): string;
  user(): string;
  /** Seconds that issued tokens live. */
  life: number;
  /** Of the next token requests, so many are refused with this status. */
  refuse: { status: number; times: number };
  readonly issued: string[];
  /** Tokens that Vertex takes. */
  readonly valid: Set<string>;
  answer: (request: Received) => { status?: number; body: unknown } | { sse: unknown[] };
}

const scope = 'https://www.googleapis.com/auth/cloud-platform';
const email = 'scanner@project-one.iam.gserviceaccount.com';
const audience = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q';
export const workloadToken = 'planted-workload-token-5521';
export const refreshToken = 'planted-refresh-token-7781';
const grants = 'urn:ietf:params:oauth:';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** RFC 7523, section 3; null when the assertion is good. */
function assertionProblem(assertion: string, tokenUri: string): string | null {
  const [head, payload, signature] = assertion.split('.');
  if (!head || !payload || !signature) return 'no assertion';
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  if (read(head).alg !== 'RS256') return 'wrong algorithm';
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  if (!verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
    return 'Invalid JWT Signature.';
  const claims = read(payload);
  const now = Date.now() / 1000;
  if (claims.iss !== email) return 'wrong iss';
  if (claims.aud !== tokenUri) return `wrong aud ${claims.aud}`;
  if (claims.scope !== scope) return 'wrong scope';
  if (!(claims.iat <= now + 60 && claims.exp > now && claims.exp <= claims.iat + 3600)) return 'wrong exp';
  return null;
}

export async function googleServer(): Promise<GoogleServer> {
  const issued: string[] = [];
  const valid = new Set<string>();
  const federated = new Set<string>();
  const issue = (kind = 'ya29.planted-access'): string => {
    const token = `${kind}-${randomUUID()}`;
    issued.push(token);
    return token;
  };
  const endpoint = await testEndpoint((request, response) => {
    const { pathname } = new URL(request.path, 'http://google.test');
    const fail = (status: number, error: string, error_description: string) =>
      json(response, { error, error_description }, status);
    const grant = (token: string) =>
      json(response, { access_token: token, expires_in: server.life, token_type: 'Bearer' });
    const isForm = /^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '');
    const form = new URLSearchParams(isForm ? request.body : '');
    if (/^\/(token|sts)$/.test(pathname) && server.refuse.times-- > 0)
      return fail(server.refuse.status, 'temporarily_unavailable', 'not now');
    if (pathname === '/token') {
      if (form.get('grant_type') === 'refresh_token') {
        const good =
          form.get('refresh_token') === refreshToken && form.get('client_secret') === 'planted-client-secret';
        if (!good) return fail(400, 'invalid_grant', `no such token ${form.get('refresh_token')}`);
      } else {
        const problem = assertionProblem(form.get('assertion') ?? '', `${endpoint.url}/token`);
        if (form.get('grant_type') !== `${grants}grant-type:jwt-bearer` || problem)
          return fail(400, 'invalid_grant', problem ?? 'wrong grant');
      }
      const token = issue();
      valid.add(token);
      return grant(token);
    }
    if (pathname === '/workload-token') {
      if (request.headers['x-source'] !== 'planted-source-header') return fail(403, 'denied', 'no header');
      return json(response, { value: workloadToken });
    }
    if (pathname === '/sts') {
      const expected = {
        grant_type: `${grants}grant-type:token-exchange`,
        audience,
        scope,
        requested_token_type: `${grants}token-type:access_token`,
        subject_token_type: `${grants}token-type:jwt`,
        subject_token: workloadToken,
      };
      const wrong = Object.entries(expected).find(([name, value]) => form.get(name) !== value);
      if (wrong) return fail(400, 'invalid_request', `wrong ${wrong[0]}`);
      const token = issue('ya29.planted-federated');
      federated.add(token);
      valid.add(token);
      return grant(token);
    }
    const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (pathname.endsWith(':generateAccessToken')) {
      if (!federated.has(bearer)) return fail(401, 'denied', 'not a federated token');
      const token = issue('ya29.planted-impersonated');
      valid.add(token);
      valid.delete(bearer);
      const expireTime = new Date(Date.now() + server.life * 1000).toISOString();
      return json(response, { accessToken: token, expireTime });
    }
    if (!valid.has(bearer))
      return json(
        response,
        { error: { code: 401, message: `bad token ${bearer}`, status: 'UNAUTHENTICATED' } },
        401,
      );
    const answer = server.answer(request);
    if ('sse' in answer) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return void response.end(answer.sse.map((value) => `data: ${JSON.stringify(value)}\r\n\r\n`).join(''));
    }
    json(response, answer.body, answer.status);
  });
  const server: GoogleServer = {
    ...endpoint,
    life: 3600,
    refuse: { status: 503, times: 0 },
    issued,
    valid,
    answer: () => ({ body: gemini('ready') }),
    serviceAccount: (more = {}) =>
      JSON.stringify({
        type: 'service_account',
        project_id: 'project-one',
        private_key_id: 'k1',
        private_key: pem,
        client_email: email,
        token_uri: `${endpoint.url}/token`,
        ...more,
      }),
    workload: (credential_source, more = {}) =>
      JSON.stringify({
        type: 'external_account',
        audience,
        subject_token_type: `${grants}token-type:jwt`,
        token_url: `${endpoint.url}/sts`,
        credential_source,
        ...more,
      }),
    user: () =>
      JSON.stringify({
        type: 'authorized_user',
        client_id: 'client',
        client_secret: 'planted-client-secret',
        refresh_token: refreshToken,
        quota_project_id: 'project-quota',
        token_uri: `${endpoint.url}/token`,
      }),
  };
  return server;
}

/** A generateContent answer that says `text`. */
export const gemini = (text: string, more: object = {}) => ({
  candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP' }],
  usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4 },
  ...more,
});
