import type { Resource, World } from '../../resource.ts';
import { at } from '../../value.ts';

export const bucketKinds = ['aws_s3_bucket', 'AWS::S3::Bucket'];

/** Settings of a bucket that Terraform (from provider 4 on) keeps in resources of their own. */
export const beside = (bucket: Resource, world: World, type: string): readonly Resource[] =>
  world.pointingAt(bucket, [type], 'bucket', ['bucket']);

export const encrypted = (bucket: Resource, world: World): boolean =>
  at(bucket.body, 'server_side_encryption_configuration') !== null ||
  at(bucket.body, 'BucketEncryption') !== null ||
  beside(bucket, world, 'aws_s3_bucket_server_side_encryption_configuration').length > 0;
