import type { World } from '../../resource.ts';
import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { atLeast, between, is, isNot } from '../../test-of.ts';
import { at, itemsOf, plain, type Value } from '../../value.ts';

const passwordPolicy = (
  id: string,
  ref: string,
  key: string,
  title: string,
  want: Parameters<typeof attribute>[0]['want'],
): Rule =>
  attribute({
    id,
    title,
    why: 'Passwords of users of the account are easier to guess, or stay valid when they have leaked.',
    severity: 'medium',
    cwe: 521,
    refs: [ref],
    on: { aws_iam_account_password_policy: key },
    want,
  });

function mentionsMfa(value: Value | null, world: World): boolean {
  if (value === null) return false;
  const seen = JSON.stringify(value, (_, one: unknown) => (one instanceof Map ? [...one] : one));
  if (seen.includes('MultiFactorAuthPresent')) return true;
  const refs = value.kind === 'unknown' ? value.refs : [];
  return world
    .of('data.aws_iam_policy_document')
    .some(
      (data) =>
        refs.includes(`${data.type}.${data.name}`) &&
        JSON.stringify(data.body, (_, one: unknown) => (one instanceof Map ? [...one] : one)).includes(
          'MultiFactorAuthPresent',
        ),
    );
}

export const iamUsers: readonly Rule[] = [
  passwordPolicy(
    'aws-iam-password-reuse',
    'AWS-0056',
    'password_reuse_prevention',
    'Old passwords may be used again',
    atLeast(5),
  ),
  passwordPolicy(
    'aws-iam-password-lowercase',
    'AWS-0058',
    'require_lowercase_characters',
    'Passwords need no lower-case letter',
    is(true),
  ),
  passwordPolicy(
    'aws-iam-password-numbers',
    'AWS-0059',
    'require_numbers',
    'Passwords need no digit',
    is(true),
  ),
  passwordPolicy(
    'aws-iam-password-symbols',
    'AWS-0060',
    'require_symbols',
    'Passwords need no symbol',
    is(true),
  ),
  passwordPolicy(
    'aws-iam-password-uppercase',
    'AWS-0061',
    'require_uppercase_characters',
    'Passwords need no capital',
    is(true),
  ),
  passwordPolicy(
    'aws-iam-password-age',
    'AWS-0062',
    'max_password_age',
    'Passwords stay valid for long',
    between(1, 90),
  ),
  passwordPolicy(
    'aws-iam-password-length',
    'AWS-0063',
    'minimum_password_length',
    'Passwords may be short',
    atLeast(14),
  ),
  custom({
    id: 'aws-iam-user-policy',
    title: 'Policy is attached to a user',
    why: 'Rights given one by one are forgotten when the person moves on.',
    severity: 'low',
    cwe: 269,
    refs: ['AWS-0143'],
    fix: 'Attach the policy to a group or role.',
    kinds: [
      'aws_iam_user_policy',
      'aws_iam_user_policy_attachment',
      'AWS::IAM::User',
      'aws_iam_policy_attachment',
    ],
    check: (resource) => [
      (/user_policy/.test(resource.type) ||
        ['users', 'Policies', 'ManagedPolicyArns'].some(
          (key) => itemsOf(at(resource.body, key)).length > 0,
        )) &&
        flawOf(resource, '', 'a group or role'),
    ],
    bad: 'resource "aws_iam_user_policy_attachment" "a" {\n  user = "x"\n}',
    good: 'resource "aws_iam_group_policy_attachment" "a" {\n  group = "x"\n}',
  }),
  custom({
    id: 'aws-iam-root-access-key',
    title: 'Access key of the root user',
    why: 'It can do everything, and no policy limits it.',
    severity: 'critical',
    cwe: 250,
    refs: ['AWS-0141'],
    fix: 'Use a role or a user with the rights that are needed.',
    kinds: ['aws_iam_access_key'],
    check: (resource, world) => {
      const user = at(resource.body, 'user');
      const named = world.named(user, ['aws_iam_user']);
      const name = named ? at(named.body, 'name') : user;
      return [
        plain(name) === 'root' && {
          ...flawOf(resource, 'user', 'another user'),
          span: user?.span ?? resource.span,
          value: 'root',
        },
      ];
    },
    bad: 'resource "aws_iam_access_key" "a" {\n  user = "root"\n}',
    good: 'resource "aws_iam_access_key" "a" {\n  user = "lowprivuser"\n}',
  }),
  custom({
    id: 'aws-iam-group-mfa',
    title: 'Group does not ask for a second factor',
    why: 'A stolen password or key is enough.',
    severity: 'medium',
    cwe: 308,
    refs: ['AWS-0123'],
    fix: 'Deny actions where aws:MultiFactorAuthPresent is false.',
    kinds: ['aws_iam_group'],
    check(group, world) {
      const policies = world.pointingAt(group, ['aws_iam_group_policy'], 'group', ['name']);
      const guarded = policies.some(({ body }) => mentionsMfa(at(body, 'policy'), world));
      return [
        policies.length > 0 &&
          !guarded &&
          flawOf(group, 'policy', 'a condition on aws:MultiFactorAuthPresent'),
      ];
    },
    bad: 'resource "aws_iam_group" "g" {\n  name = "g"\n}\nresource "aws_iam_group_policy" "p" {\n  group = aws_iam_group.g.name\n  policy = "{}"\n}',
    good: 'resource "aws_iam_group" "g" {\n  name = "g"\n}\nresource "aws_iam_group_policy" "p" {\n  group = aws_iam_group.g.name\n  policy = "{\\"Condition\\": \\"aws:MultiFactorAuthPresent\\"}"\n}',
  }),
  attribute({
    id: 'aws-iam-login-reset',
    title: 'First password need not be changed',
    why: 'Whoever set it can go on using it.',
    severity: 'low',
    cwe: 521,
    on: { aws_iam_user_login_profile: 'password_reset_required' },
    want: isNot(false),
    absent: 'good',
  }),
  attribute({
    id: 'aws-cognito-mfa',
    title: 'User pool offers no second factor',
    why: 'A stolen password is enough.',
    severity: 'medium',
    cwe: 308,
    on: { aws_cognito_user_pool: 'mfa_configuration', 'AWS::Cognito::UserPool': 'MfaConfiguration' },
    want: isNot('OFF'),
  }),
  attribute({
    id: 'aws-cognito-password-length',
    title: 'User pool allows short passwords',
    why: 'Short passwords are guessed.',
    severity: 'medium',
    cwe: 521,
    on: {
      aws_cognito_user_pool: 'password_policy.minimum_length',
      'AWS::Cognito::UserPool': 'Policies.PasswordPolicy.MinimumLength',
    },
    want: atLeast(8),
    absent: 'good',
  }),
];
