import { commandsOf, type DockerInstruction } from '../../read/dockerfile.ts';
import type { Rule } from '../../rule.ts';
import { docker, flaw, named, running, words } from './dockerfile-parts.ts';

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

const first = (command: string): string =>
  words(command).find((word) => !/^(?:sudo|env|time|exec|set|-\w+|\w+=.*)$/.test(word)) ?? '';

export const packages: readonly Rule[] = [
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
    check: (image) => {
      const cached = new Set(
        named(image, 'RUN')
          .filter(({ flags }) => [...flags.values()].some((one) => one.includes('type=cache')))
          .map(({ span }) => span.line),
      );
      return running(
        image,
        (command, all) =>
          /\bapt(?:-get)?\b.*\binstall\b/.test(command) && !/\/var\/lib\/apt\/lists/.test(all),
        'rm -rf /var/lib/apt/lists/*',
      ).filter(({ span }) => !cached.has(span.line));
    },
    bad: 'FROM x:1\nRUN apt-get update && apt-get install -y --no-install-recommends vim',
    good: 'FROM x:1\nRUN apt-get update && apt-get install -y --no-install-recommends vim && rm -rf /var/lib/apt/lists/*',
  }),
  docker({
    id: 'update-alone',
    refs: ['DS-0017'],
    title: 'Package lists are updated on their own',
    why: 'The layer is kept: later installs use old lists, with known flaws.',
    severity: 'medium',
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
    severity: 'low',
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
    severity: 'low',
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
    severity: 'low',
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
    id: 'no-install-recommends',
    refs: ['DS-0029'],
    title: 'apt installs what is only recommended',
    why: 'More software is more that can be attacked.',
    severity: 'low',
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
