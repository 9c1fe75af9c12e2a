import type { Resource, World } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { atLeast, includes, is, isNot, noneOf, oneOf, set, type Test } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf, textsOf } from '../../value.ts';

const onWire = 'Whoever is on the way can read and change what is sent.';
const reached = 'It can be reached, and its passwords tried, from the internet.';
const noLogs = 'An intrusion leaves no trace that could be found afterwards.';

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

const tls: Test = {
  ...oneOf('TLS1_2', 'TLS1_3', '1.2', '1.3', 'TLS12', 'TLS13', 'Tls12', 'Tls13'),
  says: 'TLS 1.2',
};

const account = (resource: Resource, world: World, type: string): readonly Resource[] =>
  world
    .pointingAt(resource, [type], 'storage_account_id')
    .concat(world.pointingAt(resource, [type], 'storage_account_name', ['name']));

export const data: readonly Rule[] = [
  attribute({
    id: 'azure-storage-https',
    title: 'Storage account answers over plain HTTP',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AZU-0008'],
    on: { azurerm_storage_account: ['enable_https_traffic_only', 'https_traffic_only_enabled'] },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-tls',
    title: 'Storage account accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'critical',
    cwe: 326,
    refs: ['AZU-0011'],
    on: { azurerm_storage_account: 'min_tls_version' },
    want: tls,
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-public-container',
    title: 'Container of the storage account is public',
    why: 'Everyone on the internet can read what it holds.',
    severity: 'high',
    cwe: 732,
    refs: ['AZU-0007'],
    on: { azurerm_storage_container: 'container_access_type' },
    want: noneOf('blob', 'container'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-public-blobs',
    title: 'Blobs may be made public',
    why: 'One wrong setting of a container exposes what it holds.',
    severity: 'medium',
    cwe: 732,
    on: { azurerm_storage_account: ['allow_nested_items_to_be_public', 'allow_blob_public_access'] },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-public-network',
    title: 'Storage account has a public address',
    why: 'It can be reached from the internet by everyone with a key.',
    severity: 'medium',
    cwe: 284,
    on: { azurerm_storage_account: 'public_network_access_enabled' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-shared-key',
    title: 'Storage account accepts shared keys',
    why: 'Such keys can do everything, name nobody and are passed around.',
    severity: 'low',
    cwe: 287,
    on: { azurerm_storage_account: 'shared_access_key_enabled' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-default-deny',
    title: 'Network rules of the storage account allow by default',
    why: 'It can be reached from every network.',
    severity: 'critical',
    cwe: 284,
    refs: ['AZU-0012'],
    on: {
      azurerm_storage_account_network_rules: 'default_action',
      azurerm_storage_account: 'network_rules.default_action',
    },
    want: isNot('Allow'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-trusted-services',
    title: 'Trusted services of Azure cannot reach the storage account',
    why: 'Backup and monitoring do not work, and the rules are then opened to all.',
    severity: 'high',
    cwe: 284,
    refs: ['AZU-0010'],
    on: { azurerm_storage_account_network_rules: 'bypass', azurerm_storage_account: 'network_rules.bypass' },
    want: includes('AzureServices'),
    absent: 'good',
  }),
  custom({
    id: 'azure-storage-queue-logging',
    title: 'Queues of the storage account are not logged',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0009', 'AZU-0057'],
    fix: 'Set queue_properties.logging with delete, read and write true.',
    kinds: ['azurerm_storage_account'],
    check(resource, world) {
      if (/^(?:BlobStorage|BlockBlobStorage|FileStorage)$/.test(textOf(at(resource.body, 'account_kind'))))
        return [];
      const logging = reach(resource.body, 'queue_properties.logging')[0]?.value ?? null;
      if (
        logging?.kind === 'unknown' ||
        account(resource, world, 'azurerm_storage_account_queue_properties').length > 0
      )
        return [];
      if (logging?.kind !== 'map')
        return [
          world.pointingAt(resource, ['azurerm_storage_queue'], 'storage_account_name', ['name']).length >
            0 || itemsOf(at(resource.body, 'queue_properties')).length > 0
            ? flawOf(resource, 'queue_properties.logging', 'delete, read and write')
            : null,
        ];
      const all = ['delete', 'read', 'write'].every(
        (key) =>
          at(logging, key) === null || isTrue(at(logging, key)) || at(logging, key)?.kind === 'unknown',
      );
      return [
        !all &&
          flawAt(
            { value: null, span: logging.span, path: 'queue_properties.logging' },
            'delete, read and write',
          ),
      ];
    },
    bad: 'resource "azurerm_storage_account" "a" {\n  queue_properties {\n  }\n}',
    good: 'resource "azurerm_storage_account" "a" {\n  queue_properties {\n    logging {\n      delete = true\n      read = true\n      write = true\n    }\n  }\n}',
  }),
  custom({
    id: 'azure-storage-soft-delete',
    title: 'Deleted blobs cannot be brought back',
    why: 'What is deleted by mistake or malice is gone.',
    severity: 'low',
    cwe: 693,
    refs: ['AZU-0056'],
    fix: 'Set blob_properties.delete_retention_policy.days.',
    kinds: ['azurerm_storage_account'],
    check: (resource) => [
      reach(resource.body, 'blob_properties.delete_retention_policy').every(
        ({ value }) => value === null || plain(at(value, 'days')) === 0,
      ) && flawOf(resource, 'blob_properties.delete_retention_policy', 'a number of days'),
    ],
    bad: 'resource "azurerm_storage_account" "a" {\n}',
    good: 'resource "azurerm_storage_account" "a" {\n  blob_properties {\n    delete_retention_policy {\n      days = 7\n    }\n  }\n}',
  }),
  attribute({
    id: 'azure-storage-replication',
    title: 'Storage account is kept in one region only',
    why: 'The loss of a region is the loss of the data.',
    severity: 'low',
    cwe: 693,
    refs: ['AZU-0058'],
    on: { azurerm_storage_account: 'account_replication_type' },
    want: oneOf('GRS', 'RAGRS', 'GZRS', 'RAGZRS'),
  }),
  attribute({
    id: 'azure-storage-infrastructure-encryption',
    title: 'Storage account is encrypted once only',
    why: 'Rules for sensitive data ask for two layers.',
    severity: 'low',
    cwe: 311,
    refs: ['AZU-0059', 'AZU-0061'],
    on: { azurerm_storage_account: 'infrastructure_encryption_enabled' },
    want: is(true),
  }),
  custom({
    id: 'azure-storage-customer-key',
    title: 'Storage account has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn.',
    severity: 'low',
    cwe: 311,
    refs: ['AZU-0060'],
    fix: 'Set customer_managed_key.',
    kinds: ['azurerm_storage_account'],
    check: (resource, world) => [
      at(resource.body, 'customer_managed_key') === null &&
        account(resource, world, 'azurerm_storage_account_customer_managed_key').length === 0 &&
        flawOf(resource, 'customer_managed_key', 'a key'),
    ],
    bad: 'resource "azurerm_storage_account" "a" {\n}',
    good: 'resource "azurerm_storage_account" "a" {\n  customer_managed_key {\n    key_vault_key_id = "x"\n  }\n}',
  }),
  attribute({
    id: 'azure-keyvault-secret-type',
    title: 'Secret of the vault has no content type',
    why: 'Nobody can tell how it is to be used and read.',
    severity: 'low',
    cwe: 1059,
    refs: ['AZU-0015'],
    on: { azurerm_key_vault_secret: 'content_type' },
    want: set,
  }),
  attribute({
    id: 'azure-keyvault-secret-expiry',
    title: 'Secret of the vault never expires',
    why: 'A secret that has leaked stays valid.',
    severity: 'low',
    cwe: 324,
    refs: ['AZU-0017'],
    on: { azurerm_key_vault_secret: 'expiration_date' },
    want: set,
  }),
  attribute({
    id: 'azure-keyvault-key-expiry',
    title: 'Key of the vault never expires',
    why: 'A key that has leaked stays valid.',
    severity: 'medium',
    cwe: 324,
    refs: ['AZU-0014'],
    on: { azurerm_key_vault_key: ['expiration_date', 'rotation_policy.expire_after'] },
    want: set,
  }),
  custom({
    id: 'azure-keyvault-purge-protection',
    title: 'Vault can be purged',
    why: 'Keys are lost for good, and with them what they encrypt.',
    severity: 'medium',
    cwe: 693,
    refs: ['AZU-0016'],
    fix: 'Set purge_protection_enabled to true and keep soft deletion for 7 to 90 days.',
    kinds: ['azurerm_key_vault'],
    check({ body, ...rest }) {
      const [purge, days] = [at(body, 'purge_protection_enabled'), at(body, 'soft_delete_retention_days')];
      if (purge?.kind === 'unknown') return [];
      const short = days?.kind === 'scalar' && (Number(plain(days)) < 7 || Number(plain(days)) > 90);
      if (isTrue(purge))
        return [
          short && flawAt({ value: days, span: days.span, path: 'soft_delete_retention_days' }, '7 to 90'),
        ];
      return [
        purge
          ? flawAt({ value: purge, span: purge.span, path: 'purge_protection_enabled' }, 'true')
          : flawOf({ body, ...rest }, 'purge_protection_enabled', 'true'),
      ];
    },
    bad: 'resource "azurerm_key_vault" "a" {\n}',
    good: 'resource "azurerm_key_vault" "a" {\n  purge_protection_enabled = true\n  soft_delete_retention_days = 30\n}',
  }),
  attribute({
    id: 'azure-keyvault-network',
    title: 'Vault can be reached from every network',
    why: 'A stolen identity can read it from anywhere.',
    severity: 'critical',
    cwe: 284,
    refs: ['AZU-0013'],
    on: { azurerm_key_vault: 'network_acls.default_action' },
    want: is('Deny'),
  }),
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
    id: 'azure-datafactory-public',
    title: 'Data factory has a public address',
    why: reached,
    severity: 'critical',
    cwe: 284,
    refs: ['AZU-0035'],
    on: { azurerm_data_factory: ['public_network_enabled', 'public_network_access_enabled'] },
    want: is(false),
  }),
  attribute({
    id: 'azure-datalake-encryption',
    title: 'Data lake is not encrypted',
    why: 'What it keeps can be read from its storage.',
    severity: 'high',
    cwe: 311,
    refs: ['AZU-0036'],
    on: { azurerm_data_lake_store: 'encryption_state' },
    want: isNot('Disabled'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-synapse-network',
    title: 'Synapse runs outside of a managed network',
    why: 'Data can leave past the controls of the network.',
    severity: 'medium',
    cwe: 284,
    refs: ['AZU-0034'],
    on: { azurerm_synapse_workspace: 'managed_virtual_network_enabled' },
    want: is(true),
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
  attribute({
    id: 'azure-recovery-soft-delete',
    title: 'Deleted backups cannot be brought back',
    why: 'What is deleted by mistake or malice is gone.',
    severity: 'medium',
    cwe: 693,
    on: { azurerm_recovery_services_vault: 'soft_delete_enabled' },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-cross-tenant',
    title: 'Blobs may be replicated to other tenants',
    why: 'Data can leave the organisation by a setting of the account.',
    severity: 'low',
    cwe: 284,
    on: { azurerm_storage_account: 'cross_tenant_replication_enabled' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-container-retention',
    title: 'Deleted containers cannot be brought back at once',
    why: 'What is deleted by mistake or malice is gone.',
    severity: 'info',
    cwe: 693,
    on: { azurerm_storage_account: 'blob_properties.container_delete_retention_policy.days' },
    want: atLeast(7),
    absent: 'good',
  }),
  attribute({
    id: 'azure-storage-local-user',
    title: 'Storage account is reached by SFTP',
    why: 'Local users and their passwords are outside of the directory.',
    severity: 'low',
    cwe: 287,
    on: { azurerm_storage_account: 'sftp_enabled' },
    want: isNot(true),
    absent: 'good',
  }),
];
