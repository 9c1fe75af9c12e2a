import type { Resource } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { atLeast, everyone, is, noneOf, set } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf } from '../../value.ts';
import { described, onWire, reached } from './clouds-parts.ts';

const nifcloudGroups = [
  'nifcloud_security_group_rule',
  'nifcloud_db_security_group',
  'nifcloud_nas_security_group',
];

const common = (
  id: string,
  refs: readonly string[],
  title: string,
  types: readonly string[],
  path: string,
): Rule =>
  attribute({
    id,
    title,
    why: 'Other customers are on the same network.',
    severity: 'low',
    cwe: 284,
    refs,
    on: Object.fromEntries(types.map((type) => [type, path])),
    want: noneOf('net-COMMON_PRIVATE'),
    absent: 'good',
  });
const grouped = (id: string, refs: readonly string[], title: string, type: string): Rule =>
  attribute({
    id,
    title,
    why: 'Nothing limits who may connect.',
    severity: 'critical',
    cwe: 284,
    refs,
    on: { [type]: 'security_group' },
    want: set,
  });

export const nifcloud: readonly Rule[] = [
  attribute({
    id: 'nifcloud-sg-description',
    title: 'Security group has no description',
    why: described,
    severity: 'low',
    cwe: 1059,
    refs: ['NIF-0002', 'NIF-0012', 'NIF-0015'],
    on: {
      nifcloud_security_group: 'description',
      nifcloud_db_security_group: 'description',
      nifcloud_nas_security_group: 'description',
    },
    want: noneOf('', 'Managed by Terraform'),
  }),
  attribute({
    id: 'nifcloud-sg-rule-description',
    title: 'Rule of the security group has no description',
    why: described,
    severity: 'low',
    cwe: 1059,
    refs: ['NIF-0003'],
    on: { nifcloud_security_group_rule: 'description' },
    want: set,
  }),
  custom({
    id: 'nifcloud-public-ingress',
    title: 'Security group lets the internet in',
    why: reached,
    severity: 'critical',
    cwe: 284,
    refs: ['NIF-0001', 'NIF-0011', 'NIF-0014'],
    fix: 'Name the addresses.',
    kinds: nifcloudGroups,
    check: (resource) =>
      /^OUT$/.test(textOf(at(resource.body, 'type')))
        ? []
        : [...reach(resource.body, 'cidr_ip'), ...reach(resource.body, 'rule.cidr_ip')].map(
            (place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range'),
          ),
    bad: 'resource "nifcloud_security_group_rule" "a" {\n  type = "IN"\n  cidr_ip = "0.0.0.0/0"\n}',
    good: 'resource "nifcloud_security_group_rule" "a" {\n  type = "IN"\n  cidr_ip = "10.0.0.0/16"\n}',
  }),
  grouped('nifcloud-instance-sg', ['NIF-0004'], 'Machine has no security group', 'nifcloud_instance'),
  grouped('nifcloud-router-sg', ['NIF-0016'], 'Router has no security group', 'nifcloud_router'),
  grouped(
    'nifcloud-vpn-gateway-sg',
    ['NIF-0018'],
    'VPN gateway has no security group',
    'nifcloud_vpn_gateway',
  ),
  common(
    'nifcloud-common-private',
    ['NIF-0005', 'NIF-0017', 'NIF-0019'],
    'Uses the network shared with other customers',
    ['nifcloud_instance', 'nifcloud_router', 'nifcloud_elb', 'nifcloud_vpn_gateway'],
    'network_interface.network_id',
  ),
  common(
    'nifcloud-db-common-private',
    ['NIF-0010', 'NIF-0013'],
    'Uses the network shared with other customers',
    ['nifcloud_db_instance', 'nifcloud_nas_instance'],
    'network_id',
  ),
  custom({
    id: 'nifcloud-dns-verification',
    title: 'Record that proves a domain is still there',
    why: 'Whoever holds the zone next keeps the proof.',
    severity: 'medium',
    cwe: 284,
    refs: ['NIF-0007'],
    fix: 'Remove the record when the domain is verified.',
    kinds: ['nifcloud_dns_record'],
    check: (resource) => [
      textOf(at(resource.body, 'type')) === 'TXT' &&
        /^nifty-dns-verify=/.test(textOf(at(resource.body, 'record'))) &&
        flawOf(resource, 'record', 'no verification record'),
    ],
    bad: 'resource "nifcloud_dns_record" "a" {\n  type = "TXT"\n  record = "nifty-dns-verify=X"\n}',
    good: 'resource "nifcloud_dns_record" "a" {\n  type = "TXT"\n  record = "x"\n}',
  }),
  custom({
    id: 'nifcloud-http',
    title: 'Load balancer answers over plain HTTP',
    why: onWire,
    severity: 'critical',
    cwe: 319,
    refs: ['NIF-0020', 'NIF-0021'],
    fix: 'Use HTTPS.',
    kinds: [
      'nifcloud_elb',
      'nifcloud_elb_listener',
      'nifcloud_load_balancer',
      'nifcloud_load_balancer_listener',
    ],
    check(resource) {
      if (resource.type.startsWith('nifcloud_load'))
        return reach(resource.body, 'load_balancer_port').map(
          (place) => plain(place.value) === 80 && flawAt(place, '443'),
        );
      const outside = itemsOf(at(resource.body, 'network_interface')).some(
        (one) => textOf(at(one, 'network_id')) === 'net-COMMON_GLOBAL' && isTrue(at(one, 'is_vip_network')),
      );
      return [
        outside && textOf(at(resource.body, 'protocol')) === 'HTTP' && flawOf(resource, 'protocol', 'HTTPS'),
      ];
    },
    bad: 'resource "nifcloud_load_balancer" "a" {\n  load_balancer_port = 80\n}',
    good: 'resource "nifcloud_load_balancer" "a" {\n  load_balancer_port = 443\n}',
  }),
  attribute({
    id: 'nifcloud-lb-tls',
    title: 'Load balancer accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'critical',
    cwe: 326,
    refs: ['NIF-0022'],
    on: { nifcloud_load_balancer: 'ssl_policy_name' },
    given: { load_balancer_port: 443 },
    want: {
      ...set,
      says: 'Standard Ciphers D ver1 or newer',
      holds: (value) =>
        value.kind === 'scalar' ? /Ciphers D|Standard Ciphers [C-Z]/.test(String(value.value)) : null,
      yes: 'Standard Ciphers D ver1',
      no: 'Standard Ciphers A ver1',
    },
    when: ({ body }: Resource) =>
      plain(at(body, 'load_balancer_port')) === 443 && at(body, 'ssl_policy_id') === null,
  }),
  attribute({
    id: 'nifcloud-db-backup',
    title: 'Backups of the database are kept too short',
    why: 'A flaw found after a day finds no backup to go back to.',
    severity: 'medium',
    cwe: 693,
    refs: ['NIF-0009'],
    on: { nifcloud_db_instance: 'backup_retention_period' },
    want: atLeast(2),
  }),
  attribute({
    id: 'nifcloud-db-public',
    title: 'Database has a public address',
    why: 'It can be reached, and its passwords tried, from the internet.',
    severity: 'critical',
    cwe: 284,
    refs: ['NIF-0008'],
    on: { nifcloud_db_instance: 'publicly_accessible' },
    want: is(false),
  }),
];
