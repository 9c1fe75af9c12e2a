import { statements } from '../../read/policy.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, noneOf, set } from '../../test-of.ts';
import { at, isTrue, reach, textOf } from '../../value.ts';
import { atRest, noLogs, onWire, ownKey } from './services-parts.ts';

export const messaging: readonly Rule[] = [
  attribute({
    id: 'aws-sns-encryption',
    title: 'Topic is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0095'],
    on: { aws_sns_topic: 'kms_master_key_id', 'AWS::SNS::Topic': 'KmsMasterKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-sns-customer-key',
    title: 'Topic has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0136'],
    on: { aws_sns_topic: 'kms_master_key_id', 'AWS::SNS::Topic': 'KmsMasterKeyId' },
    want: noneOf('alias/aws/sns', ''),
    absent: 'good',
  }),
  custom({
    id: 'aws-sqs-encryption',
    title: 'Queue is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0096'],
    fix: 'Set kms_master_key_id, or sqs_managed_sse_enabled to true.',
    kinds: ['aws_sqs_queue', 'AWS::SQS::Queue'],
    check({ body, ...rest }) {
      const key = at(body, 'kms_master_key_id') ?? at(body, 'KmsMasterKeyId');
      const managed = at(body, 'sqs_managed_sse_enabled') ?? at(body, 'SqsManagedSseEnabled');
      const keyed = key !== null && (key.kind !== 'scalar' || textOf(key) !== '');
      return [
        !keyed &&
          !isTrue(managed) &&
          managed?.kind !== 'unknown' &&
          (key
            ? flawAt({ value: key, span: key.span, path: 'kms_master_key_id' }, 'a key')
            : flawOf({ body, ...rest }, 'kms_master_key_id', 'a key')),
      ];
    },
    bad: 'resource "aws_sqs_queue" "a" {\n}',
    good: [
      'resource "aws_sqs_queue" "a" {\n  sqs_managed_sse_enabled = true\n}',
      'resource "aws_sqs_queue" "a" {\n  kms_master_key_id = "k"\n}',
    ],
  }),
  attribute({
    id: 'aws-sqs-customer-key',
    title: 'Queue has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0135'],
    on: { aws_sqs_queue: 'kms_master_key_id', 'AWS::SQS::Queue': 'KmsMasterKeyId' },
    want: noneOf('alias/aws/sqs'),
    absent: 'good',
  }),
  custom({
    id: 'aws-queue-policy-wildcard',
    title: 'Policy of the queue or topic allows everything',
    why: 'Whoever it names, or everyone, may read, delete and change it.',
    severity: 'high',
    cwe: 732,
    refs: ['AWS-0097'],
    fix: 'Name the actions and the principals.',
    kinds: [
      'aws_sqs_queue_policy',
      'aws_sqs_queue',
      'aws_sns_topic_policy',
      'AWS::SQS::QueuePolicy',
      'AWS::SNS::TopicPolicy',
    ],
    check: (resource, world) =>
      statements(at(resource.body, 'policy') ?? at(resource.body, 'PolicyDocument'), world)
        .filter(
          (one) =>
            one.allows &&
            (one.actions.some((action) => /^(?:\*|sqs:\*|sns:\*)$/i.test(action)) ||
              (one.principals.includes('*') && !one.conditional)),
        )
        .map((one) => ({
          span: one.span,
          path: 'policy',
          value: one.actions.join(' '),
          expected: 'named actions and principals',
        })),
    bad: 'resource "aws_sqs_queue_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "1" }, Action = "*" }] })\n}',
    good: 'resource "aws_sqs_queue_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "1" }, Action = "sqs:SendMessage" }] })\n}',
  }),
  attribute({
    id: 'aws-kinesis-encryption',
    title: 'Stream is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0064'],
    on: { aws_kinesis_stream: 'encryption_type', 'AWS::Kinesis::Stream': 'StreamEncryption.EncryptionType' },
    want: is('KMS'),
  }),
  attribute({
    id: 'aws-kinesis-key',
    title: 'Stream has no key',
    why: ownKey,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0064'],
    on: { aws_kinesis_stream: 'kms_key_id', 'AWS::Kinesis::Stream': 'StreamEncryption.KeyId' },
    given: { encryption_type: 'KMS' },
    want: set,
    when: ({ body }) =>
      textOf(at(body, 'encryption_type') ?? at(body, 'StreamEncryption.EncryptionType')) === 'KMS',
  }),
  attribute({
    id: 'aws-firehose-encryption',
    title: 'Delivery stream is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    on: { aws_kinesis_firehose_delivery_stream: 'server_side_encryption.enabled' },
    want: is(true),
  }),
  attribute({
    id: 'aws-mq-audit-log',
    title: 'Broker writes no audit log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0070'],
    on: { aws_mq_broker: 'logs.audit', 'AWS::AmazonMQ::Broker': 'Logs.Audit' },
    want: is(true),
    when: ({ body }) => !/rabbitmq/i.test(textOf(at(body, 'engine_type') ?? at(body, 'EngineType'))),
  }),
  attribute({
    id: 'aws-mq-general-log',
    title: 'Broker writes no general log',
    why: noLogs,
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0071'],
    on: { aws_mq_broker: 'logs.general', 'AWS::AmazonMQ::Broker': 'Logs.General' },
    want: is(true),
  }),
  attribute({
    id: 'aws-mq-public',
    title: 'Broker has a public address',
    why: 'The broker can be reached, and its passwords tried, from the internet.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0072'],
    on: { aws_mq_broker: 'publicly_accessible', 'AWS::AmazonMQ::Broker': 'PubliclyAccessible' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-msk-client-encryption',
    title: 'Kafka clients may talk in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0073'],
    on: {
      aws_msk_cluster: 'encryption_info.encryption_in_transit.client_broker',
      'AWS::MSK::Cluster': 'EncryptionInfo.EncryptionInTransit.ClientBroker',
    },
    want: isNot('TLS_PLAINTEXT'),
    absent: 'good',
  }),
  attribute({
    id: 'aws-msk-clear-text',
    title: 'Kafka clients talk in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0073'],
    on: {
      aws_msk_cluster: 'encryption_info.encryption_in_transit.client_broker',
      'AWS::MSK::Cluster': 'EncryptionInfo.EncryptionInTransit.ClientBroker',
    },
    want: isNot('PLAINTEXT'),
    absent: 'good',
  }),
  attribute({
    id: 'aws-msk-customer-key',
    title: 'Kafka cluster has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0179'],
    on: {
      aws_msk_cluster: 'encryption_info.encryption_at_rest_kms_key_arn',
      'AWS::MSK::Cluster': 'EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId',
    },
    want: set,
  }),
  custom({
    id: 'aws-msk-logging',
    title: 'Kafka brokers write no log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0074'],
    fix: 'Enable one of cloudwatch_logs, firehose and s3 in logging_info.',
    kinds: ['aws_msk_cluster', 'AWS::MSK::Cluster'],
    check(resource) {
      const places = ['cloudwatch_logs', 'firehose', 's3']
        .map((key) => `logging_info.broker_logs.${key}.enabled`)
        .concat(['CloudWatchLogs', 'Firehose', 'S3'].map((key) => `LoggingInfo.BrokerLogs.${key}.Enabled`))
        .flatMap((path) => reach(resource.body, path));
      return [
        !places.some(({ value }) => isTrue(value) || value?.kind === 'unknown') &&
          flawOf(resource, 'logging_info.broker_logs', 'a log'),
      ];
    },
    bad: 'resource "aws_msk_cluster" "a" {\n}',
    good: 'resource "aws_msk_cluster" "a" {\n  logging_info {\n    broker_logs {\n      s3 {\n        enabled = true\n      }\n    }\n  }\n}',
  }),
];
