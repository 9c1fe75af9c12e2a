import type { Resource } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { is, set } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf, textsOf } from '../../value.ts';

const subscriptionWide = (resource: Resource): boolean => {
  const scopes = [at(resource.body, 'scope'), ...itemsOf(at(resource.body, 'assignable_scopes'))];
  return scopes.some(
    (scope) =>
      scope !== null && (scope.kind === 'unknown' || /^\/(?:subscriptions\/[^/]+)?$/.test(textOf(scope))),
  );
};

export const governance: readonly Rule[] = [
  custom({
    id: 'azure-role-wildcard',
    title: 'Role allows every action',
    why: 'Whoever has it owns the scope.',
    severity: 'medium',
    cwe: 269,
    refs: ['AZU-0030'],
    fix: 'Name the actions.',
    kinds: ['azurerm_role_definition'],
    check: (resource) =>
      reach(resource.body, 'permissions.actions').map(
        (place) =>
          textOf(place.value) === '*' && subscriptionWide(resource) && flawAt(place, 'named actions'),
      ),
    bad: 'resource "azurerm_role_definition" "a" {\n  scope = data.azurerm_subscription.primary.id\n  permissions {\n    actions = ["*"]\n  }\n  assignable_scopes = ["/"]\n}',
    good: 'resource "azurerm_role_definition" "a" {\n  permissions {\n    actions = ["Microsoft.Compute/virtualMachines/read"]\n  }\n}',
  }),
  custom({
    id: 'azure-role-creates-roles',
    title: 'Role can write roles',
    why: 'Whoever has it can give itself any right.',
    severity: 'medium',
    cwe: 269,
    refs: ['AZU-0052'],
    fix: 'Leave Microsoft.Authorization/roleDefinitions out.',
    kinds: ['azurerm_role_definition'],
    check: (resource) =>
      reach(resource.body, 'permissions.actions').map(
        (place) =>
          /^(?:\*|Microsoft\.Authorization\/(?:\*|roleDefinitions\/(?:write|\*)))$/i.test(
            textOf(place.value),
          ) && flawAt(place, 'no roleDefinitions/write'),
      ),
    bad: 'resource "azurerm_role_definition" "a" {\n  permissions {\n    actions = ["Microsoft.Authorization/roleDefinitions/write"]\n  }\n}',
    good: 'resource "azurerm_role_definition" "a" {\n  permissions {\n    actions = ["Microsoft.Compute/virtualMachines/read"]\n  }\n}',
  }),
  custom({
    id: 'azure-monitor-retention',
    title: 'Activity log is kept too short',
    why: 'An intrusion that is found late has no trace left.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0031'],
    fix: 'Keep it for 365 days.',
    kinds: ['azurerm_monitor_log_profile'],
    check(resource) {
      const policy = itemsOf(at(resource.body, 'retention_policy'))[0];
      if (policy?.kind !== 'map') return [flawOf(resource, 'retention_policy', '365 days')];
      const [on, days] = [at(policy, 'enabled'), at(policy, 'days')];
      if (on?.kind === 'unknown' || days?.kind === 'unknown') return [];
      const fine = isTrue(on) ? Number(plain(days) ?? 0) >= 365 : days !== null && Number(plain(days)) === 0;
      return [
        !fine &&
          flawAt(
            { value: days, span: days?.span ?? policy.span, path: 'retention_policy.days' },
            'at least 365',
          ),
      ];
    },
    bad: 'resource "azurerm_monitor_log_profile" "a" {\n  retention_policy {\n    enabled = true\n    days = 7\n  }\n}',
    good: 'resource "azurerm_monitor_log_profile" "a" {\n  retention_policy {\n    enabled = true\n    days = 365\n  }\n}',
  }),
  custom({
    id: 'azure-monitor-regions',
    title: 'Activity log leaves regions out',
    why: 'What happens elsewhere leaves no trace.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0032'],
    fix: 'Name every region, and global.',
    kinds: ['azurerm_monitor_log_profile'],
    check: (resource) => [
      at(resource.body, 'locations')?.kind !== 'unknown' &&
        !at(resource.body, 'locations')?.kind.match(/unknown/) &&
        textsOf(at(resource.body, 'locations')).length < 30 &&
        !textsOf(at(resource.body, 'locations')).some((one) => one.startsWith('${')) &&
        flawAt(
          {
            value: at(resource.body, 'locations'),
            span: at(resource.body, 'locations')?.span ?? resource.span,
            path: 'locations',
          },
          'every region',
        ),
    ],
    bad: 'resource "azurerm_monitor_log_profile" "a" {\n  locations = ["westus"]\n}',
    good: 'resource "azurerm_monitor_log_profile" "a" {\n  locations = data.azurerm_locations.all.names\n}',
  }),
  custom({
    id: 'azure-monitor-categories',
    title: 'Activity log leaves categories out',
    why: 'Some kinds of changes leave no trace.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0033'],
    fix: 'Name Action, Delete and Write.',
    kinds: ['azurerm_monitor_log_profile'],
    check(resource) {
      const value = at(resource.body, 'categories');
      const names = textsOf(value);
      return [
        value?.kind !== 'unknown' &&
          !['Action', 'Delete', 'Write'].every((name) => names.includes(name)) &&
          flawAt({ value, span: value?.span ?? resource.span, path: 'categories' }, 'Action, Delete, Write'),
      ];
    },
    bad: 'resource "azurerm_monitor_log_profile" "a" {\n  categories = []\n}',
    good: 'resource "azurerm_monitor_log_profile" "a" {\n  categories = ["Action", "Delete", "Write"]\n}',
  }),
  attribute({
    id: 'azure-security-contact-phone',
    title: 'Security contact has no telephone',
    why: 'Nobody can be reached when it is urgent.',
    severity: 'low',
    cwe: 778,
    refs: ['AZU-0046'],
    on: { azurerm_security_center_contact: 'phone' },
    want: set,
  }),
  attribute({
    id: 'azure-security-contact-alerts',
    title: 'Security contact gets no alerts',
    why: 'Warnings reach nobody.',
    severity: 'medium',
    cwe: 778,
    refs: ['AZU-0044'],
    on: { azurerm_security_center_contact: 'alert_notifications' },
    want: is(true),
  }),
  attribute({
    id: 'azure-security-contact-admins',
    title: 'Administrators get no security alerts',
    why: 'Warnings reach nobody who can act.',
    severity: 'low',
    cwe: 778,
    on: { azurerm_security_center_contact: 'alerts_to_admins' },
    want: is(true),
  }),
  attribute({
    id: 'azure-defender-tier',
    title: 'Defender uses the free tier',
    why: 'It does not detect threats to the resources.',
    severity: 'low',
    cwe: 778,
    refs: ['AZU-0045'],
    on: { azurerm_security_center_subscription_pricing: 'tier' },
    want: is('Standard'),
  }),
];
