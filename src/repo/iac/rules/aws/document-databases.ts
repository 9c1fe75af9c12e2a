import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { atLeast, includes, is, isNot, set } from '../../test-of.ts';
import { at, reach, textOf } from '../../value.ts';
import { atRest, noLogs, ownKey } from './database-parts.ts';

export const documentDatabases: readonly Rule[] = [
  attribute({
    id: 'aws-documentdb-encryption',
    title: 'DocumentDB storage is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0021'],
    on: { aws_docdb_cluster: 'storage_encrypted', 'AWS::DocDB::DBCluster': 'StorageEncrypted' },
    want: is(true),
  }),
  attribute({
    id: 'aws-documentdb-customer-key',
    title: 'DocumentDB has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0022'],
    on: {
      aws_docdb_cluster: 'kms_key_id',
      aws_docdb_cluster_instance: 'kms_key_id',
      'AWS::DocDB::DBCluster': 'KmsKeyId',
      'AWS::DocDB::DBInstance': 'KmsKeyId',
    },
    want: set,
  }),
  custom({
    id: 'aws-documentdb-log-export',
    title: 'DocumentDB exports no logs',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0020'],
    fix: 'Export audit or profiler logs.',
    kinds: ['aws_docdb_cluster', 'AWS::DocDB::DBCluster'],
    check(resource) {
      const exports = reach(
        resource.body,
        resource.type.startsWith('aws_') ? 'enabled_cloudwatch_logs_exports' : 'EnableCloudwatchLogsExports',
      );
      const any = exports.some(
        ({ value }) => value?.kind === 'unknown' || /^(?:audit|profiler)$/.test(textOf(value)),
      );
      return [!any && flawOf(resource, 'enabled_cloudwatch_logs_exports', 'audit or profiler')];
    },
    bad: 'resource "aws_docdb_cluster" "a" {\n  enabled_cloudwatch_logs_exports = ["other"]\n}',
    good: 'resource "aws_docdb_cluster" "a" {\n  enabled_cloudwatch_logs_exports = ["audit"]\n}',
  }),
  attribute({
    id: 'aws-dax-encryption',
    title: 'DAX cluster is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0023'],
    on: {
      aws_dax_cluster: 'server_side_encryption.enabled',
      'AWS::DAX::Cluster': 'SSESpecification.SSEEnabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-dynamodb-recovery',
    title: 'Table has no point-in-time recovery',
    why: 'Items that are changed or deleted by mistake cannot be brought back.',
    severity: 'medium',
    cwe: 693,
    refs: ['AWS-0024'],
    on: {
      aws_dynamodb_table: 'point_in_time_recovery.enabled',
      'AWS::DynamoDB::Table': 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
    },
    want: is(true),
  }),
  custom({
    id: 'aws-dynamodb-customer-key',
    title: 'Table has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0025'],
    fix: 'Enable server_side_encryption with kms_key_arn.',
    kinds: ['aws_dynamodb_table', 'AWS::DynamoDB::Table'],
    check(resource) {
      const sse = at(resource.body, 'server_side_encryption') ?? at(resource.body, 'SSESpecification');
      const key = reach(
        resource.body,
        resource.type.startsWith('aws_')
          ? 'server_side_encryption.kms_key_arn'
          : 'SSESpecification.KMSMasterKeyId',
      ).some(({ value }) => value !== null);
      return [
        sse?.kind !== 'unknown' &&
          !key &&
          flawOf(resource, 'server_side_encryption.kms_key_arn', 'a key of one’s own'),
      ];
    },
    bad: 'resource "aws_dynamodb_table" "a" {\n}',
    good: 'resource "aws_dynamodb_table" "a" {\n  server_side_encryption {\n    enabled = true\n    kms_key_arn = "x"\n  }\n}',
  }),
  attribute({
    id: 'aws-sam-table-encryption',
    title: 'Table of the application is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0121'],
    on: { 'AWS::Serverless::SimpleTable': 'SSESpecification.SSEEnabled' },
    want: is(true),
  }),
  attribute({
    id: 'aws-neptune-encryption',
    title: 'Neptune storage is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0076'],
    on: { aws_neptune_cluster: 'storage_encrypted', 'AWS::Neptune::DBCluster': 'StorageEncrypted' },
    want: is(true),
  }),
  attribute({
    id: 'aws-neptune-customer-key',
    title: 'Neptune has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0128'],
    on: { aws_neptune_cluster: 'kms_key_arn', 'AWS::Neptune::DBCluster': 'KmsKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-neptune-log-export',
    title: 'Neptune exports no audit log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0075'],
    on: {
      aws_neptune_cluster: ['enable_cloudwatch_logs_exports', 'enabled_cloudwatch_logs_exports'],
      'AWS::Neptune::DBCluster': 'EnableCloudwatchLogsExports',
    },
    want: includes('audit'),
  }),
  attribute({
    id: 'aws-dms-public',
    title: 'Replication instance has a public address',
    why: 'Whoever takes it over sees the data of source and target.',
    severity: 'high',
    cwe: 284,
    on: {
      aws_dms_replication_instance: 'publicly_accessible',
      'AWS::DMS::ReplicationInstance': 'PubliclyAccessible',
    },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-timestream-customer-key',
    title: 'Timestream has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    on: { aws_timestreamwrite_database: 'kms_key_id', 'AWS::Timestream::Database': 'KmsKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-qldb-deletion-protection',
    title: 'Ledger can be deleted by accident',
    why: 'One wrong call destroys it.',
    severity: 'medium',
    cwe: 693,
    on: { aws_qldb_ledger: 'deletion_protection' },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'aws-docdb-backup-retention',
    title: 'Backups of the cluster are kept too short',
    why: 'A flaw found after a day finds no backup to go back to.',
    severity: 'low',
    cwe: 693,
    on: {
      aws_docdb_cluster: 'backup_retention_period',
      aws_neptune_cluster: 'backup_retention_period',
      'AWS::DocDB::DBCluster': 'BackupRetentionPeriod',
      'AWS::Neptune::DBCluster': 'BackupRetentionPeriod',
    },
    want: atLeast(2),
  }),
];
