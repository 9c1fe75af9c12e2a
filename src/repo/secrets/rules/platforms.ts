import { assigned, infixed, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, base64, hex, lower, of, safe, upper, url64, uuid } from '../shape.ts';

/** Keepers of secrets, infrastructure as code, clusters and networks. */
export const platforms: readonly SecretRule[] = [
  ...vendor('HashiCorp Vault', 'with vault token revoke', [
    prefixed('vault-service-token', 'service token', 'hvs.', url64(24, 300), { severity: 'critical' }),
    prefixed('vault-batch-token', 'batch token', 'hvb.', url64(100, 400)),
    prefixed('vault-recovery-token', 'recovery token', 'hvr.', url64(24, 300)),
    assigned(
      'vault-service-token-old',
      'service token',
      ['vault_token', 'vault-token', 'vaulttoken', 'vault'],
      ['s.', alnum(24)],
      { name: /token/i },
    ),
    assigned('vault-approle-secret', 'AppRole secret id', ['secret_id', 'approle', 'vault_secret'], uuid, {
      name: /secret/i,
    }),
    assigned(
      'vault-unseal-key',
      'unseal key',
      ['unseal'],
      any(of('A-Za-z0-9+/', 43, 44), [of('A-Za-z0-9+/', 43), '=']),
      { severity: 'critical' },
    ),
  ]),
  ...vendor('Terraform Cloud', 'https://app.terraform.io/app/settings/tokens', [
    infixed('hashicorp-tf-api-token', 'API token', alnum(14), '.atlasv1.', safe(60, 70), {
      severity: 'critical',
    }),
  ]),
  ...vendor('HCP', 'https://portal.cloud.hashicorp.com', [
    assigned('hcp-client-secret', 'client secret', ['hcp_client_secret', 'hcp_'], url64(64), {
      name: /secret/i,
    }),
  ]),
  ...vendor('Consul', 'with consul acl token delete', [
    assigned('consul-token', 'ACL token', ['consul_http_token', 'consul_token', 'consul'], uuid, {
      name: /token/i,
    }),
  ]),
  ...vendor('Nomad', 'with nomad acl token delete', [
    assigned('nomad-token', 'ACL token', ['nomad_token', 'nomad'], uuid, { name: /token/i }),
  ]),
  ...vendor('Pulumi', 'https://app.pulumi.com/account/tokens', [
    prefixed('pulumi-api-token', 'access token', 'pul-', hex(40)),
  ]),
  ...vendor('Doppler', 'https://dashboard.doppler.com', [
    prefixed(
      'doppler-api-token',
      'token',
      ['dp.pt.', 'dp.ct.', 'dp.sa.', 'dp.said.', 'dp.scim.', 'dp.audit.'],
      alnum(40, 44),
    ),
    prefixed('doppler-service-token', 'service token', 'dp.st.', [
      any([of('a-z0-9_-', 2, 35), '.'], ''),
      alnum(40, 44),
    ]),
  ]),
  ...vendor('Infisical', 'in the project, Access control', [
    prefixed('infisical-service-token', 'service token', 'st.', [hex(24), '.', hex(32), '.', hex(32)]),
  ]),
  ...vendor('1Password', 'https://my.1password.com, under Integrations', [
    prefixed(
      '1password-secret-key',
      'secret key',
      'A3-',
      [upper(6), '-', any(upper(11), [upper(6), '-', upper(5)]), '-', upper(5), '-', upper(5), '-', upper(5)],
      { severity: 'critical' },
    ),
    prefixed(
      '1password-service-account-token',
      'service account token',
      'ops_eyJ',
      of('A-Za-z0-9+/_-', 200, 1200),
      { severity: 'critical' },
    ),
  ]),
  ...vendor('Bitwarden', 'in the Secrets Manager, Machine accounts', [
    prefixed('bitwarden-access-token', 'machine access token', '0.', [
      uuid,
      '.',
      alnum(30),
      ':',
      base64(22, 28),
    ]),
    assigned('bitwarden-client-secret', 'API client secret', ['bw_clientsecret', 'bitwarden'], alnum(30)),
  ]),
  ...vendor('Keeper', 'in the Secrets Manager, Applications', [
    assigned(
      'keeper-one-time-token',
      'one time access token',
      ['keeper', 'ksm_'],
      [any('US', 'EU', 'AU'), ':', url64(43)],
    ),
  ]),
  ...vendor('OpenShift', 'with oc delete oauthaccesstoken', [
    prefixed('openshift-user-token', 'user token', 'sha256~', url64(43)),
  ]),
  ...vendor('Kubernetes', 'with kubectl delete secret', [
    assigned(
      'kubernetes-bootstrap-token',
      'bootstrap token',
      ['kubeadm', 'bootstrap', '--token', 'bootstraptoken'],
      [lower(6), '.', lower(16)],
      { name: /token/i },
    ),
  ]),
  ...vendor('Rancher', 'in the account, API keys', [
    prefixed('rancher-api-token', 'API token', 'token-', [lower(5), ':', lower(54)]),
  ]),
  ...vendor('Teleport', 'with tctl tokens rm', [
    assigned('teleport-token', 'join token', ['teleport'], hex(32), { name: /token/i }),
  ]),
  ...vendor('Tailscale', 'https://login.tailscale.com/admin/settings/keys', [
    prefixed(
      'tailscale-key',
      'key',
      ['tskey-auth-', 'tskey-api-', 'tskey-client-', 'tskey-scim-', 'tskey-webhook-'],
      [alnum(10, 20), any('', ['-', alnum(16, 48)])],
    ),
  ]),
  ...vendor('ngrok', 'https://dashboard.ngrok.com/authtokens', [
    assigned(
      'ngrok-authtoken',
      'authtoken',
      ['ngrok', 'authtoken'],
      [any('1', '2', '3'), alnum(26), any('', ['_', alnum(20, 22)])],
      { name: /ngrok/i },
    ),
    prefixed('ngrok-api-key', 'API key', ['ak_2', 'cr_2'], alnum(26), { confidence: 0.7 }),
  ]),
  ...vendor('Defined Networking', 'https://admin.defined.net/settings/api-keys', [
    prefixed('defined-networking-api-token', 'API key', 'dnkey-', [safe(26), '-', safe(52)]),
  ]),
  ...vendor('ZeroTier', 'https://my.zerotier.com/account', [
    assigned('zerotier-token', 'API token', ['zerotier', 'zt_'], alnum(32), { name: /token|key|secret/i }),
  ]),
  ...vendor('Cisco Meraki', 'https://dashboard.meraki.com, My profile', [
    assigned('cisco-meraki-api-key', 'API key', ['meraki'], hex(40)),
  ]),
  ...vendor('Dynatrace', 'in Access tokens of the environment', [
    prefixed(
      'dynatrace-api-token',
      'API token',
      ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.'],
      [alnum(24), '.', alnum(64)],
    ),
  ]),
  ...vendor('Ansible Vault', 'by encrypting again under another password', [
    assigned(
      'ansible-vault-password',
      'password',
      ['vault_password', 'ansible_become_pass', 'ansible_ssh_pass', 'ansible_password', 'ansible_sudo_pass'],
      of('A-Za-z0-9!#%&*+=?@^_~-', 8, 64),
      { entropy: 2.8, confidence: 0.7, name: /pass/i },
    ),
  ]),
  ...vendor('Checkly', 'https://app.checklyhq.com/settings/user/api-keys', [
    prefixed('checkly-api-key', 'API key', 'cu_', hex(32)),
  ]),
  ...vendor('Pantheon', 'in the account, Machine tokens', [
    assigned('pantheon-machine-token', 'machine token', ['pantheon', 'terminus'], url64(51), {
      name: /token/i,
    }),
  ]),
  ...vendor('Trigger.dev', 'in the project, API keys', [
    prefixed('trigger-dev-key', 'secret key', ['tr_prod_', 'tr_dev_', 'tr_stg_', 'tr_pat_'], alnum(20, 48)),
  ]),
  ...vendor('Inngest', 'in the environment, Keys', [
    prefixed(
      'inngest-signing-key',
      'signing key',
      ['signkey-prod-', 'signkey-test-', 'signkey-branch-'],
      hex(32, 64),
    ),
  ]),
  ...vendor('age', 'by encrypting again for another key', [
    prefixed('age-secret-key', 'secret key', 'AGE-SECRET-KEY-1', of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58), {
      severity: 'critical',
    }),
    prefixed(
      'age-plugin-key',
      'plug-in identity',
      ['AGE-PLUGIN-YUBIKEY-1', 'AGE-PLUGIN-TPM-1', 'AGE-PLUGIN-SE-1'],
      of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 30, 400),
    ),
  ]),
  ...vendor('WireGuard', 'by making a new pair of keys', [
    assigned(
      'wireguard-private-key',
      'private key',
      ['privatekey', 'presharedkey', 'wireguard', 'wg_private'],
      [of('A-Za-z0-9+/', 42), of('AEIMQUYcgkosw048', 1), '='],
      { name: /private|preshared|wg|wireguard/i, severity: 'critical' },
    ),
  ]),
  ...vendor('PlanetScale', 'https://app.planetscale.com, Settings, Service tokens and Passwords', [
    prefixed('planetscale-api-token', 'service token', 'pscale_tkn_', of('A-Za-z0-9_=.-', 32, 64)),
    prefixed('planetscale-oauth-token', 'OAuth token', 'pscale_oauth_', of('A-Za-z0-9_=.-', 32, 64)),
    prefixed('planetscale-password', 'database password', 'pscale_pw_', of('A-Za-z0-9_=.-', 32, 64), {
      severity: 'critical',
    }),
  ]),
];
