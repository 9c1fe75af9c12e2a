import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { atLeast, is, isNot, set } from '../../test-of.ts';
import { at, textOf, textsOf } from '../../value.ts';
import { noLogs, onWire, reached, tls } from './data-parts.ts';

/** A setting of a PostgreSQL server is a resource of its own. */
const postgres = (name: string, ref: string, title: string): Rule =>
  custom({
    id: `azure-postgresql-${name.replaceAll('_', '-')}`,
    title,
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: [ref],
    fix: `Set the configuration ${name} to on.`,
    kinds: [
      'azurerm_postgresql_server',
      'azurerm_postgresql_flexible_server',
      'azurerm_postgresql_configuration',
      'azurerm_postgresql_flexible_server_configuration',
    ],
    check(resource, world) {
      if (resource.type.endsWith('configuration')) {
        const value = at(resource.body, 'value');
        return [
          textOf(at(resource.body, 'name')) === name &&
            value?.kind === 'scalar' &&
            !/^on$/i.test(textOf(value)) &&
            flawAt({ value, span: value.span, path: 'value' }, 'on'),
        ];
      }
      const flexible = resource.type.includes('flexible');
      const configurations = flexible
        ? world.pointingAt(resource, ['azurerm_postgresql_flexible_server_configuration'], 'server_id')
        : world.pointingAt(resource, ['azurerm_postgresql_configuration'], 'server_name', ['name']);
      const set = configurations.some(({ body }) => textOf(at(body, 'name')) === name);
      return [!set && !flexible && flawOf(resource, name, 'on')];
    },
    bad: `resource "azurerm_postgresql_configuration" "a" {\n  name = "${name}"\n  value = "off"\n}`,
    good: `resource "azurerm_postgresql_configuration" "a" {\n  name = "${name}"\n  value = "on"\n}`,
  });

/** Where Azure keeps the security alerts of SQL servers. */
const alerts = ['azurerm_mssql_server_security_alert_policy'];

const servers = (
  path: string | readonly string[],
  types: readonly string[],
): Record<string, string | readonly string[]> => Object.fromEntries(types.map((type) => [type, path]));

export const databases: readonly Rule[] = [
  attribute({
    id: 'azure-sql-public',
    title: 'Database server has a public address',
    why: reached,
    severity: 'medium',
    cwe: 284,
    refs: ['AZU-0022'],
    on: servers('public_network_access_enabled', [
      'azurerm_mssql_server',
      'azurerm_mysql_server',
      'azurerm_mariadb_server',
      'azurerm_postgresql_server',
      'azurerm_cosmosdb_account',
      'azurerm_redis_cache',
    ]),
    want: is(false),
  }),
  attribute({
    id: 'azure-sql-tls',
    title: 'Database server accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'medium',
    cwe: 326,
    refs: ['AZU-0026'],
    on: {
      azurerm_mssql_server: 'minimum_tls_version',
      azurerm_mysql_server: 'ssl_minimal_tls_version_enforced',
      azurerm_postgresql_server: 'ssl_minimal_tls_version_enforced',
      azurerm_redis_cache: 'minimum_tls_version',
    },
    want: tls,
    absent: 'good',
  }),
  attribute({
    id: 'azure-mysql-postgresql-tls-missing',
    title: 'Database server names no TLS version',
    why: 'Old versions of TLS are accepted by default.',
    severity: 'medium',
    cwe: 326,
    on: {
      azurerm_mysql_server: 'ssl_minimal_tls_version_enforced',
      azurerm_postgresql_server: 'ssl_minimal_tls_version_enforced',
    },
    want: isNot('TLSEnforcementDisabled'),
  }),
  attribute({
    id: 'azure-sql-ssl',
    title: 'Database server talks in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AZU-0020'],
    on: servers('ssl_enforcement_enabled', [
      'azurerm_mysql_server',
      'azurerm_mariadb_server',
      'azurerm_postgresql_server',
    ]),
    want: is(true),
  }),
  postgres('log_connections', 'AZU-0019', 'Connections are not logged'),
  postgres('connection_throttling', 'AZU-0021', 'Failed logins are not slowed down'),
  postgres('log_checkpoints', 'AZU-0024', 'Checkpoints are not logged'),
  postgres('log_disconnections', 'CIS 4.3.4', 'Disconnections are not logged'),
  attribute({
    id: 'azure-sql-alert-email',
    title: 'Nobody gets the alerts of the database',
    why: 'Warnings reach nobody.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0018'],
    on: servers('email_addresses', alerts),
    want: set,
  }),
  attribute({
    id: 'azure-sql-alert-admins',
    title: 'Administrators get no alerts of the database',
    why: 'Warnings reach nobody who can act.',
    severity: 'low',
    cwe: 778,
    refs: ['AZU-0023'],
    on: servers(['email_account_admins', 'email_subscription_admins'], alerts),
    want: is(true),
  }),
  custom({
    id: 'azure-sql-alerts-disabled',
    title: 'Some alerts of the database are off',
    why: 'Attacks of these kinds go unnoticed.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0028'],
    fix: 'Leave disabled_alerts empty.',
    kinds: alerts,
    check: (resource) => [
      textsOf(at(resource.body, 'disabled_alerts')).length > 0 &&
        flawAt(
          {
            value: at(resource.body, 'disabled_alerts'),
            span: resource.body.keys.get('disabled_alerts') ?? resource.span,
            path: 'disabled_alerts',
          },
          'none',
        ),
    ],
    bad: 'resource "azurerm_mssql_server_security_alert_policy" "a" {\n  disabled_alerts = ["Sql_Injection"]\n}',
    good: 'resource "azurerm_mssql_server_security_alert_policy" "a" {\n  disabled_alerts = []\n}',
  }),
  attribute({
    id: 'azure-sql-alert-retention',
    title: 'Audit of the database is kept too short',
    why: 'An intrusion that is found late has no trace left.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0025'],
    on: {
      azurerm_mssql_database_extended_auditing_policy: 'retention_in_days',
      azurerm_mssql_server_extended_auditing_policy: 'retention_in_days',
      azurerm_mssql_server: 'extended_auditing_policy.retention_in_days',
    },
    want: {
      ...atLeast(90),
      holds: (value) =>
        value.kind === 'scalar' ? Number(value.value) === 0 || Number(value.value) >= 90 : null,
    },
    absent: 'good',
  }),
  custom({
    id: 'azure-sql-audit',
    title: 'Database server is not audited',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0027'],
    fix: 'Add an extended auditing policy.',
    kinds: ['azurerm_mssql_server', 'azurerm_sql_server'],
    check: (resource, world) => [
      at(resource.body, 'extended_auditing_policy') === null &&
        world.pointingAt(resource, ['azurerm_mssql_server_extended_auditing_policy'], 'server_id').length ===
          0 &&
        flawOf(resource, 'extended_auditing_policy', 'a policy'),
    ],
    bad: 'resource "azurerm_mssql_server" "a" {\n}',
    good: 'resource "azurerm_mssql_server" "a" {\n}\nresource "azurerm_mssql_server_extended_auditing_policy" "p" {\n  server_id = azurerm_mssql_server.a.id\n}',
  }),
  attribute({
    id: 'azure-sql-threat-detection',
    title: 'Threat detection of the database is off',
    why: 'Attacks go unnoticed.',
    severity: 'medium',
    cwe: 778,
    on: { azurerm_mssql_server_security_alert_policy: 'state' },
    want: isNot('Disabled'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-redis-clear-text',
    title: 'Redis listens without TLS',
    why: onWire,
    severity: 'medium',
    cwe: 319,
    on: { azurerm_redis_cache: ['enable_non_ssl_port', 'non_ssl_port_enabled'] },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-cosmosdb-local-auth',
    title: 'Cosmos DB accepts shared keys',
    why: 'Such keys can do everything and name nobody.',
    severity: 'low',
    cwe: 287,
    on: { azurerm_cosmosdb_account: 'local_authentication_disabled' },
    want: is(true),
  }),
];
