import type { Resource } from '../../resource.ts';
import { custom, type Flaw, flawAt, flawOf, type Rule, secretAt } from '../../rule.ts';
import { isLiteral, secretKey } from '../../secrets-in-text.ts';
import { at, isTrue, itemsOf, type Place, plain, reach, textOf } from '../../value.ts';

interface ComposeRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly severity: Rule['severity'];
  readonly cwe: number;
  readonly fix: string;
  readonly check: (service: Resource) => readonly (Flaw | null | false)[];
  /** Lines of a service. */
  readonly bad: string;
  readonly good: string;
}

const file = (lines: string): string =>
  `services:\n  web:\n    image: a/b:1\n${lines.replace(/^/gm, '    ')}\n`;
const compose = (rule: ComposeRule): Rule =>
  custom({
    ...rule,
    id: `compose-${rule.id}`,
    kinds: ['compose-service'],
    bad: file(rule.bad),
    good: file(rule.good),
  });

const escapeRisk = 'Whoever takes the container over is close to the host, and from there to the others.';

/** Sources of mounts, short and long form. */
const mounts = (service: Resource): readonly { source: string; place: Place }[] =>
  reach(service.body, 'volumes').flatMap((place) => {
    if (place.value === null) return [];
    const source =
      place.value.kind === 'map'
        ? textOf(at(place.value, 'source'))
        : (textOf(place.value).split(':')[0] ?? '');
    return [{ source, place }];
  });

const flag = (id: string, key: string, wrong: RegExp, title: string, severity: Rule['severity']): Rule =>
  compose({
    id,
    title,
    why: escapeRisk,
    severity,
    cwe: 250,
    fix: `Leave ${key} out.`,
    check: (service) =>
      reach(service.body, key).map((place) => wrong.test(textOf(place.value)) && flawAt(place, 'not set')),
    bad: `${key}: ${wrong.source.includes('host') ? 'host' : 'true'}`,
    good: 'restart: always',
  });

const environment = (service: Resource): readonly (readonly [string, string, Place])[] =>
  reach(service.body, 'environment').flatMap((place) => {
    if (place.value?.kind === 'map')
      return [...place.value.entries].map(
        ([key, value]) =>
          [key, textOf(value), { value, span: value.span, path: `environment.${key}` }] as const,
      );
    const [key = '', ...rest] = textOf(place.value).split('=');
    return rest.length > 0 ? [[key, rest.join('='), place] as const] : [];
  });

const published = (service: Resource): readonly { host: string; port: string; place: Place }[] =>
  reach(service.body, 'ports').flatMap((place) => {
    if (place.value?.kind === 'map')
      return [{ host: textOf(at(place.value, 'host_ip')), port: textOf(at(place.value, 'target')), place }];
    const parts = textOf(place.value)
      .replace(/\/(?:tcp|udp)$/, '')
      .split(':');
    return parts.length < 2
      ? []
      : [{ host: parts.length > 2 ? (parts[0] as string) : '', port: parts.at(-1) as string, place }];
  });

export const services: readonly Rule[] = [
  flag('privileged', 'privileged', /^true$/i, 'Container is privileged', 'high'),
  flag('host-network', 'network_mode', /^host$/, 'Container shares the network of the host', 'medium'),
  flag('host-pid', 'pid', /^host$/, 'Container shares the processes of the host', 'high'),
  flag('host-ipc', 'ipc', /^host$/, 'Container shares the memory between processes of the host', 'medium'),
  flag('host-user-namespace', 'userns_mode', /^host$/, 'Container uses the users of the host', 'medium'),
  flag('host-uts', 'uts', /^host$/, 'Container shares the name of the host', 'low'),
  compose({
    id: 'docker-socket',
    title: 'Socket of the container engine is mounted',
    why: 'Whoever takes the container over controls every container of the host.',
    severity: 'high',
    cwe: 250,
    fix: 'Leave the mount out, or put a filtering proxy before it.',
    check: (service) =>
      mounts(service).map(
        ({ source, place }) =>
          /docker\.sock$|containerd\.sock$|podman\.sock$/.test(source) &&
          flawAt({ ...place, value: null }, 'no socket'),
      ),
    bad: 'volumes:\n  - /var/run/docker.sock:/var/run/docker.sock',
    good: 'volumes:\n  - data:/data',
  }),
  compose({
    id: 'sensitive-mount',
    title: 'Folder of the host’s system is mounted',
    why: escapeRisk,
    severity: 'high',
    cwe: 668,
    fix: 'Mount a folder of the application.',
    check: (service) =>
      mounts(service).map(
        ({ source, place }) =>
          /^\/(?:|boot|dev|etc|lib|proc|sys|usr|root|var|home)\/?$/.test(source) &&
          flawAt({ ...place, value: null }, 'a folder of the application'),
      ),
    bad: 'volumes:\n  - /etc:/host-etc',
    good: 'volumes:\n  - ./conf:/etc/app',
  }),
  compose({
    id: 'added-capability',
    title: 'Container adds a capability that leads to the host',
    why: escapeRisk,
    severity: 'high',
    cwe: 250,
    fix: 'Leave it out.',
    check: (service) =>
      reach(service.body, 'cap_add').map(
        (place) =>
          /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH|NET_ADMIN|BPF)$/i.test(
            textOf(place.value),
          ) && flawAt(place, 'no such capability'),
      ),
    bad: 'cap_add:\n  - SYS_ADMIN',
    good: 'cap_add:\n  - NET_BIND_SERVICE',
  }),
  compose({
    id: 'security-off',
    title: 'Protections of the container are off',
    why: escapeRisk,
    severity: 'medium',
    cwe: 693,
    fix: 'Leave the option out.',
    check: (service) =>
      reach(service.body, 'security_opt').map(
        (place) =>
          /^(?:seccomp|apparmor)[:=]unconfined$|^label[:=]disable$|^systempaths=unconfined$|^no-new-privileges[:=]false$/.test(
            textOf(place.value),
          ) && flawAt(place, 'not set'),
      ),
    bad: 'security_opt:\n  - seccomp:unconfined',
    good: 'security_opt:\n  - no-new-privileges:true',
  }),
  compose({
    id: 'no-new-privileges',
    title: 'Process can gain more rights than its parent',
    why: escapeRisk,
    severity: 'info',
    cwe: 250,
    fix: 'Add no-new-privileges:true to security_opt.',
    check: (service) => [
      at(service.body, 'image') !== null &&
        !itemsOf(at(service.body, 'security_opt')).some((one) =>
          /^no-new-privileges(?:[:=]true)?$/.test(textOf(one)),
        ) &&
        flawOf(service, 'security_opt', 'no-new-privileges:true'),
    ],
    bad: 'restart: always',
    good: 'security_opt:\n  - no-new-privileges:true',
  }),
  compose({
    id: 'writable-root',
    title: 'File system of the container is writable',
    why: 'An intruder can change the application and bring tools.',
    severity: 'info',
    cwe: 732,
    fix: 'Set read_only to true.',
    check: (service) => [
      at(service.body, 'image') !== null &&
        !isTrue(at(service.body, 'read_only')) &&
        flawOf(service, 'read_only', 'true'),
    ],
    bad: 'restart: always',
    good: 'read_only: true',
  }),
  compose({
    id: 'root-user',
    title: 'Container runs as root',
    why: 'Whoever breaks out of the application is root, also in the kernel’s eyes.',
    severity: 'medium',
    cwe: 250,
    fix: 'Set user to one that is not root.',
    check: (service) =>
      reach(service.body, 'user').map(
        (place) => /^(?:root|0)(?::|$)/.test(textOf(place.value)) && flawAt(place, 'a user that is not root'),
      ),
    bad: 'user: root',
    good: 'user: "1000:1000"',
  }),
  compose({
    id: 'latest-tag',
    title: 'Image has no fixed version',
    why: 'What runs tomorrow is not what was tested today.',
    severity: 'low',
    cwe: 1357,
    fix: 'Name a version, or better a digest.',
    check: (service) => {
      const image = at(service.body, 'image');
      const text = textOf(image);
      return [
        image !== null &&
          at(service.body, 'build') === null &&
          !/[@$]/.test(text) &&
          (!/:[^/]+$/.test(text) || text.endsWith(':latest')) &&
          flawAt({ value: image, span: image.span, path: 'image' }, 'a version'),
      ];
    },
    bad: 'image: nginx:latest',
    good: 'restart: always',
  }),
  compose({
    id: 'secret-in-environment',
    title: 'Secret stands in the environment of the service',
    why: 'Everyone who may read the file, or inspect the container, can read it.',
    severity: 'medium',
    cwe: 798,
    fix: 'Use secrets, or an env_file that is not in the repository.',
    check: (service) =>
      environment(service).map(
        ([key, value, place]) =>
          secretKey.test(key) &&
          !/_(?:FILE|PATH)$/i.test(key) &&
          isLiteral(value) &&
          secretAt(place, 'a secret', [value]),
      ),
    bad: 'environment:\n  DB_PASSWORD: Tr0ub4dor',
    good: 'environment:\n  DB_PASSWORD: ${DB_PASSWORD}',
  }),
  compose({
    id: 'open-database-port',
    title: 'Port of a database is published on every address',
    why: 'It can be reached past the firewall of the host, and its passwords tried.',
    severity: 'medium',
    cwe: 668,
    fix: 'Publish it on 127.0.0.1, or not at all.',
    check: (service) =>
      published(service).map(
        ({ host, port, place }) =>
          /^(?:|0\.0\.0\.0|::)$/.test(host) &&
          /^(?:1433|1521|2375|2379|3306|5432|5984|6379|7687|8086|9042|9200|11211|15672|27017)$/.test(port) &&
          flawAt(place, '127.0.0.1'),
      ),
    bad: 'ports:\n  - "5432:5432"',
    good: 'ports:\n  - "127.0.0.1:5432:5432"',
  }),
  compose({
    id: 'devices',
    title: 'Device of the host is given to the container',
    why: escapeRisk,
    severity: 'medium',
    cwe: 668,
    fix: 'Leave it out.',
    check: (service) =>
      reach(service.body, 'devices').map(
        (place) =>
          /^\/dev\/(?:mem|kmem|sd[a-z]|nvme|vd[a-z]|dm-|mapper|port|kvm$)/.test(textOf(place.value)) &&
          flawAt(place, 'no such device'),
      ),
    bad: 'devices:\n  - /dev/mem:/dev/mem',
    good: 'devices:\n  - /dev/ttyUSB0:/dev/ttyUSB0',
  }),
  compose({
    id: 'memory-limit',
    title: 'Container has no limit on memory',
    why: 'One container can take what the others need.',
    severity: 'info',
    cwe: 770,
    fix: 'Set deploy.resources.limits.memory or mem_limit.',
    check: (service) => [
      at(service.body, 'image') !== null &&
        at(service.body, 'mem_limit') === null &&
        at(service.body, 'deploy.resources.limits.memory') === null &&
        plain(at(service.body, 'extends')) === undefined &&
        flawOf(service, 'mem_limit', 'a limit'),
    ],
    bad: 'restart: always',
    good: 'mem_limit: 100m',
  }),
];
