import { statements } from '../../read/policy.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { secretKey } from '../../secrets-in-text.ts';
import { includes, is, notEveryone, oneOf } from '../../test-of.ts';
import { at, itemsOf, plain, reach, textOf } from '../../value.ts';
import { atRest, noLogs, onWire, ownKey } from './services-parts.ts';

export const containers: readonly Rule[] = [
  attribute({
    id: 'aws-eks-public-cidr',
    title: 'Cluster API is open to the internet',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0041'],
    on: {
      aws_eks_cluster: 'vpc_config.public_access_cidrs',
      'AWS::EKS::Cluster': 'ResourcesVpcConfig.PublicAccessCidrs',
    },
    want: notEveryone,
    when: ({ body }) =>
      plain(reach(body, 'vpc_config.endpoint_public_access')[0]?.value ?? null) !== false &&
      plain(at(body, 'ResourcesVpcConfig.EndpointPublicAccess')) !== false,
  }),
  attribute({
    id: 'aws-eks-public',
    title: 'Cluster API has a public address',
    why: 'Everyone can try keys and exploits on the control plane.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0040'],
    on: {
      aws_eks_cluster: 'vpc_config.endpoint_public_access',
      'AWS::EKS::Cluster': 'ResourcesVpcConfig.EndpointPublicAccess',
    },
    want: is(false),
  }),
  attribute({
    id: 'aws-eks-secrets-encryption',
    title: 'Secrets of the cluster are not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0039'],
    on: { aws_eks_cluster: 'encryption_config.resources', 'AWS::EKS::Cluster': 'EncryptionConfig.Resources' },
    want: is('secrets'),
  }),
  attribute({
    id: 'aws-eks-logging',
    title: 'Control plane does not write every log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0038'],
    on: { aws_eks_cluster: 'enabled_cluster_log_types' },
    want: includes('api', 'audit', 'authenticator', 'controllerManager', 'scheduler'),
  }),
  attribute({
    id: 'aws-ecr-scan',
    title: 'Images are not scanned when they are pushed',
    why: 'Known flaws in images go unnoticed.',
    severity: 'medium',
    cwe: 1104,
    refs: ['AWS-0030'],
    on: {
      aws_ecr_repository: 'image_scanning_configuration.scan_on_push',
      'AWS::ECR::Repository': 'ImageScanningConfiguration.ScanOnPush',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-ecr-immutable',
    title: 'Tags of images can be overwritten',
    why: 'What runs under a tag is not what was tested.',
    severity: 'medium',
    cwe: 345,
    refs: ['AWS-0031'],
    on: { aws_ecr_repository: 'image_tag_mutability', 'AWS::ECR::Repository': 'ImageTagMutability' },
    want: oneOf('IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION'),
  }),
  attribute({
    id: 'aws-ecr-customer-key',
    title: 'Repository has no key of one’s own',
    why: ownKey,
    severity: 'low',
    cwe: 311,
    refs: ['AWS-0033'],
    on: {
      aws_ecr_repository: 'encryption_configuration.encryption_type',
      'AWS::ECR::Repository': 'EncryptionConfiguration.EncryptionType',
    },
    want: oneOf('KMS', 'KMS_DSSE'),
  }),
  custom({
    id: 'aws-ecr-public',
    title: 'Repository policy lets everyone in',
    why: 'Everyone can pull, or push, images.',
    severity: 'high',
    cwe: 732,
    refs: ['AWS-0032'],
    fix: 'Name the principals.',
    kinds: ['aws_ecr_repository_policy', 'AWS::ECR::Repository'],
    check: (resource, world) =>
      statements(at(resource.body, 'policy') ?? at(resource.body, 'RepositoryPolicyText'), world)
        .filter((one) => one.allows && one.principals.some((name) => name.includes('*')))
        .map((one) => ({
          span: one.span,
          path: 'policy',
          value: 'Principal *',
          expected: 'named principals',
        })),
    bad: 'resource "aws_ecr_repository_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "ecr:BatchGetImage" }] })\n}',
    good: 'resource "aws_ecr_repository_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::1:user/x" }, Action = "ecr:BatchGetImage" }] })\n}',
  }),
  custom({
    id: 'aws-ecs-insights',
    title: 'Container insights are off',
    why: 'Unusual load, also that of an attack, goes unnoticed.',
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0034'],
    fix: 'Set containerInsights to enabled.',
    kinds: ['aws_ecs_cluster', 'AWS::ECS::Cluster'],
    check: (resource) => [
      ![...reach(resource.body, 'setting'), ...reach(resource.body, 'ClusterSettings')].some(
        ({ value }) =>
          value !== null &&
          (value.kind === 'unknown' ||
            (/^containerInsights$/i.test(textOf(at(value, 'name') ?? at(value, 'Name'))) &&
              /^(?:enabled|enhanced|\$)/.test(textOf(at(value, 'value') ?? at(value, 'Value'))))),
      ) && flawOf(resource, 'setting.containerInsights', 'enabled'),
    ],
    bad: 'resource "aws_ecs_cluster" "a" {\n}',
    good: 'resource "aws_ecs_cluster" "a" {\n  setting {\n    name = "containerInsights"\n    value = "enabled"\n  }\n}',
  }),
  custom({
    id: 'aws-ecs-efs-transit',
    title: 'Task talks to EFS in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0035'],
    fix: 'Set transit_encryption to ENABLED.',
    kinds: ['aws_ecs_task_definition', 'AWS::ECS::TaskDefinition'],
    check: ({ body }) =>
      [
        ...reach(body, 'volume.efs_volume_configuration'),
        ...reach(body, 'Volumes.EFSVolumeConfiguration'),
      ].map(({ value, path }) => {
        if (value?.kind !== 'map') return null;
        const state = at(value, 'transit_encryption') ?? at(value, 'TransitEncryption');
        if (state?.kind === 'unknown' || textOf(state) === 'ENABLED') return null;
        return flawAt(
          { value: state, span: state?.span ?? value.span, path: `${path}.transit_encryption` },
          'ENABLED',
        );
      }),
    bad: 'resource "aws_ecs_task_definition" "a" {\n  volume {\n    efs_volume_configuration {\n      file_system_id = "x"\n    }\n  }\n}',
    good: 'resource "aws_ecs_task_definition" "a" {\n  volume {\n    efs_volume_configuration {\n      transit_encryption = "ENABLED"\n    }\n  }\n}',
  }),
  custom({
    id: 'aws-ecs-task-secret',
    title: 'Task definition holds a secret',
    why: 'Everyone who may describe tasks can read it.',
    severity: 'critical',
    cwe: 798,
    refs: ['AWS-0036'],
    fix: 'Use secrets with valueFrom.',
    kinds: ['aws_ecs_task_definition', 'AWS::ECS::TaskDefinition'],
    check(resource) {
      const containers =
        at(resource.body, 'container_definitions') ?? at(resource.body, 'ContainerDefinitions');
      const named = itemsOf(containers).flatMap((one) =>
        itemsOf(at(one, 'environment') ?? at(one, 'Environment')),
      );
      const found = named.map((pair) => {
        const [name, value] = [
          textOf(at(pair, 'name') ?? at(pair, 'Name')),
          at(pair, 'value') ?? at(pair, 'Value'),
        ];
        return secretKey.test(name) && value?.kind === 'scalar' && textOf(value).length > 3
          ? {
              span: value.span,
              path: `environment.${name}`,
              value: '(redacted)',
              expected: 'secrets with valueFrom',
              secrets: [textOf(value)],
            }
          : null;
      });
      const text = textOf(containers);
      const written = [
        ...text.slice(0, 50_000).matchAll(/"name"\s*:\s*"(\w+)"\s*,\s*"value"\s*:\s*"([^"$]{4,})"/g),
      ].flatMap(([, name, value]) => (secretKey.test(name as string) ? [value as string] : []));
      return [
        ...found,
        written.length > 0 &&
          containers !== null && {
            span: containers.span,
            path: 'container_definitions',
            value: '(redacted)',
            expected: 'secrets with valueFrom',
            secrets: written,
          },
      ];
    },
    bad: 'resource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "x", environment = [{ name = "DB_PASSWORD", value = "Tr0ub4dor" }] }])\n}',
    good: 'resource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ name = "x", environment = [{ name = "ENVIRONMENT", value = "development" }] }])\n}',
  }),
];
