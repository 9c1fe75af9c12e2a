import { attribute, custom, flawAt, flawOf, type Rule, secretAt } from '../../rule.ts';
import { secretsInData } from '../../secrets-in-text.ts';
import { is, isNot } from '../../test-of.ts';
import { at, itemsOf, plain, reach, textOf } from '../../value.ts';

const instanceKinds = [
  'aws_instance',
  'aws_launch_template',
  'aws_launch_configuration',
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
];

const userData = ['user_data', 'user_data_base64', 'UserData', 'LaunchTemplateData.UserData'];

/** Whether the metadata service is off, or asks for a token. */
const metadata = (
  kinds: readonly string[],
  id: string,
  ref: string,
  what: string,
  bad: string,
  good: string,
): Rule =>
  custom({
    id,
    title: `Metadata service of the ${what} answers without a token`,
    why: 'A request that an attacker makes the machine send (SSRF) gets its credentials.',
    severity: 'high',
    cwe: 918,
    refs: [ref],
    fix: 'Set metadata_options.http_tokens to required.',
    kinds,
    check(resource) {
      const options =
        at(resource.body, 'metadata_options') ??
        at(resource.body, 'MetadataOptions') ??
        at(resource.body, 'LaunchTemplateData.MetadataOptions');
      const block = itemsOf(options)[0] ?? null;
      if (block === null) return [flawOf(resource, 'metadata_options.http_tokens', 'required')];
      if (block.kind !== 'map') return [];
      const tokens = at(block, 'http_tokens') ?? at(block, 'HttpTokens');
      const endpoint = textOf(at(block, 'http_endpoint') ?? at(block, 'HttpEndpoint'));
      if (endpoint === 'disabled' || tokens?.kind === 'unknown' || textOf(tokens) === 'required') return [];
      return [
        flawAt(
          { value: tokens, span: tokens?.span ?? block.span, path: 'metadata_options.http_tokens' },
          'required',
        ),
      ];
    },
    bad,
    good,
  });

export const instances: readonly Rule[] = [
  metadata(
    ['aws_instance', 'AWS::EC2::Instance'],
    'aws-ec2-imds-token',
    'AWS-0028',
    'instance',
    'resource "aws_instance" "a" {\n}',
    'resource "aws_instance" "a" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}',
  ),
  metadata(
    [
      'aws_launch_template',
      'aws_launch_configuration',
      'AWS::EC2::LaunchTemplate',
      'AWS::AutoScaling::LaunchConfiguration',
    ],
    'aws-launch-imds-token',
    'AWS-0130',
    'launch template',
    'resource "aws_launch_template" "a" {\n}',
    'resource "aws_launch_template" "a" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}',
  ),
  custom({
    id: 'aws-ec2-user-data-secret',
    title: 'User data holds a secret',
    why: 'Everyone who may describe the instance, and every process on it, can read user data.',
    severity: 'critical',
    cwe: 798,
    refs: ['AWS-0029', 'AWS-0122', 'AWS-0129'],
    fix: 'Read the secret from a secret store when the instance starts.',
    kinds: instanceKinds,
    check: (resource) =>
      userData.flatMap((path) =>
        reach(resource.body, path).map((place) => {
          const secrets = secretsInData(textOf(place.value));
          return secrets.length > 0 && secretAt(place, 'no secret', secrets);
        }),
      ),
    bad: [
      'resource "aws_instance" "a" {\n  user_data = <<EOF\nexport DB_PASSWORD=Tr0ub4dor\nEOF\n}',
      'Resources:\n  I:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: export DB_PASSWORD=Tr0ub4dor\n',
    ],
    good: [
      'resource "aws_instance" "a" {\n  user_data = <<EOF\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id x)\nEOF\n}',
    ],
  }),
  custom({
    id: 'aws-ec2-block-device-encryption',
    title: 'Disk of the instance is not encrypted',
    why: 'Snapshots and disks that leave the account can be read by whoever has them.',
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0131', 'AWS-0008'],
    fix: 'Set encrypted to true for the root and every other disk.',
    kinds: [
      'aws_instance',
      'aws_launch_configuration',
      'AWS::EC2::Instance',
      'AWS::AutoScaling::LaunchConfiguration',
    ],
    check(resource) {
      if (!resource.type.startsWith('aws_')) {
        return reach(resource.body, 'BlockDeviceMappings').map((device) => {
          const ebs = device.value ? at(device.value, 'Ebs') : null;
          const state = ebs ? at(ebs, 'Encrypted') : null;
          return (
            ebs?.kind === 'map' &&
            state?.kind !== 'unknown' &&
            at(ebs, 'SnapshotId') === null &&
            String(plain(state)) !== 'true' &&
            flawAt({ value: state, span: state?.span ?? ebs.span, path: 'Ebs.Encrypted' }, 'true')
          );
        });
      }
      const blocks = ['root_block_device', 'ebs_block_device'].flatMap((name) => reach(resource.body, name));
      const root = at(resource.body, 'root_block_device') === null;
      return [
        root && flawOf(resource, 'root_block_device.encrypted', 'true'),
        ...blocks.map(({ value, path }) => {
          if (value?.kind !== 'map') return null;
          const state = at(value, 'encrypted');
          const settled =
            state?.kind === 'unknown' || String(plain(state)) === 'true' || at(value, 'snapshot_id') !== null;
          return settled
            ? null
            : flawAt({ value: state, span: state?.span ?? value.span, path: `${path}.encrypted` }, 'true');
        }),
      ];
    },
    bad: [
      'resource "aws_instance" "a" {\n}',
      'resource "aws_instance" "a" {\n  root_block_device {\n    encrypted = false\n  }\n}',
    ],
    good: 'resource "aws_instance" "a" {\n  root_block_device {\n    encrypted = true\n  }\n}',
  }),
  attribute({
    id: 'aws-launch-public-address',
    title: 'Instances get public addresses',
    why: 'Each machine can be reached from the internet unless something else stops it.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0009'],
    on: {
      aws_launch_configuration: 'associate_public_ip_address',
      aws_launch_template: 'network_interfaces.associate_public_ip_address',
      aws_instance: 'associate_public_ip_address',
      'AWS::AutoScaling::LaunchConfiguration': 'AssociatePublicIpAddress',
      'AWS::EC2::Instance': 'NetworkInterfaces.AssociatePublicIpAddress',
    },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-ec2-detailed-monitoring',
    title: 'Instance has no detailed monitoring',
    why: 'Five-minute figures hide short bursts, such as those of an attack.',
    severity: 'info',
    cwe: 778,
    on: { aws_instance: 'monitoring', 'AWS::EC2::Instance': 'Monitoring' },
    want: is(true),
  }),
  attribute({
    id: 'aws-ami-encryption',
    title: 'Machine image is copied unencrypted',
    why: 'Whoever gets at the image reads what is on it.',
    severity: 'medium',
    cwe: 311,
    on: { aws_ami_copy: 'encrypted' },
    want: is(true),
  }),
  custom({
    id: 'aws-ami-public',
    title: 'Launch permission of the image is for everyone',
    why: 'Everyone can start the image and read what is on it.',
    severity: 'high',
    cwe: 732,
    fix: 'Name the accounts that may use it.',
    kinds: ['aws_ami_launch_permission'],
    check: (resource) => [
      textOf(at(resource.body, 'group')) === 'all' && flawOf(resource, 'group', 'an account'),
    ],
    bad: 'resource "aws_ami_launch_permission" "a" {\n  group = "all"\n}',
    good: 'resource "aws_ami_launch_permission" "a" {\n  account_id = "123456789012"\n}',
  }),
  custom({
    id: 'aws-ami-any-owner',
    title: 'Image is chosen among those of everyone',
    why: 'Whoever publishes an image with a fitting name decides what runs.',
    severity: 'low',
    cwe: 345,
    refs: ['AWS-0344'],
    fix: 'Set owners.',
    kinds: ['data.aws_ami'],
    check: (resource) => [
      at(resource.body, 'owners') === null &&
        !reach(resource.body, 'filter.name').some(({ value }) =>
          /^owner-(?:id|alias)$/.test(textOf(value)),
        ) &&
        flawOf(resource, 'owners', 'the owners that are trusted'),
    ],
    bad: 'data "aws_ami" "a" {\n  most_recent = true\n}',
    good: 'data "aws_ami" "a" {\n  owners = ["amazon"]\n}',
  }),
];
