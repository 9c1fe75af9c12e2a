import { checkAwsKeyId, checkBytes64 } from '../checks.ts';
import { assigned, infixed, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, base32, digits, hex, lower, of, upper, url64, uuid } from '../shape.ts';

/** Clouds and what runs on them. */
export const cloud: readonly SecretRule[] = [
  ...vendor('AWS', 'in IAM, under the user, Security credentials', [
    prefixed('aws-access-key-id', 'access key id', ['AKIA', 'ASIA', 'ABIA', 'ACCA'], base32(16), {
      check: checkAwsKeyId,
    }),
    assigned(
      'aws-secret-access-key',
      'secret access key',
      ['aws', 'secret_access_key', 'secretaccesskey'],
      of('A-Za-z0-9/+', 40),
      {
        severity: 'critical',
        name: /secret|sk\b|access.?key(?!.?id)|aws.?key/i,
        entropy: 4,
      },
    ),
    assigned(
      'aws-session-token',
      'session token',
      ['session_token', 'sessiontoken', 'security_token'],
      of('A-Za-z0-9/+=', 180, 2000),
      {
        severity: 'medium',
      },
    ),
    prefixed('aws-bedrock-api-key', 'Bedrock API key', 'ABSK', of('A-Za-z0-9+/=', 100, 280)),
    prefixed(
      'aws-bedrock-short-term-key',
      'Bedrock short-term API key',
      'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t',
      of('A-Za-z0-9+/=', 40, 2000),
      {
        severity: 'medium',
      },
    ),
    prefixed('aws-mws-token', 'MWS auth token', 'amzn.mws.', uuid),
    prefixed('aws-appsync-key', 'AppSync API key', 'da2-', lower(26), { severity: 'medium' }),
  ]),
  ...vendor('Google Cloud', 'in the console, APIs and services, Credentials', [
    prefixed('gcp-api-key', 'API key', 'AIza', url64(35), { severity: 'medium', entropy: 3.9 }),
    prefixed('google-oauth-client-secret', 'OAuth client secret', 'GOCSPX-', url64(28)),
    prefixed('google-oauth-token', 'OAuth access token', 'ya29.', url64(40, 1024), { severity: 'medium' }),
    prefixed('google-oauth-refresh-token', 'OAuth refresh token', '1//0', url64(40, 200)),
    assigned(
      'google-oauth-client-secret-old',
      'OAuth client secret',
      ['google', 'gcp', 'client_secret'],
      url64(24),
      {
        name: /secret/i,
        confidence: 0.6,
      },
    ),
    assigned('recaptcha-secret', 'reCAPTCHA secret', ['recaptcha'], ['6L', url64(38)], {
      name: /secret|private/i,
    }),
    assigned(
      'fcm-server-key',
      'FCM server key',
      ['fcm', 'firebase', 'gcm'],
      ['AAAA', url64(7), ':', url64(140)],
    ),
  ]),
  ...vendor('Azure', 'in the portal, at the resource or app registration that it belongs to', [
    infixed(
      'azure-ad-client-secret',
      'Entra ID client secret',
      [of('A-Za-z0-9_.~', 3), digits(1)],
      'Q~',
      of('A-Za-z0-9_~.-', 31, 34),
      {
        severity: 'critical',
        entropy: 3.5,
      },
    ),
    assigned(
      'azure-storage-key',
      'storage account key',
      ['accountkey', 'azure', 'storage'],
      [of('A-Za-z0-9+/', 86), '=='],
      {
        severity: 'critical',
        check: checkBytes64,
        name: /key/i,
      },
    ),
    assigned(
      'azure-shared-access-key',
      'shared access key',
      ['sharedaccesskey', 'servicebus', 'eventhub', 'iothub'],
      [of('A-Za-z0-9+/', 43), '='],
    ),
    prefixed(
      'azure-sas-signature',
      'shared access signature',
      ['&sig=', '?sig='],
      [of('A-Za-z0-9', 2), of('A-Za-z0-9%+/', 40, 90), any('%3D', '=')],
      {
        severity: 'medium',
        confidence: 0.8,
      },
    ),
    assigned(
      'azure-devops-pat',
      'DevOps personal access token',
      ['azure', 'devops', 'vsts', 'azdo', 'ado_'],
      of('a-z2-7', 52),
    ),
    assigned(
      'azure-devops-token',
      'DevOps personal access token',
      ['azure', 'devops', 'azdo', 'token', 'pat'],
      [alnum(76), 'AZDO', alnum(4)],
    ),
    assigned(
      'azure-cognitive-key',
      'AI services key',
      ['azure', 'cognitive', 'ocp-apim', 'speech', 'bing'],
      hex(32),
      {
        name: /key|secret/i,
      },
    ),
    assigned(
      'azure-ai-services-key',
      'AI services key',
      ['azure', 'openai', 'cognitive'],
      [alnum(52), 'JQQJ99', alnum(26)],
    ),
    assigned(
      'azure-function-key',
      'Functions key',
      ['function', 'azure', 'x-functions-key'],
      [url64(44), 'AzFu', url64(6), any('==', '')],
    ),
    assigned(
      'azure-container-registry',
      'container registry password',
      ['acr', 'registry', 'azure', 'docker'],
      [of('A-Za-z0-9+/', 42), '+ACR', alnum(6)],
    ),
    assigned('azure-search-key', 'AI Search key', ['search', 'azure'], [alnum(42), 'AzSe', alnum(6)]),
  ]),
  ...vendor('Alibaba Cloud', 'https://ram.console.aliyun.com/manage/ak', [
    prefixed('alibaba-access-key-id', 'access key id', 'LTAI', alnum(12, 26)),
    assigned(
      'alibaba-secret-key',
      'access key secret',
      ['alibaba', 'aliyun', 'alicloud', 'oss_access'],
      alnum(30),
    ),
  ]),
  ...vendor('Tencent Cloud', 'https://console.tencentcloud.com/cam/capi', [
    prefixed('tencent-secret-id', 'secret id', 'AKID', alnum(32)),
    assigned('tencent-secret-key', 'secret key', ['tencent', 'qcloud', 'cos_secret'], alnum(32), {
      name: /key|secret|token/i,
    }),
  ]),
  ...vendor('Yandex Cloud', 'https://console.yandex.cloud, at the service account', [
    prefixed('yandex-api-key', 'API key', 'AQVN', url64(35, 38)),
    prefixed('yandex-iam-token', 'IAM token', 't1.', [
      of('A-Z0-9a-z_-', 1, 400),
      any('', '=', '=='),
      '.',
      of('A-Z0-9a-z_-', 80, 90),
      any('', '=', '=='),
    ]),
    prefixed('yandex-static-key', 'static access key', ['YCAJE', 'YCM', 'YCP', 'YCN', 'YCO'], url64(35, 38)),
    assigned('yandex-static-access-key', 'static access key', ['yandex'], ['YC', url64(38)]),
    prefixed('yandex-oauth-token', 'OAuth token', ['y0_', 'y1_', 'y2_', 'y3_'], url64(55, 90)),
  ]),
  ...vendor('DigitalOcean', 'https://cloud.digitalocean.com/account/api/tokens', [
    prefixed('digitalocean-pat', 'personal access token', 'dop_v1_', hex(64)),
    prefixed('digitalocean-oauth-token', 'OAuth token', 'doo_v1_', hex(64)),
    prefixed('digitalocean-refresh-token', 'refresh token', 'dor_v1_', hex(64)),
    assigned('digitalocean-spaces-key', 'Spaces secret', ['digitalocean', 'spaces'], of('A-Za-z0-9/+', 43), {
      name: /secret|key|token/i,
    }),
  ]),
  ...vendor('Heroku', 'https://dashboard.heroku.com/account/applications', [
    assigned('heroku-api-key', 'API key', ['heroku'], uuid),
    prefixed('heroku-api-key-v2', 'API key', 'HRKU-AA', url64(58)),
  ]),
  ...vendor('Fly.io', 'https://fly.io/user/personal_access_tokens', [
    prefixed('flyio-access-token', 'access token', 'fo1_', url64(43)),
    prefixed('flyio-macaroon', 'macaroon', ['fm1a_', 'fm1r_', 'fm2_'], of('A-Za-z0-9+/=_,-', 60, 4000)),
  ]),
  ...vendor('Cloudflare', 'https://dash.cloudflare.com/profile/api-tokens', [
    assigned('cloudflare-api-token', 'API token', ['cloudflare', 'cf_api', 'cf_token', 'cf-api'], url64(40)),
    assigned('cloudflare-global-api-key', 'global API key', ['cloudflare', 'x-auth-key', 'cf_api'], hex(37), {
      severity: 'critical',
    }),
    prefixed('cloudflare-origin-ca-key', 'origin CA key', 'v1.0-', [hex(24), '-', hex(146)]),
    prefixed('cloudflare-token-v2', 'API token', ['cfut_', 'cfat_', 'cfk_'], alnum(40, 60)),
  ]),
  ...vendor('Scaleway', 'https://console.scaleway.com/iam/api-keys', [
    assigned('scaleway-secret-key', 'secret key', ['scaleway', 'scw_', 'scw-'], uuid, {
      name: /secret|token|key/i,
    }),
    prefixed('scaleway-access-key', 'access key', 'SCW', upper(17), { severity: 'low' }),
  ]),
  ...vendor('IBM Cloud', 'https://cloud.ibm.com/iam/apikeys', [
    assigned('ibm-cloud-api-key', 'API key', ['ibm', 'ibmcloud', 'bluemix', 'softlayer'], url64(44), {
      name: /key|token|secret/i,
    }),
  ]),
  ...vendor('Linode', 'https://cloud.linode.com/profile/tokens', [
    assigned('linode-api-token', 'API token', ['linode'], anyHex(64)),
  ]),
  ...vendor('Vultr', 'https://my.vultr.com/settings/#settingsapi', [
    assigned('vultr-api-key', 'API key', ['vultr'], upper(36)),
  ]),
  ...vendor('Hetzner Cloud', 'https://console.hetzner.cloud, under Security', [
    assigned('hetzner-api-token', 'API token', ['hcloud', 'hetzner'], alnum(64)),
  ]),
  ...vendor('OVHcloud', 'https://www.ovh.com/auth/api', [
    assigned('ovh-application-secret', 'application secret', ['ovh'], alnum(32), {
      name: /secret|consumer|key|token/i,
    }),
  ]),
  ...vendor('Vercel', 'https://vercel.com/account/tokens', [
    assigned('vercel-token', 'access token', ['vercel', 'zeit', 'now_token'], alnum(24)),
    prefixed('vercel-token-v2', 'access token', ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], alnum(24, 64)),
    prefixed('vercel-blob-token', 'Blob token', 'vercel_blob_rw_', [alnum(10, 24), '_', alnum(24, 48)]),
  ]),
  ...vendor('Netlify', 'https://app.netlify.com/user/applications', [
    assigned('netlify-access-token', 'access token', ['netlify'], of('A-Za-z0-9_=-', 40, 46)),
    prefixed('netlify-pat', 'personal access token', ['nfp_', 'nfc_', 'nfo_', 'nfu_'], alnum(36)),
  ]),
  ...vendor('Render', 'https://dashboard.render.com, Account settings', [
    prefixed('render-api-key', 'API key', 'rnd_', alnum(24, 40)),
  ]),
  ...vendor('Railway', 'https://railway.com/account/tokens', [
    assigned('railway-token', 'token', ['railway'], uuid),
  ]),
  ...vendor('Scalingo', 'https://dashboard.scalingo.com/account/tokens', [
    prefixed('scalingo-api-token', 'API token', 'tk-us-', url64(48)),
  ]),
  ...vendor('Fastly', 'https://manage.fastly.com/account/personal/tokens', [
    assigned('fastly-api-token', 'API token', ['fastly'], of('A-Za-z0-9_=-', 32)),
  ]),
  ...vendor('bunny.net', 'https://dash.bunny.net/account/api-key', [
    assigned(
      'bunny-api-key',
      'API key',
      ['bunny'],
      [any(uuid, ''), anyHex(8), '-', anyHex(4), '-', anyHex(4), '-', anyHex(4), '-', anyHex(12)],
    ),
  ]),
  ...vendor('Akamai', 'in the control center, Identity and access', [
    prefixed('akamai-access-token', 'EdgeGrid token', 'akab-', [lower(16), '-', lower(16)]),
  ]),
  ...vendor('Equinix Metal', 'https://console.equinix.com', [
    assigned('equinix-metal-token', 'API token', ['equinix', 'packet_auth', 'metal_auth'], alnum(32)),
  ]),
  ...vendor('Civo', 'https://dashboard.civo.com/security', [
    assigned('civo-api-key', 'API key', ['civo'], alnum(50)),
  ]),
  ...vendor('UpCloud', 'https://hub.upcloud.com/account', [
    prefixed('upcloud-api-token', 'API token', 'ucat_', alnum(26)),
  ]),
  ...vendor('Exoscale', 'https://portal.exoscale.com/iam', [
    prefixed('exoscale-api-key', 'API key', 'EXO', hex(24), { severity: 'low' }),
    assigned('exoscale-secret', 'API secret', ['exoscale'], url64(43)),
  ]),
  ...vendor('Backblaze B2', 'https://secure.backblaze.com/app_keys.htm', [
    assigned(
      'backblaze-application-key',
      'application key',
      ['backblaze', 'b2_'],
      ['K', digits(3), of('A-Za-z0-9/+', 27)],
    ),
  ]),
  ...vendor('Wasabi', 'https://console.wasabisys.com', [
    assigned('wasabi-secret-key', 'secret key', ['wasabi'], of('A-Za-z0-9/+', 40)),
  ]),
];
