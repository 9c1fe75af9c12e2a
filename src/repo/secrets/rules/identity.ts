import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, base32, hex, lower, of, url64, uuid } from '../shape.ts';

/** Identity providers, one-time passwords and feature flags. */
export const identity: readonly SecretRule[] = [
  ...vendor('LaunchDarkly', 'https://app.launchdarkly.com/settings/authorization', [
    assigned('launchdarkly-access-token', 'access token', ['launchdarkly', 'ld_'], of('A-Za-z0-9_=-', 40)),
    prefixed(
      'launchdarkly-key',
      'key',
      ['api-', 'sdk-'],
      [hex(8), '-', hex(4), '-4', hex(3), '-', hex(4), '-', hex(12)],
      { confidence: 0.8 },
    ),
  ]),
  ...vendor('Split', 'in the admin settings, API keys', [
    assigned('split-api-key', 'API key', ['split_io', 'splitio', 'split'], lower(36, 52), {
      name: /key|token/i,
    }),
  ]),
  ...vendor('ConfigCat', 'https://app.configcat.com/sdkkey', [
    prefixed('configcat-sdk-key', 'SDK key', 'configcat-sdk-1/', [url64(22), '/', url64(22)], {
      severity: 'medium',
    }),
  ]),
  ...vendor('Okta', 'in the admin console, Security, API, Tokens', [
    assigned('okta-access-token', 'API token', ['okta', 'ssws'], ['00', url64(40)], { severity: 'critical' }),
    assigned('okta-client-secret', 'client secret', ['okta'], url64(64), { name: /secret/i }),
  ]),
  ...vendor('Auth0', 'https://manage.auth0.com, Applications', [
    assigned('auth0-client-secret', 'client secret', ['auth0'], url64(64), { name: /secret|token|key/i }),
  ]),
  ...vendor('Clerk', 'https://dashboard.clerk.com, API keys', [
    assigned('clerk-secret-key', 'secret key', ['clerk'], [any('sk_live_', 'sk_test_'), alnum(40, 60)]),
  ]),
  ...vendor('WorkOS', 'https://dashboard.workos.com/api-keys', [
    assigned('workos-api-key', 'API key', ['workos'], ['sk_', any('live_', 'test_', ''), url64(40, 100)]),
  ]),
  ...vendor('Stytch', 'https://stytch.com/dashboard/api-keys', [
    prefixed('stytch-secret', 'secret', ['secret-live-', 'secret-test-'], of('A-Za-z0-9_=-', 36, 48)),
  ]),
  ...vendor('Frontegg', 'in the portal, Settings', [
    assigned('frontegg-api-key', 'API key', ['frontegg'], uuid, { name: /key|secret|token/i }),
  ]),
  ...vendor('FusionAuth', 'in the admin settings, API keys', [
    assigned('fusionauth-api-key', 'API key', ['fusionauth'], url64(43, 66)),
  ]),
  ...vendor('Authress', 'https://authress.io/app, Service clients', [
    prefixed(
      'authress-service-client-access-key',
      'service client access key',
      ['sc_', 'ext_', 'scauth_', 'authress_'],
      [
        lower(5, 30),
        '.',
        lower(4, 6),
        '.acc',
        any('_', '-'),
        of('a-z0-9-', 10, 32),
        '.',
        of('a-zA-Z0-9+/_=-', 30, 120),
      ],
    ),
  ]),
  ...vendor('OneLogin', 'in the administration, API credentials', [
    assigned('onelogin-client-secret', 'client secret', ['onelogin'], hex(64), { name: /secret|token|key/i }),
  ]),
  ...vendor('JumpCloud', 'in the admin portal, My API key', [
    assigned('jumpcloud-api-key', 'API key', ['jumpcloud'], any(hex(40), ['jca_', alnum(36)])),
  ]),
  ...vendor('Duo', 'in the admin panel, Applications', [
    assigned('duo-secret-key', 'secret key', ['duo_', 'duo-', 'duosecurity', 'skey'], alnum(40), {
      name: /skey|secret|duo.*key/i,
    }),
  ]),
  ...vendor('LogMeIn', 'in the developer center', [
    assigned(
      'logmein-client-secret',
      'client secret',
      ['logmein', 'gotomeeting', 'gotowebinar'],
      alnum(16, 32),
      { name: /secret|key/i },
    ),
  ]),
  ...vendor('Kinde', 'in the application settings', [
    assigned('kinde-client-secret', 'client secret', ['kinde'], alnum(44, 64), { name: /secret/i }),
  ]),
  ...vendor('Unkey', 'https://app.unkey.com/settings/root-keys', [
    prefixed('unkey-root-key', 'root key', 'unkey_', alnum(20, 40)),
  ]),
  ...vendor('RSA SecurID', 'at the server that issues tokens', [
    assigned(
      'totp-seed',
      'one-time password seed',
      ['totp', 'otp_secret', 'mfa_secret', '2fa', 'otpauth'],
      base32(16, 64),
      { name: /secret|seed|key/i },
    ),
  ]),
];
