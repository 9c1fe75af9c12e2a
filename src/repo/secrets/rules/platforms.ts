import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, base32, base64, digits, hex, lower, of, safe, upper, url64, uuid } from '../shape.ts';
import { maxmindKey } from './special/maxmind-key.ts';

/** Keepers of secrets, infrastructure as code, clusters, identity providers, feature flags. */
export const platforms: readonly SecretRule[] = [
  ...vendor('HashiCorp Vault', 'with vault token revoke', [
    prefixed('vault-service-token', 'service token', 'hvs.', url64(24, 300), { severity: 'critical' }),
    prefixed('vault-batch-token', 'batch token', 'hvb.', url64(100, 400)),
    prefixed('vault-recovery-token', 'recovery token', 'hvr.', url64(24, 300)),
    assigned('vault-service-token-old', 'service token', ['vault_token', 'vault-token', 'vaulttoken', 'vault'], ['s.', alnum(24)], { name: /token/i }),
    assigned('vault-approle-secret', 'AppRole secret id', ['secret_id', 'approle', 'vault_secret'], uuid, { name: /secret/i }),
    assigned('vault-unseal-key', 'unseal key', ['unseal'], any(of('A-Za-z0-9+/', 43, 44), [of('A-Za-z0-9+/', 43), '=']), { severity: 'critical' }),
  ]),
  ...vendor('Terraform Cloud', 'https://app.terraform.io/app/settings/tokens', [
    assigned('hashicorp-tf-api-token', 'API token', ['terraform', 'tfe_', 'tfc_', 'token', 'credentials', 'hashicorp', 'tf_token', 'hcp'], [alnum(14), '.atlasv1.', safe(60, 70)], { severity: 'critical', confidence: 0.95 }),
  ]),
  ...vendor('HCP', 'https://portal.cloud.hashicorp.com', [assigned('hcp-client-secret', 'client secret', ['hcp_client_secret', 'hcp_'], url64(64), { name: /secret/i })]),
  ...vendor('Consul', 'with consul acl token delete', [assigned('consul-token', 'ACL token', ['consul_http_token', 'consul_token', 'consul'], uuid, { name: /token/i })]),
  ...vendor('Nomad', 'with nomad acl token delete', [assigned('nomad-token', 'ACL token', ['nomad_token', 'nomad'], uuid, { name: /token/i })]),
  ...vendor('Pulumi', 'https://app.pulumi.com/account/tokens', [prefixed('pulumi-api-token', 'access token', 'pul-', hex(40))]),
  ...vendor('Doppler', 'https://dashboard.doppler.com', [
    prefixed('doppler-api-token', 'token', ['dp.pt.', 'dp.ct.', 'dp.sa.', 'dp.said.', 'dp.scim.', 'dp.audit.'], alnum(40, 44)),
    prefixed('doppler-service-token', 'service token', 'dp.st.', [any([of('a-z0-9_-', 2, 35), '.'], ''), alnum(40, 44)]),
  ]),
  ...vendor('Infisical', 'in the project, Access control', [prefixed('infisical-service-token', 'service token', 'st.', [hex(24), '.', hex(32), '.', hex(32)])]),
  ...vendor('1Password', 'https://my.1password.com, under Integrations', [
    prefixed('1password-secret-key', 'secret key', 'A3-', [upper(6), '-', any(upper(11), [upper(6), '-', upper(5)]), '-', upper(5), '-', upper(5), '-', upper(5)], { severity: 'critical' }),
    prefixed('1password-service-account-token', 'service account token', 'ops_eyJ', of('A-Za-z0-9+/_-', 200, 1200), { severity: 'critical' }),
  ]),
  ...vendor('Bitwarden', 'in the Secrets Manager, Machine accounts', [
    prefixed('bitwarden-access-token', 'machine access token', '0.', [uuid, '.', alnum(30), ':', base64(22, 28)]),
    assigned('bitwarden-client-secret', 'API client secret', ['bw_clientsecret', 'bitwarden'], alnum(30)),
  ]),
  ...vendor('Keeper', 'in the Secrets Manager, Applications', [assigned('keeper-one-time-token', 'one time access token', ['keeper', 'ksm_'], [any('US', 'EU', 'AU'), ':', url64(43)])]),
  ...vendor('OpenShift', 'with oc delete oauthaccesstoken', [prefixed('openshift-user-token', 'user token', 'sha256~', url64(43))]),
  ...vendor('Kubernetes', 'with kubectl delete secret', [
    assigned('kubernetes-bootstrap-token', 'bootstrap token', ['kubeadm', 'bootstrap', '--token', 'bootstraptoken'], [lower(6), '.', lower(16)], { name: /token/i }),
  ]),
  ...vendor('Rancher', 'in the account, API keys', [prefixed('rancher-api-token', 'API token', 'token-', [lower(5), ':', lower(54)])]),
  ...vendor('Teleport', 'with tctl tokens rm', [assigned('teleport-token', 'join token', ['teleport'], hex(32), { name: /token/i })]),
  ...vendor('Tailscale', 'https://login.tailscale.com/admin/settings/keys', [
    prefixed('tailscale-key', 'key', ['tskey-auth-', 'tskey-api-', 'tskey-client-', 'tskey-scim-', 'tskey-webhook-'], [alnum(10, 20), any('', ['-', alnum(16, 48)])]),
  ]),
  ...vendor('ngrok', 'https://dashboard.ngrok.com/authtokens', [
    assigned('ngrok-authtoken', 'authtoken', ['ngrok', 'authtoken'], [any('1', '2', '3'), alnum(26), any('', ['_', alnum(20, 22)])], { name: /ngrok/i }),
    prefixed('ngrok-api-key', 'API key', ['ak_2', 'cr_2'], alnum(26), { confidence: 0.7 }),
  ]),
  ...vendor('Defined Networking', 'https://admin.defined.net/settings/api-keys', [prefixed('defined-networking-api-token', 'API key', 'dnkey-', [safe(26), '-', safe(52)])]),
  ...vendor('ZeroTier', 'https://my.zerotier.com/account', [assigned('zerotier-token', 'API token', ['zerotier', 'zt_'], alnum(32), { name: /token|key|secret/i })]),
  ...vendor('Cisco Meraki', 'https://dashboard.meraki.com, My profile', [assigned('cisco-meraki-api-key', 'API key', ['meraki'], hex(40))]),
  ...vendor('LaunchDarkly', 'https://app.launchdarkly.com/settings/authorization', [
    assigned('launchdarkly-access-token', 'access token', ['launchdarkly', 'ld_'], of('A-Za-z0-9_=-', 40)),
    prefixed('launchdarkly-key', 'key', ['api-', 'sdk-'], [hex(8), '-', hex(4), '-4', hex(3), '-', hex(4), '-', hex(12)], { confidence: 0.8 }),
  ]),
  ...vendor('Split', 'in the admin settings, API keys', [assigned('split-api-key', 'API key', ['split_io', 'splitio', 'split'], lower(36, 52), { name: /key|token/i })]),
  ...vendor('ConfigCat', 'https://app.configcat.com/sdkkey', [prefixed('configcat-sdk-key', 'SDK key', 'configcat-sdk-1/', [url64(22), '/', url64(22)], { severity: 'medium' })]),
  ...vendor('Okta', 'in the admin console, Security, API, Tokens', [
    assigned('okta-access-token', 'API token', ['okta', 'ssws'], ['00', url64(40)], { severity: 'critical' }),
    assigned('okta-client-secret', 'client secret', ['okta'], url64(64), { name: /secret/i }),
  ]),
  ...vendor('Auth0', 'https://manage.auth0.com, Applications', [assigned('auth0-client-secret', 'client secret', ['auth0'], url64(64), { name: /secret|token|key/i })]),
  ...vendor('Clerk', 'https://dashboard.clerk.com, API keys', [assigned('clerk-secret-key', 'secret key', ['clerk'], [any('sk_live_', 'sk_test_'), alnum(40, 60)])]),
  ...vendor('WorkOS', 'https://dashboard.workos.com/api-keys', [assigned('workos-api-key', 'API key', ['workos'], ['sk_', any('live_', 'test_', ''), url64(40, 100)])]),
  ...vendor('Stytch', 'https://stytch.com/dashboard/api-keys', [prefixed('stytch-secret', 'secret', ['secret-live-', 'secret-test-'], of('A-Za-z0-9_=-', 36, 48))]),
  ...vendor('Frontegg', 'in the portal, Settings', [assigned('frontegg-api-key', 'API key', ['frontegg'], uuid, { name: /key|secret|token/i })]),
  ...vendor('FusionAuth', 'in the admin settings, API keys', [assigned('fusionauth-api-key', 'API key', ['fusionauth'], url64(43, 66))]),
  ...vendor('Authress', 'https://authress.io/app, Service clients', [
    prefixed('authress-service-client-access-key', 'service client access key', ['sc_', 'ext_', 'scauth_', 'authress_'], [lower(5, 30), '.', lower(4, 6), '.acc', any('_', '-'), lower(10, 32), '.', of('a-zA-Z0-9+/_=-', 30, 120)]),
  ]),
  ...vendor('OneLogin', 'in the administration, API credentials', [assigned('onelogin-client-secret', 'client secret', ['onelogin'], hex(64), { name: /secret|token|key/i })]),
  ...vendor('JumpCloud', 'in the admin portal, My API key', [assigned('jumpcloud-api-key', 'API key', ['jumpcloud'], any(hex(40), ['jca_', alnum(36)]))]),
  ...vendor('Duo', 'in the admin panel, Applications', [assigned('duo-secret-key', 'secret key', ['duo_', 'duo-', 'duosecurity', 'skey'], alnum(40), { name: /skey|secret|duo.*key/i })]),
  ...vendor('LogMeIn', 'in the developer center', [assigned('logmein-client-secret', 'client secret', ['logmein', 'gotomeeting', 'gotowebinar'], alnum(16, 32), { name: /secret|key/i })]),
  ...vendor('Dynatrace', 'in Access tokens of the environment', [prefixed('dynatrace-api-token', 'API token', ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.'], [alnum(24), '.', alnum(64)])]),
  ...vendor('Ansible Vault', 'by encrypting again under another password', [
    assigned('ansible-vault-password', 'password', ['vault_password', 'ansible_become_pass', 'ansible_ssh_pass', 'ansible_password', 'ansible_sudo_pass'], of('!-~', 8, 64), { entropy: 2.8, confidence: 0.7, name: /pass/i }),
  ]),
  ...vendor('Checkly', 'https://app.checklyhq.com/settings/user/api-keys', [prefixed('checkly-api-key', 'API key', 'cu_', hex(32))]),
  ...vendor('Zapier', 'in the settings of the Zap', [assigned('zapier-deploy-key', 'deploy key', ['zapier'], hex(32), { name: /key|token|secret/i })]),
  ...vendor('IFTTT', 'https://ifttt.com/maker_webhooks/settings', [assigned('ifttt-key', 'webhook key', ['ifttt', 'maker.ifttt.com'], url64(22, 43), { name: /key|token/i })]),
  ...vendor('Pantheon', 'in the account, Machine tokens', [assigned('pantheon-machine-token', 'machine token', ['pantheon', 'terminus'], url64(51), { name: /token/i })]),
  ...vendor('Beamer', 'https://app.getbeamer.com/settings, API', [assigned('beamer-api-token', 'API token', ['beamer'], ['b_', safe(44)])]),
  ...vendor('Kinde', 'in the application settings', [assigned('kinde-client-secret', 'client secret', ['kinde'], alnum(44, 64), { name: /secret/i })]),
  ...vendor('Freemius', 'in the developer dashboard, Keys', [
    assigned('freemius-secret-key', 'secret key', ['secret_key'], ['sk_', of('!#-&*+\\-./0-9:<->?@A-Z\\^_a-z~', 29)], { entropy: 3.7, name: /secret_key$/ }),
  ]),
  ...vendor('Unkey', 'https://app.unkey.com/settings/root-keys', [prefixed('unkey-root-key', 'root key', 'unkey_', alnum(20, 40))]),
  ...vendor('Trigger.dev', 'in the project, API keys', [prefixed('trigger-dev-key', 'secret key', ['tr_prod_', 'tr_dev_', 'tr_stg_', 'tr_pat_'], alnum(20, 48))]),
  ...vendor('Inngest', 'in the environment, Keys', [prefixed('inngest-signing-key', 'signing key', ['signkey-prod-', 'signkey-test-', 'signkey-branch-'], hex(32, 64))]),
  ...vendor('Novu', 'in the dashboard, API keys', [assigned('novu-api-key', 'API key', ['novu'], hex(32))]),
  ...vendor('Cal.com', 'https://app.cal.com/settings/developer/api-keys', [prefixed('calcom-api-key', 'API key', ['cal_live_', 'cal_test_'], hex(32))]),
  ...vendor('Calendly', 'https://calendly.com/integrations/api_webhooks', [assigned('calendly-api-key', 'API key', ['calendly'], [upper(16)], { name: /key|token|auth/i })]),
  ...vendor('age', 'by encrypting again for another key', [
    prefixed('age-secret-key', 'secret key', 'AGE-SECRET-KEY-1', of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58), { severity: 'critical' }),
    prefixed('age-plugin-key', 'plug-in identity', ['AGE-PLUGIN-YUBIKEY-1', 'AGE-PLUGIN-TPM-1', 'AGE-PLUGIN-SE-1'], of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 30, 400)),
  ]),
  ...vendor('WireGuard', 'by making a new pair of keys', [
    assigned('wireguard-private-key', 'private key', ['privatekey', 'presharedkey', 'wireguard', 'wg_private'], [of('A-Za-z0-9+/', 42), of('AEIMQUYcgkosw048', 1), '='], { name: /private|preshared|wg|wireguard/i, severity: 'critical' }),
  ]),
  ...vendor('RSA SecurID', 'at the server that issues tokens', [assigned('totp-seed', 'one-time password seed', ['totp', 'otp_secret', 'mfa_secret', '2fa', 'otpauth'], base32(16, 64), { name: /secret|seed|key/i })]),
  ...vendor('Adafruit IO', 'https://io.adafruit.com/api/docs, My key', [
    prefixed('adafruit-io-key', 'key', 'aio_', alnum(28)),
    assigned('adafruit-api-key', 'key', ['adafruit'], of('a-z0-9_-', 32)),
  ]),
  ...vendor('Particle', 'with particle token revoke', [assigned('particle-token', 'access token', ['particle'], hex(40), { name: /token/i })]),
  ...vendor('Blynk', 'in the device info', [assigned('blynk-token', 'device token', ['blynk'], url64(32), { name: /token|auth/i })]),
  ...vendor('Mapbox', 'https://account.mapbox.com/access-tokens', [
    prefixed('mapbox-secret-token', 'secret token', 'sk.', [alnum(60, 100), '.', url64(22)]),
    prefixed('mapbox-api-token', 'access token', ['pk.', 'tk.'], [alnum(60, 100), '.', url64(22)], { severity: 'low' }),
  ]),
  ...vendor('HERE', 'https://platform.here.com/admin/apps', [assigned('here-api-key', 'API key', ['here_', 'herekey', 'hereapi', 'here-api'], url64(43))]),
  ...vendor('MaxMind', 'https://www.maxmind.com/en/accounts/current/license-key', [maxmindKey]),
  ...vendor('PlanetScale', 'https://app.planetscale.com, Settings, Service tokens and Passwords', [
    prefixed('planetscale-api-token', 'service token', 'pscale_tkn_', of('A-Za-z0-9_=.-', 32, 64)),
    prefixed('planetscale-oauth-token', 'OAuth token', 'pscale_oauth_', of('A-Za-z0-9_=.-', 32, 64)),
    prefixed('planetscale-password', 'database password', 'pscale_pw_', of('A-Za-z0-9_=.-', 32, 64), { severity: 'critical' }),
  ]),
  ...vendor('Intra 42', 'https://profile.intra.42.fr/oauth/applications', [prefixed('intra42-client-secret', 'client secret', ['s-s4t2ud-', 's-s4t2af-'], hex(64))]),
  ...vendor('Typeform', 'https://admin.typeform.com/user/tokens', [prefixed('typeform-api-token', 'personal token', 'tfp_', of('A-Za-z0-9_.=-', 40, 66))]),
  ...vendor('Airtable', 'https://airtable.com/create/tokens', [
    assigned('airtable-api-key', 'API key', ['airtable'], alnum(17)),
    prefixed('airtable-personal-access-token', 'personal access token', 'pat', [alnum(14), '.', hex(64)]),
  ]),
  ...vendor('Notion', 'https://www.notion.so/my-integrations', [
    prefixed('notion-api-token', 'integration token', 'ntn_', [digits(11), alnum(35)]),
    prefixed('notion-api-token-old', 'integration token', 'secret_', alnum(43)),
  ]),
  ...vendor('Asana', 'https://app.asana.com/0/my-apps', [
    assigned('asana-client-id', 'client id', ['asana'], digits(16), { severity: 'low', entropy: 2 }),
    assigned('asana-client-secret', 'client secret', ['asana'], alnum(32)),
    assigned('asana-pat', 'personal access token', ['asana'], [any('0', '1', '2'), '/', digits(15, 17), any('', ['/', digits(15, 17)]), ':', alnum(32)]),
  ]),
  ...vendor('Linear', 'https://linear.app/settings/api', [
    prefixed('linear-api-key', 'API key', ['lin_api_', 'lin_oauth_'], alnum(40, 64)),
    prefixed('linear-webhook-secret', 'webhook secret', 'lin_wh_', alnum(40)),
    assigned('linear-client-secret', 'client secret', ['linear'], hex(32)),
  ]),
  ...vendor('Trello', 'https://trello.com/power-ups/admin', [
    prefixed('trello-token', 'token', 'ATTA', anyHex(72)),
    assigned('trello-api-token', 'token', ['trello'], anyHex(64)),
    assigned('trello-api-key', 'API key', ['trello'], hex(32), { name: /key|secret|token/i }),
  ]),
  ...vendor('ClickUp', 'https://app.clickup.com/settings/apps', [prefixed('clickup-token', 'personal token', 'pk_', [digits(6, 10), '_', upper(32)])]),
  ...vendor('monday.com', 'in the developer center, My access tokens', [assigned('monday-token', 'token', ['monday'], ['eyJ', of('A-Za-z0-9_.-', 60, 1000)])]),
  ...vendor('Figma', 'https://www.figma.com/settings, Security', [
    prefixed('figma-token', 'personal access token', ['figd_', 'figo_', 'figu_', 'figoh_'], url64(38, 50)),
    assigned('figma-token-old', 'personal access token', ['figma'], [digits(5, 7), '-', uuid]),
  ]),
  ...vendor('Miro', 'https://miro.com/app/settings/user-profile/apps', [assigned('miro-token', 'access token', ['miro'], url64(27), { name: /token|secret/i })]),
  ...vendor('Frame.io', 'https://developer.frame.io', [prefixed('frameio-api-token', 'developer token', 'fio-u-', safe(64))]),
  ...vendor('Dropbox', 'https://www.dropbox.com/developers/apps', [
    prefixed('dropbox-short-lived-api-token', 'access token', 'sl.', of('A-Za-z0-9_=-', 130, 1500), { entropy: 3.8 }),
    assigned('dropbox-long-lived-api-token', 'access token', ['dropbox'], [alnum(11), 'AAAAAAAAAA', of('A-Za-z0-9_=-', 43)]),
    assigned('dropbox-api-token', 'app secret', ['dropbox'], lower(15)),
  ]),
  ...vendor('Box', 'https://app.box.com/developers/console', [assigned('box-client-secret', 'client secret', ['box_client', 'box_secret', 'boxclient', 'box_developer', 'boxsdk'], alnum(32))]),
  ...vendor('Adobe', 'https://developer.adobe.com/console', [
    assigned('adobe-client-id', 'client id', ['adobe'], hex(32), { severity: 'low' }),
    prefixed('adobe-client-secret', 'client secret', ['p8e-', 'p8-'], alnum(32)),
  ]),
  ...vendor('Contentful', 'https://app.contentful.com/account/profile/cma_tokens', [
    assigned('contentful-delivery-api-token', 'delivery token', ['contentful'], of('A-Za-z0-9_=-', 43)),
    prefixed('contentful-management-token', 'management token', 'CFPAT-', url64(43)),
  ]),
  ...vendor('Sanity', 'https://www.sanity.io/manage', [assigned('sanity-token', 'API token', ['sanity'], ['sk', alnum(78, 200)])]),
  ...vendor('Storyblok', 'in the space, Access tokens', [assigned('storyblok-token', 'access token', ['storyblok'], [alnum(22), any('tt', '')], { name: /token|key/i })]),
  ...vendor('Prismic', 'in the repository, API and security', [assigned('prismic-token', 'access token', ['prismic'], [of('A-Za-z0-9_=-', 60, 200)])]),
  ...vendor('DatoCMS', 'in the project, API tokens', [assigned('datocms-token', 'API token', ['datocms', 'dato_'], hex(30))]),
  ...vendor('Formspree', 'in the form settings', [assigned('formspree-key', 'deploy key', ['formspree'], hex(32), { name: /key|token/i })]),
];
