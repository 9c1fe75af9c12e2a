import { attribute, custom, flawAt, flawOf, type Rule, secretAt } from '../../rule.ts';
import { secretsInData } from '../../secrets-in-text.ts';
import { everyone, isNot, set } from '../../test-of.ts';
import { at, plain, reach, textOf } from '../../value.ts';
import { described, reached } from './clouds-parts.ts';

export const clouds: readonly Rule[] = [
  custom({
    id: 'openstack-plain-password',
    title: 'Password of the machine stands in the file',
    why: 'Everyone who may read the code or the state can read it.',
    severity: 'medium',
    cwe: 798,
    refs: ['OPNSTK-0001'],
    fix: 'Use a key pair.',
    kinds: ['openstack_compute_instance_v2'],
    check: (resource) =>
      reach(resource.body, 'admin_pass').map(
        (place) =>
          place.value?.kind === 'scalar' && textOf(place.value) !== '' && secretAt(place, 'a key pair'),
      ),
    bad: 'resource "openstack_compute_instance_v2" "a" {\n  admin_pass = "Tr0ub4dor"\n}',
    good: 'resource "openstack_compute_instance_v2" "a" {\n  key_pair = "x"\n}',
  }),
  custom({
    id: 'openstack-public-access',
    title: 'Firewall lets everyone through',
    why: reached,
    severity: 'medium',
    cwe: 284,
    refs: ['OPNSTK-0002'],
    fix: 'Name source, destination and ports.',
    kinds: ['openstack_fw_rule_v1', 'openstack_fw_rule_v2'],
    check(resource) {
      if (
        !/^(?:allow)$/i.test(textOf(at(resource.body, 'action'))) ||
        plain(at(resource.body, 'enabled')) === false
      )
        return [];
      return ['source_ip_address', 'destination_ip_address'].map((key) => {
        const value = at(resource.body, key);
        return value === null
          ? flawOf(resource, key, 'a narrow range')
          : value.kind === 'scalar' &&
              everyone(textOf(value)) &&
              flawAt({ value, span: value.span, path: key }, 'a narrow range');
      });
    },
    bad: 'resource "openstack_fw_rule_v1" "a" {\n  action = "allow"\n  protocol = "tcp"\n}',
    good: 'resource "openstack_fw_rule_v1" "a" {\n  action = "allow"\n  source_ip_address = "10.10.10.1"\n  destination_ip_address = "10.10.10.2"\n}',
  }),
  custom({
    id: 'openstack-group-open',
    title: 'Security group is open to everyone',
    why: reached,
    severity: 'medium',
    cwe: 284,
    refs: ['OPNSTK-0003', 'OPNSTK-0004'],
    fix: 'Name the addresses.',
    kinds: ['openstack_networking_secgroup_rule_v2', 'openstack_compute_secgroup_v2'],
    check: (resource) =>
      [...reach(resource.body, 'remote_ip_prefix'), ...reach(resource.body, 'rule.cidr')].map(
        (place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range'),
      ),
    bad: 'resource "openstack_networking_secgroup_rule_v2" "a" {\n  remote_ip_prefix = "0.0.0.0/0"\n}',
    good: 'resource "openstack_networking_secgroup_rule_v2" "a" {\n  remote_ip_prefix = "1.2.3.4/32"\n}',
  }),
  attribute({
    id: 'openstack-group-description',
    title: 'Security group has no description',
    why: described,
    severity: 'medium',
    cwe: 1059,
    refs: ['OPNSTK-0005'],
    on: { openstack_networking_secgroup_v2: 'description' },
    want: set,
  }),
  custom({
    id: 'cloudstack-user-data-secret',
    title: 'User data holds a secret',
    why: 'Every process on the machine can read it.',
    severity: 'high',
    cwe: 798,
    refs: ['CLDSTK-0001'],
    fix: 'Read the secret from a store when the machine starts.',
    kinds: [
      'cloudstack_instance',
      'openstack_compute_instance_v2',
      'digitalocean_droplet',
      'google_compute_instance',
      'nifcloud_instance',
      'oci_core_instance',
    ],
    check: (resource) =>
      ['user_data', 'metadata_startup_script', 'metadata.user-data', 'metadata.startup-script']
        .flatMap((path) => reach(resource.body, path))
        .map((place) => {
          const secrets = secretsInData(textOf(place.value));
          return secrets.length > 0 && secretAt(place, 'no secret', secrets);
        }),
    bad: 'resource "cloudstack_instance" "a" {\n  user_data = "export DATABASE_PASSWORD=Tr0ub4dor"\n}',
    good: 'resource "cloudstack_instance" "a" {\n  user_data = "export GREETING=hello"\n}',
  }),
  attribute({
    id: 'oracle-public-ip',
    title: 'Address comes from the public pool',
    why: reached,
    severity: 'critical',
    cwe: 284,
    refs: ['OCI-0001'],
    on: {
      opc_compute_ip_address_reservation: 'ip_address_pool',
      opc_compute_ip_address_association: 'ip_address_pool',
    },
    want: isNot('public-ippool'),
    absent: 'good',
  }),
  custom({
    id: 'oracle-security-list-open',
    title: 'Security list lets the internet in',
    why: reached,
    severity: 'high',
    cwe: 284,
    fix: 'Name the addresses.',
    kinds: [
      'oci_core_security_list',
      'oci_core_default_security_list',
      'oci_core_network_security_group_security_rule',
    ],
    check: (resource) =>
      [
        ...reach(resource.body, 'ingress_security_rules.source'),
        ...(textOf(at(resource.body, 'direction')) === 'INGRESS' ? reach(resource.body, 'source') : []),
      ].map((place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range')),
    bad: 'resource "oci_core_security_list" "a" {\n  ingress_security_rules {\n    source = "0.0.0.0/0"\n  }\n}',
    good: 'resource "oci_core_security_list" "a" {\n  ingress_security_rules {\n    source = "10.0.0.0/16"\n  }\n}',
  }),
  attribute({
    id: 'oracle-bucket-public',
    title: 'Bucket is public',
    why: 'Everyone on the internet can read what it holds.',
    severity: 'high',
    cwe: 732,
    on: { oci_objectstorage_bucket: 'access_type' },
    want: isNot('ObjectRead'),
    absent: 'good',
  }),
  custom({
    id: 'kubernetes-provider-policy-open',
    title: 'Network policy is open to the internet',
    why: reached,
    severity: 'high',
    cwe: 284,
    refs: ['KUBE-0001', 'KUBE-0002'],
    fix: 'Name the ranges.',
    kinds: ['kubernetes_network_policy', 'kubernetes_network_policy_v1'],
    check: (resource) =>
      ['spec.ingress.from.ip_block.cidr', 'spec.egress.to.ip_block.cidr']
        .flatMap((path) => reach(resource.body, path))
        .map((place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range')),
    bad: 'resource "kubernetes_network_policy" "a" {\n  spec {\n    egress {\n      to {\n        ip_block {\n          cidr = "0.0.0.0/0"\n        }\n      }\n    }\n  }\n}',
    good: 'resource "kubernetes_network_policy" "a" {\n  spec {\n    egress {\n      to {\n        ip_block {\n          cidr = "10.0.0.0/16"\n        }\n      }\n    }\n  }\n}',
  }),
];
