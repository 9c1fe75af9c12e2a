import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, set } from '../../test-of.ts';
import { at, textOf } from '../../value.ts';
import { noLogs, ownKey } from './services-parts.ts';

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

export const audit: readonly Rule[] = [
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
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0015'],
    on: { aws_cloudtrail: 'kms_key_id', 'AWS::CloudTrail::Trail': 'KMSKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-cloudtrail-validation',
    title: 'Changes to the trail’s files go unnoticed',
    why: 'An intruder can remove what shows the intrusion.',
    severity: 'medium',
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
    severity: 'medium',
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
];
