import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { atLeast, is, set } from '../../test-of.ts';
import { at, isTrue, textOf } from '../../value.ts';
import { beside, bucketKinds } from './storage-parts.ts';

const bucketVersioned = custom({
  id: 'aws-s3-versioning',
  title: 'Bucket does not keep versions',
  why: 'Objects that are overwritten or deleted, by mistake or by an intruder, cannot be brought back.',
  severity: 'medium',
  cwe: 693,
  refs: ['AWS-0090'],
  fix: 'Enable versioning of the bucket.',
  kinds: bucketKinds,
  check(bucket, world) {
    const own = at(bucket.body, 'versioning.enabled') ?? at(bucket.body, 'VersioningConfiguration.Status');
    const [other] = beside(bucket, world, 'aws_s3_bucket_versioning');
    const state = own ?? (other ? at(other.body, 'versioning_configuration.status') : null);
    if (state?.kind === 'unknown') return [];
    const enabled = isTrue(state) || textOf(state).toLowerCase() === 'enabled';
    return [
      !enabled &&
        (state
          ? flawAt({ value: state, span: other ? bucket.span : state.span, path: 'versioning' }, 'enabled')
          : flawOf(bucket, 'versioning', 'enabled')),
    ];
  },
  bad: ['resource "aws_s3_bucket" "a" {\n}', 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n'],
  good: [
    'resource "aws_s3_bucket" "a" {\n  versioning {\n    enabled = true\n  }\n}',
    'resource "aws_s3_bucket" "a" {\n}\nresource "aws_s3_bucket_versioning" "v" {\n  bucket = aws_s3_bucket.a.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n}',
  ],
});

export const disks: readonly Rule[] = [
  bucketVersioned,
  attribute({
    id: 'aws-ebs-encryption',
    title: 'EBS volume is not encrypted',
    why: 'Snapshots and disks that leave the account can be read by whoever has them.',
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0026'],
    on: { aws_ebs_volume: 'encrypted', aws_ebs_snapshot_copy: 'encrypted', 'AWS::EC2::Volume': 'Encrypted' },
    want: is(true),
  }),
  attribute({
    id: 'aws-ebs-customer-key',
    title: 'EBS volume has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn by key policy.',
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0027'],
    on: { aws_ebs_volume: 'kms_key_id', 'AWS::EC2::Volume': 'KmsKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-ebs-encryption-by-default',
    title: 'EBS encryption by default is off',
    why: 'New volumes are unencrypted unless everyone remembers.',
    severity: 'medium',
    cwe: 311,
    on: { aws_ebs_encryption_by_default: 'enabled' },
    want: is(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-efs-encryption',
    title: 'EFS file system is not encrypted',
    why: 'What the file system holds can be read from its storage.',
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0037'],
    on: { aws_efs_file_system: 'encrypted', 'AWS::EFS::FileSystem': 'Encrypted' },
    want: is(true),
  }),
  attribute({
    id: 'aws-backup-vault-key',
    title: 'Backup vault has no key of one’s own',
    why: 'With the provider’s key, access to backups cannot be controlled by key policy.',
    severity: 'low',
    cwe: 311,
    on: { aws_backup_vault: 'kms_key_arn', 'AWS::Backup::BackupVault': 'EncryptionKeyArn' },
    want: set,
  }),
  attribute({
    id: 'aws-fsx-customer-key',
    title: 'FSx file system has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn by key policy.',
    severity: 'low',
    cwe: 311,
    on: {
      aws_fsx_lustre_file_system: 'kms_key_id',
      aws_fsx_windows_file_system: 'kms_key_id',
      aws_fsx_ontap_file_system: 'kms_key_id',
      aws_fsx_openzfs_file_system: 'kms_key_id',
      'AWS::FSx::FileSystem': 'KmsKeyId',
    },
    want: set,
  }),
  attribute({
    id: 'aws-dlm-retention',
    title: 'Only one snapshot is kept',
    why: 'A flaw found late finds no copy to go back to.',
    severity: 'low',
    cwe: 693,
    on: { aws_dlm_lifecycle_policy: 'policy_details.schedule.retain_rule.count' },
    want: atLeast(2),
    absent: 'good',
  }),
];
