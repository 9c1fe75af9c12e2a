import { decodeBase64 } from '../../base64.ts';
import type { Resource } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { secretAssignment } from '../../secrets-in-text.ts';
import { atLeast, is, isNot, notEveryone, oneOf, set } from '../../test-of.ts';
import { at, isTrue, plain, reach, textOf } from '../../value.ts';

const apps = [
  'azurerm_app_service',
  'azurerm_linux_web_app',
  'azurerm_windows_web_app',
  'azurerm_function_app',
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
];
const sites = ['azurerm_app_service', 'azurerm_linux_web_app', 'azurerm_windows_web_app'];
const each = (
  types: readonly string[],
  path: string | readonly string[],
): Record<string, string | readonly string[]> => Object.fromEntries(types.map((type) => [type, path]));
const machines = [
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
  'azurerm_virtual_machine',
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_windows_virtual_machine_scale_set',
];

/** Least version of a runtime that still gets fixes. */
const runtime = (what: string, ref: string, paths: readonly string[], least: number, bad: string): Rule =>
  custom({
    id: `azure-app-${what}-version`,
    title: `Application runs an old ${what}`,
    why: 'Flaws found in it are not fixed any more.',
    severity: 'low',
    cwe: 1104,
    refs: [ref],
    fix: `Use ${what} ${least} or newer.`,
    kinds: apps,
    check: (resource) =>
      paths
        .flatMap((path) => reach(resource.body, path))
        .map((place) => {
          const text = textOf(place.value);
          return (
            place.value?.kind === 'scalar' &&
            text !== '' &&
            Number.parseFloat(text) < least &&
            flawAt(place, `${least} or newer`)
          );
        }),
    bad: `resource "azurerm_app_service" "a" {\n  site_config {\n    ${what}_version = "${bad}"\n  }\n}`,
    good: `resource "azurerm_app_service" "a" {\n  site_config {\n    ${what}_version = "${least}"\n  }\n}`,
  });

export const compute: readonly Rule[] = [
  attribute({
    id: 'azure-app-client-cert',
    title: 'Application asks for no client certificate',
    why: 'Everyone may connect, who then must be told apart by the application alone.',
    severity: 'low',
    cwe: 287,
    refs: ['AZU-0001'],
    on: each(apps, ['client_cert_enabled', 'client_certificate_enabled']),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-identity',
    title: 'Application has no managed identity',
    why: 'It needs keys of its own, that must be kept and rotated.',
    severity: 'low',
    cwe: 287,
    refs: ['AZU-0002'],
    on: each(apps, 'identity.type'),
    want: set,
  }),
  attribute({
    id: 'azure-app-authentication',
    title: 'Authentication in front of the application is off',
    why: 'Everyone may call it, who then must be told apart by the application alone.',
    severity: 'medium',
    cwe: 306,
    refs: ['AZU-0003'],
    on: each(apps, ['auth_settings.enabled', 'auth_settings_v2.auth_enabled']),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-https',
    title: 'Application answers over plain HTTP',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'critical',
    cwe: 319,
    refs: ['AZU-0004', 'AZU-0072'],
    on: each(apps, 'https_only'),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-http2',
    title: 'Application does not speak HTTP/2',
    why: 'Newer protections of the protocol are not used.',
    severity: 'low',
    cwe: 326,
    refs: ['AZU-0005'],
    on: each(apps, 'site_config.http2_enabled'),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-tls',
    title: 'Application accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['AZU-0006'],
    on: each(apps, ['site_config.min_tls_version', 'site_config.minimum_tls_version']),
    want: oneOf('1.2', '1.3'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-app-ftp',
    title: 'Application is deployed over FTP',
    why: 'FTP sends passwords and files in clear text.',
    severity: 'medium',
    cwe: 319,
    refs: ['AZU-0071'],
    on: each(apps, 'site_config.ftps_state'),
    want: isNot('AllAllowed'),
  }),
  attribute({
    id: 'azure-app-debugging',
    title: 'Remote debugging is on',
    why: 'Whoever connects can read and change the running application.',
    severity: 'medium',
    cwe: 489,
    on: each(apps, 'site_config.remote_debugging_enabled'),
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-app-cors',
    title: 'Every site may read answers of the application',
    why: 'A page the user visits can read data with the user’s session.',
    severity: 'medium',
    cwe: 942,
    on: each(apps, 'site_config.cors.allowed_origins'),
    want: isNot('*'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-app-request-log',
    title: 'Application writes no request log',
    why: 'Nobody can tell afterwards who asked for what.',
    severity: 'low',
    cwe: 778,
    on: each(sites, 'logs.http_logs'),
    want: set,
  }),
  runtime(
    'php',
    'AZU-0069',
    ['site_config.php_version', 'site_config.application_stack.php_version'],
    8.1,
    '7.2',
  ),
  runtime(
    'python',
    'AZU-0070',
    ['site_config.python_version', 'site_config.application_stack.python_version'],
    3,
    '2.7',
  ),
  runtime(
    'java',
    'AZU-0068',
    ['site_config.java_version', 'site_config.application_stack.java_version'],
    11,
    '1.7',
  ),
  custom({
    id: 'azure-vm-custom-data-secret',
    title: 'Custom data holds a secret',
    why: 'Everyone who may read the machine’s settings, and every process on it, can read it.',
    severity: 'medium',
    cwe: 798,
    refs: ['AZU-0037'],
    fix: 'Read the secret from a vault when the machine starts.',
    kinds: machines,
    check: (resource) =>
      ['custom_data', 'os_profile.custom_data', 'user_data']
        .flatMap((path) => reach(resource.body, path))
        .map((place) => {
          const name =
            secretAssignment(textOf(place.value)) ?? secretAssignment(decodeBase64(textOf(place.value)));
          return name !== null && { ...flawAt(place, 'no secret'), value: name };
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
    id: 'azure-aks-logging',
    title: 'Cluster sends no logs',
    why: 'An intrusion leaves no trace that could be found afterwards.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0040'],
    on: {
      azurerm_kubernetes_cluster: ['addon_profile.oms_agent.enabled', 'oms_agent.log_analytics_workspace_id'],
    },
    want: { ...set, holds: (value) => !(value.kind === 'scalar' && value.value === false) },
  }),
  custom({
    id: 'azure-aks-authorized-ranges',
    title: 'Cluster API is open to the internet',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'critical',
    cwe: 284,
    refs: ['AZU-0041'],
    fix: 'Set authorized_ip_ranges, or make the cluster private.',
    kinds: ['azurerm_kubernetes_cluster'],
    check(resource) {
      const ranges = [
        ...reach(resource.body, 'api_server_authorized_ip_ranges'),
        ...reach(resource.body, 'api_server_access_profile.authorized_ip_ranges'),
      ].filter(({ value }) => value !== null);
      const closed =
        isTrue(at(resource.body, 'private_cluster_enabled')) ||
        at(resource.body, 'private_cluster_enabled')?.kind === 'unknown';
      return [
        !closed && ranges.length === 0 && flawOf(resource, 'api_server_authorized_ip_ranges', 'named ranges'),
      ];
    },
    bad: 'resource "azurerm_kubernetes_cluster" "a" {\n}',
    good: 'resource "azurerm_kubernetes_cluster" "a" {\n  api_server_authorized_ip_ranges = ["1.2.3.4/32"]\n}',
  }),
  attribute({
    id: 'azure-aks-ranges-everyone',
    title: 'Cluster API allows the whole internet',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'critical',
    cwe: 284,
    on: {
      azurerm_kubernetes_cluster: [
        'api_server_authorized_ip_ranges',
        'api_server_access_profile.authorized_ip_ranges',
      ],
    },
    want: notEveryone,
    absent: 'good',
  }),
  attribute({
    id: 'azure-aks-rbac',
    title: 'Cluster has no role-based access control',
    why: 'Whoever gets in may do everything.',
    severity: 'high',
    cwe: 284,
    refs: ['AZU-0042'],
    on: {
      azurerm_kubernetes_cluster: ['role_based_access_control_enabled', 'role_based_access_control.enabled'],
    },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'azure-aks-network-policy',
    title: 'Cluster enforces no network policy',
    why: 'Every pod may talk to every other.',
    severity: 'high',
    cwe: 284,
    refs: ['AZU-0043'],
    on: { azurerm_kubernetes_cluster: 'network_profile.network_policy' },
    want: oneOf('calico', 'azure', 'cilium'),
  }),
  custom({
    id: 'azure-aks-policy',
    title: 'Azure Policy of the cluster is off',
    why: 'Rules for what may run are not enforced.',
    severity: 'low',
    cwe: 693,
    refs: ['AZU-0066'],
    fix: 'Set azure_policy_enabled to true.',
    kinds: ['azurerm_kubernetes_cluster'],
    check: (resource) => [
      ![
        at(resource.body, 'azure_policy_enabled'),
        reach(resource.body, 'addon_profile.azure_policy.enabled')[0]?.value ?? null,
      ].some((value) => isTrue(value) || value?.kind === 'unknown') &&
        flawOf(resource, 'azure_policy_enabled', 'true'),
    ],
    bad: 'resource "azurerm_kubernetes_cluster" "a" {\n}',
    good: 'resource "azurerm_kubernetes_cluster" "a" {\n  azure_policy_enabled = true\n}',
  }),
  attribute({
    id: 'azure-aks-private',
    title: 'Cluster API has a public address',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'medium',
    cwe: 284,
    refs: ['AZU-0067'],
    on: { azurerm_kubernetes_cluster: 'private_cluster_enabled' },
    want: is(true),
  }),
  attribute({
    id: 'azure-aks-disk-key',
    title: 'Disks of the cluster have no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn.',
    severity: 'low',
    cwe: 311,
    refs: ['AZU-0065'],
    on: { azurerm_kubernetes_cluster: 'disk_encryption_set_id' },
    want: set,
  }),
  attribute({
    id: 'azure-aks-local-account',
    title: 'Cluster has a local administrator',
    why: 'Its certificate is outside of the directory and cannot be withdrawn.',
    severity: 'medium',
    cwe: 287,
    on: { azurerm_kubernetes_cluster: 'local_account_disabled' },
    want: is(true),
  }),
  attribute({
    id: 'azure-acr-admin',
    title: 'Registry has an administrator account',
    why: 'One shared password can push and pull everything.',
    severity: 'medium',
    cwe: 287,
    on: { azurerm_container_registry: 'admin_enabled' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-acr-public',
    title: 'Registry has a public address',
    why: 'It can be reached, and its passwords tried, from the internet.',
    severity: 'medium',
    cwe: 284,
    on: { azurerm_container_registry: 'public_network_access_enabled' },
    want: is(false),
  }),
  attribute({
    id: 'azure-acr-anonymous',
    title: 'Registry lets everyone pull',
    why: 'Images hold code, and sometimes secrets.',
    severity: 'medium',
    cwe: 306,
    on: { azurerm_container_registry: 'anonymous_pull_enabled' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-log-workspace-retention',
    title: 'Log workspace keeps logs too short',
    why: 'An intrusion that is found late has no trace left.',
    severity: 'low',
    cwe: 778,
    on: { azurerm_log_analytics_workspace: 'retention_in_days' },
    want: atLeast(90),
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
