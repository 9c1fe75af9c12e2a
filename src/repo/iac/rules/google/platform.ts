import type { Resource } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { atLeast, everyone, is, isNot, noneOf, oneOf, set, type Test } from '../../test-of.ts';
import { at, isTrue, plain, reach, textOf } from '../../value.ts';

const cluster = ['google_container_cluster'];
const noLogs = 'An intrusion leaves no trace that could be found afterwards.';
const autopilot = ({ body }: Resource): boolean => isTrue(at(body, 'enable_autopilot'));

/** A flag of a database, written as `database_flags { name, value }`. */
const flag = (
  id: string,
  ref: string,
  engine: RegExp,
  name: string,
  wanted: string | RegExp,
  absent: 'bad' | 'good',
  title: string,
  why = noLogs,
): Rule =>
  custom({
    id: `google-sql-${id}`,
    title,
    why,
    severity: 'medium',
    cwe: engine.source.includes('SQLSERVER') || name === 'local_infile' ? 284 : 778,
    refs: [ref],
    fix: `Set the flag ${name} to ${typeof wanted === 'string' ? wanted : 'a safe value'}.`,
    kinds: ['google_sql_database_instance'],
    check(resource) {
      if (!engine.test(textOf(at(resource.body, 'database_version')))) return [];
      const found = reach(resource.body, 'settings.database_flags').filter(
        ({ value }) => value !== null && textOf(at(value, 'name')) === name,
      );
      if (found.length === 0)
        return [absent === 'bad' && flawOf(resource, `settings.database_flags.${name}`, String(wanted))];
      return found.map(({ value }) => {
        const state = value ? at(value, 'value') : null;
        const fine =
          typeof wanted === 'string' ? textOf(state).toLowerCase() === wanted : wanted.test(textOf(state));
        return (
          state?.kind === 'scalar' &&
          !fine &&
          flawAt({ value: state, span: state.span, path: `settings.database_flags.${name}` }, String(wanted))
        );
      });
    },
    bad: database(engine, name, typeof wanted === 'string' ? (wanted === 'on' ? 'off' : 'on') : '1000000'),
    good: database(engine, name, typeof wanted === 'string' ? wanted : sample(wanted)),
  });

const sample = (wanted: RegExp): string => ['-1', '0', 'error'].find((one) => wanted.test(one)) ?? 'on';
const database = (engine: RegExp, name: string, value: string): string =>
  `resource "google_sql_database_instance" "a" {\n  database_version = "${engine.source.replace('^', '')}_12"\n  settings {\n    database_flags {\n      name = "${name}"\n      value = "${value}"\n    }\n  }\n}`;

const postgres = /^POSTGRES/;
const mysql = /^MYSQL/;
const sqlserver = /^SQLSERVER/;

const bindings = (scope: string): readonly string[] => [
  `google_${scope}_iam_binding`,
  `google_${scope}_iam_member`,
];
const everyScope = ['project', 'folder', 'organization'].flatMap(bindings);

const members = ({ body }: Resource) => [...reach(body, 'members'), ...reach(body, 'member')];

const impersonating = /^roles\/iam\.(?:serviceAccountUser|serviceAccountTokenCreator|workloadIdentityUser)$/;

const scoped = (scope: 'project' | 'folder' | 'organization', id: string, ref: string, title: string): Rule =>
  custom({
    id,
    title,
    why: 'Whoever has the role can act as every service account below.',
    severity: 'medium',
    cwe: 269,
    refs: [ref],
    fix: 'Give the role on one service account.',
    kinds: bindings(scope),
    check: (resource) =>
      reach(resource.body, 'role').map(
        (place) => impersonating.test(textOf(place.value)) && flawAt(place, 'a role on one account'),
      ),
    bad: `resource "google_${scope}_iam_binding" "a" {\n  role = "roles/iam.serviceAccountUser"\n}`,
    good: `resource "google_${scope}_iam_binding" "a" {\n  role = "roles/nothingInParticular"\n}`,
  });

const defaultAccount = (
  scope: 'project' | 'folder' | 'organization',
  id: string,
  ref: string,
  title: string,
): Rule =>
  custom({
    id,
    title,
    why: 'Every machine that nobody gave an account of its own has these rights.',
    severity: 'medium',
    cwe: 269,
    refs: [ref],
    fix: 'Give the rights to an account made for the purpose.',
    kinds: bindings(scope),
    check: (resource) =>
      members(resource).map(
        (place) =>
          (/-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/.test(
            textOf(place.value),
          ) ||
            (place.value?.kind === 'unknown' &&
              place.value.refs.some((one) =>
                /^data\.google_(?:compute|app_engine)_default_service_account\./.test(one),
              ))) &&
          flawAt(place, 'an account of its own'),
      ),
    bad: `resource "google_${scope}_iam_member" "a" {\n  member = "123-compute@developer.gserviceaccount.com"\n}`,
    good: `resource "google_${scope}_iam_member" "a" {\n  member = "serviceAccount:own@p.iam.gserviceaccount.com"\n}`,
  });

/** GKE: a setting that Autopilot has by itself. */
const gke = (
  id: string,
  refs: readonly string[],
  title: string,
  why: string,
  severity: Rule['severity'],
  path: string | readonly string[],
  want: Test,
  absent: 'bad' | 'good' = 'bad',
): Rule =>
  attribute({
    id: `google-gke-${id}`,
    title,
    why,
    severity,
    cwe: 693,
    refs,
    on: { google_container_cluster: path },
    want,
    absent,
    when: (resource) => !autopilot(resource),
  });

const pool = (
  id: string,
  refs: readonly string[],
  title: string,
  why: string,
  path: string,
  want: Test,
  absent: 'bad' | 'good',
): Rule =>
  attribute({
    id: `google-gke-${id}`,
    title,
    why,
    severity: 'medium',
    cwe: 693,
    refs,
    on: { google_container_node_pool: path },
    want,
    absent,
  });

export const platform: readonly Rule[] = [
  flag('temp-files', 'GCP-0014', postgres, 'log_temp_files', /^0$/, 'bad', 'Temporary files are not logged'),
  flag('log-connections', 'GCP-0016', postgres, 'log_connections', 'on', 'bad', 'Connections are not logged'),
  flag(
    'log-disconnections',
    'GCP-0022',
    postgres,
    'log_disconnections',
    'on',
    'bad',
    'Disconnections are not logged',
  ),
  flag(
    'log-lock-waits',
    'GCP-0020',
    postgres,
    'log_lock_waits',
    'on',
    'bad',
    'Waits for locks are not logged',
  ),
  flag('log-checkpoints', 'GCP-0025', postgres, 'log_checkpoints', 'on', 'bad', 'Checkpoints are not logged'),
  flag(
    'log-errors',
    'GCP-0018',
    postgres,
    'log_min_messages',
    /^(?:debug\d|info|notice|warning|error)$/i,
    'good',
    'Errors are not logged',
  ),
  flag(
    'log-statements',
    'GCP-0021',
    postgres,
    'log_min_duration_statement',
    /^-1$/,
    'good',
    'Statements are written into the log',
    'Statements hold the data itself, also passwords.',
  ),
  flag(
    'contained-auth',
    'GCP-0023',
    sqlserver,
    'contained database authentication',
    'off',
    'bad',
    'Databases keep users of their own',
    'Who may get in is not controlled by the server any more.',
  ),
  flag(
    'cross-db-owner',
    'GCP-0019',
    sqlserver,
    'cross db ownership chaining',
    'off',
    'bad',
    'Rights of one database reach into others',
    'Whoever owns one database can use the others.',
  ),
  flag(
    'local-infile',
    'GCP-0026',
    mysql,
    'local_infile',
    'off',
    'good',
    'Clients can load local files',
    'A hostile server, or an injection, reads files of the client.',
  ),
  attribute({
    id: 'google-sql-public-ip',
    title: 'Database has a public address',
    why: 'It can be reached, and its passwords tried, from the internet.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0017'],
    on: { google_sql_database_instance: 'settings.ip_configuration.ipv4_enabled' },
    want: is(false),
  }),
  custom({
    id: 'google-sql-open-network',
    title: 'Database lets the internet in',
    why: 'It can be reached, and its passwords tried, by everyone.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0017'],
    fix: 'Name the networks.',
    kinds: ['google_sql_database_instance'],
    check: (resource) =>
      reach(resource.body, 'settings.ip_configuration.authorized_networks.value').map(
        (place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range'),
      ),
    bad: 'resource "google_sql_database_instance" "a" {\n  settings {\n    ip_configuration {\n      authorized_networks {\n        value = "0.0.0.0/0"\n      }\n    }\n  }\n}',
    good: 'resource "google_sql_database_instance" "a" {\n  settings {\n    ip_configuration {\n      authorized_networks {\n        value = "10.0.0.0/8"\n      }\n    }\n  }\n}',
  }),
  custom({
    id: 'google-sql-tls',
    title: 'Database accepts clear text',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'high',
    cwe: 319,
    refs: ['GCP-0015'],
    fix: 'Set ssl_mode to ENCRYPTED_ONLY.',
    kinds: ['google_sql_database_instance'],
    check(resource) {
      const [mode, old] = ['settings.ip_configuration.ssl_mode', 'settings.ip_configuration.require_ssl'].map(
        (path) => reach(resource.body, path)[0]?.value ?? null,
      );
      if ([mode, old].some((value) => value?.kind === 'unknown')) return [];
      if (
        /^(?:ENCRYPTED_ONLY|TRUSTED_CLIENT_CERTIFICATE_REQUIRED)$/.test(textOf(mode ?? null)) ||
        (mode === null && isTrue(old ?? null))
      )
        return [];
      return [
        old || mode
          ? flawAt(
              {
                value: (mode ?? old) as never,
                span: ((mode ?? old) as { span: Resource['span'] }).span,
                path: 'settings.ip_configuration.ssl_mode',
              },
              'ENCRYPTED_ONLY',
            )
          : flawOf(resource, 'settings.ip_configuration.ssl_mode', 'ENCRYPTED_ONLY'),
      ];
    },
    bad: 'resource "google_sql_database_instance" "a" {\n  settings {\n    ip_configuration {\n      require_ssl = false\n    }\n  }\n}',
    good: 'resource "google_sql_database_instance" "a" {\n  settings {\n    ip_configuration {\n      ssl_mode = "ENCRYPTED_ONLY"\n    }\n  }\n}',
  }),
  attribute({
    id: 'google-sql-backup',
    title: 'Database is not backed up',
    why: 'What is lost is gone.',
    severity: 'medium',
    cwe: 693,
    refs: ['GCP-0024'],
    on: { google_sql_database_instance: 'settings.backup_configuration.enabled' },
    want: is(true),
    when: ({ body }) => at(body, 'master_instance_name') === null,
  }),
  attribute({
    id: 'google-sql-deletion',
    title: 'Database can be deleted by accident',
    why: 'One wrong plan destroys it.',
    severity: 'low',
    cwe: 693,
    on: { google_sql_database_instance: 'deletion_protection' },
    want: isNot(false),
    absent: 'good',
  }),
  custom({
    id: 'google-dns-rsa-sha1',
    title: 'Zone is signed with SHA-1',
    why: 'Signatures with SHA-1 can be forged.',
    severity: 'medium',
    cwe: 327,
    refs: ['GCP-0012'],
    fix: 'Use rsasha256 or ecdsap256sha256.',
    kinds: ['google_dns_managed_zone', 'data.google_dns_keys'],
    check: (resource) =>
      [
        'dnssec_config.default_key_specs.algorithm',
        'key_signing_keys.algorithm',
        'zone_signing_keys.algorithm',
      ]
        .flatMap((path) => reach(resource.body, path))
        .map((place) => textOf(place.value) === 'rsasha1' && flawAt(place, 'rsasha256')),
    bad: 'resource "google_dns_managed_zone" "a" {\n  dnssec_config {\n    default_key_specs {\n      algorithm = "rsasha1"\n    }\n  }\n}',
    good: 'resource "google_dns_managed_zone" "a" {\n  dnssec_config {\n    default_key_specs {\n      algorithm = "rsasha512"\n    }\n  }\n}',
  }),
  attribute({
    id: 'google-dns-dnssec',
    title: 'Zone is not signed',
    why: 'Answers can be forged on the way.',
    severity: 'medium',
    cwe: 345,
    refs: ['GCP-0013'],
    on: { google_dns_managed_zone: 'dnssec_config.state' },
    want: is('on'),
    when: ({ body }) => textOf(at(body, 'visibility')) !== 'private',
  }),
  attribute({
    id: 'google-kms-rotation',
    title: 'Key is rotated seldom or never',
    why: 'What was encrypted over years falls with one key.',
    severity: 'high',
    cwe: 320,
    refs: ['GCP-0065'],
    on: { google_kms_crypto_key: 'rotation_period' },
    want: {
      says: 'at most 7776000s',
      yes: '7776000s',
      no: '31536000s',
      holds: (value) => (value.kind === 'scalar' ? Number.parseFloat(String(value.value)) <= 7776000 : null),
    },
    when: ({ body }) => /^(?:ENCRYPT_DECRYPT)?$/.test(textOf(at(body, 'purpose'))),
  }),
  attribute({
    id: 'google-storage-versioning',
    title: 'Bucket does not keep versions',
    why: 'What is overwritten or deleted cannot be brought back.',
    severity: 'medium',
    cwe: 693,
    refs: ['GCP-0078'],
    on: { google_storage_bucket: 'versioning.enabled' },
    want: is(true),
  }),
  attribute({
    id: 'google-storage-logging',
    title: 'Access to the bucket is not logged',
    why: noLogs,
    severity: 'low',
    cwe: 778,
    refs: ['GCP-0077'],
    on: { google_storage_bucket: 'logging.log_bucket' },
    want: set,
  }),
  attribute({
    id: 'google-storage-uniform-access',
    title: 'Objects of the bucket have ACLs of their own',
    why: 'Rights are spread over objects, where nobody looks.',
    severity: 'medium',
    cwe: 732,
    refs: ['GCP-0002'],
    on: { google_storage_bucket: ['uniform_bucket_level_access', 'bucket_policy_only'] },
    want: is(true),
  }),
  attribute({
    id: 'google-storage-customer-key',
    title: 'Bucket has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn.',
    severity: 'low',
    cwe: 311,
    refs: ['GCP-0066'],
    on: { google_storage_bucket: 'encryption.default_kms_key_name' },
    want: set,
  }),
  attribute({
    id: 'google-storage-public-prevention',
    title: 'Bucket may be made public',
    why: 'One wrong binding exposes what it holds.',
    severity: 'low',
    cwe: 732,
    on: { google_storage_bucket: 'public_access_prevention' },
    want: is('enforced'),
  }),
  custom({
    id: 'google-storage-public',
    title: 'Bucket is public',
    why: 'Everyone on the internet can read what it holds.',
    severity: 'high',
    cwe: 732,
    refs: ['GCP-0001'],
    fix: 'Name the members.',
    kinds: [
      'google_storage_bucket_iam_binding',
      'google_storage_bucket_iam_member',
      'google_storage_bucket_access_control',
      'google_storage_default_object_access_control',
      'google_storage_bucket_acl',
    ],
    check: (resource) =>
      [
        ...members(resource),
        ...reach(resource.body, 'entity'),
        ...reach(resource.body, 'predefined_acl'),
        ...reach(resource.body, 'role_entity'),
      ].map(
        (place) =>
          /allUsers|allAuthenticatedUsers|^public|^authenticatedRead$/.test(textOf(place.value)) &&
          flawAt(place, 'named members'),
      ),
    bad: 'resource "google_storage_bucket_iam_binding" "a" {\n  members = ["allAuthenticatedUsers"]\n}',
    good: 'resource "google_storage_bucket_iam_binding" "a" {\n  members = ["user:jane@example.com"]\n}',
  }),
  custom({
    id: 'google-bigquery-public',
    title: 'Data set is public',
    why: 'Everyone with a Google account can read it.',
    severity: 'critical',
    cwe: 732,
    refs: ['GCP-0046'],
    fix: 'Name who may read it.',
    kinds: [
      'google_bigquery_dataset',
      'google_bigquery_dataset_iam_member',
      'google_bigquery_dataset_iam_binding',
      'google_bigquery_table_iam_member',
    ],
    check: (resource) =>
      [...reach(resource.body, 'access.special_group'), ...members(resource)].map(
        (place) =>
          /^(?:allUsers|allAuthenticatedUsers)$/i.test(textOf(place.value)) && flawAt(place, 'named members'),
      ),
    bad: 'resource "google_bigquery_dataset" "a" {\n  access {\n    special_group = "allAuthenticatedUsers"\n  }\n}',
    good: 'resource "google_bigquery_dataset" "a" {\n  access {\n    user_by_email = "x@example.com"\n  }\n}',
  }),
  custom({
    id: 'google-resource-public',
    title: 'Everyone may use the resource',
    why: 'Anyone on the internet, or with a Google account, has the role.',
    severity: 'high',
    cwe: 732,
    fix: 'Name the members.',
    kinds: [
      'cloudfunctions_function',
      'cloud_run_service',
      'cloud_run_v2_service',
      'pubsub_topic',
      'pubsub_subscription',
      'kms_key_ring',
      'kms_crypto_key',
      'artifact_registry_repository',
      'secret_manager_secret',
      'compute_image',
      'project',
      'folder',
      'organization',
      'dataproc_cluster',
      'data_catalog_entry_group',
      'service_account',
    ].flatMap(bindings),
    check: (resource) =>
      members(resource).map(
        (place) => /^all(?:Authenticated)?Users$/.test(textOf(place.value)) && flawAt(place, 'named members'),
      ),
    bad: 'resource "google_pubsub_topic_iam_member" "a" {\n  member = "allUsers"\n}',
    good: 'resource "google_pubsub_topic_iam_member" "a" {\n  member = "user:jane@example.com"\n}',
  }),
  scoped(
    'project',
    'google-iam-project-impersonation',
    'GCP-0011',
    'Role to act as service accounts of the project',
  ),
  scoped(
    'folder',
    'google-iam-folder-impersonation',
    'GCP-0005',
    'Role to act as service accounts of the folder',
  ),
  scoped(
    'organization',
    'google-iam-org-impersonation',
    'GCP-0009',
    'Role to act as service accounts of the organisation',
  ),
  defaultAccount(
    'project',
    'google-iam-project-default-account',
    'GCP-0006',
    'Default service account has a role on the project',
  ),
  defaultAccount(
    'folder',
    'google-iam-folder-default-account',
    'GCP-0004',
    'Default service account has a role on the folder',
  ),
  defaultAccount(
    'organization',
    'google-iam-org-default-account',
    'GCP-0008',
    'Default service account has a role on the organisation',
  ),
  custom({
    id: 'google-iam-privileged-account',
    title: 'Service account may do nearly everything',
    why: 'Whoever gets its key owns the project.',
    severity: 'high',
    cwe: 250,
    refs: ['GCP-0007'],
    fix: 'Give the roles that are needed.',
    kinds: everyScope,
    check: (resource) =>
      members(resource).some(
        ({ value }) =>
          value !== null &&
          (textOf(value).startsWith('serviceAccount:') ||
            (value.kind === 'unknown' &&
              value.refs.some((ref) => ref.startsWith('google_service_account.')))),
      )
        ? reach(resource.body, 'role').map(
            (place) =>
              /^roles\/(?:owner|editor)$|[aA]dmin$/.test(textOf(place.value)) &&
              flawAt(place, 'a role that is needed'),
          )
        : [],
    bad: 'resource "google_project_iam_member" "a" {\n  role = "roles/owner"\n  member = "serviceAccount:x@p.iam.gserviceaccount.com"\n}',
    good: 'resource "google_project_iam_member" "a" {\n  role = "roles/logging.logWriter"\n  member = "serviceAccount:x@p.iam.gserviceaccount.com"\n}',
  }),
  custom({
    id: 'google-iam-primitive-role',
    title: 'Role that can do nearly everything',
    why: 'Owner and editor have thousands of rights.',
    severity: 'medium',
    cwe: 269,
    fix: 'Give predefined or own roles.',
    kinds: everyScope,
    check: (resource) =>
      reach(resource.body, 'role').map(
        (place) => /^roles\/(?:owner|editor)$/.test(textOf(place.value)) && flawAt(place, 'a narrower role'),
      ),
    bad: 'resource "google_project_iam_member" "a" {\n  role = "roles/editor"\n  member = "user:jane@example.com"\n}',
    good: 'resource "google_project_iam_member" "a" {\n  role = "roles/logging.viewer"\n  member = "user:jane@example.com"\n}',
  }),
  custom({
    id: 'google-iam-user-grant',
    title: 'Right is given to a single user',
    why: 'Rights given one by one are forgotten when the person moves on.',
    severity: 'low',
    cwe: 269,
    refs: ['GCP-0003'],
    fix: 'Give it to a group.',
    kinds: everyScope,
    check: (resource) =>
      members(resource).map((place) => /^user:/.test(textOf(place.value)) && flawAt(place, 'a group')),
    bad: 'resource "google_project_iam_member" "a" {\n  member = "user:jane@example.com"\n}',
    good: 'resource "google_project_iam_member" "a" {\n  member = "group:x@example.com"\n}',
  }),
  custom({
    id: 'google-iam-personal-email',
    title: 'Right is given to a private mail address',
    why: 'Such accounts are outside of the organisation’s rules.',
    severity: 'low',
    cwe: 284,
    refs: ['GCP-0069'],
    fix: 'Use accounts of the organisation.',
    kinds: everyScope,
    check: (resource) =>
      members(resource).map(
        (place) =>
          /@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|protonmail|gmx)\.[a-z.]+$/i.test(
            textOf(place.value),
          ) && flawAt(place, 'an account of the organisation'),
      ),
    bad: 'resource "google_project_iam_member" "a" {\n  member = "user:x@gmail.com"\n}',
    good: 'resource "google_project_iam_member" "a" {\n  member = "user:x@example.com"\n}',
  }),
  attribute({
    id: 'google-iam-workload-condition',
    title: 'Workload pool trusts every token of the provider',
    why: 'Other customers of the same provider can get in.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0068'],
    on: { google_iam_workload_identity_pool_provider: 'attribute_condition' },
    want: set,
  }),
  custom({
    id: 'google-iam-audit',
    title: 'Access to data of the project is not recorded',
    why: noLogs,
    severity: 'low',
    cwe: 778,
    refs: ['GCP-0079'],
    fix: 'Add an audit configuration for allServices with DATA_READ and DATA_WRITE.',
    kinds: ['google_project'],
    check(resource, world) {
      const all = world
        .of('google_project_iam_audit_config')
        .some(
          ({ body }) =>
            textOf(at(body, 'service')) === 'allServices' &&
            ['DATA_READ', 'DATA_WRITE'].every((type) =>
              reach(body, 'audit_log_config.log_type').some(({ value }) => textOf(value) === type),
            ),
        );
      return [!all && flawOf(resource, 'audit_config', 'allServices with DATA_READ and DATA_WRITE')];
    },
    bad: 'resource "google_project" "a" {\n}',
    good: 'resource "google_project" "a" {\n}\nresource "google_project_iam_audit_config" "c" {\n  service = "allServices"\n  audit_log_config {\n    log_type = "DATA_READ"\n  }\n  audit_log_config {\n    log_type = "DATA_WRITE"\n  }\n}',
  }),
  custom({
    id: 'google-iam-key',
    title: 'Key of a service account is kept in the state',
    why: 'A key that has leaked stays valid for years.',
    severity: 'low',
    cwe: 798,
    fix: 'Use workload identity.',
    kinds: ['google_service_account_key'],
    check: (resource) => [flawOf(resource, '', 'workload identity')],
    bad: 'resource "google_service_account_key" "a" {\n}',
    good: 'resource "google_service_account" "a" {\n}',
  }),
  gke(
    'legacy-metadata',
    ['GCP-0048'],
    'Nodes answer at the legacy metadata address',
    'A request that an attacker makes a pod send gets the credentials of the node.',
    'high',
    'node_config.metadata.disable-legacy-endpoints',
    isNot(false),
    'good',
  ),
  pool(
    'pool-legacy-metadata',
    ['GCP-0048'],
    'Nodes answer at the legacy metadata address',
    'A request that an attacker makes a pod send gets the credentials of the node.',
    'node_config.metadata.disable-legacy-endpoints',
    isNot(false),
    'good',
  ),
  gke(
    'ip-aliasing',
    ['GCP-0049'],
    'Pods have no addresses of the network',
    'Rules of the network do not see pods.',
    'low',
    'ip_allocation_policy',
    { ...set, holds: () => true },
  ),
  custom({
    id: 'google-gke-service-account',
    title: 'Nodes use the default service account',
    why: 'The account may edit the whole project.',
    severity: 'medium',
    cwe: 250,
    refs: ['GCP-0050'],
    fix: 'Give the nodes an account of their own.',
    kinds: ['google_container_cluster', 'google_container_node_pool'],
    check(resource) {
      if (autopilot(resource) && at(resource.body, 'cluster_autoscaling') === null) return [];
      const removed = isTrue(at(resource.body, 'remove_default_node_pool'));
      const blocks = [
        ...(removed ? [] : reach(resource.body, 'node_config')),
        ...reach(resource.body, 'cluster_autoscaling.auto_provisioning_defaults'),
      ].filter(({ value }) => value?.kind === 'map');
      const bare = blocks.filter(
        ({ value }) =>
          value !== null &&
          (at(value, 'service_account') === null || plain(at(value, 'service_account')) === 'default'),
      );
      if (blocks.length === 0 && !removed && !autopilot(resource))
        return [flawOf(resource, 'node_config.service_account', 'an account of its own')];
      return bare.map(({ span, path }) =>
        flawAt({ value: null, span, path: `${path}.service_account` }, 'an account of its own'),
      );
    },
    bad: 'resource "google_container_cluster" "a" {\n  node_config {\n  }\n}',
    good: 'resource "google_container_cluster" "a" {\n  node_config {\n    service_account = "x@example.com"\n  }\n}',
  }),
  gke(
    'resource-labels',
    ['GCP-0051'],
    'Cluster has no labels',
    'Nobody can tell whose it is.',
    'low',
    'resource_labels',
    set,
  ),
  gke(
    'monitoring',
    ['GCP-0052'],
    'Cluster is not monitored',
    'Unusual load, also that of an attack, goes unnoticed.',
    'low',
    'monitoring_service',
    is('monitoring.googleapis.com/kubernetes'),
    'good',
  ),
  gke(
    'logging',
    ['GCP-0060'],
    'Cluster sends no logs',
    noLogs,
    'low',
    'logging_service',
    is('logging.googleapis.com/kubernetes'),
    'good',
  ),
  custom({
    id: 'google-gke-public-control-plane',
    title: 'Cluster API is open to the internet',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0053'],
    fix: 'Name the networks.',
    kinds: cluster,
    check: (resource) =>
      reach(resource.body, 'master_authorized_networks_config.cidr_blocks.cidr_block').map(
        (place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range'),
      ),
    bad: 'resource "google_container_cluster" "a" {\n  master_authorized_networks_config {\n    cidr_blocks {\n      cidr_block = "0.0.0.0/0"\n    }\n  }\n}',
    good: 'resource "google_container_cluster" "a" {\n  master_authorized_networks_config {\n    cidr_blocks {\n      cidr_block = "10.10.128.0/24"\n    }\n  }\n}',
  }),
  gke(
    'master-networks',
    ['GCP-0061'],
    'Cluster API has no list of networks',
    'Everyone can try keys and exploits on the control plane.',
    'high',
    'master_authorized_networks_config',
    { ...set, holds: () => true },
  ),
  ...(['google_container_cluster', 'google_container_node_pool'] as const).map((type) =>
    attribute({
      id: `google-gke-${type === 'google_container_cluster' ? 'cluster' : 'pool'}-image`,
      title: 'Nodes do not run Container-Optimized OS',
      why: 'Other images have more that can be attacked.',
      severity: 'low',
      cwe: 1104,
      refs: ['GCP-0054'],
      on: { [type]: 'node_config.image_type' },
      want: oneOf('COS_CONTAINERD', 'COS'),
      absent: 'good',
    }),
  ),
  gke(
    'network-policy',
    ['GCP-0056'],
    'Cluster enforces no network policy',
    'Every pod may talk to every other.',
    'medium',
    ['network_policy.enabled', 'datapath_provider'],
    {
      ...is(true),
      holds: (value) =>
        value.kind === 'scalar' ? value.value === true || value.value === 'ADVANCED_DATAPATH' : null,
    },
  ),
  gke(
    'node-metadata',
    ['GCP-0057'],
    'Pods can read the metadata of the node',
    'A pod that is taken over gets the credentials of the node.',
    'high',
    ['node_config.workload_metadata_config.mode', 'node_config.workload_metadata_config.node_metadata'],
    oneOf('GKE_METADATA', 'SECURE', 'GKE_METADATA_SERVER'),
    'good',
  ),
  pool(
    'pool-node-metadata',
    ['GCP-0057'],
    'Pods can read the metadata of the node',
    'A pod that is taken over gets the credentials of the node.',
    'node_config.workload_metadata_config.mode',
    oneOf('GKE_METADATA', 'SECURE', 'GKE_METADATA_SERVER'),
    'good',
  ),
  attribute({
    id: 'google-gke-pool-old-node-metadata',
    title: 'Pods can read the metadata of the node',
    why: 'A pod that is taken over gets the credentials of the node.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0057'],
    on: { google_container_node_pool: 'node_config.workload_metadata_config.node_metadata' },
    want: oneOf('SECURE', 'GKE_METADATA_SERVER'),
    absent: 'good',
  }),
  gke(
    'private-nodes',
    ['GCP-0059'],
    'Nodes have public addresses',
    'They can be reached from the internet.',
    'medium',
    'private_cluster_config.enable_private_nodes',
    is(true),
  ),
  gke(
    'legacy-abac',
    ['GCP-0062'],
    'Cluster uses the old access control',
    'Every service account may do nearly everything.',
    'high',
    'enable_legacy_abac',
    isNot(true),
    'good',
  ),
  pool(
    'auto-repair',
    ['GCP-0063'],
    'Broken nodes are not repaired',
    'Nodes that lack fixes or are damaged stay.',
    'management.auto_repair',
    is(true),
    'bad',
  ),
  pool(
    'auto-upgrade',
    ['GCP-0058'],
    'Nodes are not upgraded',
    'Known flaws of the nodes stay open.',
    'management.auto_upgrade',
    is(true),
    'bad',
  ),
  custom({
    id: 'google-gke-legacy-authentication',
    title: 'Cluster accepts passwords or client certificates',
    why: 'They cannot be withdrawn and name nobody.',
    severity: 'high',
    cwe: 287,
    refs: ['GCP-0064'],
    fix: 'Leave username empty and set issue_client_certificate to false.',
    kinds: cluster,
    check: (resource) => [
      ...reach(resource.body, 'master_auth.username').map(
        (place) => place.value?.kind === 'scalar' && textOf(place.value) !== '' && flawAt(place, 'empty'),
      ),
      ...reach(resource.body, 'master_auth.client_certificate_config.issue_client_certificate').map(
        (place) => isTrue(place.value) && flawAt(place, 'false'),
      ),
    ],
    bad: 'resource "google_container_cluster" "a" {\n  master_auth {\n    client_certificate_config {\n      issue_client_certificate = true\n    }\n  }\n}',
    good: 'resource "google_container_cluster" "a" {\n  master_auth {\n    client_certificate_config {\n      issue_client_certificate = false\n    }\n  }\n}',
  }),
  gke(
    'shielded-nodes',
    ['GCP-0055'],
    'Nodes are not shielded',
    'A changed boot loader or kernel goes unnoticed.',
    'high',
    'enable_shielded_nodes',
    isNot(false),
    'good',
  ),
  gke(
    'pod-security-policy',
    ['GCP-0047'],
    'Rules for what pods may do are not enforced',
    'Pods may run as root and take over nodes.',
    'info',
    'pod_security_policy_config.enabled',
    isNot(false),
    'good',
  ),
  gke(
    'binary-authorization',
    [],
    'Any image may run',
    'Images that nobody looked at run in the cluster.',
    'low',
    ['binary_authorization.evaluation_mode', 'enable_binary_authorization'],
    noneOf('DISABLED', false),
    'good',
  ),
  gke(
    'workload-identity',
    [],
    'Pods have no identity of their own',
    'They share the account of the node.',
    'medium',
    'workload_identity_config',
    { ...set, holds: () => true },
  ),
  gke(
    'secrets-encryption',
    [],
    'Secrets of the cluster have no key of one’s own',
    'Whoever reads the storage of the control plane reads the secrets.',
    'low',
    'database_encryption.state',
    isNot('DECRYPTED'),
    'good',
  ),
  attribute({
    id: 'google-redis-auth',
    title: 'Redis asks for no password',
    why: 'Everyone in the network can read and change it.',
    severity: 'medium',
    cwe: 306,
    on: { google_redis_instance: 'auth_enabled' },
    want: is(true),
  }),
  attribute({
    id: 'google-redis-tls',
    title: 'Redis talks in clear text',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'medium',
    cwe: 319,
    on: { google_redis_instance: 'transit_encryption_mode' },
    want: is('SERVER_AUTHENTICATION'),
  }),
  attribute({
    id: 'google-function-http',
    title: 'Function answers over plain HTTP',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'medium',
    cwe: 319,
    on: { google_cloudfunctions_function: 'https_trigger_security_level' },
    want: isNot('SECURE_OPTIONAL'),
    absent: 'good',
  }),
  attribute({
    id: 'google-pubsub-key',
    title: 'Topic has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn.',
    severity: 'info',
    cwe: 311,
    on: { google_pubsub_topic: 'kms_key_name' },
    want: set,
  }),
  attribute({
    id: 'google-storage-retention',
    title: 'Log bucket is kept too short',
    why: 'An intrusion that is found late has no trace left.',
    severity: 'low',
    cwe: 778,
    on: { google_logging_project_bucket_config: 'retention_days' },
    want: atLeast(30),
    absent: 'good',
  }),
];
