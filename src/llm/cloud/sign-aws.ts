import type { AwsKeys } from './cloud.ts';

export interface ToSign {
  /** Its path is encoded exactly once. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
}

/** The name under which Bedrock's own endpoints sign, in every API of the runtime. */
const service = 'bedrock';

/** The headers of a POST signed with AWS Signature Version 4; `host` is left to whoever sends it. */
export async function signAws(
  { url, headers, body, region }: ToSign,
  keys: AwsKeys,
): Promise<Record<string, string>> {
  const [{ SignatureV4 }, { Sha256 }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-crypto/sha256-js'),
  ]);
  const signer = new SignatureV4({ credentials: keys, region, service, sha256: Sha256 });
  const signed = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: queryOf(url),
    headers: { ...headers, host: url.host },
    body,
  });
  const { host: _, ...rest } = signed.headers;
  return rest;
}

function queryOf({ searchParams }: URL): Record<string, string | string[]> {
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}
