import { attribute, custom, flawAt, flawOf, type Rule, secretAt } from '../../rule.ts';
import { is, isNot } from '../../test-of.ts';
import { at, isTrue, reach, textOf } from '../../value.ts';

const branch = ['github_branch_protection', 'github_branch_protection_v3'];

export const github: readonly Rule[] = [
  custom({
    id: 'github-repository-public',
    title: 'Repository is public',
    why: 'Everyone can read the code, and secrets in its history.',
    severity: 'medium',
    cwe: 284,
    refs: ['GIT-0001'],
    fix: 'Set visibility to private, if the code is not meant for everyone.',
    kinds: ['github_repository'],
    check(resource) {
      const [visibility, hidden] = [at(resource.body, 'visibility'), at(resource.body, 'private')];
      if (visibility?.kind === 'unknown' || hidden?.kind === 'unknown') return [];
      if (visibility !== null)
        return [
          textOf(visibility) === 'public' &&
            flawAt({ value: visibility, span: visibility.span, path: 'visibility' }, 'private'),
        ];
      return [
        !isTrue(hidden) &&
          (hidden
            ? flawAt({ value: hidden, span: hidden.span, path: 'private' }, 'true')
            : flawOf(resource, 'visibility', 'private')),
      ];
    },
    bad: 'resource "github_repository" "a" {\n  visibility = "public"\n}',
    good: 'resource "github_repository" "a" {\n  visibility = "private"\n}',
  }),
  attribute({
    id: 'github-vulnerability-alerts',
    title: 'Repository gets no alerts about its dependencies',
    why: 'Known flaws go unnoticed.',
    severity: 'medium',
    cwe: 1104,
    refs: ['GIT-0003'],
    on: { github_repository: 'vulnerability_alerts' },
    want: is(true),
    when: ({ body }) => !isTrue(at(body, 'archived')),
  }),
  attribute({
    id: 'github-signed-commits',
    title: 'Branch takes unsigned commits',
    why: 'Anyone with a push right can commit under another name.',
    severity: 'low',
    cwe: 345,
    refs: ['GIT-0004'],
    on: Object.fromEntries(branch.map((type) => [type, 'require_signed_commits'])),
    want: is(true),
  }),
  custom({
    id: 'github-plain-secret',
    title: 'Secret of the workflow stands in the file',
    why: 'Everyone who may read the code or the state can read it.',
    severity: 'high',
    cwe: 798,
    refs: ['GIT-0002'],
    fix: 'Use encrypted_value.',
    kinds: [
      'github_actions_environment_secret',
      'github_actions_secret',
      'github_actions_organization_secret',
      'github_dependabot_secret',
    ],
    check: (resource) =>
      reach(resource.body, 'plaintext_value').map(
        (place) =>
          place.value?.kind === 'scalar' && textOf(place.value) !== '' && secretAt(place, 'encrypted_value'),
      ),
    bad: 'resource "github_actions_environment_secret" "a" {\n  plaintext_value = "some-value"\n}',
    good: 'resource "github_actions_environment_secret" "a" {\n  encrypted_value = "x"\n}',
  }),
  attribute({
    id: 'github-webhook-tls',
    title: 'Webhook does not check certificates',
    why: 'Whoever is on the way can read what is sent.',
    severity: 'medium',
    cwe: 295,
    on: {
      github_repository_webhook: 'configuration.insecure_ssl',
      github_organization_webhook: 'configuration.insecure_ssl',
    },
    want: isNot(true),
    absent: 'good',
  }),
];
