import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { set } from '../../test-of.ts';
import { at, reach, textOf } from '../../value.ts';
import { members, noLogs } from './platform-parts.ts';

const bindings = (scope: string): readonly string[] => [
  `google_${scope}_iam_binding`,
  `google_${scope}_iam_member`,
];

const everyScope = ['project', 'folder', 'organization'].flatMap(bindings);

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

export const iam: readonly Rule[] = [
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
];
