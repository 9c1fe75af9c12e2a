import { commandsOf, type DockerImage, type DockerInstruction, settings } from '../../read/dockerfile.ts';
import { custom, type Flaw, type Rule } from '../../rule.ts';
import { isLiteral, secretKey } from '../../secrets-in-text.ts';

interface DockerRule {
  readonly id: string;
  readonly refs?: readonly string[];
  readonly title: string;
  readonly why: string;
  readonly severity: Rule['severity'];
  readonly cwe: number;
  readonly fix: string;
  readonly check: (image: DockerImage) => readonly (Flaw | null | false)[];
  readonly bad: string | readonly string[];
  readonly good: string | readonly string[];
}

const docker = (rule: DockerRule): Rule =>
  custom({
    ...rule,
    id: `docker-${rule.id}`,
    kinds: ['dockerfile'],
    check: ({ image }) => (image ? rule.check(image) : []),
  });

const flaw = (
  instruction: DockerInstruction,
  expected: string,
  value = `${instruction.name} ${instruction.text}`.slice(0, 120),
): Flaw => ({ span: instruction.span, path: instruction.name, value, expected });

const named = ({ instructions }: DockerImage, name: string): readonly DockerInstruction[] =>
  instructions.filter((one) => one.name === name);

/** RUN instructions of which a command passes the test. */
const running = (
  image: DockerImage,
  test: (command: string, all: string) => boolean,
  expected: string,
): readonly Flaw[] =>
  named(image, 'RUN').flatMap((run) => {
    const found = commandsOf(run).find((command) => test(command, run.text));
    return found === undefined ? [] : [flaw(run, expected, found.slice(0, 120))];
  });

/** A package manager that asks unless it is told not to, or leaves its cache. */
const manager = (
  id: string,
  refs: readonly string[],
  install: RegExp,
  clean: RegExp,
  name: string,
  cleanBy: string,
  bad: string,
): Rule =>
  docker({
    id: `${id}-cache`,
    refs,
    title: `Cache of ${name} stays in the image`,
    why: 'The image is larger, and its lists of packages grow old.',
    severity: 'low',
    cwe: 459,
    fix: `Run ${cleanBy} in the same RUN.`,
    check: (image) =>
      named(image, 'RUN')
        .filter((run) => {
          const commands = commandsOf(run);
          return (
            commands.some((one) => install.test(one)) &&
            !commands.some((one) => clean.test(one)) &&
            !/--mount=type=cache/.test([...run.flags].join(' '))
          );
        })
        .map((run) => flaw(run, cleanBy)),
    bad: `FROM x:1\nRUN ${bad}`,
    good: `FROM x:1\nRUN ${bad} && ${cleanBy}`,
  });

const repeated = (id: string, refs: readonly string[], name: string): Rule =>
  docker({
    id: `one-${id}`,
    refs,
    title: `Several ${name} in one stage`,
    why: 'Only the last one counts; the others mislead.',
    severity: 'high',
    cwe: 1164,
    fix: `Leave one ${name} in each stage.`,
    check: ({ stages }) =>
      stages.flatMap(({ instructions }) => {
        const all = instructions.filter((one) => one.name === name);
        return all.length > 1 ? [flaw(all.at(-1) as DockerInstruction, `one ${name}`)] : [];
      }),
    bad: `FROM x:1\n${name} a\n${name} b`,
    good: `FROM x:1\n${name} a\nFROM y:1\n${name} b`,
  });

const words = (command: string): readonly string[] => command.split(/\s+/);
const first = (command: string): string =>
  words(command).find((word) => !/^(?:sudo|env|time|exec|set|-\w+|\w+=.*)$/.test(word)) ?? '';

export const dockerfile: readonly Rule[] = [
  docker({
    id: 'latest-tag',
    refs: ['DS-0001'],
    title: 'Base image has no fixed version',
    why: 'What is built tomorrow is not what was tested today.',
    severity: 'medium',
    cwe: 1357,
    fix: 'Name a version, or better a digest.',
    check: ({ stages }) =>
      stages.map(
        ({ base, from }, i) =>
          !stages.slice(0, i).some(({ alias }) => alias?.toLowerCase() === base.toLowerCase()) &&
          base !== 'scratch' &&
          !base.includes('@') &&
          !base.includes('$') &&
          (!/:[^/]+$/.test(base) || /:latest$/.test(base)) &&
          flaw(from, 'a version', base),
      ),
    bad: ['FROM alpine', 'FROM alpine:latest'],
    good: ['FROM alpine:3.20', 'FROM alpine@sha256:0123', 'FROM x:1 AS build\nFROM build'],
  }),
  docker({
    id: 'root-user',
    refs: ['DS-0002'],
    title: 'Container runs as root',
    why: 'Whoever breaks out of the application is root, also in the kernel’s eyes.',
    severity: 'high',
    cwe: 250,
    fix: 'Add a USER that is not root before the last command.',
    check({ stages, instructions }) {
      const last = stages.at(-1);
      if (!last) return [];
      const users = (stage: typeof last): readonly DockerInstruction[] => {
        const own = stage.instructions.filter(({ name }) => name === 'USER');
        const parent = stages.find(
          ({ alias }) => alias !== null && alias.toLowerCase() === stage.base.toLowerCase(),
        );
        return own.length > 0 || !parent || parent === stage ? own : users(parent);
      };
      const user = users(last).at(-1);
      if (!user)
        return instructions.length > 1 || last.base
          ? [
              /nonroot|rootless|unprivileged|^scratch$/.test(last.base)
                ? null
                : flaw(last.from, 'USER', '(no USER)'),
            ]
          : [];
      const name = (user.words[0] ?? '').split(':')[0] ?? '';
      return [/^(?:root|0)$/.test(name) && flaw(user, 'a user that is not root')];
    },
    bad: ['FROM debian:12\nRUN ls', 'FROM debian:12\nUSER root'],
    good: 'FROM debian:12\nUSER app',
  }),
  docker({
    id: 'expose-ssh',
    refs: ['DS-0004'],
    title: 'Container offers SSH',
    why: 'A second way in, with keys and passwords of its own.',
    severity: 'medium',
    cwe: 284,
    fix: 'Use docker exec.',
    check: (image) =>
      named(image, 'EXPOSE').map(
        (one) => one.words.some((word) => /^22(?:\/tcp)?$/.test(word)) && flaw(one, 'no port 22'),
      ),
    bad: 'FROM x:1\nEXPOSE 22',
    good: 'FROM x:1\nEXPOSE 8080',
  }),
  docker({
    id: 'invalid-port',
    refs: ['DS-0008'],
    title: 'Port is out of range',
    why: 'The instruction does nothing.',
    severity: 'critical',
    cwe: 1164,
    fix: 'Use a port up to 65535.',
    check: (image) =>
      named(image, 'EXPOSE').map(
        (one) => one.words.some((word) => Number.parseInt(word, 10) > 65535) && flaw(one, 'up to 65535'),
      ),
    bad: 'FROM x:1\nEXPOSE 65536',
    good: 'FROM x:1\nEXPOSE 65530',
  }),
  docker({
    id: 'add-local',
    refs: ['DS-0005'],
    title: 'ADD is used where COPY does',
    why: 'ADD unpacks archives and fetches addresses, which is seldom meant.',
    severity: 'low',
    cwe: 1164,
    fix: 'Use COPY.',
    check: (image) =>
      named(image, 'ADD').map(
        (one) =>
          !one.words
            .slice(0, -1)
            .some((word) =>
              /^(?:https?|git|ssh):|^git@|\.(?:tar|tgz|tar\.\w+|gz|xz|bz2|txz|tbz2?)$/.test(word),
            ) &&
          !one.flags.has('checksum') &&
          flaw(one, 'COPY'),
      ),
    bad: 'FROM x:1\nADD src /app',
    good: ['FROM x:1\nCOPY src /app', 'FROM x:1\nADD src.tar.gz /app'],
  }),
  docker({
    id: 'add-remote',
    title: 'File is fetched without a check',
    why: 'Whoever controls the server or the way to it controls the image.',
    severity: 'medium',
    cwe: 494,
    fix: 'Use ADD --checksum, or RUN curl and verify.',
    check: (image) =>
      named(image, 'ADD').map(
        (one) =>
          one.words.slice(0, -1).some((word) => /^https?:/.test(word)) &&
          !one.flags.has('checksum') &&
          flaw(one, '--checksum'),
      ),
    bad: 'FROM x:1\nADD https://example.org/x.sh /x.sh',
    good: 'FROM x:1\nADD --checksum=sha256:00 https://example.org/x.sh /x.sh',
  }),
  docker({
    id: 'copy-from-self',
    refs: ['DS-0006'],
    title: 'Stage copies from itself',
    why: 'The build fails, or copies what is not meant.',
    severity: 'critical',
    cwe: 1164,
    fix: 'Name the stage that has the files.',
    check: ({ stages }) =>
      stages.flatMap(({ alias, instructions }, i) =>
        instructions.map(
          (one) =>
            one.name === 'COPY' &&
            one.flags.has('from') &&
            (one.flags.get('from') === alias || one.flags.get('from') === String(i)) &&
            flaw(one, 'another stage'),
        ),
      ),
    bad: 'FROM x:1 AS dep\nCOPY --from=dep /a /b',
    good: 'FROM x:1 AS dep\nFROM y:1 AS run\nCOPY --from=dep /a /b',
  }),
  repeated('entrypoint', ['DS-0007'], 'ENTRYPOINT'),
  repeated('cmd', ['DS-0016'], 'CMD'),
  repeated('healthcheck', ['DS-0023'], 'HEALTHCHECK'),
  docker({
    id: 'relative-workdir',
    refs: ['DS-0009'],
    title: 'Working folder is relative',
    why: 'Where it leads depends on the base image.',
    severity: 'high',
    cwe: 1164,
    fix: 'Use an absolute path.',
    check: (image) =>
      named(image, 'WORKDIR').map(
        (one) => !/^(?:["']?[/\\$]|[A-Za-z]:)/.test(one.text) && flaw(one, 'an absolute path'),
      ),
    bad: 'FROM x:1\nWORKDIR app',
    good: ['FROM x:1\nWORKDIR /app', 'FROM x:1\nWORKDIR $APP'],
  }),
  docker({
    id: 'sudo',
    refs: ['DS-0010'],
    title: 'sudo is used in the build',
    why: 'It behaves unlike on a terminal, and leaves a way to root in the image.',
    severity: 'critical',
    cwe: 250,
    fix: 'Switch with USER.',
    check: (image) => running(image, (command) => words(command)[0] === 'sudo', 'no sudo'),
    bad: 'FROM x:1\nRUN sudo apt-get upgrade',
    good: 'FROM x:1\nRUN echo sudo',
  }),
  docker({
    id: 'copy-several-needs-slash',
    refs: ['DS-0011'],
    title: 'Several files are copied to what is no folder',
    why: 'The build fails: the target must end in a slash.',
    severity: 'critical',
    cwe: 1164,
    fix: 'End the target with a slash.',
    check: (image) =>
      named(image, 'COPY').map(
        (one) =>
          one.words.length > 2 &&
          !/[/\\]$|^\.$/.test(one.words.at(-1) as string) &&
          !one.text.includes('<<') &&
          flaw(one, 'a slash at the end'),
      ),
    bad: 'FROM x:1\nCOPY ["a.json", "b.json", "app"]',
    good: 'FROM x:1\nCOPY ["a.json", "b.json", "app/"]',
  }),
  docker({
    id: 'duplicate-alias',
    refs: ['DS-0012'],
    title: 'Two stages have the same name',
    why: 'Which one is meant depends on their order.',
    severity: 'critical',
    cwe: 1164,
    fix: 'Give each stage a name of its own.',
    check: ({ stages }) =>
      stages.map(
        ({ alias, from }, i) =>
          alias !== null &&
          stages.slice(0, i).some((other) => other.alias?.toLowerCase() === alias.toLowerCase()) &&
          flaw(from, 'another name'),
      ),
    bad: 'FROM x:1 AS a\nFROM y:1 AS a',
    good: 'FROM x:1 AS a\nFROM y:1 AS b',
  }),
  docker({
    id: 'cd-instead-of-workdir',
    refs: ['DS-0013'],
    title: 'cd is used where WORKDIR does',
    why: 'It holds for one RUN only, which is easily overlooked.',
    severity: 'medium',
    cwe: 1164,
    fix: 'Use WORKDIR.',
    check: (image) =>
      named(image, 'RUN').map((one) => {
        const [only = ''] = commandsOf(one);
        return /^cd\s+\//.test(only) && flaw(one, 'WORKDIR');
      }),
    bad: 'FROM x:1\nRUN cd /tmp && ls',
    good: 'FROM x:1\nWORKDIR /tmp',
  }),
  docker({
    id: 'wget-and-curl',
    refs: ['DS-0014'],
    title: 'Both wget and curl are used',
    why: 'Two tools for one purpose are two to keep free of flaws.',
    severity: 'low',
    cwe: 1164,
    fix: 'Use one of them.',
    check: (image) => {
      const used = (name: string) =>
        named(image, 'RUN').filter((run) => commandsOf(run).some((one) => first(one) === name));
      const [wget, curl] = [used('wget'), used('curl')];
      return [
        wget.length > 0 &&
          curl.length > 0 &&
          flaw(
            (curl.at(-1) as DockerInstruction).span.line > (wget.at(-1) as DockerInstruction).span.line
              ? (curl.at(-1) as DockerInstruction)
              : (wget.at(-1) as DockerInstruction),
            'one of them',
          ),
      ];
    },
    bad: 'FROM x:1\nRUN wget http://a\nRUN curl http://b',
    good: 'FROM x:1\nRUN curl http://a\nRUN curl http://b',
  }),
  manager(
    'yum',
    ['DS-0015'],
    /\byum\b(?:\s+-\S+)*\s+(?:\S+\s+)*?(?:install|localinstall|reinstall|groupinstall|upgrade|update)\b/,
    /\byum\b.*\bclean\s+all\b|rm\s.*\/var\/cache\/yum/,
    'yum',
    'yum clean all',
    'yum install -y vim',
  ),
  manager(
    'dnf',
    ['DS-0019'],
    /\b(?:micro)?dnf\b(?:\s+-\S+)*\s+(?:\S+\s+)*?(?:install|reinstall|upgrade|group\s*install)\b/,
    /\b(?:micro)?dnf\b.*\bclean\s+all\b|rm\s.*\/var\/cache\/dnf/,
    'dnf',
    'dnf clean all',
    'dnf install -y vim',
  ),
  manager(
    'zypper',
    ['DS-0020'],
    /\bzypper\b.*\s(?:install|in|remove|rm|source-install|si|patch|update|up|dist-upgrade|dup)\b/,
    /\bzypper\b.*\b(?:clean|cc)\b/,
    'zypper',
    'zypper clean',
    'zypper install -y vim',
  ),
  docker({
    id: 'apt-lists',
    title: 'Package lists of apt stay in the image',
    why: 'The image is larger, and the lists grow old.',
    severity: 'info',
    cwe: 459,
    fix: 'Remove /var/lib/apt/lists/* in the same RUN.',
    check: (image) =>
      running(
        image,
        (command, all) =>
          /\bapt(?:-get)?\b.*\binstall\b/.test(command) && !/\/var\/lib\/apt\/lists/.test(all),
        'rm -rf /var/lib/apt/lists/*',
      ).filter(
        ({ span }) =>
          !named(image, 'RUN').some(
            (run) =>
              run.span.line === span.line &&
              [...run.flags.values()].some((one) => one.includes('type=cache')),
          ),
      ),
    bad: 'FROM x:1\nRUN apt-get update && apt-get install -y --no-install-recommends vim',
    good: 'FROM x:1\nRUN apt-get update && apt-get install -y --no-install-recommends vim && rm -rf /var/lib/apt/lists/*',
  }),
  docker({
    id: 'update-alone',
    refs: ['DS-0017'],
    title: 'Package lists are updated on their own',
    why: 'The layer is kept: later installs use old lists, with known flaws.',
    severity: 'high',
    cwe: 1104,
    fix: 'Update and install in one RUN.',
    check: (image) =>
      named(image, 'RUN').map((run) => {
        const commands = commandsOf(run);
        const updates = commands.some((one) =>
          /^(?:sudo\s+)?(?:apt-get|apt|yum|dnf|apk|zypper)\b(?:\s+-\S+)*\s+(?:update|refresh)\b/.test(one),
        );
        const installs = commands.some(
          (one) =>
            /\b(?:install|add|upgrade|dist-upgrade|reinstall|localinstall|groupinstall|in)\b/.test(one) &&
            /\b(?:apt-get|apt|yum|dnf|apk|zypper|aptitude)\b/.test(one),
        );
        return updates && !installs && flaw(run, 'update and install together');
      }),
    bad: 'FROM x:1\nRUN apt-get update\nRUN apt-get install -y vim',
    good: 'FROM x:1\nRUN apt-get update && apt-get install -y vim',
  }),
  docker({
    id: 'apt-no-yes',
    refs: ['DS-0021'],
    title: 'apt-get asks and gets no answer',
    why: 'The build stops and waits.',
    severity: 'high',
    cwe: 1164,
    fix: 'Add -y.',
    check: (image) =>
      running(
        image,
        (command) =>
          /\bapt-get\b.*\s(?:install|upgrade|dist-upgrade)\b/.test(command) &&
          !/\s-\w*y\w*\b|--yes|--assume-yes|-qq\b|-q=2|(?:\s-\w*q\w*){2}/.test(command),
        '-y',
      ),
    bad: 'FROM x:1\nRUN apt-get install vim',
    good: ['FROM x:1\nRUN apt-get install -y vim', 'FROM x:1\nRUN apt-get -fmy install vim'],
  }),
  docker({
    id: 'apt-dist-upgrade',
    refs: ['DS-0024'],
    title: 'Whole distribution is upgraded',
    why: 'What the image holds depends on the day it is built.',
    severity: 'high',
    cwe: 1357,
    fix: 'Use a newer base image.',
    check: (image) =>
      running(image, (command) => /\bapt-get\b.*\sdist-upgrade\b/.test(command), 'a newer base image'),
    bad: 'FROM x:1\nRUN apt-get update && apt-get dist-upgrade -y',
    good: 'FROM x:1\nRUN apt-get update && apt-get install -y vim',
  }),
  docker({
    id: 'apk-cache',
    refs: ['DS-0025'],
    title: 'Cache of apk stays in the image',
    why: 'The image is larger, and its lists of packages grow old.',
    severity: 'high',
    cwe: 459,
    fix: 'Use apk add --no-cache.',
    check: (image) =>
      running(
        image,
        (command, all) =>
          /\bapk\b.*\sadd\b/.test(command) &&
          !/--no-cache\b/.test(command) &&
          !/rm\s[^&;]*\/var\/cache\/apk/.test(all),
        '--no-cache',
      ),
    bad: 'FROM x:1\nRUN apk add vim',
    good: 'FROM x:1\nRUN apk add --no-cache vim',
  }),
  docker({
    id: 'no-healthcheck',
    refs: ['DS-0026'],
    title: 'Image has no health check',
    why: 'A container that hangs goes on getting requests.',
    severity: 'low',
    cwe: 693,
    fix: 'Add HEALTHCHECK.',
    check: (image) => [
      image.instructions.length > 0 &&
        named(image, 'HEALTHCHECK').length === 0 &&
        image.stages.length > 0 &&
        flaw((image.stages.at(-1) as DockerImage['stages'][number]).from, 'HEALTHCHECK', '(no HEALTHCHECK)'),
    ],
    bad: 'FROM x:1\nCMD a',
    good: 'FROM x:1\nHEALTHCHECK CMD a',
  }),
  docker({
    id: 'no-install-recommends',
    refs: ['DS-0029'],
    title: 'apt installs what is only recommended',
    why: 'More software is more that can be attacked.',
    severity: 'high',
    cwe: 1104,
    fix: 'Add --no-install-recommends.',
    check: (image) =>
      running(
        image,
        (command) =>
          /\bapt-get\b.*\sinstall\b/.test(command) &&
          !/--no-install-recommends|Install-Recommends=(?:false|0|no)/i.test(command),
        '--no-install-recommends',
      ),
    bad: 'FROM x:1\nRUN apt-get install -y vim',
    good: 'FROM x:1\nRUN apt-get install -y --no-install-recommends vim',
  }),
  docker({
    id: 'maintainer',
    refs: ['DS-0022'],
    title: 'MAINTAINER is deprecated',
    why: 'Tools do not read it any more.',
    severity: 'high',
    cwe: 477,
    fix: 'Use LABEL.',
    check: (image) => named(image, 'MAINTAINER').map((one) => flaw(one, 'LABEL')),
    bad: 'FROM x:1\nMAINTAINER a',
    good: 'FROM x:1\nLABEL maintainer=a',
  }),
  docker({
    id: 'run-volume',
    title: 'A critical folder is made a volume',
    why: 'What the image brings there is hidden, or the host’s own is shared.',
    severity: 'medium',
    cwe: 668,
    fix: 'Use a folder of the application.',
    check: (image) =>
      named(image, 'VOLUME').map(
        (one) =>
          one.words.some((word) =>
            /^\/(?:|etc|proc|sys|boot|dev|root|lib|usr|bin|sbin|var\/run(?:\/docker\.sock)?)\/?(?::.*)?$/.test(
              word,
            ),
          ) && flaw(one, 'a folder of the application'),
      ),
    bad: 'FROM x:1\nVOLUME /etc',
    good: 'FROM x:1\nVOLUME /data',
  }),
  docker({
    id: 'secret-in-env',
    refs: ['DS-0031'],
    title: 'Secret is built into the image',
    why: 'Everyone who has the image can read it, in its settings or its history.',
    severity: 'critical',
    cwe: 798,
    fix: 'Use RUN --mount=type=secret for builds, and pass it when the container starts.',
    check: (image) =>
      image.instructions.flatMap((one) =>
        one.name === 'ENV' || one.name === 'ARG'
          ? settings(one)
              .filter(
                ([key, value]) =>
                  secretKey.test(key) && !/(?:_FILE|_PATH|_URL|_NAME|_ID)$/i.test(key) && isLiteral(value),
              )
              .map(([key]) => flaw(one, 'no secret', `${one.name} ${key}`))
          : [],
      ),
    bad: ['FROM x:1\nENV DB_PASSWORD=Tr0ub4dor', 'FROM x:1\nARG GITHUB_TOKEN=abcdefgh'],
    good: ['FROM x:1\nENV DB_PASSWORD_FILE=/run/secrets/db', 'FROM x:1\nARG GITHUB_TOKEN'],
  }),
  docker({
    id: 'secret-arg',
    refs: ['DS-0031'],
    title: 'Secret is passed as a build argument',
    why: 'Build arguments stay readable in the history of the image.',
    severity: 'high',
    cwe: 522,
    fix: 'Use RUN --mount=type=secret.',
    check: (image) =>
      named(image, 'ARG').map(
        (one) =>
          one.words.some(
            (word) =>
              !word.includes('=') &&
              /(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|ACCESS_KEY|AUTH_TOKEN|ACCESS_TOKEN|API_KEY|PRIVATE_KEY|GITHUB_TOKEN|NPM_TOKEN)$/i.test(
                word,
              ),
          ) && flaw(one, 'a mounted secret'),
      ),
    bad: 'FROM x:1\nARG NPM_TOKEN',
    good: 'FROM x:1\nARG VERSION',
  }),
  docker({
    id: 'secret-file',
    title: 'Key file is copied into the image',
    why: 'Everyone who has the image has the key.',
    severity: 'high',
    cwe: 522,
    fix: 'Use RUN --mount=type=secret or ssh.',
    check: (image) =>
      [...named(image, 'COPY'), ...named(image, 'ADD')].map(
        (one) =>
          !one.flags.has('from') &&
          one.words
            .slice(0, -1)
            .some((word) =>
              /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.aws|\.ssh|\.netrc|\.npmrc|\.pgpass|\.env)(?:\/.*)?$/.test(
                word,
              ),
            ) &&
          flaw(one, 'a mounted secret'),
      ),
    bad: 'FROM x:1\nCOPY id_rsa /root/.ssh/id_rsa',
    good: 'FROM x:1\nCOPY id_rsa.pub /x',
  }),
  docker({
    id: 'curl-pipe-shell',
    title: 'Script from the internet is run without a look',
    why: 'Whoever controls the server or the way to it controls the image.',
    severity: 'medium',
    cwe: 494,
    fix: 'Download, verify a checksum, then run.',
    check: (image) =>
      named(image, 'RUN').map(
        (run) =>
          /\b(?:curl|wget)\b[^|;&\n]{0,500}\|\s{0,5}(?:sudo\s+)?(?:ba|z|da)?sh\b/.test(
            run.text.slice(0, 100_000),
          ) && flaw(run, 'a checksum'),
      ),
    bad: 'FROM x:1\nRUN curl -s https://example.org/x | bash',
    good: 'FROM x:1\nRUN curl -o x https://example.org/x && sha256sum -c x.sum',
  }),
  docker({
    id: 'insecure-download',
    title: 'Certificates are not checked',
    why: 'Whoever is on the way can put in something else.',
    severity: 'medium',
    cwe: 295,
    fix: 'Leave the flag out.',
    check: (image) =>
      running(
        image,
        (command) =>
          /\bcurl\b.*\s(?:-\w*k\w*\b|--insecure\b)|\bwget\b.*--no-check-certificate|\bpip3?\b.*--trusted-host|\bnpm\b.*strict-ssl\s+false|\bapk\b.*--allow-untrusted|\b(?:yum|dnf)\b.*--nogpgcheck|\bzypper\b.*--no-gpg-checks|\bapt-get\b.*(?:--allow-unauthenticated|--force-yes)|\brpm\b.*--nosignature/.test(
            command,
          ),
        'checked certificates',
      ),
    bad: 'FROM x:1\nRUN curl -k https://example.org/x',
    good: 'FROM x:1\nRUN curl https://example.org/x',
  }),
  docker({
    id: 'tls-off-by-env',
    title: 'Certificates are not checked',
    why: 'Whoever is on the way can put in something else.',
    severity: 'medium',
    cwe: 295,
    fix: 'Leave the variable out.',
    check: (image) =>
      [...named(image, 'ENV'), ...named(image, 'ARG')].map(
        (one) =>
          settings(one).some(
            ([key, value]) =>
              (/^(?:PYTHONHTTPSVERIFY|NODE_TLS_REJECT_UNAUTHORIZED)$/.test(key) && value === '0') ||
              (/^(?:GIT_SSL_NO_VERIFY|NPM_CONFIG_STRICT_SSL)$/i.test(key) &&
                /^(?:1|true|false)$/i.test(value) &&
                (key.startsWith('GIT') ? !/false/i.test(value) : /false/i.test(value))),
          ) && flaw(one, 'checked certificates'),
      ),
    bad: 'FROM x:1\nENV NODE_TLS_REJECT_UNAUTHORIZED=0',
    good: 'FROM x:1\nENV NODE_ENV=production',
  }),
  docker({
    id: 'chmod-777',
    title: 'Files are writable for everyone',
    why: 'Any process in the container can change them.',
    severity: 'medium',
    cwe: 732,
    fix: 'Give rights to the user that needs them.',
    check: (image) =>
      running(
        image,
        (command) => /\bchmod\b(?:\s+-\S+)*\s+(?:0?777|a\+rwx|ugo\+rwx)\b/.test(command),
        'narrower rights',
      ),
    bad: 'FROM x:1\nRUN chmod -R 777 /app',
    good: 'FROM x:1\nRUN chmod 755 /app',
  }),
  docker({
    id: 'passwd-in-run',
    title: 'Password is set in the build',
    why: 'Everyone who has the image can read it in its history.',
    severity: 'high',
    cwe: 798,
    fix: 'Set no password, or read it from a mounted secret.',
    check: (image) =>
      running(
        image,
        (command, all) => /^chpasswd\b/.test(command) && /echo\s+["']?[\w-]+:[^$"'\s]+/.test(all),
        'no password',
      ).map((one) => ({ ...one, value: 'chpasswd' })),
    bad: "FROM x:1\nRUN echo 'root:Tr0ub4dor' | chpasswd",
    good: 'FROM x:1\nRUN useradd app',
  }),
  docker({
    id: 'shell-form-entrypoint',
    title: 'Command is started through a shell',
    why: 'Signals do not reach it, and the shell reads variables into its text.',
    severity: 'info',
    cwe: 1164,
    fix: 'Use the JSON form.',
    check: (image) => [...named(image, 'ENTRYPOINT')].map((one) => !one.json && flaw(one, 'the JSON form')),
    bad: 'FROM x:1\nENTRYPOINT ./start',
    good: 'FROM x:1\nENTRYPOINT ["./start"]',
  }),
  docker({
    id: 'unpinned-git-package',
    title: 'Package is installed from an address without a fixed version',
    why: 'What is built tomorrow is not what was tested today.',
    severity: 'low',
    cwe: 1357,
    fix: 'Name a commit or a release.',
    check: (image) =>
      running(
        image,
        (command) => /\b(?:pip3?|npm)\s+(?:install|i)\b.*\bgit\+https?:\/\/[^@\s]+(?:\s|$)/.test(command),
        'a commit',
      ),
    bad: 'FROM x:1\nRUN pip install git+https://example.org/a.git',
    good: 'FROM x:1\nRUN pip install git+https://example.org/a.git@abcdef',
  }),
  docker({
    id: 'credentials-in-run',
    title: 'Credentials are given on the command line',
    why: 'They stay readable in the history of the image.',
    severity: 'high',
    cwe: 522,
    fix: 'Use RUN --mount=type=secret.',
    check: (image) =>
      running(
        image,
        (command) =>
          /--password[= ]["']?[^$\s"'-][^\s"']{3,}|\bhttps?:\/\/[^\s/:@$]+:[^\s/@$]+@/.test(command),
        'a mounted secret',
      ).map((one) => ({ ...one, value: '(redacted)' })),
    bad: 'FROM x:1\nRUN svn co --username me --password Tr0ub4dor x',
    good: 'FROM x:1\nRUN svn co x',
  }),
  docker({
    id: 'no-assume-yes',
    title: 'Package manager asks and gets no answer',
    why: 'The build stops and waits, or fails.',
    severity: 'low',
    cwe: 1164,
    fix: 'Add -y.',
    check: (image) =>
      running(
        image,
        (command) =>
          /^(?:sudo\s+)?(?:yum|(?:micro)?dnf)\b.*\s(?:install|localinstall|reinstall|groupinstall|upgrade|update)\b/.test(
            command,
          ) && !/\s-\w*y\w*\b|--assumeyes|--yes/.test(command),
        '-y',
      ),
    bad: 'FROM x:1\nRUN yum install vim && yum clean all',
    good: 'FROM x:1\nRUN yum install -y vim && yum clean all',
  }),
  docker({
    id: 'upgrade-in-build',
    title: 'Every package is upgraded in the build',
    why: 'What the image holds depends on the day it is built.',
    severity: 'info',
    cwe: 1357,
    fix: 'Use a newer base image.',
    check: (image) =>
      running(
        image,
        (command) =>
          /^(?:sudo\s+)?(?:(?:yum|dnf)\b(?:\s+-\S+)*\s+(?:update|upgrade)(?:\s+-\S+)*$|apk\b(?:\s+-\S+)*\s+upgrade\b)/.test(
            command,
          ),
        'a newer base image',
      ),
    bad: 'FROM x:1\nRUN apk upgrade',
    good: 'FROM x:1\nRUN apk add --no-cache vim',
  }),
];
