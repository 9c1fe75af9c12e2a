import type { Resource } from '../../resource.ts';
import { custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { at, isTrue, itemsOf, plain, reach, textOf, textsOf, type Value } from '../../value.ts';

const workflow = (rule: Omit<Parameters<typeof custom>[0], 'id'> & { readonly id: string }): Rule =>
  custom({ ...rule, id: `github-actions-${rule.id}` });

/** Expressions whose text a stranger writes. */
const untrusted =
  /\$\{\{[^}]{0,300}?\b(?:github\.event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.default_branch))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|head_commit\.(?:message|author\.(?:email|name))|commits\b|pages\b|workflow_run\.(?:head_branch|head_commit|display_title|pull_requests)|inputs\.)|github\.head_ref|(?:github\.event\.)?client_payload)[^}]{0,300}\}\}/;

/** Calls whose result is no text that a shell could read. */
const harmless = /\$\{\{\s*(?:contains|startsWith|endsWith|hashFiles|toJSON\(\s*fromJSON)\s*\(/;

/** The workflow a step or job stands in. */
const whole = (resource: Resource): Resource => (resource.parent ? whole(resource.parent) : resource);

const triggers = (resource: Resource): readonly string[] => {
  const on = whole(resource).body.entries.get('on') ?? whole(resource).body.entries.get('true') ?? null;
  return on?.kind === 'map' ? [...on.entries.keys()] : textsOf(on);
};

const privileged = (resource: Resource): readonly string[] =>
  triggers(resource).filter((name) => /^(?:pull_request_target|workflow_run|issue_comment)$/.test(name));

const uses = ({ body }: Resource): string => textOf(at(body, 'uses'));

const file = (on: string, job: string, rest = ''): string =>
  `on: ${on}\n${rest}jobs:\n  a:\n${job.replace(/^/gm, '    ')}\n`;
const steps = (lines: string): string => `runs-on: ubuntu-24.04\nsteps:\n${lines.replace(/^/gm, '  ')}`;

const headRef =
  /github\.event\.pull_request\.head\.(?:sha|ref)|github\.head_ref|github\.event\.workflow_run\.head_(?:sha|branch)|refs\/pull\/|github\.event\.pull_request\.merge_commit_sha/;

const found = (value: Value | null, path: string, pattern: RegExp, expected: string): Flaw | false => {
  const match = value ? pattern.exec(textOf(value).slice(0, 100_000)) : null;
  return (
    match !== null && value !== null && { span: value.span, path, value: match[0].slice(0, 150), expected }
  );
};

export const workflows: readonly Rule[] = [
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
    id: 'unpinned-action',
    title: 'Action of others is not pinned to a commit',
    why: 'Whoever takes the action over moves the tag, and runs with the rights of the workflow.',
    severity: 'low',
    cwe: 1357,
    refs: ['CICD-SEC-3'],
    fix: 'Name the commit by its 40 hexadecimal digits.',
    kinds: ['workflow-step', 'workflow-job'],
    check: (step) => [
      /^[\w.-]+\/[\w./-]+@/.test(uses(step)) &&
        !/^(?:actions|github)\//.test(uses(step)) &&
        !/@[0-9a-f]{40}$/.test(uses(step)) &&
        found(at(step.body, 'uses'), 'uses', /.+/, 'a commit'),
      /^docker:\/\//.test(uses(step)) &&
        !/@sha256:/.test(uses(step)) &&
        found(at(step.body, 'uses'), 'uses', /.+/, 'a digest'),
    ],
    bad: file('push', steps('- uses: some/action@v1')),
    good: file('push', steps('- uses: some/action@0123456789012345678901234567890123456789')),
  }),
  workflow({
    id: 'write-all',
    title: 'Token of the workflow may do everything',
    why: 'Whatever runs in it, tools and actions included, can change code and releases.',
    severity: 'medium',
    cwe: 250,
    refs: ['CICD-SEC-5'],
    fix: 'Name the permissions that are needed.',
    kinds: ['workflow', 'workflow-job'],
    check: (resource) => [
      textOf(at(resource.body, 'permissions')) === 'write-all' &&
        found(at(resource.body, 'permissions'), 'permissions', /.+/, 'named permissions'),
    ],
    bad: file('push', steps('- run: ls'), 'permissions: write-all\n'),
    good: file('push', steps('- run: ls'), 'permissions:\n  contents: read\n'),
  }),
  workflow({
    id: 'no-permissions',
    title: 'Workflow does not name its permissions',
    why: 'In many repositories the token may then write.',
    severity: 'info',
    cwe: 250,
    refs: ['CICD-SEC-5'],
    fix: 'Set permissions, contents: read to begin with.',
    kinds: ['workflow'],
    check: (resource) => [
      at(resource.body, 'permissions') === null &&
        at(resource.body, 'jobs') !== null &&
        !reach(resource.body, 'jobs.*').every(
          ({ value }) => value !== null && at(value, 'permissions') !== null,
        ) &&
        flawOf(resource, 'permissions', 'named permissions'),
    ],
    bad: file('push', steps('- run: ls')),
    good: file('push', steps('- run: ls'), 'permissions: {}\n'),
  }),
  workflow({
    id: 'secrets-inherit',
    title: 'Called workflow gets every secret',
    why: 'It needs few of them, and whoever changes it gets all.',
    severity: 'low',
    cwe: 200,
    fix: 'Pass the secrets it needs by name.',
    kinds: ['workflow-job'],
    check: (job) => [
      textOf(at(job.body, 'secrets')) === 'inherit' &&
        !uses(job).startsWith('./') &&
        found(at(job.body, 'secrets'), 'secrets', /.+/, 'named secrets'),
    ],
    bad: file('push', 'uses: a/b/.github/workflows/c.yml@v1\nsecrets: inherit'),
    good: file('push', 'uses: a/b/.github/workflows/c.yml@v1\nsecrets:\n  X: y'),
  }),
  workflow({
    id: 'self-hosted-pull-request',
    title: 'Pull requests run on own machines',
    why: 'Code of strangers stays on the machine, and reaches its network.',
    severity: 'medium',
    cwe: 668,
    fix: 'Use machines that are thrown away, or require approval.',
    kinds: ['workflow-job'],
    check: (job) => [
      triggers(job).some((name) => /^pull_request(?:_target)?$/.test(name)) &&
        textsOf(at(job.body, 'runs-on')).includes('self-hosted') &&
        flawAt(
          {
            value: at(job.body, 'runs-on'),
            span: at(job.body, 'runs-on')?.span ?? job.span,
            path: 'runs-on',
          },
          'hosted machines',
        ),
    ],
    bad: file('pull_request', 'runs-on: [self-hosted]\nsteps: []'),
    good: file('push', 'runs-on: [self-hosted]\nsteps: []'),
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
    id: 'secret-in-command',
    title: 'Secret is printed',
    why: 'What is masked in one form is readable in another.',
    severity: 'medium',
    cwe: 532,
    fix: 'Do not print it.',
    kinds: ['workflow-step'],
    check: (step) =>
      [
        found(
          at(step.body, 'run'),
          'run',
          /\becho\s+["']?\$\{\{\s*secrets\.\w+\s*\}\}["']?\s*(?:\||$|\n)/,
          'no output',
        ),
      ].map((flaw) =>
        flaw && /\|\s*(?:docker|gh|base64|\w+ login)/.test(textOf(at(step.body, 'run'))) ? false : flaw,
      ),
    bad: file('push', steps('- run: echo ${{ secrets.TOKEN }}')),
    good: file('push', steps('- run: echo ${{ secrets.TOKEN }} | docker login --password-stdin')),
  }),
  workflow({
    id: 'all-secrets',
    title: 'Every secret is handed over at once',
    why: 'The step needs few of them, and can send all.',
    severity: 'medium',
    cwe: 200,
    fix: 'Pass the secrets it needs by name.',
    kinds: ['workflow-step', 'workflow-job'],
    check: (step) =>
      [...reach(step.body, 'env.*'), ...reach(step.body, 'with.*'), ...reach(step.body, 'run')].map(
        (place) =>
          place.value !== null &&
          found(place.value, place.path, /\$\{\{\s*toJSON\(\s*secrets\s*\)\s*\}\}/i, 'named secrets'),
      ),
    bad: file('push', steps('- run: ls\n  env:\n    ALL: ${{ toJSON(secrets) }}')),
    good: file('push', steps('- run: ls\n  env:\n    A: ${{ secrets.A }}')),
  }),
  workflow({
    id: 'static-cloud-key',
    title: 'Long-lived key of a cloud is used',
    why: 'A key that has leaked stays valid; tokens of OIDC do not.',
    severity: 'info',
    cwe: 798,
    fix: 'Use OpenID Connect.',
    kinds: ['workflow-step'],
    check: (step) => [
      /^aws-actions\/configure-aws-credentials@/.test(uses(step)) &&
        at(step.body, 'with.aws-secret-access-key') !== null &&
        found(
          at(step.body, 'with.aws-secret-access-key'),
          'with.aws-secret-access-key',
          /.+/,
          'OpenID Connect',
        ),
      /^google-github-actions\/auth@/.test(uses(step)) &&
        at(step.body, 'with.credentials_json') !== null &&
        found(at(step.body, 'with.credentials_json'), 'with.credentials_json', /.+/, 'OpenID Connect'),
    ],
    bad: file(
      'push',
      steps(
        '- uses: aws-actions/configure-aws-credentials@0123456789012345678901234567890123456789\n  with:\n    aws-secret-access-key: ${{ secrets.K }}',
      ),
    ),
    good: file(
      'push',
      steps(
        '- uses: aws-actions/configure-aws-credentials@0123456789012345678901234567890123456789\n  with:\n    role-to-assume: x',
      ),
    ),
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
  workflow({
    id: 'persisted-credentials',
    title: 'Token stays in the checkout that becomes an artifact',
    why: 'Whoever downloads the artifact has the token while it is valid.',
    severity: 'low',
    cwe: 522,
    fix: 'Set persist-credentials to false.',
    kinds: ['workflow-job'],
    check: (job) => {
      const all = itemsOf(job.body.entries.get('steps') ?? null);
      const checkout = all.find(
        (step) =>
          /^actions\/checkout@/.test(textOf(at(step, 'uses'))) &&
          String(plain(at(step, 'with.persist-credentials'))) !== 'false',
      );
      const uploads = all.some(
        (step) =>
          /^actions\/upload-artifact@/.test(textOf(at(step, 'uses'))) &&
          /^(?:\.|\.\/|\$\{\{\s*github\.workspace\s*\}\}\/?)$/m.test(textOf(at(step, 'with.path')).trim()),
      );
      return [
        checkout !== undefined &&
          uploads && {
            span: checkout.span,
            path: 'steps.with.persist-credentials',
            value: null,
            expected: 'false',
          },
      ];
    },
    bad: file(
      'push',
      steps('- uses: actions/checkout@v4\n- uses: actions/upload-artifact@v4\n  with:\n    path: .'),
    ),
    good: file(
      'push',
      steps('- uses: actions/checkout@v4\n- uses: actions/upload-artifact@v4\n  with:\n    path: dist'),
    ),
  }),
  workflow({
    id: 'credentials-in-container',
    title: 'Password of the registry stands in the file',
    why: 'Everyone who may read the code has it.',
    severity: 'high',
    cwe: 798,
    fix: 'Use a secret.',
    kinds: ['workflow-job'],
    check: (job) =>
      [
        ...reach(job.body, 'container.credentials.password'),
        ...reach(job.body, 'services.*.credentials.password'),
      ].map(
        (place) =>
          place.value !== null &&
          textOf(place.value) !== '' &&
          !/\$\{\{/.test(textOf(place.value)) && { ...flawAt(place, 'a secret'), value: '(redacted)' },
      ),
    bad: file('push', 'container:\n  image: x\n  credentials:\n    password: Tr0ub4dor\nsteps: []'),
    good: file('push', 'container:\n  image: x\n  credentials:\n    password: ${{ secrets.P }}\nsteps: []'),
  }),
];
