import type { Resource } from '../../resource.ts';
import { attribute, custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { atLeast, everyone, is, isNot, set } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf, textsOf, type Value } from '../../value.ts';

const groups = ['azurerm_network_security_rule', 'azurerm_network_security_group'];

const rulesOf = ({ type, body }: Resource): readonly Value[] =>
  (type === 'azurerm_network_security_group' ? itemsOf(at(body, 'security_rule')) : [body]).filter(
    ({ kind }) => kind === 'map',
  );

const allows = (rule: Value, direction: string): boolean =>
  /^allow$/i.test(textOf(at(rule, 'access'))) &&
  textOf(at(rule, 'direction')).toLowerCase() === direction.toLowerCase();

/** The prefixes of one side that are the whole internet. */
const open = (rule: Value, side: 'source' | 'destination'): readonly Flaw[] =>
  [...reach(rule, `${side}_address_prefix`), ...reach(rule, `${side}_address_prefixes`)]
    .filter(({ value }) => value?.kind === 'scalar' && everyone(textOf(value)))
    .map((place) => flawAt(place, 'a narrow range'));

function coversPort(rule: Value, ports: readonly number[]): boolean {
  const ranges = [
    ...textsOf(at(rule, 'destination_port_range')),
    ...textsOf(at(rule, 'destination_port_ranges')),
  ];
  return ranges.some((range) => {
    if (range === '*') return true;
    const [from, to] = range.split('-').map(Number);
    return ports.some((port) => (from as number) <= port && port <= (to ?? (from as number)));
  });
}

const tcp = (rule: Value): boolean => !/^(?:udp|icmp)$/i.test(textOf(at(rule, 'protocol')));

const port = (id: string, refs: readonly string[], title: string, ports: readonly number[]): Rule =>
  custom({
    id,
    title,
    why: 'The whole internet can try passwords and exploits on the administration port.',
    severity: 'critical',
    cwe: 284,
    refs,
    fix: 'Name the addresses that may connect, or use Bastion.',
    kinds: groups,
    check: (resource) =>
      rulesOf(resource)
        .filter((rule) => allows(rule, 'inbound') && tcp(rule) && coversPort(rule, ports))
        .flatMap((rule) => open(rule, 'source')),
    bad: nsg(`${ports[0]}`, '*'),
    good: nsg(`${ports[0]}`, '10.0.0.0/16'),
  });

const nsg = (port: string, source: string): string =>
  `resource "azurerm_network_security_rule" "a" {\n  direction = "Inbound"\n  access = "Allow"\n  protocol = "Tcp"\n  destination_port_range = "${port}"\n  source_address_prefix = "${source}"\n}`;

/** What public openings on well-known services of machines are worth a finding of their own. */
const sensitive = [
  20, 21, 23, 25, 110, 135, 137, 138, 139, 445, 1433, 1434, 1521, 2375, 2376, 2379, 2380, 2383, 3306, 4333,
  5432, 5500, 5601, 5900, 5985, 5986, 6379, 7000, 7001, 8020, 8080, 8086, 8888, 9000, 9042, 9090, 9092, 9200,
  9300, 11211, 11214, 11215, 15672, 27017, 27018, 50070,
];

export const network: readonly Rule[] = [
  port('azure-nsg-ssh-open', ['AZU-0050'], 'SSH is open to the internet', [22]),
  port('azure-nsg-rdp-open', ['AZU-0048'], 'RDP is open to the internet', [3389]),
  custom({
    id: 'azure-nsg-sensitive-port-open',
    title: 'Port of a database or management service is open to the internet',
    why: 'Such services are scanned for all the time, and often have no or weak passwords.',
    severity: 'high',
    cwe: 284,
    refs: ['AZU-0074'],
    fix: 'Name the addresses that may connect.',
    kinds: groups,
    check: (resource) =>
      rulesOf(resource)
        .filter((rule) => allows(rule, 'inbound') && coversPort(rule, [22, 3389, ...sensitive]))
        .flatMap((rule) => open(rule, 'source')),
    bad: nsg('5432', '*'),
    good: [nsg('443', '*'), nsg('5432', '10.0.0.0/8')],
  }),
  custom({
    id: 'azure-nsg-public-ingress',
    title: 'Security rule lets the internet in',
    why: 'Whatever listens there can be reached and attacked by everyone.',
    severity: 'critical',
    cwe: 284,
    refs: ['AZU-0047'],
    fix: 'Name the addresses that may connect.',
    kinds: groups,
    check: (resource) =>
      rulesOf(resource)
        .filter(
          (rule) =>
            allows(rule, 'inbound') && !/^(?:80|443)$/.test(textOf(at(rule, 'destination_port_range'))),
        )
        .flatMap((rule) => open(rule, 'source')),
    bad: nsg('8000', '*'),
    good: nsg('443', '*'),
  }),
  custom({
    id: 'azure-nsg-public-egress',
    title: 'Security rule lets everything out',
    why: 'A machine that is taken over can send data anywhere.',
    severity: 'critical',
    cwe: 284,
    refs: ['AZU-0051'],
    fix: 'Name the destinations.',
    kinds: groups,
    check: (resource) =>
      rulesOf(resource)
        .filter((rule) => allows(rule, 'outbound'))
        .flatMap((rule) => open(rule, 'destination')),
    bad: 'resource "azurerm_network_security_rule" "a" {\n  direction = "Outbound"\n  access = "Allow"\n  destination_address_prefix = "0.0.0.0/0"\n}',
    good: 'resource "azurerm_network_security_rule" "a" {\n  direction = "Outbound"\n  access = "Allow"\n  destination_address_prefix = "10.0.0.0/16"\n}',
  }),
  attribute({
    id: 'azure-flow-log-retention',
    title: 'Flow logs are kept too short',
    why: 'An intrusion that is found late has no trace left.',
    severity: 'low',
    cwe: 778,
    refs: ['AZU-0049'],
    on: { azurerm_network_watcher_flow_log: 'retention_policy.days' },
    want: {
      ...atLeast(90),
      holds: (value) =>
        value.kind === 'scalar' ? Number(value.value) === 0 || Number(value.value) >= 90 : null,
    },
  }),
  attribute({
    id: 'azure-flow-log-retention-off',
    title: 'Flow logs have no retention',
    why: 'An intrusion that is found late has no trace left.',
    severity: 'low',
    cwe: 778,
    refs: ['AZU-0049'],
    on: { azurerm_network_watcher_flow_log: 'retention_policy.enabled' },
    want: is(true),
  }),
  attribute({
    id: 'azure-flow-log-off',
    title: 'Flow log is switched off',
    why: 'An intrusion leaves no trace in the network.',
    severity: 'medium',
    cwe: 778,
    on: { azurerm_network_watcher_flow_log: 'enabled' },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'azure-application-gateway-waf',
    title: 'Firewall of the gateway is off',
    why: 'Common attacks reach the application unfiltered.',
    severity: 'medium',
    cwe: 693,
    on: {
      azurerm_application_gateway: 'waf_configuration.enabled',
      azurerm_web_application_firewall_policy: 'policy_settings.enabled',
    },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'azure-frontdoor-waf',
    title: 'Front Door has no firewall',
    why: 'Common attacks reach the application unfiltered.',
    severity: 'medium',
    cwe: 693,
    on: { azurerm_frontdoor: 'frontend_endpoint.web_application_firewall_policy_link_id' },
    want: set,
  }),
  attribute({
    id: 'azure-waf-detection',
    title: 'Firewall only watches',
    why: 'Attacks are logged and let through.',
    severity: 'medium',
    cwe: 693,
    on: {
      azurerm_web_application_firewall_policy: 'policy_settings.mode',
      azurerm_frontdoor_firewall_policy: 'mode',
    },
    want: isNot('Detection'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-nic-ip-forwarding',
    title: 'Interface forwards packets',
    why: 'The machine can pass traffic around the controls of the network.',
    severity: 'medium',
    cwe: 284,
    on: { azurerm_network_interface: ['enable_ip_forwarding', 'ip_forwarding_enabled'] },
    want: isNot(true),
    absent: 'good',
  }),
  custom({
    id: 'azure-nic-public-ip',
    title: 'Interface has a public address',
    why: 'The machine can be reached from the internet.',
    severity: 'low',
    cwe: 284,
    fix: 'Leave public_ip_address_id out, and connect through Bastion or a gateway.',
    kinds: ['azurerm_network_interface'],
    check: (resource) =>
      reach(resource.body, 'ip_configuration.public_ip_address_id').map(
        (place) => place.value !== null && flawAt(place, 'no public address'),
      ),
    bad: 'resource "azurerm_network_interface" "a" {\n  ip_configuration {\n    public_ip_address_id = azurerm_public_ip.x.id\n  }\n}',
    good: 'resource "azurerm_network_interface" "a" {\n  ip_configuration {\n    name = "x"\n  }\n}',
  }),
  attribute({
    id: 'azure-firewall-public-rule',
    title: 'Database firewall lets the internet in',
    why: 'The database can be reached, and its passwords tried, by everyone.',
    severity: 'high',
    cwe: 284,
    refs: ['AZU-0029'],
    on: Object.fromEntries(
      [
        'azurerm_mssql_firewall_rule',
        'azurerm_sql_firewall_rule',
        'azurerm_mysql_firewall_rule',
        'azurerm_mariadb_firewall_rule',
        'azurerm_postgresql_firewall_rule',
        'azurerm_mysql_flexible_server_firewall_rule',
        'azurerm_postgresql_flexible_server_firewall_rule',
      ].map((type) => [type, 'end_ip_address']),
    ),
    given: { start_ip_address: '0.0.0.0' },
    want: {
      ...isNot('255.255.255.255'),
      holds: (value) =>
        value.kind === 'scalar' ? !/^(?:255\.255\.255\.255|0\.0\.0\.0)$/.test(String(value.value)) : null,
    },
    absent: 'good',
    when: ({ body }) =>
      textOf(at(body, 'start_ip_address')) === '0.0.0.0' && textOf(at(body, 'end_ip_address')) !== '0.0.0.0',
  }),
  custom({
    id: 'azure-firewall-azure-services',
    title: 'Database lets every customer of Azure in',
    why: 'The range 0.0.0.0 stands for all of Azure, other tenants included.',
    severity: 'high',
    cwe: 284,
    refs: ['AZU-0029'],
    fix: 'Use private endpoints or rules of virtual networks.',
    kinds: [
      'azurerm_mssql_firewall_rule',
      'azurerm_sql_firewall_rule',
      'azurerm_mysql_firewall_rule',
      'azurerm_postgresql_firewall_rule',
      'azurerm_mariadb_firewall_rule',
    ],
    check: (resource) => [
      textOf(at(resource.body, 'start_ip_address')) === '0.0.0.0' &&
        textOf(at(resource.body, 'end_ip_address')) === '0.0.0.0' &&
        flawAt(
          {
            value: at(resource.body, 'end_ip_address'),
            span: at(resource.body, 'end_ip_address')?.span ?? resource.span,
            path: 'end_ip_address',
          },
          'a narrow range',
        ),
    ],
    bad: 'resource "azurerm_sql_firewall_rule" "a" {\n  start_ip_address = "0.0.0.0"\n  end_ip_address = "0.0.0.0"\n}',
    good: 'resource "azurerm_sql_firewall_rule" "a" {\n  start_ip_address = "10.0.0.1"\n  end_ip_address = "10.0.0.9"\n}',
  }),
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

const subscriptionWide = (resource: Resource): boolean => {
  const scopes = [at(resource.body, 'scope'), ...itemsOf(at(resource.body, 'assignable_scopes'))];
  return scopes.some(
    (scope) =>
      scope !== null && (scope.kind === 'unknown' || /^\/(?:subscriptions\/[^/]+)?$/.test(textOf(scope))),
  );
};
