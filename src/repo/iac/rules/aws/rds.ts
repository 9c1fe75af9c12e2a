import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, set } from '../../test-of.ts';
import { at, isTrue, plain, textOf } from '../../value.ts';
import { atRest, noLogs, ownKey } from './database-parts.ts';

export const rds: readonly Rule[] = [
  attribute({
    id: 'aws-rds-encryption',
    title: 'Database storage is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0080'],
    on: { aws_db_instance: 'storage_encrypted', 'AWS::RDS::DBInstance': 'StorageEncrypted' },
    want: is(true),
    when: ({ body }) =>
      ![
        'replicate_source_db',
        'SourceDBInstanceIdentifier',
        'DBClusterIdentifier',
        'snapshot_identifier',
      ].some((key) => at(body, key) !== null),
  }),
  attribute({
    id: 'aws-rds-cluster-encryption',
    title: 'Database cluster is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0079'],
    on: { aws_rds_cluster: 'storage_encrypted', 'AWS::RDS::DBCluster': 'StorageEncrypted' },
    want: is(true),
    when: ({ body }) => textOf(at(body, 'engine_mode')) !== 'serverless',
  }),
  attribute({
    id: 'aws-rds-cluster-customer-key',
    title: 'Database cluster has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    on: { aws_rds_cluster: 'kms_key_id', 'AWS::RDS::DBCluster': 'KmsKeyId' },
    want: set,
  }),
  custom({
    id: 'aws-rds-backup-retention',
    title: 'Backups of the database are kept too short',
    why: 'A flaw found after a day finds no backup to go back to.',
    severity: 'medium',
    cwe: 693,
    refs: ['AWS-0077'],
    fix: 'Keep backups for two days at least, better for weeks.',
    kinds: ['aws_db_instance', 'aws_rds_cluster', 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
    check(resource) {
      const { body } = resource;
      if (
        ['replicate_source_db', 'SourceDBInstanceIdentifier', 'DBClusterIdentifier'].some(
          (key) => at(body, key) !== null,
        )
      )
        return [];
      const days = at(body, 'backup_retention_period') ?? at(body, 'BackupRetentionPeriod');
      if (days?.kind === 'unknown' || Number(plain(days) ?? 1) >= 2) return [];
      return [
        days
          ? { span: days.span, path: 'backup_retention_period', value: textOf(days), expected: 'at least 2' }
          : flawOf(resource, 'backup_retention_period', 'at least 2'),
      ];
    },
    bad: [
      'resource "aws_db_instance" "a" {\n}',
      'resource "aws_rds_cluster" "a" {\n  backup_retention_period = 1\n}',
    ],
    good: [
      'resource "aws_db_instance" "a" {\n  backup_retention_period = 7\n}',
      'resource "aws_db_instance" "a" {\n  replicate_source_db = "x"\n}',
    ],
  }),
  attribute({
    id: 'aws-rds-public',
    title: 'Database has a public address',
    why: 'The database can be reached, and its passwords tried, from the internet.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0180'],
    on: {
      aws_db_instance: 'publicly_accessible',
      aws_rds_cluster_instance: 'publicly_accessible',
      'AWS::RDS::DBInstance': 'PubliclyAccessible',
    },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-rds-iam-authentication',
    title: 'Database does not use IAM authentication',
    why: 'Long-lived passwords must be kept and rotated by hand.',
    severity: 'medium',
    cwe: 287,
    refs: ['AWS-0176'],
    on: {
      aws_db_instance: 'iam_database_authentication_enabled',
      aws_rds_cluster: 'iam_database_authentication_enabled',
      'AWS::RDS::DBInstance': 'EnableIAMDatabaseAuthentication',
      'AWS::RDS::DBCluster': 'EnableIAMDatabaseAuthentication',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-rds-deletion-protection',
    title: 'Database can be deleted by accident',
    why: 'One wrong call destroys it.',
    severity: 'medium',
    cwe: 693,
    refs: ['AWS-0177', 'AWS-0343'],
    on: {
      aws_db_instance: 'deletion_protection',
      aws_rds_cluster: 'deletion_protection',
      'AWS::RDS::DBInstance': 'DeletionProtection',
      'AWS::RDS::DBCluster': 'DeletionProtection',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-rds-performance-insights',
    title: 'Performance Insights is off',
    why: 'Unusual load, also that of an attack, goes unnoticed.',
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0133'],
    on: {
      aws_db_instance: 'performance_insights_enabled',
      aws_rds_cluster_instance: 'performance_insights_enabled',
      'AWS::RDS::DBInstance': 'EnablePerformanceInsights',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-rds-performance-insights-key',
    title: 'Performance Insights has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0078'],
    on: {
      aws_db_instance: 'performance_insights_kms_key_id',
      aws_rds_cluster_instance: 'performance_insights_kms_key_id',
      'AWS::RDS::DBInstance': 'PerformanceInsightsKMSKeyId',
    },
    given: { performance_insights_enabled: true },
    want: set,
    when: ({ body }) =>
      isTrue(at(body, 'performance_insights_enabled') ?? at(body, 'EnablePerformanceInsights')),
  }),
  attribute({
    id: 'aws-rds-minor-upgrade',
    title: 'Minor upgrades are not installed',
    why: 'Security fixes of the engine wait for somebody to remember them.',
    severity: 'low',
    cwe: 1104,
    on: {
      aws_db_instance: 'auto_minor_version_upgrade',
      aws_rds_cluster_instance: 'auto_minor_version_upgrade',
      'AWS::RDS::DBInstance': 'AutoMinorVersionUpgrade',
    },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'aws-rds-log-exports',
    title: 'Logs of the database are not exported',
    why: noLogs,
    severity: 'low',
    cwe: 778,
    on: {
      aws_db_instance: 'enabled_cloudwatch_logs_exports',
      aws_rds_cluster: 'enabled_cloudwatch_logs_exports',
      'AWS::RDS::DBInstance': 'EnableCloudwatchLogsExports',
      'AWS::RDS::DBCluster': 'EnableCloudwatchLogsExports',
    },
    want: set,
  }),
  attribute({
    id: 'aws-rds-multi-az',
    title: 'Database runs in one zone only',
    why: 'The loss of a zone is the loss of the service.',
    severity: 'low',
    cwe: 693,
    on: { aws_db_instance: 'multi_az', 'AWS::RDS::DBInstance': 'MultiAZ' },
    want: is(true),
    when: ({ body }) =>
      !['replicate_source_db', 'DBClusterIdentifier', 'SourceDBInstanceIdentifier'].some(
        (key) => at(body, key) !== null,
      ),
  }),
  custom({
    id: 'aws-rds-classic',
    title: 'Database security group of EC2 Classic',
    why: 'Such groups exist only outside of a VPC, without its controls.',
    severity: 'medium',
    cwe: 1104,
    refs: ['AWS-0081'],
    fix: 'Use security groups of a VPC.',
    kinds: ['aws_db_security_group', 'AWS::RDS::DBSecurityGroup'],
    check: (resource) => [flawOf(resource, '', 'a VPC security group')],
    bad: 'resource "aws_db_security_group" "a" {\n}',
    good: 'resource "aws_security_group" "a" {\n  description = "x"\n}',
  }),
];
