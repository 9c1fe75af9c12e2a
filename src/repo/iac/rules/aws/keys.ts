import { attribute, custom, flawAt, type Rule } from '../../rule.ts';
import { secretKey } from '../../secrets-in-text.ts';
import { atLeast, between, is, isNot, oneOf, set } from '../../test-of.ts';
import { at, reach, textOf } from '../../value.ts';
import { atRest, noLogs, ownKey } from './services-parts.ts';

export const keys: readonly Rule[] = [
  attribute({
    id: 'aws-kms-rotation',
    title: 'Key is not rotated',
    why: 'What was encrypted over years falls with one key.',
    severity: 'medium',
    cwe: 320,
    refs: ['AWS-0065'],
    on: { aws_kms_key: 'enable_key_rotation', 'AWS::KMS::Key': 'EnableKeyRotation' },
    want: is(true),
    when: ({ body }) =>
      !/^SIGN_VERIFY$|^GENERATE_VERIFY_MAC$/.test(textOf(at(body, 'key_usage') ?? at(body, 'KeyUsage'))) &&
      /^(?:SYMMETRIC_DEFAULT)?$/.test(textOf(at(body, 'customer_master_key_spec') ?? at(body, 'KeySpec'))),
  }),
  attribute({
    id: 'aws-secrets-customer-key',
    title: 'Secret has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0098'],
    on: { aws_secretsmanager_secret: 'kms_key_id', 'AWS::SecretsManager::Secret': 'KmsKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-ssm-parameter-plain',
    title: 'Parameter named like a secret is not encrypted',
    why: atRest,
    severity: 'medium',
    cwe: 311,
    on: { aws_ssm_parameter: 'type', 'AWS::SSM::Parameter': 'Type' },
    given: { name: 'db_password' },
    want: is('SecureString'),
    absent: 'good',
    when: ({ body }) => secretKey.test(textOf(at(body, 'name') ?? at(body, 'Name'))),
  }),
  custom({
    id: 'aws-ssm-leak-by-http',
    title: 'Secret parameter is sent out over HTTP',
    why: 'The value leaves for a server that the plan contacts.',
    severity: 'critical',
    cwe: 201,
    refs: ['AWS-0134'],
    fix: 'Do not put the parameter into the URL of a data "http".',
    kinds: ['data.http'],
    check: (resource) =>
      reach(resource.body, 'url').map(
        (place) =>
          place.value?.kind === 'unknown' &&
          place.value.refs.some((ref) => /^(?:data\.)?aws_(?:ssm_parameter|secretsmanager)/.test(ref)) &&
          flawAt(place, 'no secret'),
      ),
    bad: 'resource "aws_ssm_parameter" "p" {\n  type = "SecureString"\n}\ndata "http" "x" {\n  url = "https://example.org/?q=${aws_ssm_parameter.p.value}"\n}',
    good: 'data "http" "x" {\n  url = "https://example.org/"\n}',
  }),
  attribute({
    id: 'aws-athena-encryption',
    title: 'Results of Athena are not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0006'],
    on: {
      aws_athena_database: 'encryption_configuration.encryption_option',
      aws_athena_workgroup: 'configuration.result_configuration.encryption_configuration.encryption_option',
      'AWS::Athena::WorkGroup': [
        'WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.EncryptionOption',
        'WorkGroupConfigurationUpdates.ResultConfigurationUpdates.EncryptionConfiguration.EncryptionOption',
      ],
    },
    want: oneOf('SSE_S3', 'SSE_KMS', 'CSE_KMS'),
  }),
  attribute({
    id: 'aws-athena-enforce',
    title: 'Clients may undo the settings of the workgroup',
    why: 'Results can be written unencrypted, anywhere.',
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0007'],
    on: {
      aws_athena_workgroup: 'configuration.enforce_workgroup_configuration',
      'AWS::Athena::WorkGroup': 'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
    },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'aws-glue-encryption',
    title: 'Glue keeps its logs unencrypted',
    why: atRest,
    severity: 'medium',
    cwe: 311,
    on: {
      aws_glue_security_configuration:
        'encryption_configuration.cloudwatch_encryption.cloudwatch_encryption_mode',
    },
    want: is('SSE-KMS'),
  }),
  attribute({
    id: 'aws-emr-log-uri',
    title: 'EMR cluster keeps no logs',
    why: noLogs,
    severity: 'info',
    cwe: 778,
    on: { aws_emr_cluster: 'log_uri' },
    want: set,
  }),
  attribute({
    id: 'aws-secrets-rotation',
    title: 'Secret is rotated seldom',
    why: 'A secret that has leaked stays valid.',
    severity: 'low',
    cwe: 324,
    on: { aws_secretsmanager_secret_rotation: 'rotation_rules.automatically_after_days' },
    want: between(1, 90),
    absent: 'good',
  }),
  attribute({
    id: 'aws-kms-deletion-window',
    title: 'Key can be destroyed within days',
    why: 'A deletion by mistake or malice is noticed too late.',
    severity: 'low',
    cwe: 693,
    on: { aws_kms_key: 'deletion_window_in_days', 'AWS::KMS::Key': 'PendingWindowInDays' },
    want: atLeast(14),
    absent: 'good',
  }),
];
