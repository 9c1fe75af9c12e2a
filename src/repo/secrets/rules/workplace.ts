import { assigned, infixed, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, digits, hex, lower, of, safe, upper, url64, uuid, word } from '../shape.ts';

/** Tools for work, content, maps and things. */
export const workplace: readonly SecretRule[] = [
  ...vendor('Zapier', 'in the settings of the Zap', [
    assigned('zapier-deploy-key', 'deploy key', ['zapier'], hex(32), { name: /key|token|secret/i }),
  ]),
  ...vendor('IFTTT', 'https://ifttt.com/maker_webhooks/settings', [
    assigned('ifttt-key', 'webhook key', ['ifttt', 'maker.ifttt.com'], url64(22, 43), { name: /key|token/i }),
  ]),
  ...vendor('Beamer', 'https://app.getbeamer.com/settings, API', [
    assigned('beamer-api-token', 'API token', ['beamer'], ['b_', safe(44)]),
  ]),
  ...vendor('Freemius', 'in the developer dashboard, Keys', [
    assigned(
      'freemius-secret-key',
      'secret key',
      ['secret_key'],
      ['sk_', of('!#%&*+./0-9:=?@A-Z^_a-z~$-', 29)],
      { entropy: 3.7, name: /secret_key$/ },
    ),
  ]),
  ...vendor('Novu', 'in the dashboard, API keys', [assigned('novu-api-key', 'API key', ['novu'], hex(32))]),
  ...vendor('Cal.com', 'https://app.cal.com/settings/developer/api-keys', [
    prefixed('calcom-api-key', 'API key', ['cal_live_', 'cal_test_'], hex(32)),
  ]),
  ...vendor('Calendly', 'https://calendly.com/integrations/api_webhooks', [
    assigned('calendly-api-key', 'API key', ['calendly'], [upper(16)], { name: /key|token|auth/i }),
  ]),
  ...vendor('Adafruit IO', 'https://io.adafruit.com/api/docs, My key', [
    prefixed('adafruit-io-key', 'key', 'aio_', alnum(28)),
    assigned('adafruit-api-key', 'key', ['adafruit'], of('a-z0-9_-', 32)),
  ]),
  ...vendor('Particle', 'with particle token revoke', [
    assigned('particle-token', 'access token', ['particle'], hex(40), { name: /token/i }),
  ]),
  ...vendor('Blynk', 'in the device info', [
    assigned('blynk-token', 'device token', ['blynk'], url64(32), { name: /token|auth/i }),
  ]),
  ...vendor('Mapbox', 'https://account.mapbox.com/access-tokens', [
    prefixed('mapbox-secret-token', 'secret token', 'sk.', [alnum(60, 100), '.', url64(22)]),
    prefixed('mapbox-api-token', 'access token', ['pk.', 'tk.'], [alnum(60, 100), '.', url64(22)], {
      severity: 'low',
    }),
  ]),
  ...vendor('HERE', 'https://platform.here.com/admin/apps', [
    assigned('here-api-key', 'API key', ['here_', 'herekey', 'hereapi', 'here-api'], url64(43)),
  ]),
  ...vendor('MaxMind', 'https://www.maxmind.com/en/accounts/current/license-key', [
    infixed('maxmind-license-key', 'license key', [alnum(6), '_', word(29)], '_mmk', ''),
  ]),
  ...vendor('Intra 42', 'https://profile.intra.42.fr/oauth/applications', [
    prefixed('intra42-client-secret', 'client secret', ['s-s4t2ud-', 's-s4t2af-'], hex(64)),
  ]),
  ...vendor('Typeform', 'https://admin.typeform.com/user/tokens', [
    prefixed('typeform-api-token', 'personal token', 'tfp_', of('A-Za-z0-9_.=-', 40, 66)),
  ]),
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
    assigned(
      'asana-pat',
      'personal access token',
      ['asana'],
      [any('0', '1', '2'), '/', digits(15, 17), any('', ['/', digits(15, 17)]), ':', alnum(32)],
    ),
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
  ...vendor('ClickUp', 'https://app.clickup.com/settings/apps', [
    prefixed('clickup-token', 'personal token', 'pk_', [digits(6, 10), '_', upper(32)]),
  ]),
  ...vendor('monday.com', 'in the developer center, My access tokens', [
    assigned('monday-token', 'token', ['monday'], ['eyJ', of('A-Za-z0-9_.-', 60, 1000)]),
  ]),
  ...vendor('Figma', 'https://www.figma.com/settings, Security', [
    prefixed('figma-token', 'personal access token', ['figd_', 'figo_', 'figu_', 'figoh_'], url64(38, 50)),
    assigned('figma-token-old', 'personal access token', ['figma'], [digits(5, 7), '-', uuid]),
  ]),
  ...vendor('Miro', 'https://miro.com/app/settings/user-profile/apps', [
    assigned('miro-token', 'access token', ['miro'], url64(27), { name: /token|secret/i }),
  ]),
  ...vendor('Frame.io', 'https://developer.frame.io', [
    prefixed('frameio-api-token', 'developer token', 'fio-u-', safe(64)),
  ]),
  ...vendor('Dropbox', 'https://www.dropbox.com/developers/apps', [
    prefixed('dropbox-short-lived-api-token', 'access token', 'sl.', of('A-Za-z0-9_=-', 130, 1500), {
      entropy: 3.8,
    }),
    assigned(
      'dropbox-long-lived-api-token',
      'access token',
      ['dropbox'],
      [alnum(11), 'AAAAAAAAAA', of('A-Za-z0-9_=-', 43)],
      { rows: true },
    ),
    assigned('dropbox-api-token', 'app secret', ['dropbox'], lower(15)),
  ]),
  ...vendor('Box', 'https://app.box.com/developers/console', [
    assigned(
      'box-client-secret',
      'client secret',
      ['box_client', 'box_secret', 'boxclient', 'box_developer', 'boxsdk'],
      alnum(32),
    ),
  ]),
  ...vendor('Adobe', 'https://developer.adobe.com/console', [
    assigned('adobe-client-id', 'client id', ['adobe'], hex(32), { severity: 'low' }),
    prefixed('adobe-client-secret', 'client secret', ['p8e-', 'p8-'], alnum(32)),
  ]),
  ...vendor('Contentful', 'https://app.contentful.com/account/profile/cma_tokens', [
    assigned('contentful-delivery-api-token', 'delivery token', ['contentful'], of('A-Za-z0-9_=-', 43)),
    prefixed('contentful-management-token', 'management token', 'CFPAT-', url64(43)),
  ]),
  ...vendor('Sanity', 'https://www.sanity.io/manage', [
    assigned('sanity-token', 'API token', ['sanity'], ['sk', alnum(78, 200)]),
  ]),
  ...vendor('Storyblok', 'in the space, Access tokens', [
    assigned('storyblok-token', 'access token', ['storyblok'], [alnum(22), any('tt', '')], {
      name: /token|key/i,
    }),
  ]),
  ...vendor('Prismic', 'in the repository, API and security', [
    assigned('prismic-token', 'access token', ['prismic'], [of('A-Za-z0-9_=-', 60, 200)]),
  ]),
  ...vendor('DatoCMS', 'in the project, API tokens', [
    assigned('datocms-token', 'API token', ['datocms', 'dato_'], hex(30)),
  ]),
  ...vendor('Formspree', 'in the form settings', [
    assigned('formspree-key', 'deploy key', ['formspree'], hex(32), { name: /key|token/i }),
  ]),
];
