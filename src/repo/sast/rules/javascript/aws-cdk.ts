import type { Framework } from '../../rule.ts';

const s3 = '{aws-cdk-lib/aws-s3,@aws-cdk/aws-s3,aws-cdk-lib.aws_s3}';
const sqs = '{aws-cdk-lib/aws-sqs,@aws-cdk/aws-sqs,aws-cdk-lib.aws_sqs}';
const codebuild = '{aws-cdk-lib/aws-codebuild,@aws-cdk/aws-codebuild,aws-cdk-lib.aws_codebuild}';
const ec2 = '{aws-cdk-lib/aws-ec2,@aws-cdk/aws-ec2,aws-cdk-lib.aws_ec2}';
const rds = '{aws-cdk-lib/aws-rds,@aws-cdk/aws-rds,aws-cdk-lib.aws_rds}';
const iam = '{aws-cdk-lib/aws-iam,@aws-cdk/aws-iam,aws-cdk-lib.aws_iam}';

/** Infrastructure written with the AWS CDK (https://docs.aws.amazon.com/cdk/api/v2/). */
export const awsCdk: Framework = {
  id: 'aws-cdk',
  title: 'AWS CDK',
  description:
    'Buckets, queues, databases and policies that are open or not encrypted (buckets and queues are by default, since 2022).',
  languages: ['javascript', 'typescript'],
  matches: [
    {
      class: 'cleartext-storage',
      call: `${s3}.Bucket`,
      when: { arg: '2.encryption', named: '**.BucketEncryption.UNENCRYPTED' },
      title: 'A bucket is not encrypted',
      severity: 'low',
    },
    {
      class: 'cleartext-transmission',
      call: `${s3}.Bucket`,
      when: { arg: '2.enforceSSL', is: [false] },
      title: 'A bucket can be used without TLS',
      severity: 'low',
    },
    {
      class: 'missing-authorization',
      call: `${s3}.Bucket`,
      when: { arg: '2.publicReadAccess', is: [true] },
      title: 'Everyone can read a bucket',
    },
    {
      class: 'missing-authorization',
      call: `${s3}.Bucket().grantPublicAccess`,
      title: 'Everyone can read a bucket',
    },
    {
      class: 'cleartext-storage',
      call: `${sqs}.Queue`,
      when: { arg: '2.encryption', named: '**.QueueEncryption.UNENCRYPTED' },
      title: 'A queue is not encrypted',
      severity: 'low',
    },
    {
      class: 'missing-authorization',
      call: `${codebuild}.Project`,
      when: { arg: '2.badge', is: [true] },
      title: 'The state of a build is shown to everyone',
      severity: 'low',
    },
    {
      class: 'missing-authorization',
      call: `${rds}.{DatabaseInstance,DatabaseCluster,CfnDBInstance}`,
      when: { arg: '2.publiclyAccessible', is: [true] },
      title: 'A database can be reached from everywhere',
    },
    {
      class: 'cleartext-storage',
      call: `${rds}.{DatabaseInstance,DatabaseCluster,CfnDBInstance}`,
      when: { arg: '2.storageEncrypted', is: [false] },
      title: 'A database is not encrypted',
    },
    {
      class: 'exposed-service',
      call: '**.addIngressRule',
      when: {
        all: [
          { arg: 0, named: `${ec2}.Peer.{anyIpv4,anyIpv6}()` },
          { not: { arg: 1, named: `${ec2}.Port.{HTTP,HTTPS}` } },
        ],
      },
      title: 'A security group lets every address in',
    },
    {
      class: 'missing-authorization',
      call: `${iam}.PolicyStatement`,
      when: {
        all: [
          { arg: '0.actions', has: /^\*$/ },
          { arg: '0.resources', has: /^\*$/ },
        ],
      },
      title: 'A policy allows everything',
    },
  ],
  examples: [
    {
      class: 'missing-authorization',
      language: 'typescript',
      bad: `import * as s3 from 'aws-cdk-lib/aws-s3';
const bucket = new s3.Bucket(stack, 'b', { encryption: s3.BucketEncryption.S3_MANAGED, enforceSSL: true });
bucket.grantPublicAccess(); // FLAW`,
      good: `import * as s3 from 'aws-cdk-lib/aws-s3';
const bucket = new s3.Bucket(stack, 'b', { encryption: s3.BucketEncryption.S3_MANAGED, enforceSSL: true });
bucket.grantRead(role);`,
    },
    {
      class: 'cleartext-storage',
      language: 'typescript',
      bad: `import { Queue } from 'aws-cdk-lib/aws-sqs';
import { QueueEncryption } from 'aws-cdk-lib/aws-sqs';
export const queue = new Queue(stack, 'q', { encryption: QueueEncryption.UNENCRYPTED }); // FLAW`,
      good: `import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
export const queue = new Queue(stack, 'q', { encryption: QueueEncryption.KMS_MANAGED });`,
    },
  ],
};
