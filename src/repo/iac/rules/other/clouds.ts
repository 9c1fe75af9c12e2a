import { decodeBase64 } from '../../base64.ts';
import type { Resource } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { secretAssignment } from '../../secrets-in-text.ts';
import { atLeast, everyone, is, isNot, noneOf, notEveryone, set } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf } from '../../value.ts';

const reached = 'Whatever listens there can be reached and attacked by everyone.';
const described = 'Nobody can tell later what it is for.';
const onWire = 'Whoever is on the way can read and change what is sent.';

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

const branch = ['github_branch_protection', 'github_branch_protection_v3'];

export const clouds: readonly Rule[] = [
  attribute({
    id: 'digitalocean-firewall-ingress',
    title: 'Firewall lets the internet in',
    why: reached,
    severity: 'critical',
    cwe: 284,
    refs: ['DIG-0001'],
    on: { digitalocean_firewall: 'inbound_rule.source_addresses' },
    want: notEveryone,
    absent: 'good',
  }),
  attribute({
    id: 'digitalocean-firewall-egress',
    title: 'Firewall lets everything out',
    why: 'A machine that is taken over can send data anywhere.',
    severity: 'critical',
    cwe: 284,
    refs: ['DIG-0003'],
    on: { digitalocean_firewall: 'outbound_rule.destination_addresses' },
    want: notEveryone,
    absent: 'good',
  }),
  custom({
    id: 'digitalocean-lb-http',
    title: 'Load balancer answers over plain HTTP',
    why: onWire,
    severity: 'critical',
    cwe: 319,
    refs: ['DIG-0002'],
    fix: 'Use https, and redirect http to it.',
    kinds: ['digitalocean_loadbalancer'],
    check: (resource) =>
      isTrue(at(resource.body, 'redirect_http_to_https'))
        ? []
        : reach(resource.body, 'forwarding_rule.entry_protocol').map(
            (place) => textOf(place.value) === 'http' && flawAt(place, 'https'),
          ),
    bad: 'resource "digitalocean_loadbalancer" "a" {\n  forwarding_rule {\n    entry_protocol = "http"\n  }\n}',
    good: 'resource "digitalocean_loadbalancer" "a" {\n  redirect_http_to_https = true\n  forwarding_rule {\n    entry_protocol = "http"\n  }\n}',
  }),
  attribute({
    id: 'digitalocean-droplet-ssh-key',
    title: 'Droplet is reached by password',
    why: 'Passwords are guessed; keys are not.',
    severity: 'high',
    cwe: 287,
    refs: ['DIG-0004'],
    on: { digitalocean_droplet: 'ssh_keys' },
    want: set,
  }),
  attribute({
    id: 'digitalocean-kubernetes-surge',
    title: 'Cluster upgrades without surge',
    why: 'Upgrades interrupt the service, and so wait.',
    severity: 'low',
    cwe: 1104,
    refs: ['DIG-0005'],
    on: { digitalocean_kubernetes_cluster: 'surge_upgrade' },
    want: is(true),
  }),
  attribute({
    id: 'digitalocean-kubernetes-upgrade',
    title: 'Cluster is not upgraded by itself',
    why: 'Known flaws stay open.',
    severity: 'critical',
    cwe: 1104,
    refs: ['DIG-0008'],
    on: { digitalocean_kubernetes_cluster: 'auto_upgrade' },
    want: is(true),
  }),
  attribute({
    id: 'digitalocean-spaces-acl',
    title: 'Space is public',
    why: 'Everyone on the internet can read what it holds.',
    severity: 'critical',
    cwe: 732,
    refs: ['DIG-0006'],
    on: { digitalocean_spaces_bucket: 'acl', digitalocean_spaces_bucket_object: 'acl' },
    want: noneOf('public-read', 'public-read-write'),
    absent: 'good',
  }),
  attribute({
    id: 'digitalocean-spaces-versioning',
    title: 'Space does not keep versions',
    why: 'What is overwritten or deleted cannot be brought back.',
    severity: 'medium',
    cwe: 693,
    refs: ['DIG-0007'],
    on: { digitalocean_spaces_bucket: 'versioning.enabled' },
    want: is(true),
  }),
  attribute({
    id: 'digitalocean-spaces-force-destroy',
    title: 'Space is destroyed with what it holds',
    why: 'One wrong plan loses everything.',
    severity: 'medium',
    cwe: 693,
    refs: ['DIG-0009'],
    on: { digitalocean_spaces_bucket: 'force_destroy' },
    want: isNot(true),
    absent: 'good',
  }),
  custom({
    id: 'digitalocean-database-open',
    title: 'Database has no firewall',
    why: 'It can be reached, and its passwords tried, from the internet.',
    severity: 'medium',
    cwe: 284,
    fix: 'Add a digitalocean_database_firewall.',
    kinds: ['digitalocean_database_cluster'],
    check: (resource, world) => [
      world.pointingAt(resource, ['digitalocean_database_firewall'], 'cluster_id').length === 0 &&
        flawOf(resource, 'firewall', 'a firewall'),
    ],
    bad: 'resource "digitalocean_database_cluster" "a" {\n}',
    good: 'resource "digitalocean_database_cluster" "a" {\n}\nresource "digitalocean_database_firewall" "f" {\n  cluster_id = digitalocean_database_cluster.a.id\n}',
  }),
  custom({
    id: 'github-repository-public',
    title: 'Repository is public',
    why: 'Everyone can read the code, and secrets in its history.',
    severity: 'critical',
    cwe: 284,
    refs: ['GIT-0001'],
    fix: 'Set visibility to private, if the code is not meant for everyone.',
    kinds: ['github_repository'],
    check(resource) {
      const [visibility, hidden] = [at(resource.body, 'visibility'), at(resource.body, 'private')];
      if (visibility?.kind === 'unknown' || hidden?.kind === 'unknown') return [];
      if (visibility !== null)
        return [
          textOf(visibility) === 'public' &&
            flawAt({ value: visibility, span: visibility.span, path: 'visibility' }, 'private'),
        ];
      return [
        !isTrue(hidden) &&
          (hidden
            ? flawAt({ value: hidden, span: hidden.span, path: 'private' }, 'true')
            : flawOf(resource, 'visibility', 'private')),
      ];
    },
    bad: 'resource "github_repository" "a" {\n  visibility = "public"\n}',
    good: 'resource "github_repository" "a" {\n  visibility = "private"\n}',
  }),
  attribute({
    id: 'github-vulnerability-alerts',
    title: 'Repository gets no alerts about its dependencies',
    why: 'Known flaws go unnoticed.',
    severity: 'high',
    cwe: 1104,
    refs: ['GIT-0003'],
    on: { github_repository: 'vulnerability_alerts' },
    want: is(true),
    when: ({ body }) => !isTrue(at(body, 'archived')),
  }),
  attribute({
    id: 'github-signed-commits',
    title: 'Branch takes unsigned commits',
    why: 'Anyone with a push right can commit under another name.',
    severity: 'high',
    cwe: 345,
    refs: ['GIT-0004'],
    on: Object.fromEntries(branch.map((type) => [type, 'require_signed_commits'])),
    want: is(true),
  }),
  custom({
    id: 'github-plain-secret',
    title: 'Secret of the workflow stands in the file',
    why: 'Everyone who may read the code or the state can read it.',
    severity: 'high',
    cwe: 798,
    refs: ['GIT-0002'],
    fix: 'Use encrypted_value.',
    kinds: [
      'github_actions_environment_secret',
      'github_actions_secret',
      'github_actions_organization_secret',
      'github_dependabot_secret',
    ],
    check: (resource) =>
      reach(resource.body, 'plaintext_value').map(
        (place) =>
          place.value?.kind === 'scalar' &&
          textOf(place.value) !== '' && { ...flawAt(place, 'encrypted_value'), value: '(redacted)' },
      ),
    bad: 'resource "github_actions_environment_secret" "a" {\n  plaintext_value = "some-value"\n}',
    good: 'resource "github_actions_environment_secret" "a" {\n  encrypted_value = "x"\n}',
  }),
  attribute({
    id: 'github-webhook-tls',
    title: 'Webhook does not check certificates',
    why: 'Whoever is on the way can read what is sent.',
    severity: 'medium',
    cwe: 295,
    on: {
      github_repository_webhook: 'configuration.insecure_ssl',
      github_organization_webhook: 'configuration.insecure_ssl',
    },
    want: isNot(true),
    absent: 'good',
  }),
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
          place.value?.kind === 'scalar' &&
          textOf(place.value) !== '' && { ...flawAt(place, 'a key pair'), value: '(redacted)' },
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
          const name =
            secretAssignment(textOf(place.value)) ?? secretAssignment(decodeBase64(textOf(place.value)));
          return name !== null && { ...flawAt(place, 'no secret'), value: name };
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
    severity: 'critical',
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
