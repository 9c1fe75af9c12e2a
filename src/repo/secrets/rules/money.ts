import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, base64, digits, hex, lower, of, url64, uuid } from '../shape.ts';

/** Payments, banks, shops and post. */
export const money: readonly SecretRule[] = [
  ...vendor('Stripe', 'https://dashboard.stripe.com/apikeys', [
    prefixed(
      'stripe-secret-key',
      'live secret key',
      ['sk_live_', 'rk_live_', 'sk_prod_', 'rk_prod_'],
      alnum(10, 247),
      { severity: 'critical' },
    ),
    prefixed('stripe-test-key', 'test secret key', ['sk_test_', 'rk_test_'], alnum(10, 247), {
      severity: 'low',
    }),
    prefixed('stripe-webhook-secret', 'webhook secret', 'whsec_', of('A-Za-z0-9+/=', 24, 80), {
      severity: 'medium',
    }),
  ]),
  ...vendor('Square', 'https://developer.squareup.com/apps', [
    prefixed('square-access-token', 'access token', ['EAAA', 'EAAAE', 'sq0atp-'], of('A-Za-z0-9_=-', 22, 60)),
    prefixed('square-oauth-secret', 'OAuth secret', 'sq0csp-', url64(43)),
    prefixed('square-application-id', 'application id', 'sq0idp-', url64(22), { severity: 'low' }),
  ]),
  ...vendor('PayPal', 'https://developer.paypal.com/dashboard/applications', [
    assigned('paypal-client-secret', 'client secret', ['paypal'], ['E', url64(70, 90)], {
      name: /secret|key|token/i,
      severity: 'critical',
    }),
    prefixed(
      'braintree-access-token',
      'Braintree access token',
      ['access_token$production$', 'access_token$sandbox$'],
      [lower(16), '$', hex(32)],
      { severity: 'critical' },
    ),
    assigned('braintree-private-key', 'Braintree private key', ['braintree', 'bt_private'], hex(32), {
      name: /private|key|secret/i,
    }),
  ]),
  ...vendor('Plaid', 'https://dashboard.plaid.com/developers/keys', [
    assigned('plaid-client-id', 'client id', ['plaid'], alnum(24), { severity: 'low' }),
    assigned('plaid-secret-key', 'secret', ['plaid'], alnum(30)),
    prefixed(
      'plaid-api-token',
      'access token',
      ['access-sandbox-', 'access-development-', 'access-production-'],
      uuid,
    ),
  ]),
  ...vendor('Adyen', 'https://ca-live.adyen.com, Developers, API credentials', [
    prefixed('adyen-api-key', 'API key', 'AQE', of('A-Za-z0-9+/=-', 80, 300), {
      severity: 'critical',
      entropy: 4.2,
    }),
  ]),
  ...vendor('Checkout.com', 'https://dashboard.checkout.com', [
    prefixed('checkout-secret-key', 'secret key', ['sk_sbox_', 'sk_test_', 'sk_'], uuid, {
      confidence: 0.85,
    }),
  ]),
  ...vendor('Mollie', 'https://my.mollie.com/dashboard/developers/api-keys', [
    assigned('mollie-api-key', 'API key', ['mollie'], [any('live_', 'test_', 'access_'), alnum(30, 48)]),
  ]),
  ...vendor('Razorpay', 'https://dashboard.razorpay.com/app/keys', [
    prefixed('razorpay-key-id', 'key id', ['rzp_live_', 'rzp_test_'], alnum(14), { severity: 'medium' }),
    assigned('razorpay-key-secret', 'key secret', ['razorpay'], alnum(24), { name: /secret/i }),
  ]),
  ...vendor('Paystack', 'https://dashboard.paystack.com/#/settings/developers', [
    assigned('paystack-secret-key', 'secret key', ['paystack'], [any('sk_live_', 'sk_test_'), hex(40)]),
  ]),
  ...vendor('Flutterwave', 'https://dashboard.flutterwave.com/settings/apis', [
    prefixed('flutterwave-public-key', 'public key', ['FLWPUBK_TEST-', 'FLWPUBK-'], [lower(32), '-X'], {
      severity: 'low',
    }),
    prefixed(
      'flutterwave-secret-key',
      'secret key',
      ['FLWSECK_TEST-', 'FLWSECK-'],
      [lower(32), any('', [of('a-z0-9', 8, 16)]), '-X'],
      { severity: 'critical' },
    ),
    prefixed('flutterwave-encryption-key', 'encryption key', ['FLWSECK_TEST', 'FLWSECK_TEST-'], [lower(12)], {
      entropy: 2.2,
    }),
    prefixed('flutterwave-live-encryption-key', 'encryption key', 'FLWSECK_PROD-', lower(12, 32)),
  ]),
  ...vendor('GoCardless', 'https://manage.gocardless.com/developers', [
    assigned(
      'gocardless-api-token',
      'access token',
      ['gocardless'],
      [any('live_', 'sandbox_'), of('A-Za-z0-9_=-', 40, 60)],
    ),
  ]),
  ...vendor('Wise', 'https://wise.com/settings/api-tokens', [
    assigned('wise-api-token', 'API token', ['transferwise', 'wise_api', 'wise_token'], uuid),
  ]),
  ...vendor('Shopify', 'in the admin, Apps, Develop apps', [
    prefixed('shopify-access-token', 'access token', 'shpat_', anyHex(32)),
    prefixed('shopify-custom-access-token', 'custom app access token', 'shpca_', anyHex(32)),
    prefixed('shopify-private-app-access-token', 'private app access token', 'shppa_', anyHex(32)),
    prefixed('shopify-shared-secret', 'shared secret', 'shpss_', anyHex(32)),
    prefixed('shopify-user-token', 'user token', ['shpua_', 'shptka_', 'shpit_', 'shpmt_'], anyHex(32)),
  ]),
  ...vendor('WooCommerce', 'in the settings, Advanced, REST API', [
    prefixed('woocommerce-consumer-secret', 'consumer secret', 'cs_', hex(40)),
    prefixed('woocommerce-consumer-key', 'consumer key', 'ck_', hex(40), { severity: 'medium' }),
  ]),
  ...vendor('BigCommerce', 'in the store, API accounts', [
    assigned('bigcommerce-token', 'access token', ['bigcommerce'], lower(31, 32), {
      name: /token|secret|key/i,
    }),
  ]),
  ...vendor('Etsy', 'https://www.etsy.com/developers/your-apps', [
    assigned('etsy-access-token', 'keystring', ['etsy'], lower(24)),
  ]),
  ...vendor('eBay', 'https://developer.ebay.com/my/keys', [
    prefixed(
      'ebay-cert-id',
      'production cert id',
      ['PRD-', 'SBX-'],
      [hex(12), '-', hex(4), '-', hex(4), '-', hex(4), '-', hex(4)],
    ),
  ]),
  ...vendor('Shippo', 'https://apps.goshippo.com/settings/api', [
    prefixed('shippo-api-token', 'API token', ['shippo_live_', 'shippo_test_'], anyHex(40)),
  ]),
  ...vendor('EasyPost', 'https://app.easypost.com/account/settings?tab=api-keys', [
    prefixed('easypost-api-token', 'production API key', 'EZAK', alnum(54)),
    prefixed('easypost-test-api-token', 'test API key', 'EZTK', alnum(54), { severity: 'low' }),
  ]),
  ...vendor('Lob', 'https://dashboard.lob.com/settings/api-keys', [
    prefixed('lob-api-key', 'API key', ['live_', 'test_'], hex(35)),
    prefixed('lob-pub-api-key', 'publishable API key', ['live_pub_', 'test_pub_'], hex(31), {
      severity: 'low',
    }),
  ]),
  ...vendor('Duffel', 'https://app.duffel.com, Developers', [
    prefixed('duffel-api-token', 'API token', ['duffel_test_', 'duffel_live_'], of('A-Za-z0-9_=-', 43)),
  ]),
  ...vendor('Finicity', 'https://developer.finicity.com', [
    assigned('finicity-api-token', 'app key', ['finicity'], hex(32)),
    assigned('finicity-client-secret', 'partner secret', ['finicity'], alnum(20)),
  ]),
  ...vendor('FreshBooks', 'https://my.freshbooks.com/#/developer', [
    assigned('freshbooks-access-token', 'access token', ['freshbooks'], alnum(64)),
  ]),
  ...vendor('QuickBooks', 'https://developer.intuit.com/app/developer/dashboard', [
    assigned('intuit-client-secret', 'client secret', ['quickbooks', 'intuit', 'qbo_'], alnum(40), {
      name: /secret|token|key/i,
    }),
  ]),
  ...vendor('Xero', 'https://developer.xero.com/app/manage', [
    assigned('xero-client-secret', 'client secret', ['xero'], url64(48), { name: /secret|token|key/i }),
  ]),
  ...vendor('Chargebee', 'in the site, Settings, API keys', [
    assigned('chargebee-api-key', 'API key', ['chargebee'], [any('live_', 'test_'), alnum(32, 48)]),
  ]),
  ...vendor('Paddle', 'https://vendors.paddle.com/authentication-v2', [
    prefixed(
      'paddle-api-key',
      'API key',
      ['pdl_live_apikey_', 'pdl_sdbx_apikey_'],
      [lower(26), '_', alnum(22), '_', alnum(3)],
      { severity: 'critical' },
    ),
  ]),
  ...vendor('Lemon Squeezy', 'https://app.lemonsqueezy.com/settings/api', [
    assigned(
      'lemonsqueezy-api-key',
      'API key',
      ['lemonsqueezy', 'lemon_squeezy'],
      ['eyJ', of('A-Za-z0-9_.-', 80, 1200)],
    ),
  ]),
  ...vendor('Recurly', 'in the site, Integrations, API credentials', [
    assigned('recurly-api-key', 'API key', ['recurly'], hex(32)),
  ]),
  ...vendor('Klarna', 'in the merchant portal', [
    prefixed('klarna-api-key', 'API key', ['klarna_live_api_', 'klarna_test_api_'], base64(40, 200)),
  ]),
  ...vendor('Sumup', 'https://me.sumup.com/developers', [
    prefixed('sumup-api-key', 'API key', ['sup_sk_', 'cc_sk_classic_'], alnum(24, 60)),
  ]),
  ...vendor('Mercado Pago', 'https://www.mercadopago.com/developers/panel', [
    prefixed(
      'mercadopago-access-token',
      'access token',
      ['APP_USR-', 'TEST-'],
      [digits(12, 19), '-', digits(6), '-', hex(32), '-', digits(6, 12)],
      { severity: 'critical' },
    ),
  ]),
  ...vendor('Amazon Pay', 'in Seller Central', [
    assigned(
      'amazon-lwa-secret',
      'client secret',
      ['client_secret', 'lwa', 'amazon'],
      ['amzn1.oa2-cs.v1.', hex(64)],
      { confidence: 0.95 },
    ),
  ]),
];
