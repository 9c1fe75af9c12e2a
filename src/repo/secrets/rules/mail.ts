import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, base64, digits, hex, of, url64, uuid } from '../shape.ts';

/** Mail, SMS and telephony. */
export const mail: readonly SecretRule[] = [
  ...vendor('SendGrid', 'https://app.sendgrid.com/settings/api_keys', [
    prefixed(
      'sendgrid-api-token',
      'API key',
      'SG.',
      any([url64(20, 24), '.', url64(39, 50)], of('A-Za-z0-9_=.-', 66)),
    ),
  ]),
  ...vendor('Mailgun', 'https://app.mailgun.com/settings/api_security', [
    prefixed('mailgun-private-api-token', 'private API key', 'key-', hex(32)),
    prefixed('mailgun-pub-key', 'public validation key', 'pubkey-', hex(32), { severity: 'low' }),
    assigned(
      'mailgun-signing-key',
      'signing key',
      ['mailgun', 'mg_'],
      [alnum(32), '-', alnum(8), '-', alnum(8)],
    ),
  ]),
  ...vendor('Mailchimp', 'https://admin.mailchimp.com/account/api', [
    assigned(
      'mailchimp-api-key',
      'API key',
      ['mailchimp', 'mc_api', 'mandrill'],
      [hex(32), '-us', digits(1, 2)],
    ),
    prefixed('mailchimp-transactional-key', 'Transactional API key', 'md-', alnum(22)),
    assigned('mandrill-api-key', 'Mandrill API key', ['mandrill'], url64(22), {
      name: /key|token|pass|secret/i,
    }),
  ]),
  ...vendor('Brevo', 'https://app.brevo.com/settings/keys/api', [
    prefixed('sendinblue-api-token', 'API key', 'xkeysib-', [hex(64), '-', alnum(16)]),
    prefixed('brevo-smtp-key', 'SMTP key', 'xsmtpsib-', [hex(64), '-', alnum(16)]),
  ]),
  ...vendor('Postmark', 'https://account.postmarkapp.com/servers', [
    assigned('postmark-server-token', 'server token', ['postmark'], uuid),
  ]),
  ...vendor('Mailjet', 'https://app.mailjet.com/account/apikeys', [
    assigned('mailjet-api-key', 'API key', ['mailjet', 'mj_apikey'], hex(32), { name: /key|secret|token/i }),
  ]),
  ...vendor('SparkPost', 'https://app.sparkpost.com/account/api-keys', [
    assigned('sparkpost-api-key', 'API key', ['sparkpost'], hex(40)),
  ]),
  ...vendor('Resend', 'https://resend.com/api-keys', [
    prefixed('resend-api-key', 'API key', 're_', [alnum(8), '_', alnum(24)]),
  ]),
  ...vendor('Loops', 'https://app.loops.so/settings', [
    assigned('loops-api-key', 'API key', ['loops'], hex(32), { name: /key|token/i }),
  ]),
  ...vendor('Customer.io', 'in the workspace, API credentials', [
    assigned('customerio-api-key', 'API key', ['customerio', 'customer_io', 'cio_'], hex(20, 32), {
      name: /key|token|secret/i,
    }),
  ]),
  ...vendor('Klaviyo', 'https://www.klaviyo.com/account#api-keys-tab', [
    prefixed('klaviyo-private-key', 'private API key', 'pk_', hex(34)),
    prefixed('klaviyo-private-key-v2', 'private API key', 'pk_', [alnum(6), '_', hex(34)]),
  ]),
  ...vendor('ConvertKit', 'https://app.kit.com/account_settings/developer_settings', [
    assigned('convertkit-api-key', 'API key', ['convertkit'], url64(22, 43), { name: /key|secret|token/i }),
  ]),
  ...vendor('OneSignal', 'in the app settings, Keys and IDs', [
    assigned('onesignal-rest-key', 'REST API key', ['onesignal', 'one_signal'], [base64(48)], {
      name: /key|token|secret/i,
    }),
    prefixed('onesignal-key', 'API key', ['os_v2_app_', 'os_v2_org_'], of('a-z2-7', 80, 110)),
  ]),
  ...vendor('Twilio', 'https://console.twilio.com, Account, API keys', [
    prefixed('twilio-api-key', 'API key', 'SK', anyHex(32), { entropy: 3 }),
    assigned('twilio-auth-token', 'auth token', ['twilio'], hex(32), {
      name: /auth|token|secret|pass/i,
      severity: 'critical',
    }),
  ]),
  ...vendor('Bird', 'https://dashboard.messagebird.com/en/developers/access', [
    assigned('messagebird-api-token', 'API key', ['messagebird', 'message-bird', 'message_bird'], alnum(25)),
    assigned('messagebird-client-id', 'client id', ['messagebird', 'message-bird', 'message_bird'], uuid, {
      severity: 'low',
    }),
  ]),
  ...vendor('Vonage', 'https://dashboard.nexmo.com/settings', [
    assigned('vonage-api-secret', 'API secret', ['vonage', 'nexmo'], alnum(16), {
      name: /secret|token|key/i,
    }),
  ]),
  ...vendor('Plivo', 'https://console.plivo.com', [
    assigned('plivo-auth-token', 'auth token', ['plivo'], alnum(40), { name: /token|secret|key/i }),
  ]),
  ...vendor('Telnyx', 'https://portal.telnyx.com/#/app/api-keys', [
    prefixed('telnyx-api-key', 'API key', 'KEY0', [alnum(32, 40), '_', url64(22)]),
  ]),
  ...vendor('Sinch', 'https://dashboard.sinch.com', [
    assigned('sinch-secret', 'secret', ['sinch'], any(hex(32), base64(24)), { name: /secret|token|key/i }),
  ]),
  ...vendor('Infobip', 'https://portal.infobip.com', [
    assigned('infobip-api-key', 'API key', ['infobip'], [hex(32), '-', uuid]),
  ]),
  ...vendor('ClickSend', 'https://dashboard.clicksend.com', [
    assigned('clicksend-api-key', 'API key', ['clicksend'], uuid),
  ]),
  ...vendor('Zoom', 'https://marketplace.zoom.us', [
    assigned('zoom-client-secret', 'client secret', ['zoom'], alnum(32, 36), {
      name: /secret|token|key|jwt/i,
    }),
  ]),
];
