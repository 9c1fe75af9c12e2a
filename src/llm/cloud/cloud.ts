import type { GoogleKey } from '#src/core/google-key.ts';

/** What signs in to a cloud, in the clear, for the moment of use; what is absent was not given. */
export interface Cloud {
  readonly aws?: AwsKeys;
  readonly google?: GoogleKey;
  readonly azure?: AzureSecret;
  /** Reads the token file of a workload. Rejects with an Error that says why it may not be read. */
  readonly readTokenFile: (path: string) => Promise<string>;
  /** Told every token that is issued, so that it is never stored. */
  readonly onToken: (token: string) => void;
}

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AzureSecret {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where it signs in, without a path; null: the host that belongs to the endpoint's cloud. */
  readonly authorityHost: string | null;
}
