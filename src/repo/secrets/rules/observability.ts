import { checkJson64 } from '../checks.ts';
import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import { alnum, any, anyHex, base64, digits, hex, lower, of, url64, uuid } from '../shape.ts';

/** Monitoring, logs, analytics, search, data and maps. */
export const observability: readonly SecretRule[] = [
  ...vendor('Sentry', 'https://sentry.io/settings/account/api/auth-tokens', [
    prefixed('sentry-user-token', 'user token', 'sntryu_', hex(64)),
    prefixed('sentry-org-token', 'organisation token', 'sntrys_eyJ', [
      of('A-Za-z0-9+/=', 30, 400),
      any('_', ''),
      of('A-Za-z0-9+/', 43),
    ]),
    prefixed('sentry-integration-token', 'integration token', ['sntrya_', 'sntryi_'], hex(64)),
    assigned('sentry-access-token', 'auth token', ['sentry'], hex(64)),
    assigned(
      'sentry-dsn-secret',
      'DSN with its secret half',
      ['sentry', 'dsn', 'raven'],
      ['https://', hex(32), ':', hex(32), '@'],
      { plain: true, severity: 'medium' },
    ),
  ]),
  ...vendor('Grafana', 'in the administration, Service accounts', [
    prefixed('grafana-api-key', 'API key', 'eyJrIjoi', of('A-Za-z0-9+/=', 60, 400), { check: checkJson64 }),
    prefixed('grafana-cloud-api-token', 'Cloud token', 'glc_', of('A-Za-z0-9+/=', 32, 400)),
    prefixed('grafana-service-account-token', 'service account token', 'glsa_', [alnum(32), '_', anyHex(8)]),
  ]),
  ...vendor('Datadog', 'https://app.datadoghq.com/organization-settings/api-keys', [
    assigned('datadog-access-token', 'application key', ['datadog', 'dd_app', 'dd-app'], alnum(40)),
    assigned('datadog-api-key', 'API key', ['datadog', 'dd_api', 'dd-api'], hex(32)),
    prefixed('datadog-pat', 'personal access token', ['ddpat_', 'ddapp_'], alnum(32, 48)),
  ]),
  ...vendor('New Relic', 'https://one.newrelic.com/api-keys', [
    prefixed('new-relic-user-api-key', 'user API key', 'NRAK-', alnum(27)),
    prefixed('new-relic-browser-api-token', 'browser key', 'NRJS-', hex(19), { severity: 'low' }),
    prefixed('new-relic-insert-key', 'insert key', 'NRII-', url64(32)),
    prefixed('new-relic-rest-api-key', 'REST API key', ['NRRA-', 'NRAA-', 'NRIQ-', 'NRSP-'], alnum(32, 42)),
    assigned('new-relic-user-api-id', 'user API id', ['new-relic', 'newrelic', 'new_relic'], alnum(64)),
    assigned(
      'new-relic-license-key',
      'license key',
      ['new-relic', 'newrelic', 'new_relic', 'nr_license'],
      any([hex(36), 'NRAL'], [any('eu01xx', 'us01xx'), hex(30), 'NRAL'], hex(40)),
    ),
  ]),
  ...vendor('Honeycomb', 'https://ui.honeycomb.io/account', [
    prefixed('honeycomb-ingest-key', 'ingest key', ['hcaik_', 'hcbik_', 'hcalk_', 'hcblk_'], alnum(52, 66)),
    assigned(
      'honeycomb-api-key',
      'API key',
      ['honeycomb', 'x-honeycomb-team', 'hny_'],
      any(hex(32), alnum(22)),
      { name: /key|token|team/i },
    ),
  ]),
  ...vendor('Sumo Logic', 'https://service.sumologic.com, Preferences', [
    assigned('sumologic-access-id', 'access id', ['sumo'], ['su', alnum(12)], { severity: 'low' }),
    assigned('sumologic-access-token', 'access key', ['sumo'], alnum(64)),
  ]),
  ...vendor('Splunk', 'in the settings, Data inputs', [
    assigned('splunk-hec-token', 'HTTP event collector token', ['splunk', 'hec_token'], uuid),
  ]),
  ...vendor('Logz.io', 'https://app.logz.io, Manage tokens', [
    assigned('logzio-token', 'shipping token', ['logzio', 'logz_io'], alnum(32)),
  ]),
  ...vendor('Loggly', 'in the source setup, Customer tokens', [
    assigned('loggly-token', 'customer token', ['loggly'], uuid),
  ]),
  ...vendor('Papertrail', 'https://papertrailapp.com/account/profile', [
    assigned('papertrail-token', 'API token', ['papertrail'], alnum(20)),
  ]),
  ...vendor('Better Stack', 'https://betterstack.com/settings/api-tokens', [
    assigned(
      'betterstack-token',
      'source token',
      ['logtail', 'betterstack', 'better_stack', 'betteruptime'],
      alnum(24),
    ),
  ]),
  ...vendor('Rollbar', 'in the project, Access tokens', [
    assigned('rollbar-access-token', 'access token', ['rollbar'], hex(32)),
  ]),
  ...vendor('BugSnag', 'in the project settings', [
    assigned('bugsnag-api-key', 'API key', ['bugsnag'], hex(32), { severity: 'medium' }),
  ]),
  ...vendor('Airbrake', 'in the project settings', [
    assigned('airbrake-key', 'project key', ['airbrake'], hex(32)),
  ]),
  ...vendor('Honeybadger', 'in the project settings, API keys', [
    assigned('honeybadger-api-key', 'API key', ['honeybadger'], any(hex(8), ['hbp_', alnum(30, 40)]), {
      name: /key|token/i,
    }),
  ]),
  ...vendor('Raygun', 'in the application settings', [
    assigned('raygun-api-key', 'API key', ['raygun'], of('A-Za-z0-9+/=', 22, 24), { name: /key|token/i }),
  ]),
  ...vendor('PagerDuty', 'in Integrations, API access keys', [
    assigned(
      'pagerduty-api-key',
      'API key',
      ['pagerduty', 'pager_duty', 'pd_'],
      any(['u+', of('A-Za-z0-9_+-', 18)], of('A-Za-z0-9_+-', 20)),
      { name: /key|token|auth|secret/i },
    ),
    assigned(
      'pagerduty-integration-key',
      'integration key',
      ['pagerduty', 'pager_duty', 'routing_key'],
      lower(32),
      { name: /key|token/i },
    ),
  ]),
  ...vendor('Opsgenie', 'in the settings, API key management', [
    assigned('opsgenie-api-key', 'API key', ['opsgenie'], uuid),
  ]),
  ...vendor('Statuspage', 'https://manage.statuspage.io, API info', [
    assigned('statuspage-api-key', 'API key', ['statuspage'], any(uuid, hex(64)), { name: /key|token/i }),
  ]),
  ...vendor('UptimeRobot', 'https://dashboard.uptimerobot.com/integrations', [
    assigned(
      'uptimerobot-api-key',
      'API key',
      ['uptimerobot', 'uptime_robot'],
      [any('u', 'm', 'ur'), digits(6, 9), '-', hex(24)],
    ),
  ]),
  ...vendor('Pingdom', 'https://my.pingdom.com/app/api-tokens', [
    assigned('pingdom-token', 'API token', ['pingdom'], url64(60, 100)),
  ]),
  ...vendor('AppSignal', 'https://appsignal.com/redirect-to/organization?to=admin/api_keys', [
    assigned('appsignal-key', 'push key', ['appsignal'], uuid),
  ]),
  ...vendor('Instana', 'in the settings, API tokens', [
    assigned('instana-key', 'agent key', ['instana'], url64(22), { name: /key|token/i }),
  ]),
  ...vendor('Lightstep', 'in the settings, Access tokens', [
    assigned('lightstep-token', 'access token', ['lightstep'], of('A-Za-z0-9+/=', 64, 120), {
      name: /token|key/i,
    }),
  ]),
  ...vendor('Axiom', 'https://app.axiom.co/settings/api-tokens', [
    prefixed('axiom-token', 'token', ['xaat-', 'xapt-'], uuid),
  ]),
  ...vendor('Looker', 'in the admin, Users, API keys', [
    assigned('looker-client-id', 'client id', ['looker'], alnum(20), { severity: 'low' }),
    assigned('looker-client-secret', 'client secret', ['looker'], alnum(24)),
  ]),
  ...vendor('Segment', 'https://app.segment.com, Access tokens', [
    prefixed('segment-public-api-token', 'public API token', 'sgp_', alnum(64)),
    assigned('segment-write-key', 'write key', ['segment'], alnum(32), { name: /key|token/i }),
  ]),
  ...vendor('Mixpanel', 'https://mixpanel.com/settings/project', [
    assigned('mixpanel-secret', 'project token or secret', ['mixpanel'], hex(32)),
  ]),
  ...vendor('Amplitude', 'in the project settings', [
    assigned('amplitude-key', 'API or secret key', ['amplitude'], hex(32)),
  ]),
  ...vendor('PostHog', 'https://app.posthog.com/settings/user-api-keys', [
    prefixed('posthog-personal-key', 'personal API key', ['phx_', 'phs_'], alnum(40, 64)),
    prefixed('posthog-project-key', 'project key', 'phc_', alnum(40, 64), { severity: 'info' }),
  ]),
  ...vendor('RudderStack', 'https://app.rudderstack.com', [
    assigned('rudderstack-key', 'write key', ['rudderstack', 'rudder_'], alnum(27), { name: /key|token/i }),
  ]),
  ...vendor('Algolia', 'https://dashboard.algolia.com/account/api-keys', [
    assigned('algolia-api-key', 'API key', ['algolia'], lower(32)),
  ]),
  ...vendor('Elastic', 'in Kibana, Security, API keys', [
    assigned(
      'elastic-api-key',
      'API key',
      ['elastic', 'kibana', 'apikey'],
      [of('A-Za-z0-9+/', 60), any('==', '=')],
      { name: /elastic|kibana|\bes_/i },
    ),
    prefixed('elastic-cloud-key', 'Cloud API key', 'essu_', of('A-Za-z0-9+/=', 60, 120)),
  ]),
  ...vendor('Meilisearch', 'with the keys endpoint of the server', [
    assigned('meilisearch-key', 'API key', ['meili'], any(hex(64), url64(43))),
  ]),
  ...vendor('Typesense', 'in the cluster, API keys', [
    assigned('typesense-key', 'API key', ['typesense'], alnum(32)),
  ]),
  ...vendor('ClickHouse', 'https://console.clickhouse.cloud, API keys', [
    prefixed('clickhouse-cloud-api-secret-key', 'Cloud API secret key', '4b1d', alnum(38)),
  ]),
  ...vendor('Confluent', 'https://confluent.cloud/settings/api-keys', [
    assigned('confluent-access-token', 'API key', ['confluent'], alnum(16)),
    assigned('confluent-secret-key', 'API secret', ['confluent'], of('A-Za-z0-9+/', 64)),
  ]),
  ...vendor('Databricks', 'in the user settings, Access tokens', [
    prefixed(
      'databricks-api-token',
      'access token',
      ['dapi', 'dkea', 'dose', 'dsapi'],
      [hex(32), any(['-', digits(1)], '')],
      { severity: 'critical' },
    ),
  ]),
  ...vendor('Snowflake', 'with ALTER USER', [
    assigned(
      'snowflake-password',
      'password',
      ['snowflake', 'snowsql'],
      of('!#-&(-+\\--9=@-Z^_a-z~', 8, 64),
      { name: /pass|pwd/i, entropy: 2.7, confidence: 0.7 },
    ),
  ]),
  ...vendor('MongoDB Atlas', 'https://cloud.mongodb.com, Access manager', [
    assigned(
      'mongodb-atlas-private-key',
      'private API key',
      ['atlas', 'mongodb_private', 'mongodb_atlas', 'mcli_'],
      uuid,
      { name: /key|secret/i },
    ),
    prefixed('mongodb-service-account-secret', 'service account secret', 'mdb_sa_sk_', url64(40, 48)),
  ]),
  ...vendor('Supabase', 'https://supabase.com/dashboard/account/tokens', [
    prefixed('supabase-access-token', 'access token', 'sbp_', any(hex(40), ['v0_', hex(40)])),
    prefixed('supabase-secret-key', 'secret key', 'sb_secret_', url64(31, 40)),
  ]),
  ...vendor('Neon', 'https://console.neon.tech/app/settings/api-keys', [
    prefixed('neon-api-key', 'API key', 'napi_', lower(64)),
    prefixed('neon-database-password', 'database password', 'npg_', alnum(12, 16)),
  ]),
  ...vendor('Upstash', 'https://console.upstash.com', [
    assigned('upstash-token', 'REST token', ['upstash'], any([any('A', 'AX', 'AY'), base64(50, 64)], uuid), {
      name: /token|key|pass/i,
    }),
  ]),
  ...vendor('Fauna', 'https://dashboard.fauna.com', [prefixed('fauna-secret', 'secret', 'fnA', url64(37))]),
  ...vendor('Convex', 'https://dashboard.convex.dev', [
    assigned(
      'convex-deploy-key',
      'deploy key',
      ['convex'],
      [any('prod:', 'dev:', 'preview:', 'project:'), of('A-Za-z0-9|:_=-', 40, 300)],
      { name: /key|token/i },
    ),
  ]),
  ...vendor('Turso', 'with turso auth', [
    assigned('turso-token', 'database token', ['turso', 'libsql'], ['eyJ', of('A-Za-z0-9_.-', 80, 500)], {
      name: /token/i,
    }),
  ]),
  ...vendor('Aiven', 'https://console.aiven.io/profile/tokens', [
    prefixed('aiven-service-password', 'service password', 'AVNS_', url64(19)),
    assigned('aiven-token', 'API token', ['aiven'], of('A-Za-z0-9+/=', 200, 400), { name: /token/i }),
  ]),
  ...vendor('Redis Cloud', 'in the console, Access management', [
    assigned('redis-cloud-key', 'API key', ['rediscloud', 'redis_cloud'], ['S', alnum(40, 60)], {
      name: /key|secret/i,
    }),
  ]),
  ...vendor('InfluxDB', 'in the UI, Load data, API tokens', [
    assigned('influxdb-token', 'token', ['influx'], [url64(86), '==']),
  ]),
  ...vendor('Fivetran', 'https://fivetran.com/account/settings', [
    assigned('fivetran-secret', 'API secret', ['fivetran'], alnum(32), { name: /secret|key|token/i }),
  ]),
  ...vendor('Airbyte', 'in the settings, Applications', [
    assigned('airbyte-secret', 'client secret', ['airbyte'], alnum(32), { name: /secret/i }),
  ]),
  ...vendor('dbt Cloud', 'https://cloud.getdbt.com/settings/profile', [
    prefixed('dbt-cloud-token', 'token', ['dbtc_', 'dbts_', 'dbtu_'], of('A-Za-z0-9_=+/-', 40, 80)),
  ]),
  ...vendor('Astronomer', 'https://cloud.astronomer.io', [
    assigned(
      'astronomer-token',
      'API token',
      ['astro_api', 'astronomer'],
      ['eyJ', of('A-Za-z0-9_.-', 80, 1500)],
      { name: /token/i },
    ),
  ]),
  ...vendor('Tableau', 'in the account settings', [
    assigned('tableau-pat', 'personal access token', ['tableau'], [of('A-Za-z0-9+/', 22), '==:', alnum(32)]),
  ]),
  ...vendor('Weather services', 'at the service, API keys', [
    assigned('openweathermap-key', 'OpenWeather API key', ['openweather', 'owm_', 'weather_api'], hex(32)),
  ]),
  ...vendor('Shodan', 'https://account.shodan.io', [
    assigned('shodan-api-key', 'API key', ['shodan'], alnum(32)),
  ]),
  ...vendor('VirusTotal', 'https://www.virustotal.com/gui/my-apikey', [
    assigned('virustotal-api-key', 'API key', ['virustotal', 'vt_api', 'vt_key'], hex(64)),
  ]),
  ...vendor('SecurityTrails', 'https://securitytrails.com/app/account/credentials', [
    assigned('securitytrails-api-key', 'API key', ['securitytrails'], alnum(32)),
  ]),
  ...vendor('Tines', 'in the tenant settings', [
    assigned('tines-webhook', 'webhook', ['tines'], [alnum(32), '/', hex(32)], { plain: true }),
  ]),
];
