import type { DockerImage, DockerInstruction } from '../../read/dockerfile.ts';
import type { Rule } from '../../rule.ts';
import { docker, flaw, named } from './dockerfile-parts.ts';

const repeated = (id: string, refs: readonly string[], name: string): Rule =>
  docker({
    id: `one-${id}`,
    refs,
    title: `Several ${name} in one stage`,
    why: 'Only the last one counts; the others mislead.',
    severity: 'medium',
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

export const instructions: readonly Rule[] = [
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
    severity: 'medium',
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
    id: 'copy-from-self',
    refs: ['DS-0006'],
    title: 'Stage copies from itself',
    why: 'The build fails, or copies what is not meant.',
    severity: 'medium',
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
    severity: 'low',
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
    id: 'copy-several-needs-slash',
    refs: ['DS-0011'],
    title: 'Several files are copied to what is no folder',
    why: 'The build fails: the target must end in a slash.',
    severity: 'medium',
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
    severity: 'medium',
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
    id: 'maintainer',
    refs: ['DS-0022'],
    title: 'MAINTAINER is deprecated',
    why: 'Tools do not read it any more.',
    severity: 'info',
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
];
