import { statements } from '../../read/policy.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { secretKey } from '../../secrets-in-text.ts';
import { atLeast, between, includes, is, isNot, noneOf, notEveryone, oneOf, set } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf } from '../../value.ts';

const atRest = 'What the service keeps can be read by whoever gets at its storage.';
const ownKey = 'With the provider’s key, access cannot be controlled or withdrawn by key policy.';
const onWire = 'Whoever is on the way can read and change what is sent.';
const noLogs = 'An intrusion leaves no trace that could be found afterwards.';
const noTrace = 'Without traces nobody can follow a request through the services.';

export const services: readonly Rule[] = [
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
    severity: 'high',
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
    severity: 'high',
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
    severity: 'high',
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
  attribute({
    id: 'aws-cloudtrail-all-regions',
    title: 'Trail records one region only',
    why: 'What happens elsewhere leaves no trace.',
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0014'],
    on: { aws_cloudtrail: 'is_multi_region_trail', 'AWS::CloudTrail::Trail': 'IsMultiRegionTrail' },
    want: is(true),
  }),
  attribute({
    id: 'aws-cloudtrail-customer-key',
    title: 'Trail has no key of one’s own',
    why: ownKey,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0015'],
    on: { aws_cloudtrail: 'kms_key_id', 'AWS::CloudTrail::Trail': 'KMSKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-cloudtrail-validation',
    title: 'Changes to the trail’s files go unnoticed',
    why: 'An intruder can remove what shows the intrusion.',
    severity: 'high',
    cwe: 345,
    refs: ['AWS-0016'],
    on: { aws_cloudtrail: 'enable_log_file_validation', 'AWS::CloudTrail::Trail': 'EnableLogFileValidation' },
    want: is(true),
  }),
  attribute({
    id: 'aws-cloudtrail-cloudwatch',
    title: 'Trail does not go to CloudWatch',
    why: 'Nobody is alarmed when something happens.',
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0162'],
    on: {
      aws_cloudtrail: 'cloud_watch_logs_group_arn',
      'AWS::CloudTrail::Trail': 'CloudWatchLogsLogGroupArn',
    },
    want: set,
  }),
  attribute({
    id: 'aws-cloudtrail-logging',
    title: 'Trail is switched off',
    why: noLogs,
    severity: 'high',
    cwe: 778,
    on: { aws_cloudtrail: 'enable_logging', 'AWS::CloudTrail::Trail': 'IsLogging' },
    want: isNot(false),
    absent: 'good',
  }),
  trailBucket(
    'aws-cloudtrail-bucket-logging',
    'AWS-0163',
    'Access to the trail’s bucket is not logged',
    'low',
    (bucket, world) =>
      at(bucket.body, 'logging') !== null ||
      at(bucket.body, 'LoggingConfiguration') !== null ||
      world.pointingAt(bucket, ['aws_s3_bucket_logging'], 'bucket', ['bucket']).length > 0,
    'resource "aws_cloudtrail" "t" {\n  s3_bucket_name = aws_s3_bucket.b.id\n}\nresource "aws_s3_bucket" "b" {\n}',
    'resource "aws_cloudtrail" "t" {\n  s3_bucket_name = aws_s3_bucket.b.id\n}\nresource "aws_s3_bucket" "b" {\n  logging {\n    target_bucket = "x"\n  }\n}',
  ),
  trailBucket(
    'aws-cloudtrail-bucket-public',
    'AWS-0161',
    'The trail’s bucket is public',
    'critical',
    (bucket, world) =>
      ![
        at(bucket.body, 'acl'),
        at(bucket.body, 'AccessControl'),
        ...world
          .pointingAt(bucket, ['aws_s3_bucket_acl'], 'bucket', ['bucket'])
          .map(({ body }) => at(body, 'acl')),
      ].some((acl) =>
        /^(?:public-read|public-read-write|website|authenticated-read|Public\w+|AuthenticatedRead)$/.test(
          textOf(acl),
        ),
      ),
    'resource "aws_cloudtrail" "t" {\n  s3_bucket_name = aws_s3_bucket.b.id\n}\nresource "aws_s3_bucket" "b" {\n  acl = "public-read"\n}',
    'resource "aws_cloudtrail" "t" {\n  s3_bucket_name = aws_s3_bucket.b.id\n}\nresource "aws_s3_bucket" "b" {\n  acl = "private"\n}',
  ),
  attribute({
    id: 'aws-cloudwatch-log-key',
    title: 'Log group has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0017'],
    on: { aws_cloudwatch_log_group: 'kms_key_id', 'AWS::Logs::LogGroup': 'KmsKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-cloudwatch-log-retention',
    title: 'Log group keeps logs without an end',
    why: 'Old logs with personal data pile up, and cost.',
    severity: 'info',
    cwe: 459,
    on: { aws_cloudwatch_log_group: 'retention_in_days', 'AWS::Logs::LogGroup': 'RetentionInDays' },
    want: set,
  }),
  attribute({
    id: 'aws-config-all-regions',
    title: 'Config aggregates some regions only',
    why: 'Changes elsewhere go unnoticed.',
    severity: 'high',
    cwe: 778,
    refs: ['AWS-0019'],
    on: {
      aws_config_configuration_aggregator: [
        'account_aggregation_source.all_regions',
        'organization_aggregation_source.all_regions',
      ],
      'AWS::Config::ConfigurationAggregator': [
        'AccountAggregationSources.AllAwsRegions',
        'OrganizationAggregationSource.AllAwsRegions',
      ],
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-guardduty-off',
    title: 'GuardDuty is switched off',
    why: 'Known signs of an intrusion go unnoticed.',
    severity: 'medium',
    cwe: 778,
    on: { aws_guardduty_detector: 'enable', 'AWS::GuardDuty::Detector': 'Enable' },
    want: isNot(false),
    absent: 'good',
  }),
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
    id: 'aws-codebuild-encryption',
    title: 'Artifacts of the build are not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0018'],
    on: {
      aws_codebuild_project: 'artifacts.encryption_disabled',
      'AWS::CodeBuild::Project': 'Artifacts.EncryptionDisabled',
    },
    want: isNot(true),
    absent: 'good',
    when: ({ body }) => textOf(reach(body, 'artifacts.type')[0]?.value ?? null) !== 'NO_ARTIFACTS',
  }),
  attribute({
    id: 'aws-codebuild-secondary-encryption',
    title: 'Second artifacts of the build are not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0018'],
    on: {
      aws_codebuild_project: 'secondary_artifacts.encryption_disabled',
      'AWS::CodeBuild::Project': 'SecondaryArtifacts.EncryptionDisabled',
    },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-codebuild-privileged',
    title: 'Build runs privileged',
    why: 'What the build runs can take over its host.',
    severity: 'medium',
    cwe: 250,
    on: {
      aws_codebuild_project: 'environment.privileged_mode',
      'AWS::CodeBuild::Project': 'Environment.PrivilegedMode',
    },
    want: isNot(true),
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
    id: 'aws-eks-public-cidr',
    title: 'Cluster API is open to the internet',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'critical',
    cwe: 284,
    refs: ['AWS-0041'],
    on: {
      aws_eks_cluster: 'vpc_config.public_access_cidrs',
      'AWS::EKS::Cluster': 'ResourcesVpcConfig.PublicAccessCidrs',
    },
    want: notEveryone,
    when: ({ body }) =>
      plain(reach(body, 'vpc_config.endpoint_public_access')[0]?.value ?? null) !== false &&
      plain(at(body, 'ResourcesVpcConfig.EndpointPublicAccess')) !== false,
  }),
  attribute({
    id: 'aws-eks-public',
    title: 'Cluster API has a public address',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'critical',
    cwe: 284,
    refs: ['AWS-0040'],
    on: {
      aws_eks_cluster: 'vpc_config.endpoint_public_access',
      'AWS::EKS::Cluster': 'ResourcesVpcConfig.EndpointPublicAccess',
    },
    want: is(false),
  }),
  attribute({
    id: 'aws-eks-secrets-encryption',
    title: 'Secrets of the cluster are not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0039'],
    on: { aws_eks_cluster: 'encryption_config.resources', 'AWS::EKS::Cluster': 'EncryptionConfig.Resources' },
    want: is('secrets'),
  }),
  attribute({
    id: 'aws-eks-logging',
    title: 'Control plane does not write every log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0038'],
    on: { aws_eks_cluster: 'enabled_cluster_log_types' },
    want: includes('api', 'audit', 'authenticator', 'controllerManager', 'scheduler'),
  }),
  attribute({
    id: 'aws-ecr-scan',
    title: 'Images are not scanned when they are pushed',
    why: 'Known flaws in images go unnoticed.',
    severity: 'high',
    cwe: 1104,
    refs: ['AWS-0030'],
    on: {
      aws_ecr_repository: 'image_scanning_configuration.scan_on_push',
      'AWS::ECR::Repository': 'ImageScanningConfiguration.ScanOnPush',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-ecr-immutable',
    title: 'Tags of images can be overwritten',
    why: 'What runs under a tag is not what was tested.',
    severity: 'high',
    cwe: 345,
    refs: ['AWS-0031'],
    on: { aws_ecr_repository: 'image_tag_mutability', 'AWS::ECR::Repository': 'ImageTagMutability' },
    want: oneOf('IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION'),
  }),
  attribute({
    id: 'aws-ecr-customer-key',
    title: 'Repository has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0033'],
    on: {
      aws_ecr_repository: 'encryption_configuration.encryption_type',
      'AWS::ECR::Repository': 'EncryptionConfiguration.EncryptionType',
    },
    want: oneOf('KMS', 'KMS_DSSE'),
  }),
  custom({
    id: 'aws-ecr-public',
    title: 'Repository policy lets everyone in',
    why: 'Everyone can pull, or push, images.',
    severity: 'high',
    cwe: 732,
    refs: ['AWS-0032'],
    fix: 'Name the principals.',
    kinds: ['aws_ecr_repository_policy', 'AWS::ECR::Repository'],
    check: (resource, world) =>
      statements(at(resource.body, 'policy') ?? at(resource.body, 'RepositoryPolicyText'), world)
        .filter((one) => one.allows && one.principals.some((name) => name.includes('*')))
        .map((one) => ({
          span: one.span,
          path: 'policy',
          value: 'Principal *',
          expected: 'named principals',
        })),
    bad: 'resource "aws_ecr_repository_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "ecr:BatchGetImage" }] })\n}',
    good: 'resource "aws_ecr_repository_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::1:user/x" }, Action = "ecr:BatchGetImage" }] })\n}',
  }),
  custom({
    id: 'aws-ecs-insights',
    title: 'Container insights are off',
    why: 'Unusual load, also that of an attack, goes unnoticed.',
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0034'],
    fix: 'Set containerInsights to enabled.',
    kinds: ['aws_ecs_cluster', 'AWS::ECS::Cluster'],
    check: (resource) => [
      ![...reach(resource.body, 'setting'), ...reach(resource.body, 'ClusterSettings')].some(
        ({ value }) =>
          value !== null &&
          (value.kind === 'unknown' ||
            (/^containerInsights$/i.test(textOf(at(value, 'name') ?? at(value, 'Name'))) &&
              /^(?:enabled|enhanced|\$)/.test(textOf(at(value, 'value') ?? at(value, 'Value'))))),
      ) && flawOf(resource, 'setting.containerInsights', 'enabled'),
    ],
    bad: 'resource "aws_ecs_cluster" "a" {\n}',
    good: 'resource "aws_ecs_cluster" "a" {\n  setting {\n    name = "containerInsights"\n    value = "enabled"\n  }\n}',
  }),
  custom({
    id: 'aws-ecs-efs-transit',
    title: 'Task talks to EFS in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0035'],
    fix: 'Set transit_encryption to ENABLED.',
    kinds: ['aws_ecs_task_definition', 'AWS::ECS::TaskDefinition'],
    check: ({ body }) =>
      [
        ...reach(body, 'volume.efs_volume_configuration'),
        ...reach(body, 'Volumes.EFSVolumeConfiguration'),
      ].map(({ value, path }) => {
        if (value?.kind !== 'map') return null;
        const state = at(value, 'transit_encryption') ?? at(value, 'TransitEncryption');
        if (state?.kind === 'unknown' || textOf(state) === 'ENABLED') return null;
        return flawAt(
          { value: state, span: state?.span ?? value.span, path: `${path}.transit_encryption` },
          'ENABLED',
        );
      }),
    bad: 'resource "aws_ecs_task_definition" "a" {\n  volume {\n    efs_volume_configuration {\n      file_system_id = "x"\n    }\n  }\n}',
    good: 'resource "aws_ecs_task_definition" "a" {\n  volume {\n    efs_volume_configuration {\n      transit_encryption = "ENABLED"\n    }\n  }\n}',
  }),
  custom({
    id: 'aws-ecs-task-secret',
    title: 'Task definition holds a secret',
    why: 'Everyone who may describe tasks can read it.',
    severity: 'critical',
    cwe: 798,
    refs: ['AWS-0036'],
    fix: 'Use secrets with valueFrom.',
    kinds: ['aws_ecs_task_definition', 'AWS::ECS::TaskDefinition'],
    check(resource) {
      const containers =
        at(resource.body, 'container_definitions') ?? at(resource.body, 'ContainerDefinitions');
      const named = itemsOf(containers).flatMap((one) =>
        itemsOf(at(one, 'environment') ?? at(one, 'Environment')),
      );
      const found = named.map((pair) => {
        const [name, value] = [
          textOf(at(pair, 'name') ?? at(pair, 'Name')),
          at(pair, 'value') ?? at(pair, 'Value'),
        ];
        return secretKey.test(name) && value?.kind === 'scalar' && textOf(value).length > 3
          ? {
              span: value.span,
              path: `environment.${name}`,
              value: '(redacted)',
              expected: 'secrets with valueFrom',
            }
          : null;
      });
      const text = textOf(containers);
      const written = [
        ...text.slice(0, 50_000).matchAll(/"name"\s*:\s*"(\w+)"\s*,\s*"value"\s*:\s*"([^"$]{4,})"/g),
      ].some((pair) => secretKey.test(pair[1] as string));
      return [
        ...found,
        written &&
          containers !== null && {
            span: containers.span,
            path: 'container_definitions',
            value: '(redacted)',
            expected: 'secrets with valueFrom',
          },
      ];
    },
    bad: 'resource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "x", environment = [{ name = "DB_PASSWORD", value = "Tr0ub4dor" }] }])\n}',
    good: 'resource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "x", environment = [{ name = "ENVIRONMENT", value = "development" }] }])\n}',
  }),
  custom({
    id: 'aws-lambda-permission-source',
    title: 'Anyone’s resource may call the function',
    why: 'Without a source, resources of other accounts can call it through the service.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0067'],
    fix: 'Set source_arn.',
    kinds: ['aws_lambda_permission', 'AWS::Lambda::Permission'],
    check: (resource) => [
      /\.amazonaws\.com$/.test(textOf(at(resource.body, 'principal') ?? at(resource.body, 'Principal'))) &&
        at(resource.body, 'source_arn') === null &&
        at(resource.body, 'SourceArn') === null &&
        flawOf(resource, 'source_arn', 'the resource that calls'),
    ],
    bad: 'resource "aws_lambda_permission" "a" {\n  principal = "sns.amazonaws.com"\n}',
    good: 'resource "aws_lambda_permission" "a" {\n  principal = "sns.amazonaws.com"\n  source_arn = "x"\n}',
  }),
  attribute({
    id: 'aws-lambda-tracing',
    title: 'Function is not traced',
    why: noTrace,
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0066', 'AWS-0125'],
    on: {
      aws_lambda_function: 'tracing_config.mode',
      'AWS::Lambda::Function': 'TracingConfig.Mode',
      'AWS::Serverless::Function': 'Tracing',
    },
    want: is('Active'),
  }),
  custom({
    id: 'aws-lambda-env-secret',
    title: 'Environment of the function holds a secret',
    why: 'Everyone who may describe the function can read it.',
    severity: 'high',
    cwe: 798,
    fix: 'Read the secret from a secret store.',
    kinds: ['aws_lambda_function', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
    check: (resource) =>
      [
        ...reach(resource.body, 'environment.variables.*'),
        ...reach(resource.body, 'Environment.Variables.*'),
      ].map(
        (place) =>
          place.value?.kind === 'scalar' &&
          secretKey.test(place.path) &&
          textOf(place.value).length > 3 &&
          !/^(?:arn:|\/|https?:|true$|false$)/.test(textOf(place.value)) &&
          flawAt(place, 'no secret'),
      ),
    bad: 'resource "aws_lambda_function" "a" {\n  environment {\n    variables = {\n      DB_PASSWORD = "Tr0ub4dor"\n    }\n  }\n}',
    good: 'resource "aws_lambda_function" "a" {\n  environment {\n    variables = {\n      SECRET_ARN = "arn:aws:x"\n    }\n  }\n}',
  }),
  attribute({
    id: 'aws-lambda-url-public',
    title: 'URL of the function asks nobody who they are',
    why: 'Everyone on the internet can call it.',
    severity: 'high',
    cwe: 306,
    on: { aws_lambda_function_url: 'authorization_type', 'AWS::Lambda::Url': 'AuthType' },
    want: isNot('NONE'),
    absent: 'good',
  }),
  attribute({
    id: 'aws-appsync-logging',
    title: 'GraphQL API writes no log',
    why: noLogs,
    severity: 'low',
    cwe: 778,
    on: { aws_appsync_graphql_api: 'log_config.field_log_level' },
    want: oneOf('ALL', 'ERROR', 'INFO', 'DEBUG'),
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

function trailBucket(
  id: string,
  ref: string,
  title: string,
  severity: Rule['severity'],
  fine: (bucket: Parameters<Rule['check']>[0], world: Parameters<Rule['check']>[1]) => boolean,
  bad: string,
  good: string,
): Rule {
  return custom({
    id,
    title,
    why: 'Who reads or changes the trail goes unseen, or is everyone.',
    severity,
    cwe: 284,
    refs: [ref],
    fix: 'Keep the trail in a private bucket with access logging.',
    kinds: ['aws_cloudtrail', 'AWS::CloudTrail::Trail'],
    check(trail, world) {
      const bucket = world.named(
        at(trail.body, 's3_bucket_name') ?? at(trail.body, 'S3BucketName'),
        ['aws_s3_bucket', 'AWS::S3::Bucket'],
        ['bucket', 'BucketName'],
      );
      return [
        bucket !== null &&
          !fine(bucket, world) && {
            ...flawOf(trail, 's3_bucket_name', 'a private bucket with logging'),
            value: bucket.name,
          },
      ];
    },
    bad,
    good,
  });
}
