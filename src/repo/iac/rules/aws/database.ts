import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { atLeast, includes, is, isNot, set } from '../../test-of.ts';
import { at, isTrue, plain, reach, textOf } from '../../value.ts';

const atRest = 'What the storage holds can be read by whoever gets at the disks or a snapshot.';
const ownKey = 'With the provider’s key, access cannot be controlled or withdrawn by key policy.';
const onWire = 'Whoever is on the way can read and change what is sent.';
const noLogs = 'An intrusion leaves no trace that could be found afterwards.';

export const database: readonly Rule[] = [
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
    severity: 'critical',
    cwe: 1104,
    refs: ['AWS-0081'],
    fix: 'Use security groups of a VPC.',
    kinds: ['aws_db_security_group', 'AWS::RDS::DBSecurityGroup'],
    check: (resource) => [flawOf(resource, '', 'a VPC security group')],
    bad: 'resource "aws_db_security_group" "a" {\n}',
    good: 'resource "aws_security_group" "a" {\n  description = "x"\n}',
  }),
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
    id: 'aws-elasticache-at-rest',
    title: 'Replication group is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0045'],
    on: {
      aws_elasticache_replication_group: 'at_rest_encryption_enabled',
      'AWS::ElastiCache::ReplicationGroup': 'AtRestEncryptionEnabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-elasticache-in-transit',
    title: 'Replication group talks in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0051'],
    on: {
      aws_elasticache_replication_group: 'transit_encryption_enabled',
      'AWS::ElastiCache::ReplicationGroup': 'TransitEncryptionEnabled',
    },
    want: is(true),
  }),
  custom({
    id: 'aws-elasticache-backup',
    title: 'Redis cluster keeps no backup',
    why: 'What the cluster holds is lost with it.',
    severity: 'medium',
    cwe: 693,
    refs: ['AWS-0050'],
    fix: 'Set snapshot_retention_limit above 0.',
    kinds: ['aws_elasticache_cluster', 'AWS::ElastiCache::CacheCluster'],
    check(resource) {
      const engine = textOf(at(resource.body, 'engine') ?? at(resource.body, 'Engine'));
      const type = textOf(at(resource.body, 'node_type') ?? at(resource.body, 'CacheNodeType'));
      const days =
        at(resource.body, 'snapshot_retention_limit') ?? at(resource.body, 'SnapshotRetentionLimit');
      if (engine !== 'redis' || type === 'cache.t1.micro' || days?.kind === 'unknown') return [];
      return [Number(plain(days) ?? 0) === 0 && flawOf(resource, 'snapshot_retention_limit', 'above 0')];
    },
    bad: 'resource "aws_elasticache_cluster" "a" {\n  engine = "redis"\n  node_type = "cache.m4.large"\n}',
    good: 'resource "aws_elasticache_cluster" "a" {\n  engine = "redis"\n  node_type = "cache.m4.large"\n  snapshot_retention_limit = 5\n}',
  }),
  custom({
    id: 'aws-elasticache-classic',
    title: 'Cache security group of EC2 Classic',
    why: 'Such groups have neither the controls nor the description of a VPC group.',
    severity: 'low',
    cwe: 1104,
    refs: ['AWS-0049'],
    fix: 'Use security groups of a VPC, with a description.',
    kinds: ['aws_elasticache_security_group', 'AWS::ElastiCache::SecurityGroup'],
    check: (resource) => [
      at(resource.body, 'description') === null &&
        at(resource.body, 'Description') === null &&
        flawOf(resource, 'description', 'a description'),
    ],
    bad: 'resource "aws_elasticache_security_group" "a" {\n  name = "x"\n}',
    good: 'resource "aws_elasticache_security_group" "a" {\n  description = "what it is for"\n}',
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
    severity: 'high',
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
    id: 'aws-redshift-encryption',
    title: 'Redshift cluster is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    on: { aws_redshift_cluster: 'encrypted', 'AWS::Redshift::Cluster': 'Encrypted' },
    want: is(true),
  }),
  attribute({
    id: 'aws-redshift-customer-key',
    title: 'Redshift has no key of one’s own',
    why: ownKey,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0084'],
    on: { aws_redshift_cluster: 'kms_key_id', 'AWS::Redshift::Cluster': 'KmsKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-redshift-vpc',
    title: 'Redshift runs outside of a VPC',
    why: 'Without a subnet group the network of the cluster cannot be controlled.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0127'],
    on: {
      aws_redshift_cluster: 'cluster_subnet_group_name',
      'AWS::Redshift::Cluster': 'ClusterSubnetGroupName',
    },
    want: set,
  }),
  attribute({
    id: 'aws-redshift-public',
    title: 'Redshift has a public address',
    why: 'The cluster can be reached, and its passwords tried, from the internet.',
    severity: 'high',
    cwe: 284,
    on: { aws_redshift_cluster: 'publicly_accessible', 'AWS::Redshift::Cluster': 'PubliclyAccessible' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-redshift-group-description',
    title: 'Redshift security group has no description',
    why: 'Nobody can tell later what the opening is for.',
    severity: 'low',
    cwe: 1059,
    refs: ['AWS-0083'],
    on: { aws_redshift_security_group: 'description', 'AWS::Redshift::ClusterSecurityGroup': 'Description' },
    want: set,
  }),
  custom({
    id: 'aws-redshift-classic',
    title: 'Redshift security group of EC2 Classic',
    why: 'Such groups exist only outside of a VPC, without its controls.',
    severity: 'critical',
    cwe: 1104,
    refs: ['AWS-0085'],
    fix: 'Use security groups of a VPC.',
    kinds: [
      'aws_redshift_security_group',
      'AWS::Redshift::ClusterSecurityGroup',
      'AWS::Redshift::ClusterSecurityGroupIngress',
    ],
    check: (resource) => [flawOf(resource, '', 'a VPC security group')],
    bad: 'resource "aws_redshift_security_group" "a" {\n}',
    good: 'resource "aws_security_group" "a" {\n  description = "x"\n}',
  }),
  attribute({
    id: 'aws-opensearch-at-rest',
    title: 'Search domain is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0048'],
    on: {
      aws_elasticsearch_domain: 'encrypt_at_rest.enabled',
      aws_opensearch_domain: 'encrypt_at_rest.enabled',
      'AWS::Elasticsearch::Domain': 'EncryptionAtRestOptions.Enabled',
      'AWS::OpenSearchService::Domain': 'EncryptionAtRestOptions.Enabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-opensearch-node-to-node',
    title: 'Nodes of the search domain talk in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0043'],
    on: {
      aws_elasticsearch_domain: 'node_to_node_encryption.enabled',
      aws_opensearch_domain: 'node_to_node_encryption.enabled',
      'AWS::Elasticsearch::Domain': 'NodeToNodeEncryptionOptions.Enabled',
      'AWS::OpenSearchService::Domain': 'NodeToNodeEncryptionOptions.Enabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-opensearch-https',
    title: 'Search domain answers over plain HTTP',
    why: onWire,
    severity: 'critical',
    cwe: 319,
    refs: ['AWS-0046'],
    on: {
      aws_elasticsearch_domain: 'domain_endpoint_options.enforce_https',
      aws_opensearch_domain: 'domain_endpoint_options.enforce_https',
      'AWS::Elasticsearch::Domain': 'DomainEndpointOptions.EnforceHTTPS',
      'AWS::OpenSearchService::Domain': 'DomainEndpointOptions.EnforceHTTPS',
    },
    want: is(true),
  }),
  custom({
    id: 'aws-opensearch-tls-policy',
    title: 'Search domain accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['AWS-0126'],
    fix: 'Set tls_security_policy to Policy-Min-TLS-1-2-2019-07 or newer.',
    kinds: [
      'aws_elasticsearch_domain',
      'aws_opensearch_domain',
      'AWS::Elasticsearch::Domain',
      'AWS::OpenSearchService::Domain',
    ],
    check(resource) {
      const options =
        at(resource.body, 'domain_endpoint_options') ?? at(resource.body, 'DomainEndpointOptions');
      const block = options?.kind === 'list' ? (options.items[0] ?? null) : options;
      if (block?.kind !== 'map') return [];
      const policy = at(block, 'tls_security_policy') ?? at(block, 'TLSSecurityPolicy');
      return [
        policy?.kind !== 'unknown' &&
          !/TLS-1-[23]/.test(textOf(policy)) && {
            span: policy?.span ?? block.span,
            path: 'tls_security_policy',
            value: textOf(policy) || null,
            expected: 'Policy-Min-TLS-1-2-2019-07',
          },
      ];
    },
    bad: 'resource "aws_elasticsearch_domain" "a" {\n  domain_endpoint_options {\n    enforce_https = true\n    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"\n  }\n}',
    good: 'resource "aws_elasticsearch_domain" "a" {\n  domain_endpoint_options {\n    enforce_https = true\n    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"\n  }\n}',
  }),
  custom({
    id: 'aws-opensearch-audit-log',
    title: 'Search domain writes no audit log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0042'],
    fix: 'Publish AUDIT_LOGS.',
    kinds: [
      'aws_elasticsearch_domain',
      'aws_opensearch_domain',
      'AWS::Elasticsearch::Domain',
      'AWS::OpenSearchService::Domain',
    ],
    check(resource) {
      if (!resource.type.startsWith('aws_')) {
        const state = at(resource.body, 'LogPublishingOptions.AUDIT_LOGS.Enabled');
        return [
          !isTrue(state) &&
            state?.kind !== 'unknown' &&
            flawOf(resource, 'LogPublishingOptions.AUDIT_LOGS', 'enabled'),
        ];
      }
      const logs = reach(resource.body, 'log_publishing_options');
      const on = logs.some(
        ({ value }) =>
          value !== null &&
          (value.kind === 'unknown' ||
            (textOf(at(value, 'log_type')) === 'AUDIT_LOGS' && plain(at(value, 'enabled')) !== false)),
      );
      return [!on && flawOf(resource, 'log_publishing_options', 'AUDIT_LOGS')];
    },
    bad: 'resource "aws_elasticsearch_domain" "a" {\n  log_publishing_options {\n    log_type = "INDEX_SLOW_LOGS"\n  }\n}',
    good: 'resource "aws_elasticsearch_domain" "a" {\n  log_publishing_options {\n    log_type = "AUDIT_LOGS"\n    enabled = true\n  }\n}',
  }),
  attribute({
    id: 'aws-opensearch-fine-grained',
    title: 'Search domain has no fine-grained access control',
    why: 'Everyone who reaches the domain may read and change everything.',
    severity: 'medium',
    cwe: 284,
    on: {
      aws_elasticsearch_domain: 'advanced_security_options.enabled',
      aws_opensearch_domain: 'advanced_security_options.enabled',
      'AWS::OpenSearchService::Domain': 'AdvancedSecurityOptions.Enabled',
    },
    want: is(true),
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
