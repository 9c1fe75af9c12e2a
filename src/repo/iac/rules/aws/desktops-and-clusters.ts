import { attribute, custom, flawAt, type Rule } from '../../rule.ts';
import { is, set } from '../../test-of.ts';
import { at, plain, textOf } from '../../value.ts';

function emr(what: 'at_rest' | 'in_transit' | 'local'): Rule {
  const [id, ref, title] = {
    at_rest: ['aws-emr-at-rest', 'AWS-0137', 'EMR does not encrypt data at rest'],
    in_transit: ['aws-emr-in-transit', 'AWS-0138', 'EMR does not encrypt data in transit'],
    local: ['aws-emr-local-disk', 'AWS-0139', 'EMR does not encrypt local disks'],
  }[what] as [string, string, string];
  return custom({
    id,
    title,
    why: 'What the cluster works on can be read from its disks or network.',
    severity: 'high',
    cwe: 311,
    refs: [ref],
    fix: 'Enable the encryption in the security configuration.',
    kinds: ['aws_emr_security_configuration'],
    check(resource) {
      const value = at(resource.body, 'configuration');
      const encryption = value?.kind === 'map' ? at(value, 'EncryptionConfiguration') : null;
      const parsed =
        value?.kind === 'map'
          ? {
              rest: plain(at(encryption ?? value, 'EnableAtRestEncryption')),
              transit: plain(at(encryption ?? value, 'EnableInTransitEncryption')),
              local:
                at(encryption ?? value, 'AtRestEncryptionConfiguration.LocalDiskEncryptionConfiguration') !==
                null,
            }
          : fromText(textOf(value));
      const good =
        what === 'at_rest'
          ? parsed.rest !== false
          : what === 'in_transit'
            ? parsed.transit !== false
            : parsed.local;
      return [
        value !== null &&
          !good &&
          flawAt({ value: null, span: value.span, path: `configuration.${what}` }, 'encryption'),
      ];
    },
    bad: 'resource "aws_emr_security_configuration" "a" {\n  configuration = jsonencode({ EncryptionConfiguration = { EnableAtRestEncryption = false, EnableInTransitEncryption = false } })\n}',
    good: 'resource "aws_emr_security_configuration" "a" {\n  configuration = jsonencode({ EncryptionConfiguration = { EnableAtRestEncryption = true, EnableInTransitEncryption = true, AtRestEncryptionConfiguration = { LocalDiskEncryptionConfiguration = { EncryptionKeyProviderType = "AwsKms" } } } })\n}',
  });
}

const fromText = (text: string) => ({
  rest: !/"EnableAtRestEncryption"\s*:\s*"?false/.test(text),
  transit: !/"EnableInTransitEncryption"\s*:\s*"?false/.test(text),
  local:
    /"LocalDiskEncryptionConfiguration"\s*:/.test(text) && !/"EncryptionKeyProviderType"\s*:\s*""/.test(text),
});

export const desktopsAndClusters: readonly Rule[] = [
  attribute({
    id: 'aws-workspace-root-volume',
    title: 'Root volume of the workspace is not encrypted',
    why: 'What is on the desktop can be read from its disk.',
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0109'],
    on: {
      aws_workspaces_workspace: 'root_volume_encryption_enabled',
      'AWS::WorkSpaces::Workspace': 'RootVolumeEncryptionEnabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-workspace-user-volume',
    title: 'User volume of the workspace is not encrypted',
    why: 'What is on the desktop can be read from its disk.',
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0109'],
    on: {
      aws_workspaces_workspace: 'user_volume_encryption_enabled',
      'AWS::WorkSpaces::Workspace': 'UserVolumeEncryptionEnabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-sagemaker-notebook-key',
    title: 'Notebook has no key of one’s own',
    why: 'With the provider’s key, access cannot be controlled by key policy.',
    severity: 'low',
    cwe: 311,
    on: { aws_sagemaker_notebook_instance: 'kms_key_id', 'AWS::SageMaker::NotebookInstance': 'KmsKeyId' },
    want: set,
  }),
  attribute({
    id: 'aws-sagemaker-notebook-internet',
    title: 'Notebook reaches the internet directly',
    why: 'Data can leave past the controls of the network.',
    severity: 'medium',
    cwe: 284,
    on: {
      aws_sagemaker_notebook_instance: 'direct_internet_access',
      'AWS::SageMaker::NotebookInstance': 'DirectInternetAccess',
    },
    want: is('Disabled'),
  }),
  attribute({
    id: 'aws-sagemaker-notebook-root',
    title: 'Users of the notebook are root',
    why: 'Any code in a notebook can change the machine.',
    severity: 'medium',
    cwe: 250,
    on: { aws_sagemaker_notebook_instance: 'root_access', 'AWS::SageMaker::NotebookInstance': 'RootAccess' },
    want: is('Disabled'),
  }),
  ...(['at_rest', 'in_transit', 'local'] as const).map((what) => emr(what)),
];
