import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, set } from '../../test-of.ts';
import { at, isTrue, plain } from '../../value.ts';
import { reached } from './data-parts.ts';

export const vaults: readonly Rule[] = [
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
    severity: 'medium',
    cwe: 284,
    refs: ['AZU-0013'],
    on: { azurerm_key_vault: 'network_acls.default_action' },
    want: is('Deny'),
  }),
  attribute({
    id: 'azure-datafactory-public',
    title: 'Data factory has a public address',
    why: reached,
    severity: 'high',
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
    id: 'azure-recovery-soft-delete',
    title: 'Deleted backups cannot be brought back',
    why: 'What is deleted by mistake or malice is gone.',
    severity: 'medium',
    cwe: 693,
    on: { azurerm_recovery_services_vault: 'soft_delete_enabled' },
    want: isNot(false),
    absent: 'good',
  }),
];
