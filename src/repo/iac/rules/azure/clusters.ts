import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { atLeast, is, isNot, notEveryone, oneOf, set } from '../../test-of.ts';
import { at, isTrue, reach } from '../../value.ts';

export const clusters: readonly Rule[] = [
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
    severity: 'high',
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
];
