import type { Resource } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { everyone, is, isNot } from '../../test-of.ts';
import { at, isTrue, reach, textOf } from '../../value.ts';
import { noLogs } from './platform-parts.ts';

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

export const databases: readonly Rule[] = [
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
];
