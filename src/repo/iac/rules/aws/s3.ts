import { statements } from '../../read/policy.ts';
import type { Resource, World } from '../../resource.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { is, matching, noneOf } from '../../test-of.ts';
import { at, itemsOf, plain, reach, textOf } from '../../value.ts';
import { beside, bucketKinds, encrypted } from './storage-parts.ts';

const blockPublic = (id: string, ref: string, key: string, title: string): Rule => {
  const name = key.replace(/_(\w)/g, (_, char: string) => char.toUpperCase());
  const property = `PublicAccessBlockConfiguration.${name[0]?.toUpperCase()}${name.slice(1)}`;
  return attribute({
    id,
    title,
    why: 'A single public ACL or bucket policy would expose the objects to the internet.',
    severity: 'high',
    cwe: 284,
    refs: [ref],
    on: { aws_s3_bucket_public_access_block: key, 'AWS::S3::Bucket': property },
    given: {},
    want: is(true),
    when: (resource) =>
      resource.type !== 'AWS::S3::Bucket' || at(resource.body, 'PublicAccessBlockConfiguration') !== null,
  });
};

const publicAcls = [
  'public-read',
  'public-read-write',
  'website',
  'authenticated-read',
  'PublicRead',
  'PublicReadWrite',
  'AuthenticatedRead',
];

/** Whether a trail records object-level events of the bucket that `kinds` names. */
function recorded(bucket: Resource, world: World, kinds: readonly string[]): boolean {
  return world.of('aws_cloudtrail', 'AWS::CloudTrail::Trail').some((trail) => {
    if (reach(trail.body, 'advanced_event_selector').some(({ value }) => value !== null)) return true;
    return itemsOf(at(trail.body, 'event_selector') ?? at(trail.body, 'EventSelectors')).some((selector) => {
      const kind = textOf(at(selector, 'read_write_type') ?? at(selector, 'ReadWriteType')) || 'All';
      if (!kinds.includes(kind)) return false;
      return itemsOf(at(selector, 'data_resource') ?? at(selector, 'DataResources')).some((data) => {
        if (textOf(at(data, 'type') ?? at(data, 'Type')) !== 'AWS::S3::Object') return false;
        return itemsOf(at(data, 'values') ?? at(data, 'Values')).some((value) =>
          covers(textOf(value), value, bucket, world),
        );
      });
    });
  });
}

function covers(text: string, value: Parameters<World['names']>[0], bucket: Resource, world: World): boolean {
  const name = plain(at(bucket.body, 'bucket') ?? at(bucket.body, 'BucketName'));
  return (
    /^arn:aws:s3(?::::?)?$/.test(text) ||
    world.names(value, bucket) ||
    (typeof name === 'string' && text === `arn:aws:s3:::${name}/`)
  );
}

const objectEvents = (id: string, ref: string, what: string, kinds: readonly string[]): Rule =>
  custom({
    id,
    title: `Object ${what}s of the bucket are not recorded`,
    why: `Without data events nobody can tell who ${what === 'read' ? 'read' : 'changed'} which object.`,
    severity: 'low',
    cwe: 778,
    refs: [ref],
    fix: `Add an event selector for AWS::S3::Object to a trail, for ${kinds.join(' or ')}.`,
    kinds: ['aws_s3_bucket'],
    check: (bucket, world) => [
      !recorded(bucket, world, kinds) &&
        flawOf(bucket, '', `a trail with data events (${kinds.join(' or ')})`),
    ],
    bad: 'resource "aws_s3_bucket" "a" {\n}',
    good: 'resource "aws_s3_bucket" "a" {\n}\nresource "aws_cloudtrail" "t" {\n  event_selector {\n    read_write_type = "All"\n    data_resource {\n      type = "AWS::S3::Object"\n      values = ["arn:aws:s3"]\n    }\n  }\n}',
  });

export const s3: readonly Rule[] = [
  blockPublic('aws-s3-block-public-acls', 'AWS-0086', 'block_public_acls', 'Public ACLs are not blocked'),
  blockPublic(
    'aws-s3-block-public-policy',
    'AWS-0087',
    'block_public_policy',
    'Public bucket policies are not blocked',
  ),
  blockPublic('aws-s3-ignore-public-acls', 'AWS-0091', 'ignore_public_acls', 'Public ACLs are not ignored'),
  blockPublic(
    'aws-s3-restrict-public-buckets',
    'AWS-0093',
    'restrict_public_buckets',
    'Public buckets are not restricted',
  ),
  objectEvents('aws-s3-object-write-logging', 'AWS-0171', 'write', ['WriteOnly', 'All']),
  objectEvents('aws-s3-object-read-logging', 'AWS-0172', 'read', ['ReadOnly', 'All']),
  custom({
    id: 'aws-s3-public-access-block',
    title: 'Bucket has no public access block',
    why: 'Nothing stops a later ACL or policy from making the bucket public.',
    severity: 'low',
    cwe: 284,
    refs: ['AWS-0094'],
    fix: 'Add a public access block with all four settings true.',
    kinds: bucketKinds,
    check: (bucket, world) => [
      at(bucket.body, 'PublicAccessBlockConfiguration') === null &&
        beside(bucket, world, 'aws_s3_bucket_public_access_block').length === 0 &&
        flawOf(bucket, 'public_access_block', 'a public access block'),
    ],
    bad: 'resource "aws_s3_bucket" "a" {\n}',
    good: 'resource "aws_s3_bucket" "a" {\n}\nresource "aws_s3_bucket_public_access_block" "b" {\n  bucket = aws_s3_bucket.a.id\n  block_public_acls = true\n  block_public_policy = true\n  ignore_public_acls = true\n  restrict_public_buckets = true\n}',
  }),
  custom({
    id: 'aws-s3-encryption',
    title: 'Bucket has no encryption configured',
    why: 'Objects rest on the provider’s default; nobody controls or audits the key.',
    severity: 'medium',
    cwe: 311,
    refs: ['AWS-0088'],
    fix: 'Configure server-side encryption of the bucket.',
    kinds: bucketKinds,
    check: (bucket, world) => [
      !encrypted(bucket, world) &&
        flawOf(bucket, 'server_side_encryption_configuration', 'server-side encryption'),
    ],
    bad: 'resource "aws_s3_bucket" "a" {\n}',
    good: 'resource "aws_s3_bucket" "a" {\n}\nresource "aws_s3_bucket_server_side_encryption_configuration" "e" {\n  bucket = aws_s3_bucket.a.id\n  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n      kms_master_key_id = "k"\n    }\n  }\n}',
  }),
  custom({
    id: 'aws-s3-customer-key',
    title: 'Bucket is not encrypted with a key of one’s own',
    why: 'With the provider’s key, access cannot be controlled or withdrawn by key policy.',
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0132'],
    fix: 'Set sse_algorithm to aws:kms with kms_master_key_id.',
    kinds: bucketKinds,
    check(bucket, world) {
      const bodies = [
        bucket,
        ...beside(bucket, world, 'aws_s3_bucket_server_side_encryption_configuration'),
      ].map(({ body }) => body);
      const keyed = bodies.some((body) =>
        [
          'rule.apply_server_side_encryption_by_default.kms_master_key_id',
          'server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id',
          'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID',
        ].some((path) => reach(body, path).some(({ value }) => value !== null && textOf(value) !== '')),
      );
      return [!keyed && flawOf(bucket, 'kms_master_key_id', 'a key of one’s own')];
    },
    bad: 'resource "aws_s3_bucket" "a" {\n}',
    good: 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketEncryption:\n        ServerSideEncryptionConfiguration:\n          - ServerSideEncryptionByDefault:\n              KMSMasterKeyID: k\n              SSEAlgorithm: aws:kms\n',
  }),
  custom({
    id: 'aws-s3-access-logging',
    title: 'Access to the bucket is not logged',
    why: 'Nobody can tell afterwards who read or changed objects.',
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0089'],
    fix: 'Configure logging to a log bucket.',
    kinds: bucketKinds,
    check: (bucket, world) => [
      at(bucket.body, 'logging') === null &&
        at(bucket.body, 'LoggingConfiguration') === null &&
        !/log-delivery-write|LogDeliveryWrite/.test(
          textOf(at(bucket.body, 'acl') ?? at(bucket.body, 'AccessControl')),
        ) &&
        !beside(bucket, world, 'aws_s3_bucket_acl').some(
          (acl) => textOf(at(acl.body, 'acl')) === 'log-delivery-write',
        ) &&
        beside(bucket, world, 'aws_s3_bucket_logging').length === 0 &&
        flawOf(bucket, 'logging', 'a log bucket'),
    ],
    bad: 'resource "aws_s3_bucket" "a" {\n}',
    good: 'resource "aws_s3_bucket" "a" {\n  logging {\n    target_bucket = "logs"\n  }\n}',
  }),
  attribute({
    id: 'aws-s3-public-acl',
    title: 'Bucket is public by its ACL',
    why: 'Everyone on the internet can list or read (or write) what the bucket holds.',
    severity: 'high',
    cwe: 732,
    refs: ['AWS-0092'],
    on: { aws_s3_bucket: 'acl', aws_s3_bucket_acl: 'acl', 'AWS::S3::Bucket': 'AccessControl' },
    want: noneOf(...publicAcls),
    absent: 'good',
  }),
  custom({
    id: 'aws-s3-public-policy',
    title: 'Bucket policy lets everyone in',
    why: 'A statement without a condition allows any principal on the internet.',
    severity: 'high',
    cwe: 732,
    fix: 'Name the principals, or add a condition.',
    kinds: ['aws_s3_bucket_policy', 'aws_s3_bucket', 'AWS::S3::BucketPolicy'],
    check: (resource, world) =>
      statements(at(resource.body, 'policy') ?? at(resource.body, 'PolicyDocument'), world)
        .filter((one) => one.allows && !one.conditional && one.principals.includes('*'))
        .map((one) => ({
          span: one.span,
          path: 'policy',
          value: 'Principal *',
          expected: 'named principals',
        })),
    bad: 'resource "aws_s3_bucket_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "x" }] })\n}',
    good: 'resource "aws_s3_bucket_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "x" }] })\n}',
  }),
  custom({
    id: 'aws-s3-mfa-delete',
    title: 'Versions can be deleted without a second factor',
    why: 'A stolen key is enough to delete every version for good.',
    severity: 'low',
    cwe: 308,
    refs: ['AWS-0170'],
    fix: 'Set mfa_delete to enabled.',
    kinds: ['aws_s3_bucket', 'aws_s3_bucket_versioning'],
    check(resource) {
      const own = at(resource.body, 'versioning') ?? at(resource.body, 'versioning_configuration');
      const block = itemsOf(own)[0];
      const state = block ? at(block, 'mfa_delete') : null;
      if (!block || block.kind === 'unknown' || state?.kind === 'unknown') return [];
      return [
        !/^(?:true|enabled)$/i.test(textOf(state)) &&
          flawAt({ value: state, span: state?.span ?? block.span, path: 'versioning.mfa_delete' }, 'enabled'),
      ];
    },
    bad: 'resource "aws_s3_bucket" "a" {\n  versioning {\n    enabled = true\n  }\n}',
    good: 'resource "aws_s3_bucket" "a" {\n  versioning {\n    enabled = true\n    mfa_delete = true\n  }\n}',
  }),
  attribute({
    id: 'aws-s3-bucket-name-dns',
    title: 'Bucket name has dots or capitals',
    why: 'TLS certificates of the service do not cover such names, so clients must leave checks out.',
    severity: 'low',
    cwe: 295,
    refs: ['AWS-0320'],
    on: { aws_s3_bucket: 'bucket', 'AWS::S3::Bucket': 'BucketName' },
    want: matching('a name of a–z, 0–9 and hyphens', /^[a-z0-9][a-z0-9-]*$/, 'my-bucket', 'My.Bucket'),
    absent: 'good',
  }),
];
