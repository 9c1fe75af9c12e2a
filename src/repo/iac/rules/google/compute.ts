import type { Resource } from '../../resource.ts';
import { attribute, custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { everyone, is, isNot, noneOf, oneOf, set } from '../../test-of.ts';
import { at, itemsOf, plain, reach, textOf, textsOf, type Value } from '../../value.ts';

const instances = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_instance_from_template',
];
const each = (types: readonly string[], path: string): Record<string, string> =>
  Object.fromEntries(types.map((type) => [type, path]));

const ingress = ({ body }: Resource): boolean => !/^egress$/i.test(textOf(at(body, 'direction')));

/** Ranges of the whole internet on one side of a firewall rule that lets traffic through. */
const open = (resource: Resource, key: 'source_ranges' | 'destination_ranges'): readonly Flaw[] =>
  itemsOf(at(resource.body, 'allow')).length === 0 ||
  plain(at(resource.body, 'disabled')) === true ||
  tagged(resource)
    ? []
    : reach(resource.body, key)
        .filter(({ value }) => value?.kind === 'scalar' && everyone(textOf(value)))
        .map((place) => flawAt(place, 'a narrow range'));

/** With source tags besides the range, both of them are let in; Google's own checks take such rules as meant for machines. */
const tagged = ({ body }: Resource): boolean =>
  itemsOf(at(body, 'source_tags')).length > 0 || itemsOf(at(body, 'source_service_accounts')).length > 0;

const tcpRanges = (resource: Resource): readonly (readonly [number, number])[] =>
  itemsOf(at(resource.body, 'allow'))
    .filter((allow) => /^(?:tcp|6|all)$/i.test(textOf(at(allow, 'protocol'))))
    .flatMap((allow) => {
      const ports = textsOf(at(allow, 'ports'));
      return ports.length === 0 ? [[0, 65535] as const] : ports.map(rangeOf);
    });

const rangeOf = (text: string): readonly [number, number] => {
  const [from, to] = text.split('-').map(Number);
  return [from as number, to ?? (from as number)];
};

const adminPort = (id: string, ref: string, title: string, port: number): Rule =>
  custom({
    id,
    title,
    why: 'The whole internet can try passwords and exploits on the administration port.',
    severity: 'high',
    cwe: 284,
    refs: [ref],
    fix: 'Name the addresses that may connect, or use Identity-Aware Proxy.',
    kinds: ['google_compute_firewall'],
    check: (resource) =>
      ingress(resource) && tcpRanges(resource).some(([from, to]) => from <= port && port <= to)
        ? open(resource, 'source_ranges')
        : [],
    bad: firewall('tcp', `${port}`, '0.0.0.0/0'),
    good: [
      firewall('tcp', '443', '0.0.0.0/0'),
      firewall('udp', `${port}`, '0.0.0.0/0'),
      firewall('tcp', `${port}`, '10.0.0.0/8'),
    ],
  });

const firewall = (protocol: string, port: string, source: string): string =>
  `resource "google_compute_firewall" "a" {\n  source_ranges = ["${source}"]\n  allow {\n    protocol = "${protocol}"\n    ports = ["${port}"]\n  }\n}`;

const shielded = (key: string, ref: string, title: string): Rule =>
  attribute({
    id: `google-shielded-vm-${key.replace('enable_', '').replaceAll('_', '-')}`,
    title,
    why: 'A changed boot loader or kernel goes unnoticed.',
    severity: 'medium',
    cwe: 693,
    refs: [ref],
    on: each(instances, `shielded_instance_config.${key}`),
    want: is(true),
    absent: key === 'enable_secure_boot' ? 'bad' : 'good',
  });

const metadata = (
  id: string,
  ref: string,
  title: string,
  why: string,
  key: string,
  wanted: boolean,
  types = instances,
  absent: 'bad' | 'good' = 'good',
): Rule =>
  custom({
    id,
    title,
    why,
    severity: 'medium',
    cwe: 284,
    refs: [ref],
    fix: `Set the metadata ${key} to ${wanted}.`,
    kinds: types,
    check(resource) {
      const value = at(resource.body, `metadata.${key}`);
      if (value === null)
        return [
          absent === 'bad' &&
            at(resource.body, 'metadata')?.kind !== 'unknown' &&
            flawOf(resource, `metadata.${key}`, String(wanted)),
        ];
      const on = /^(?:true|1|yes|y)$/i.test(textOf(value));
      return [
        value.kind === 'scalar' &&
          on !== wanted &&
          flawAt({ value, span: value.span, path: `metadata.${key}` }, String(wanted)),
      ];
    },
    bad: `resource "${types[0]}" "a" {\n  metadata = {\n    ${key} = ${!wanted}\n  }\n}`,
    good: `resource "${types[0]}" "a" {\n  metadata = {\n    ${key} = ${wanted}\n  }\n}`,
  });

const subnetLogged = ({ body }: Resource): boolean =>
  at(body, 'log_config') !== null ||
  /^(?:REGIONAL_MANAGED_PROXY|GLOBAL_MANAGED_PROXY|INTERNAL_HTTPS_LOAD_BALANCER|PRIVATE_SERVICE_CONNECT)$/.test(
    textOf(at(body, 'purpose')),
  );

const plainKey = (body: Value): readonly Flaw[] =>
  [
    'disk_encryption_key.raw_key',
    'disk_encryption_key_raw',
    'boot_disk.disk_encryption_key_raw',
    'attached_disk.disk_encryption_key_raw',
    'disk.disk_encryption_key_raw',
    'source_image_encryption_key.raw_key',
    'source_snapshot_encryption_key.raw_key',
    'disk.disk_encryption_key.raw_key',
  ]
    .flatMap((path) => reach(body, path))
    .filter(({ value }) => value !== null && (value.kind === 'scalar' ? textOf(value) !== '' : true))
    .map((place) => ({ ...flawAt(place, 'a key of KMS'), value: '(redacted)' }));

export const compute: readonly Rule[] = [
  adminPort('google-firewall-ssh-open', 'GCP-0071', 'SSH is open to the internet', 22),
  adminPort('google-firewall-rdp-open', 'GCP-0070', 'RDP is open to the internet', 3389),
  custom({
    id: 'google-firewall-public-ingress',
    title: 'Firewall lets the internet in',
    why: 'Whatever listens there can be reached and attacked by everyone.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0027'],
    fix: 'Name the addresses that may connect.',
    kinds: ['google_compute_firewall'],
    check: (resource) => (ingress(resource) && !webOnly(resource) ? open(resource, 'source_ranges') : []),
    bad: firewall('tcp', '5432', '0.0.0.0/0'),
    good: [firewall('tcp', '443', '0.0.0.0/0'), firewall('tcp', '5432', '10.0.0.0/8')],
  }),
  custom({
    id: 'google-firewall-public-egress',
    title: 'Firewall lets everything out',
    why: 'A machine that is taken over can send data anywhere.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0035'],
    fix: 'Name the destinations.',
    kinds: ['google_compute_firewall'],
    check: (resource) => (ingress(resource) ? [] : open(resource, 'destination_ranges')),
    bad: 'resource "google_compute_firewall" "a" {\n  direction = "EGRESS"\n  destination_ranges = ["0.0.0.0/0"]\n  allow {\n    protocol = "icmp"\n  }\n}',
    good: 'resource "google_compute_firewall" "a" {\n  direction = "EGRESS"\n  destination_ranges = ["1.2.3.4/32"]\n  allow {\n    protocol = "icmp"\n  }\n}',
  }),
  custom({
    id: 'google-firewall-port-range',
    title: 'Firewall opens a wide range of ports',
    why: 'Ports that nobody thought of are open as well.',
    severity: 'low',
    cwe: 284,
    refs: ['GCP-0074'],
    fix: 'Name the ports.',
    kinds: ['google_compute_firewall'],
    check: (resource) =>
      ingress(resource)
        ? reach(resource.body, 'allow.ports')
            .filter(({ value }) => {
              const [from, to] = rangeOf(textOf(value));
              return to - from > 20;
            })
            .map((place) => flawAt(place, 'named ports'))
        : [],
    bad: firewall('tcp', '8000-8100', '10.0.0.0/8'),
    good: firewall('tcp', '8000-8010', '10.0.0.0/8'),
  }),
  custom({
    id: 'google-firewall-all-protocols',
    title: 'Firewall lets every protocol and port in',
    why: 'Ports that nobody thought of are open as well.',
    severity: 'medium',
    cwe: 284,
    refs: ['GCP-0072'],
    fix: 'Name protocols and ports.',
    kinds: ['google_compute_firewall'],
    check: (resource) =>
      ingress(resource)
        ? reach(resource.body, 'allow.protocol').map(
            (place) => textOf(place.value) === 'all' && flawAt(place, 'a protocol with ports'),
          )
        : [],
    bad: 'resource "google_compute_firewall" "a" {\n  source_ranges = ["10.0.0.0/8"]\n  allow {\n    protocol = "all"\n  }\n}',
    good: 'resource "google_compute_firewall" "a" {\n  source_ranges = ["10.0.0.0/8"]\n  allow {\n    protocol = "tcp"\n    ports = ["22"]\n  }\n}',
  }),
  custom({
    id: 'google-disk-plain-key',
    title: 'Key of the disk stands in the file',
    why: 'Everyone who may read the code or the state can read the disk.',
    severity: 'critical',
    cwe: 798,
    refs: ['GCP-0037'],
    fix: 'Use kms_key_self_link.',
    kinds: ['google_compute_disk', 'google_compute_snapshot', 'google_compute_image', ...instances],
    check: ({ body }) => plainKey(body),
    bad: 'resource "google_compute_disk" "a" {\n  disk_encryption_key {\n    raw_key = "c29tZXRoaW5n"\n  }\n}',
    good: 'resource "google_compute_disk" "a" {\n  disk_encryption_key {\n    kms_key_self_link = "x"\n  }\n}',
  }),
  attribute({
    id: 'google-disk-customer-key',
    title: 'Disk has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn.',
    severity: 'low',
    cwe: 311,
    refs: ['GCP-0034'],
    on: { google_compute_disk: 'disk_encryption_key.kms_key_self_link' },
    want: set,
  }),
  attribute({
    id: 'google-instance-disk-customer-key',
    title: 'Boot disk has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn.',
    severity: 'low',
    cwe: 311,
    refs: ['GCP-0033'],
    on: {
      google_compute_instance: 'boot_disk.kms_key_self_link',
      google_compute_instance_template: 'disk.disk_encryption_key.kms_key_self_link',
    },
    want: set,
  }),
  attribute({
    id: 'google-ssl-policy-tls',
    title: 'TLS policy accepts old versions',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'critical',
    cwe: 326,
    refs: ['GCP-0039'],
    on: { google_compute_ssl_policy: 'min_tls_version' },
    want: oneOf('TLS_1_2', 'TLS_1_3'),
  }),
  attribute({
    id: 'google-ssl-policy-profile',
    title: 'TLS policy accepts weak ciphers',
    why: 'The profile COMPATIBLE has ciphers with known weaknesses.',
    severity: 'medium',
    cwe: 326,
    on: { google_compute_ssl_policy: 'profile' },
    want: oneOf('RESTRICTED', 'MODERN', 'CUSTOM'),
  }),
  shielded('enable_integrity_monitoring', 'GCP-0045', 'Integrity of the machine is not watched'),
  shielded('enable_secure_boot', 'GCP-0067', 'Machine boots without Secure Boot'),
  shielded('enable_vtpm', 'GCP-0041', 'Machine has no virtual TPM'),
  metadata(
    'google-project-oslogin',
    'GCP-0042',
    'OS Login of the project is off',
    'Keys in metadata are given to every machine and withdrawn by hand.',
    'enable-oslogin',
    true,
    ['google_compute_project_metadata'],
    'bad',
  ),
  metadata(
    'google-instance-oslogin',
    'GCP-0036',
    'OS Login of the machine is off',
    'Keys in metadata are given to the machine and withdrawn by hand.',
    'enable-oslogin',
    true,
  ),
  metadata(
    'google-instance-serial-port',
    'GCP-0032',
    'Serial port of the machine is open',
    'It has no limit by address: everyone with a key can connect.',
    'serial-port-enable',
    false,
  ),
  metadata(
    'google-instance-project-keys',
    'GCP-0030',
    'Machine accepts SSH keys of the whole project',
    'A key for one machine opens all of them.',
    'block-project-ssh-keys',
    true,
    instances,
    'bad',
  ),
  custom({
    id: 'google-instance-public-ip',
    title: 'Machine has a public address',
    why: 'It can be reached from the internet unless something else stops it.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0031'],
    fix: 'Leave access_config out, and connect through Identity-Aware Proxy.',
    kinds: instances,
    check: (resource) =>
      reach(resource.body, 'network_interface.access_config').map(
        (place) =>
          place.value?.kind === 'map' && { ...flawAt(place, 'no access_config'), value: 'access_config' },
      ),
    bad: 'resource "google_compute_instance" "a" {\n  network_interface {\n    access_config {\n    }\n  }\n}',
    good: 'resource "google_compute_instance" "a" {\n  network_interface {\n    network = "x"\n  }\n}',
  }),
  attribute({
    id: 'google-instance-ip-forwarding',
    title: 'Machine forwards packets',
    why: 'It can pass traffic around the controls of the network.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0043'],
    on: each(instances, 'can_ip_forward'),
    want: isNot(true),
    absent: 'good',
  }),
  custom({
    id: 'google-instance-default-account',
    title: 'Machine uses the default service account',
    why: 'The account may edit the whole project.',
    severity: 'critical',
    cwe: 250,
    refs: ['GCP-0044'],
    fix: 'Give the machine an account of its own.',
    kinds: instances,
    check: (resource) =>
      reach(resource.body, 'service_account').map(({ value }) => {
        const email = value === null || value.kind !== 'map' ? null : at(value, 'email');
        if (value?.kind !== 'map') return null;
        const byDefault =
          email === null ||
          /-compute@developer\.gserviceaccount\.com$/.test(textOf(email)) ||
          (email.kind === 'unknown' &&
            email.refs.some((ref) => ref.startsWith('data.google_compute_default_service_account')));
        return (
          byDefault &&
          flawAt(
            { value: email, span: email?.span ?? value.span, path: 'service_account.email' },
            'an account of its own',
          )
        );
      }),
    bad: 'resource "google_compute_instance" "a" {\n  service_account {\n    email = "123-compute@developer.gserviceaccount.com"\n  }\n}',
    good: 'resource "google_compute_instance" "a" {\n  service_account {\n    email = google_service_account.own.email\n  }\n}',
  }),
  attribute({
    id: 'google-instance-full-scope',
    title: 'Machine may use every API',
    why: 'Whoever takes it over may do whatever its account may.',
    severity: 'high',
    cwe: 250,
    on: each(instances, 'service_account.scopes'),
    want: noneOf('cloud-platform', 'https://www.googleapis.com/auth/cloud-platform'),
    absent: 'good',
  }),
  attribute({
    id: 'google-instance-confidential',
    title: 'Memory of the machine is not encrypted',
    why: 'Whoever controls the host can read it.',
    severity: 'info',
    cwe: 311,
    on: { google_compute_instance: 'confidential_instance_config.enable_confidential_compute' },
    want: isNot(false),
    absent: 'good',
  }),
  custom({
    id: 'google-subnetwork-flow-logs',
    title: 'Traffic of the subnetwork is not logged',
    why: 'An intrusion leaves no trace in the network.',
    severity: 'low',
    cwe: 778,
    refs: ['GCP-0029', 'GCP-0076'],
    fix: 'Add log_config.',
    kinds: ['google_compute_subnetwork'],
    check: (resource) => [!subnetLogged(resource) && flawOf(resource, 'log_config', 'flow logs')],
    bad: 'resource "google_compute_subnetwork" "a" {\n}',
    good: 'resource "google_compute_subnetwork" "a" {\n  log_config {\n    flow_sampling = 0.5\n  }\n}',
  }),
  attribute({
    id: 'google-subnetwork-private-access',
    title: 'Subnetwork reaches Google over the internet',
    why: 'Machines need public addresses to use its services.',
    severity: 'low',
    cwe: 284,
    refs: ['GCP-0075'],
    on: { google_compute_subnetwork: 'private_ip_google_access' },
    want: is(true),
  }),
  attribute({
    id: 'google-default-network',
    title: 'Network creates its subnetworks by itself',
    why: 'Subnetworks appear in every region, with rules nobody looked at.',
    severity: 'low',
    cwe: 1188,
    on: { google_compute_network: 'auto_create_subnetworks' },
    want: is(false),
  }),
  attribute({
    id: 'google-project-default-network',
    title: 'Project has the default network',
    why: 'Its firewall lets SSH and RDP in from everywhere.',
    severity: 'high',
    cwe: 1188,
    refs: ['GCP-0010'],
    on: { google_project: 'auto_create_network' },
    want: is(false),
  }),
  attribute({
    id: 'google-security-policy-preview',
    title: 'Security policy only watches',
    why: 'Attacks are logged and let through.',
    severity: 'medium',
    cwe: 693,
    on: { google_compute_security_policy: 'rule.preview' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'google-backend-logging',
    title: 'Backend writes no log',
    why: 'Nobody can tell afterwards who asked for what.',
    severity: 'low',
    cwe: 778,
    on: { google_compute_backend_service: 'log_config.enable' },
    want: is(true),
    absent: 'good',
  }),
  attribute({
    id: 'google-backend-http',
    title: 'Load balancer talks to its backend in clear text',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'low',
    cwe: 319,
    on: { google_compute_backend_service: 'protocol' },
    want: isNot('HTTP'),
    absent: 'good',
  }),
];

const webOnly = (resource: Resource): boolean => {
  const ports = itemsOf(at(resource.body, 'allow')).flatMap((allow) => {
    const named = textsOf(at(allow, 'ports'));
    return named.length > 0 ? named : ['all'];
  });
  return ports.length > 0 && ports.every((port) => port === '80' || port === '443');
};
