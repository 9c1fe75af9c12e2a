import type { Resource } from '../../resource.ts';
import type { Rule } from '../../rule.ts';
import { at, isTrue, textOf } from '../../value.ts';
import { file, found, steps, triggers, uses, workflow } from './workflows-parts.ts';

/** Expressions whose text a stranger writes. */
const untrusted =
  /\$\{\{[^}]{0,300}?\b(?:github\.event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.default_branch))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|head_commit\.(?:message|author\.(?:email|name))|commits\b|pages\b|workflow_run\.(?:head_branch|head_commit|display_title|pull_requests)|inputs\.)|github\.head_ref|(?:github\.event\.)?client_payload)[^}]{0,300}\}\}/;

/** Calls whose result is no text that a shell could read. */
const harmless = /\$\{\{\s*(?:contains|startsWith|endsWith|hashFiles|toJSON\(\s*fromJSON)\s*\(/;

const privileged = (resource: Resource): readonly string[] =>
  triggers(resource).filter((name) => /^(?:pull_request_target|workflow_run|issue_comment)$/.test(name));

const headRef =
  /github\.event\.pull_request\.head\.(?:sha|ref)|github\.head_ref|github\.event\.workflow_run\.head_(?:sha|branch)|refs\/pull\/|github\.event\.pull_request\.merge_commit_sha/;

export const injection: readonly Rule[] = [
  workflow({
    id: 'script-injection',
    title: 'Text of a stranger becomes part of a script',
    why: 'Whoever writes the title, branch or comment runs commands with the rights and secrets of the workflow.',
    severity: 'high',
    cwe: 78,
    refs: ['OWASP CICD-SEC-4'],
    fix: 'Pass it in env, and use "$NAME" in the script.',
    kinds: ['workflow-step'],
    check: (step) =>
      [
        ['run', at(step.body, 'run')] as const,
        ['with.script', /github-script@/.test(uses(step)) ? at(step.body, 'with.script') : null] as const,
      ].map(
        ([path, value]) =>
          !harmless.test(untrusted.exec(textOf(value))?.[0] ?? '') &&
          found(value, path, untrusted, 'a variable of the environment'),
      ),
    bad: [
      file('issues', steps('- run: echo ${{ github.event.issue.title }}')),
      file(
        'pull_request',
        steps('- uses: actions/github-script@v7\n  with:\n    script: f("${{ github.head_ref }}")'),
      ),
    ],
    good: file('issues', steps('- env:\n    TITLE: ${{ github.event.issue.title }}\n  run: echo "$TITLE"')),
  }),
  workflow({
    id: 'pull-request-target-checkout',
    title: 'Code of a stranger is checked out with the repository’s secrets',
    why: 'A pull request from a fork then runs its own build scripts with a token that may write.',
    severity: 'critical',
    cwe: 94,
    refs: ['OWASP CICD-SEC-4'],
    fix: 'Use pull_request, or do not check the head out.',
    kinds: ['workflow-step'],
    check: (step) => [
      privileged(step).length > 0 &&
        /^actions\/checkout@/.test(uses(step)) &&
        (found(at(step.body, 'with.ref'), 'with.ref', headRef, 'the base branch') ||
          found(
            at(step.body, 'with.repository'),
            'with.repository',
            /head\.repo|head_repository/,
            'the own repository',
          )),
      privileged(step).length > 0 &&
        found(
          at(step.body, 'run'),
          'run',
          /\bgh\s+pr\s+checkout\b|git\s+(?:fetch|checkout)\b.{0,200}(?:head_ref|pull\/|head\.sha)/,
          'the base branch',
        ),
    ],
    bad: file(
      'pull_request_target',
      steps('- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.event.pull_request.head.sha }}'),
    ),
    good: file(
      'pull_request',
      steps('- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.event.pull_request.head.sha }}'),
    ),
  }),
  workflow({
    id: 'unsecure-commands',
    title: 'Output of programs may set variables',
    why: 'Whoever controls a line of output changes what later steps run.',
    severity: 'high',
    cwe: 78,
    fix: 'Use the files GITHUB_ENV and GITHUB_PATH.',
    kinds: ['workflow', 'workflow-job', 'workflow-step'],
    check: (resource) => [
      isTrue(at(resource.body, 'env.ACTIONS_ALLOW_UNSECURE_COMMANDS')) &&
        found(
          at(resource.body, 'env.ACTIONS_ALLOW_UNSECURE_COMMANDS'),
          'env.ACTIONS_ALLOW_UNSECURE_COMMANDS',
          /.+/,
          'not set',
        ),
    ],
    bad: file('push', steps('- run: ls'), 'env:\n  ACTIONS_ALLOW_UNSECURE_COMMANDS: true\n'),
    good: file('push', steps('- run: ls')),
  }),
  workflow({
    id: 'env-injection',
    title: 'Text of a stranger is written into the environment',
    why: 'A line break in it sets any variable of later steps.',
    severity: 'high',
    cwe: 78,
    fix: 'Do not write it there, or check it first.',
    kinds: ['workflow-step'],
    check: (step) => [
      /GITHUB_(?:ENV|PATH|OUTPUT)/.test(textOf(at(step.body, 'run'))) &&
        found(at(step.body, 'run'), 'run', untrusted, 'checked text'),
    ],
    bad: file('issues', steps('- run: echo "T=${{ github.event.issue.title }}" >> $GITHUB_ENV')),
    good: file('issues', steps('- run: echo "T=1" >> $GITHUB_ENV')),
  }),
  workflow({
    id: 'workflow-run-artifact',
    title: 'Artifact of another run is used with the repository’s secrets',
    why: 'The other run may be one of a pull request of a stranger, who then writes the artifact.',
    severity: 'medium',
    cwe: 829,
    fix: 'Take the artifact as untrusted: unpack it apart, and run nothing of it.',
    kinds: ['workflow-step'],
    check: (step) => [
      triggers(step).includes('workflow_run') &&
        (found(
          at(step.body, 'uses'),
          'uses',
          /^(?:dawidd6\/action-download-artifact|actions\/download-artifact)@.*/,
          'checked artifacts',
        ) &&
        (uses(step).startsWith('dawidd6') || at(step.body, 'with.run-id') !== null)
          ? found(at(step.body, 'uses'), 'uses', /.+/, 'checked artifacts')
          : found(at(step.body, 'with.script'), 'with.script', /downloadArtifact\b/, 'checked artifacts') ||
            found(at(step.body, 'run'), 'run', /\bgh\s+run\s+download\b/, 'checked artifacts')),
    ],
    bad: file('workflow_run', steps('- uses: dawidd6/action-download-artifact@v3')),
    good: file('push', steps('- uses: dawidd6/action-download-artifact@v3')),
  }),
  workflow({
    id: 'curl-pipe-shell',
    title: 'Script from the internet is run without a look',
    why: 'Whoever controls the server or the way to it runs commands with the rights of the workflow.',
    severity: 'medium',
    cwe: 494,
    fix: 'Download, verify a checksum, then run.',
    kinds: ['workflow-step'],
    check: (step) => [
      found(
        at(step.body, 'run'),
        'run',
        /\b(?:curl|wget)\b[^|;&\n]{0,500}\|\s{0,5}(?:sudo\s+)?(?:ba|z|da)?sh\b|\b(?:ba|z)?sh\s+<\(\s*curl\b/,
        'a checksum',
      ),
    ],
    bad: file('push', steps('- run: curl -s https://example.org/x | bash')),
    good: file('push', steps('- run: curl -o x https://example.org/x')),
  }),
  workflow({
    id: 'spoofable-actor',
    title: 'Bot is told by the name of the actor',
    why: 'In these events the name can be that of a bot, while the code is a stranger’s.',
    severity: 'medium',
    cwe: 290,
    fix: 'Compare github.event.pull_request.user.login.',
    kinds: ['workflow-job', 'workflow-step'],
    check: (resource) => [
      privileged(resource).length > 0 &&
        found(
          at(resource.body, 'if'),
          'if',
          /github\.(?:actor|triggering_actor)\s*==\s*['"][\w-]+\[bot\]['"]/,
          'the author of the pull request',
        ),
    ],
    bad: file('pull_request_target', "if: github.actor == 'dependabot[bot]'\nruns-on: x\nsteps: []"),
    good: file('push', "if: github.actor == 'dependabot[bot]'\nruns-on: x\nsteps: []"),
  }),
];
