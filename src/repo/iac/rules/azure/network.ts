import type { Resource } from '../../resource.ts';
import { attribute, custom, type Flaw, flawAt, type Rule } from '../../rule.ts';
import { atLeast, everyone, is, isNot, set } from '../../test-of.ts';
import { at, itemsOf, reach, textOf, textsOf, type Value } from '../../value.ts';
import { allows } from './network-parts.ts';

const groups = ['azurerm_network_security_rule', 'azurerm_network_security_group'];

const rulesOf = ({ type, body }: Resource): readonly Value[] =>
  (type === 'azurerm_network_security_group' ? itemsOf(at(body, 'security_rule')) : [body]).filter(
    ({ kind }) => kind === 'map',
  );

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
    severity: 'high',
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
    severity: 'medium',
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
];
