import { flawAt, flawOf, type Rule, secretAt } from '../../rule.ts';
import { at, itemsOf, plain, reach, textOf, textsOf } from '../../value.ts';
import { file, found, steps, triggers, uses, workflow } from './workflows-parts.ts';

export const workflows: readonly Rule[] = [
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
          !/\$\{\{/.test(textOf(place.value)) &&
          secretAt(place, 'a secret'),
      ),
    bad: file('push', 'container:\n  image: x\n  credentials:\n    password: Tr0ub4dor\nsteps: []'),
    good: file('push', 'container:\n  image: x\n  credentials:\n    password: ${{ secrets.P }}\nsteps: []'),
  }),
];
