import { documentStatements, type Statement, statements } from '../../read/policy.ts';
import type { Resource, World } from '../../resource.ts';
import { custom, type Rule } from '../../rule.ts';
import { at, reach, type Value } from '../../value.ts';
import { policy } from './iam-parts.ts';

const policyKinds = [
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
  'aws_iam_group_policy',
  'aws_ssoadmin_permission_set_inline_policy',
  'data.aws_iam_policy_document',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::Group',
];

/** The statements a resource of IAM gives to whoever has it. A data source speaks for itself. */
function granted(resource: Resource, world: World): readonly Statement[] {
  const { body, type } = resource;
  if (type === 'data.aws_iam_policy_document') return documentStatements(resource);
  const own = ['policy', 'inline_policy', 'PolicyDocument'].map((key) => at(body, key));
  const inline = reach(body, 'Policies.PolicyDocument').map(({ value }) => value);
  return [...own, ...inline].flatMap((value) => (fromData(value) ? [] : statements(value, world)));
}

/** A policy that a data source says is judged there. */
const fromData = (value: Value | null): boolean =>
  value?.kind === 'unknown' && value.refs.some((ref) => ref.startsWith('data.'));

const bySelf = (actions: readonly string[], pattern: RegExp): boolean =>
  actions.some((action) => pattern.test(action));

const policyRule = (
  id: string,
  refs: readonly string[],
  title: string,
  why: string,
  severity: Rule['severity'],
  wrong: (statement: Statement) => boolean,
  bad: string,
  good: string,
): Rule =>
  custom({
    id,
    title,
    why,
    severity,
    cwe: 269,
    refs,
    fix: 'Name the actions and resources that are needed, and nothing else.',
    kinds: policyKinds,
    check: (resource, world) =>
      granted(resource, world)
        .filter((one) => one.allows && wrong(one))
        .map((one) => ({
          span: one.span,
          path: 'policy.Statement',
          value: [...one.actions, ...one.resources].join(' ').slice(0, 150),
          expected: 'named actions on named resources',
        })),
    bad: policy(bad),
    good: policy(good),
  });

/** Actions by which a principal can give itself more rights. */
const escalating =
  /^iam:(?:\*|Create(?:AccessKey|LoginProfile|PolicyVersion)|UpdateLoginProfile|UpdateAssumeRolePolicy|(?:Attach|Put)(?:User|Role|Group)Policy|SetDefaultPolicyVersion|AddUserToGroup)$/i;

export const iamPolicies: readonly Rule[] = [
  policyRule(
    'aws-iam-admin-policy',
    ['AWS-0057'],
    'Policy allows everything on everything',
    'Whoever has it owns the account.',
    'high',
    (one) => one.actions.includes('*') && (one.resources.includes('*') || one.resources.length === 0),
    'Action = "*", Resource = "*"',
    'Action = "s3:GetObject", Resource = "arn:aws:s3:::b/x"',
  ),
  policyRule(
    'aws-iam-wildcard',
    ['AWS-0057'],
    'Policy uses wildcards',
    'It allows more than anyone looked at, also what is added later.',
    'high',
    (one) =>
      !one.actions.includes('*') &&
      (bySelf(one.actions, /^[\w-]+:\*$/) ||
        (one.resources.includes('*') &&
          !one.actions.every((action) => /^[\w-]+:(?:Describe|List|Get)\w*\*?$/.test(action)))),
    'Action = "ec2:*", Resource = "arn:aws:ec2:x"',
    'Action = "s3:GetObject", Resource = "arn:aws:s3:::b/x"',
  ),
  policyRule(
    'aws-iam-privilege-escalation',
    ['AWS-0342'],
    'Policy lets its holder gain more rights',
    'With these actions a user can write itself any policy.',
    'high',
    (one) => bySelf(one.actions, escalating) && !one.conditional,
    'Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::1:policy/x"',
    'Action = "iam:GetUser", Resource = "arn:aws:iam::1:user/x"',
  ),
  policyRule(
    'aws-iam-pass-role',
    ['AWS-0342'],
    'Policy lets any role be passed',
    'A service can be given a role with more rights than the user has.',
    'medium',
    (one) => bySelf(one.actions, /^iam:PassRole$/i),
    'Action = "iam:PassRole", Resource = "*"',
    'Action = "iam:GetRole", Resource = "arn:aws:iam::1:role/x"',
  ),
  policyRule(
    'aws-iam-s3-all',
    ['AWS-0345'],
    'Policy allows every action of S3',
    'It allows deletion of buckets and changes of their policies as well.',
    'medium',
    (one) => bySelf(one.actions, /^s3:\*$/i),
    'Action = "s3:*", Resource = "arn:aws:s3:::b"',
    'Action = "s3:GetObject", Resource = "arn:aws:s3:::b/x"',
  ),
  policyRule(
    'aws-iam-not-action',
    [],
    'Policy allows all but a few actions',
    'What is added to the cloud later is allowed as well.',
    'medium',
    (one) => one.notActions.length > 0,
    'NotAction = "iam:*", Resource = "*"',
    'Action = "s3:GetObject", Resource = "arn:aws:s3:::b/x"',
  ),
  custom({
    id: 'aws-iam-trust-everyone',
    title: 'Role can be taken by everyone',
    why: 'Any account of the cloud may assume it.',
    severity: 'critical',
    cwe: 284,
    fix: 'Name the principals that may assume the role.',
    kinds: ['aws_iam_role', 'AWS::IAM::Role'],
    check: (resource, world) =>
      statements(
        at(resource.body, 'assume_role_policy') ?? at(resource.body, 'AssumeRolePolicyDocument'),
        world,
      )
        .filter((one) => one.allows && !one.conditional && one.principals.includes('*'))
        .map((one) => ({
          span: one.span,
          path: 'assume_role_policy',
          value: 'Principal *',
          expected: 'named principals',
        })),
    bad: 'resource "aws_iam_role" "a" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "sts:AssumeRole" }] })\n}',
    good: 'resource "aws_iam_role" "a" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })\n}',
  }),
];
