import type { Resource, World } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { atLeast, includes, is, isNot, noneOf, oneOf } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf } from '../../value.ts';
import { noLogs, onWire, tls } from './data-parts.ts';

const account = (resource: Resource, world: World, type: string): readonly Resource[] =>
  world
    .pointingAt(resource, [type], 'storage_account_id')
    .concat(world.pointingAt(resource, [type], 'storage_account_name', ['name']));

export const storage: readonly Rule[] = [
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
    severity: 'high',
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
    severity: 'high',
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
    severity: 'low',
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
