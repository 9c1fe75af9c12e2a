import { beforeAll, describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Tree } from '../tree.ts';
import { iac } from './iac.ts';
import type { OpenFileScanner, Report } from './scanner.ts';

/** A tree in memory. */
function treeOf(files: Readonly<Record<string, string>>): Tree & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    files: Object.entries(files).map(([path, text]) => ({ path, size: text.length })),
    read(path) {
      reads.push(path);
      return files[path] ?? null;
    },
    readBytes: () => null,
  };
}

const open = (tree: Tree): Promise<OpenFileScanner> =>
  iac.open({ tree, grammar: loadGrammar, rules: async () => [], now: () => performance.now() });

let alone: OpenFileScanner;
beforeAll(async () => {
  alone = await open(treeOf({}));
});

const scan = (path: string, text: string): Report => alone.scan({ path, size: text.length, text });
const ids = ({ issues }: Report): string[] => issues.map(({ ruleId }) => ruleId);
const lineOf = ({ issues }: Report, id: string): number | undefined =>
  issues.find(({ ruleId }) => ruleId === id)?.span.line;
const reasons = ({ skipped }: Report): string => skipped.map(({ reason }) => reason).join('; ');

describe('Terraform', () => {
  test('variables, locals, conditions and templates are worked out', () => {
    const report = scan(
      'main.tf',
      `variable "open" { default = "0.0.0.0/0" }
locals {
  ranges = [var.open]
  public = local.never ? "private" : "public-read"
  never  = false
}
resource "aws_security_group" "a" {
  description = "x"
  ingress {
    description = "ssh"
    from_port   = 22
    to_port     = 22
    cidr_blocks = local.ranges
  }
}
resource "aws_s3_bucket_acl" "b" {
  acl = local.public
}`,
    );
    expect(lineOf(report, 'iac-aws-sg-admin-port-open')).toBe(13);
    expect(lineOf(report, 'iac-aws-s3-public-acl')).toBe(17);
  });

  test('what is known only at deployment is not flagged, and said', () => {
    const report = scan(
      'main.tf',
      'variable "on" {}\nresource "aws_ebs_volume" "a" {\n  encrypted = var.on\n  kms_key_id = "k"\n}',
    );
    expect(ids(report)).toEqual([]);
    expect(reasons(report)).toContain('a.encrypted');
  });

  test('blocks made by dynamic are unfolded, resources with count 0 are not there', () => {
    const report = scan(
      'main.tf',
      `resource "aws_security_group" "a" {
  description = "x"
  dynamic "ingress" {
    for_each = [443, 3389]
    content {
      description = "port"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
resource "aws_s3_bucket_acl" "b" {
  count = 0
  acl   = "public-read"
}`,
    );
    expect(ids(report).filter((id) => id === 'iac-aws-sg-admin-port-open')).toHaveLength(1);
    expect(ids(report)).not.toContain('iac-aws-s3-public-acl');
  });

  test('the other files of the folder count, those of other folders do not, and each is read each time', async () => {
    const files = {
      'a/main.tf': 'resource "aws_vpc" "v" {\n}\nresource "aws_ebs_volume" "e" {\n  encrypted = var.on\n}',
      'a/logs.tf': 'resource "aws_flow_log" "f" {\n  vpc_id = aws_vpc.v.id\n}',
      'a/vars.tf': 'variable "on" { default = true }',
      'a/terraform.tfvars': 'on = false',
      'b/main.tf': 'resource "aws_vpc" "v" {\n}',
    };
    const tree = treeOf(files);
    const scanner = await open(tree);
    const of = (path: keyof typeof files) =>
      scanner.scan({ path, size: files[path].length, text: files[path] });
    expect(ids(of('a/main.tf'))).not.toContain('iac-aws-vpc-flow-log');
    expect(ids(of('a/main.tf'))).toContain('iac-aws-ebs-encryption');
    expect(ids(of('b/main.tf'))).toContain('iac-aws-vpc-flow-log');
    expect(tree.reads.filter((path) => path === 'a/logs.tf')).toHaveLength(2);
  });

  test('policies are read from heredocs, jsonencode and data sources, at their lines', () => {
    const heredoc = scan(
      'a.tf',
      'resource "aws_iam_policy" "p" {\n  policy = <<EOF\n{\n  "Statement": [\n    {"Effect": "Allow", "Action": "*", "Resource": "*"}\n  ]\n}\nEOF\n}',
    );
    expect(lineOf(heredoc, 'iac-aws-iam-admin-policy')).toBe(5);
    const data = scan(
      'a.tf',
      'data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["*"]\n    resources = ["*"]\n  }\n}\nresource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}',
    );
    expect(ids(data).filter((id) => id === 'iac-aws-iam-admin-policy')).toHaveLength(1);
    expect(lineOf(data, 'iac-aws-iam-admin-policy')).toBe(3);
  });

  test('.tf.json is read as well', () => {
    const report = scan(
      'main.tf.json',
      '{"resource": {"aws_ebs_volume": {"a": {"encrypted": false, "kms_key_id": "${aws_kms_key.k.arn}"}}}}',
    );
    expect(ids(report)).toEqual(['iac-aws-ebs-encryption']);
  });

  test('a file with an error is read as far as it goes, and said', () => {
    const report = scan(
      'main.tf',
      'resource "aws_ebs_volume" "a" {\n  kms_key_id = "k"\n}\nresource "x" {\n  = = {\n',
    );
    expect(ids(report)).toContain('iac-aws-ebs-encryption');
    expect(reasons(report)).toMatch(/does not parse: line \d+/);
  });

  test('names that lead in a circle end', () => {
    expect(
      ids(
        scan(
          'main.tf',
          'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_ebs_volume" "a" {\n  encrypted = local.a\n  kms_key_id = "k"\n}',
        ),
      ),
    ).toEqual([]);
  });
});

describe('CloudFormation', () => {
  const template = (body: string): string =>
    `Parameters:\n  Public:\n    Type: String\n    Default: "true"\n  Given:\n    Type: String\nResources:\n${body}`;

  test('short and long forms of references, defaults of parameters', () => {
    const report = scan(
      't.yaml',
      template(
        '  D:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      PubliclyAccessible: !Ref Public\n      StorageEncrypted:\n        Ref: Given\n',
      ),
    );
    expect(lineOf(report, 'iac-aws-rds-public')).toBe(11);
    expect(ids(report)).not.toContain('iac-aws-rds-encryption');
    expect(reasons(report)).toContain('StorageEncrypted');
  });

  test('JSON is the same', () => {
    expect(
      ids(
        scan('t.json', '{"Resources": {"V": {"Type": "AWS::EC2::Volume", "Properties": {"KmsKeyId": "k"}}}}'),
      ),
    ).toEqual(['iac-aws-ebs-encryption']);
  });
});

describe('Kubernetes', () => {
  test('workloads of several documents and lists, at the lines of their attributes', () => {
    const report = scan(
      'a.yaml',
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: batch/v1\n    kind: CronJob\n    metadata:\n      name: j\n    spec:\n      jobTemplate:\n        spec:\n          template:\n            spec:\n              containers:\n                - name: c\n                  image: a/b:1\n                  securityContext:\n                    privileged: true\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s\nspec:\n  externalIPs: [1.2.3.4]\n',
    );
    expect(lineOf(report, 'iac-kubernetes-privileged')).toBe(17);
    expect(ids(report)).toContain('iac-kubernetes-external-ip');
    const proof = report.issues.find(({ ruleId }) => ruleId === 'iac-kubernetes-privileged')?.proof;
    expect(proof).toMatchObject({
      kind: 'config',
      path: 'items[0].spec.jobTemplate.spec.template.spec.containers[0].securityContext.privileged',
      value: 'true',
      expected: 'false',
    });
  });

  test('Helm templates are said not to be looked at, resources of others are nobody’s business', () => {
    const helm = scan(
      'templates/a.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  hostPID: true\n',
    );
    expect(helm.issues).toEqual([]);
    expect(reasons(helm)).toContain('Helm template');
    expect(scan('a.yaml', 'apiVersion: example.org/v1\nkind: Pipeline\nspec:\n  hostPID: true\n')).toEqual({
      issues: [],
      skipped: [],
    });
  });

  test('templates inside of texts do not make a file a template', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    alert: "{{ $labels.pod }} is down"\nspec:\n  hostPID: true\n';
    expect(ids(scan('a.yaml', text))).toContain('iac-kubernetes-host-pid');
  });

  test('a secret is in no finding', () => {
    const report = scan(
      'a.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  password: Tr0ub4dor\n',
    );
    expect(ids(report)).toEqual(['iac-kubernetes-configmap-secret']);
    expect(report.issues[0]?.secrets).toEqual(['Tr0ub4dor']);
    expect(JSON.stringify(report.issues.map(({ secrets: _, ...rest }) => rest))).not.toContain('Tr0ub4dor');
  });
});

describe('hostile files', () => {
  const bomb = `apiVersion: v1\nkind: Pod\na: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(',')}]`)
    .join('\n')}\n`;
  const pod = 'apiVersion: v1\nkind: Pod\n';

  test.each([
    ['anchors that unfold', 'a.yaml', bomb, /anchors unfold/],
    ['deep nesting', 'a.yaml', `${pod}a: ${'['.repeat(50_000)}`, /nested deeper/],
    ['deep nesting of lists', 'a.yaml', `${pod}${'- '.repeat(50_000)}x`, /nested deeper|does not parse/],
    ['NUL bytes', 'a.yaml', `${pod}a: "\0"\n`, /NUL/],
    ['broken YAML', 'a.yaml', `${pod}a: [\n`, /does not parse/],
    ['NUL bytes in a Dockerfile', 'Dockerfile', 'FROM a:1\0\n', /NUL/],
    ['NUL bytes in Terraform', 'a.tf', 'a = "\0"', /NUL/],
    ['a large file', 'a.yaml', `${pod}a: ${'x'.repeat(2_100_000)}`, /larger/],
  ])('%s', (_, path, text, reason) => {
    expect(reasons(scan(path, text))).toMatch(reason);
  });

  test.each([
    ['a long line of YAML', 'a.yaml', `${pod}a: "${'x '.repeat(400_000)}"\n`],
    ['a long line of a Dockerfile', 'Dockerfile', `FROM a:1\nRUN ${'a --b '.repeat(60_000)}\n`],
    [
      'many instructions',
      'Dockerfile',
      `FROM a:1\n${'RUN apt-get install -y a && curl x | y\n'.repeat(5_000)}`,
    ],
    ['a long line of Terraform', 'a.tf', `a = "${'x${y}'.repeat(100_000)}"`],
    ['deep Terraform', 'a.tf', `a = ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['deep blocks', 'a.tf', `${'a {\n'.repeat(5_000)}${'}\n'.repeat(5_000)}`],
    [
      'a run with one long command',
      '.github/workflows/a.yml',
      `on: push\njobs:\n  a:\n    steps:\n      - run: "${'curl ${{ '.repeat(50_000)}"\n`,
    ],
    [
      'names of Object',
      'a.yaml',
      `${pod}__proto__:\n  polluted: 1\nconstructor: 2\nspec:\n  containers: 7\n`,
    ],
    [
      'one command with many beginnings',
      'Dockerfile',
      `FROM a:1\nRUN apk add a ${'rm zypper curl apt-get --password '.repeat(12_000)}\n`,
    ],
    [
      'locals that double',
      'a.tf',
      `locals {\n  a0 = ["x", "x"]\n${Array.from({ length: 40 }, (_, i) => `  a${i + 1} = [local.a${i}, local.a${i}]`).join('\n')}\n}\nresource "aws_security_group" "g" {\n  ingress {\n    cidr_blocks = local.a28\n  }\n}`,
    ],
  ])('%s does no harm', (_, path, text) => {
    expect(() => scan(path, text)).not.toThrow();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

test('accepts what it can read, by name', () => {
  const takes = (path: string): boolean => iac.accepts({ path, size: 10 });
  expect(
    [
      'Dockerfile',
      'a/app.dockerfile',
      'Dockerfile.dev',
      'main.tf',
      'x.tf.json',
      'k8s/a.yml',
      'template.json',
    ].filter((path) => !takes(path)),
  ).toEqual([]);
  expect(
    ['package-lock.json', 'src/main.ts', 'Dockerfile.md', 'node_modules/a/a.yaml', '.terraform/a.tf'].filter(
      takes,
    ),
  ).toEqual([]);
});
