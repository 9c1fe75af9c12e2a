import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, set } from '../../test-of.ts';
import { at, plain, textOf } from '../../value.ts';
import { atRest, onWire, ownKey } from './database-parts.ts';

export const redshiftAndCache: readonly Rule[] = [
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
    severity: 'low',
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
    severity: 'medium',
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
];
