import { attribute, custom, type Flaw, flawAt, flawOf, type Rule, secretAt } from '../../rule.ts';
import { is, isNot, noneOf, set } from '../../test-of.ts';
import { at, reach, textOf, type Value } from '../../value.ts';

const instances = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_instance_from_template',
];

const each = (types: readonly string[], path: string): Record<string, string> =>
  Object.fromEntries(types.map((type) => [type, path]));

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
    .map((place) => secretAt(place, 'a key of KMS'));

export const machines: readonly Rule[] = [
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
    severity: 'medium',
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
    severity: 'high',
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
];
