import type { Resource } from '../../resource.ts';
import { attribute, custom, flawAt, type Rule, secretAt } from '../../rule.ts';
import { secretsInData } from '../../secrets-in-text.ts';
import { is, isNot, set } from '../../test-of.ts';
import { at, plain, reach, textOf } from '../../value.ts';
import { each } from './compute-parts.ts';

const machineKinds = [
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
  'azurerm_virtual_machine',
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_windows_virtual_machine_scale_set',
];

export const machines: readonly Rule[] = [
  custom({
    id: 'azure-vm-custom-data-secret',
    title: 'Custom data holds a secret',
    why: 'Everyone who may read the machine’s settings, and every process on it, can read it.',
    severity: 'medium',
    cwe: 798,
    refs: ['AZU-0037'],
    fix: 'Read the secret from a vault when the machine starts.',
    kinds: machineKinds,
    check: (resource) =>
      ['custom_data', 'os_profile.custom_data', 'user_data']
        .flatMap((path) => reach(resource.body, path))
        .map((place) => {
          const secrets = secretsInData(textOf(place.value));
          return secrets.length > 0 && secretAt(place, 'no secret', secrets);
        }),
    bad: 'resource "azurerm_linux_virtual_machine" "a" {\n  custom_data = "export DATABASE_PASSWORD=Tr0ub4dor"\n}',
    good: 'resource "azurerm_linux_virtual_machine" "a" {\n  custom_data = "export GREETING=hello"\n}',
  }),
  attribute({
    id: 'azure-disk-encryption',
    title: 'Disk is not encrypted',
    why: 'What is on it can be read from its storage.',
    severity: 'high',
    cwe: 311,
    refs: ['AZU-0038'],
    on: { azurerm_managed_disk: 'encryption_settings.enabled' },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'azure-disk-key',
    title: 'Disk has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn.',
    severity: 'low',
    cwe: 311,
    on: {
      azurerm_managed_disk: [
        'disk_encryption_set_id',
        'encryption_settings',
        'secure_vm_disk_encryption_set_id',
      ],
    },
    want: set,
  }),
  custom({
    id: 'azure-vm-password-login',
    title: 'Machine accepts passwords',
    why: 'Passwords are guessed; keys are not.',
    severity: 'high',
    cwe: 287,
    refs: ['AZU-0039'],
    fix: 'Set disable_password_authentication to true and give an SSH key.',
    kinds: [
      'azurerm_linux_virtual_machine',
      'azurerm_linux_virtual_machine_scale_set',
      'azurerm_virtual_machine',
    ],
    check: (resource) =>
      [
        ...reach(resource.body, 'disable_password_authentication'),
        ...reach(resource.body, 'os_profile_linux_config.disable_password_authentication'),
      ].map((place) => plain(place.value) === false && flawAt(place, 'true')),
    bad: 'resource "azurerm_linux_virtual_machine" "a" {\n  disable_password_authentication = false\n}',
    good: 'resource "azurerm_linux_virtual_machine" "a" {\n  disable_password_authentication = true\n}',
  }),
  custom({
    id: 'azure-vm-network',
    title: 'Interface of the machine has no security group',
    why: 'Nothing limits who may connect to it.',
    severity: 'medium',
    cwe: 284,
    refs: ['AZU-0068'],
    fix: 'Attach the machine to a network through an interface with a security group.',
    kinds: ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine', 'azurerm_virtual_machine'],
    check: (machine, world) => {
      const ids = at(machine.body, 'network_interface_ids');
      const interfaces = world.of('azurerm_network_interface').filter((one) => world.names(ids, one));
      const guarded = (one: Resource): boolean =>
        at(one.body, 'network_security_group_id') !== null ||
        world.pointingAt(
          one,
          ['azurerm_network_interface_security_group_association'],
          'network_interface_id',
        ).length > 0;
      return [
        interfaces.length > 0 &&
          !interfaces.some(guarded) &&
          flawAt(
            { value: null, span: ids?.span ?? machine.span, path: 'network_interface_ids' },
            'an interface with a security group',
          ),
      ];
    },
    bad: 'resource "azurerm_network_interface" "n" {\n}\nresource "azurerm_linux_virtual_machine" "a" {\n  network_interface_ids = [azurerm_network_interface.n.id]\n}',
    good: 'resource "azurerm_network_interface" "n" {\n}\nresource "azurerm_network_interface_security_group_association" "s" {\n  network_interface_id = azurerm_network_interface.n.id\n}\nresource "azurerm_linux_virtual_machine" "a" {\n  network_interface_ids = [azurerm_network_interface.n.id]\n}',
  }),
  attribute({
    id: 'azure-vm-host-encryption',
    title: 'Temporary disks are not encrypted',
    why: 'Caches and temporary files can be read from the host.',
    severity: 'low',
    cwe: 311,
    on: each(
      [
        'azurerm_linux_virtual_machine',
        'azurerm_windows_virtual_machine',
        'azurerm_linux_virtual_machine_scale_set',
        'azurerm_windows_virtual_machine_scale_set',
      ],
      'encryption_at_host_enabled',
    ),
    want: is(true),
  }),
  attribute({
    id: 'azure-vm-updates',
    title: 'Windows does not install updates',
    why: 'Known flaws stay open.',
    severity: 'medium',
    cwe: 1104,
    on: { azurerm_windows_virtual_machine: ['enable_automatic_updates', 'automatic_updates_enabled'] },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'azure-vm-extensions',
    title: 'Extensions may be put on the machine',
    why: 'Whoever may change the machine’s settings can run code on it.',
    severity: 'info',
    cwe: 250,
    on: each(
      ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine'],
      'allow_extension_operations',
    ),
    want: isNot(true),
    absent: 'good',
  }),
];
