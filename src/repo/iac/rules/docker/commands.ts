import type { DockerImage } from '../../read/dockerfile.ts';
import { commandsOf, settings } from '../../read/dockerfile.ts';
import type { Rule } from '../../rule.ts';
import { isLiteral, secretKey } from '../../secrets-in-text.ts';
import { docker, flaw, named, running, words } from './dockerfile-parts.ts';

/** What `pattern` catches in the instructions that the command may stand in. */
const secretsOf = (command: string | null, pattern: RegExp, image: DockerImage): readonly string[] =>
  named(image, 'RUN')
    .map(({ text }) => text.slice(0, 100_000))
    .filter((text) => command !== null && text.includes(command))
    .flatMap((text) => [...text.matchAll(pattern)])
    .flatMap((match) => match.slice(1).filter((one): one is string => one !== undefined && one.length > 3));

export const commands: readonly Rule[] = [
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
    id: 'sudo',
    refs: ['DS-0010'],
    title: 'sudo is used in the build',
    why: 'It behaves unlike on a terminal, and leaves a way to root in the image.',
    severity: 'medium',
    cwe: 250,
    fix: 'Switch with USER.',
    check: (image) => running(image, (command) => words(command)[0] === 'sudo', 'no sudo'),
    bad: 'FROM x:1\nRUN sudo apt-get upgrade',
    good: 'FROM x:1\nRUN echo sudo',
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
    id: 'secret-in-env',
    refs: ['DS-0031'],
    title: 'Secret is built into the image',
    why: 'Everyone who has the image can read it, in its settings or its history.',
    severity: 'high',
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
              .map(([key, value]) => ({ ...flaw(one, 'no secret', `${one.name} ${key}`), secrets: [value] }))
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
      ).map((one) => ({ ...one, value: 'chpasswd', secrets: secretsOf(one.value, /:([^$"'\s]+)/g, image) })),
    bad: "FROM x:1\nRUN echo 'root:Tr0ub4dor' | chpasswd",
    good: 'FROM x:1\nRUN useradd app',
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
      ).map((one) => ({
        ...one,
        value: '(redacted)',
        secrets: secretsOf(one.value, /--password[= ]["']?([^\s"']+)|:\/\/[^\s/:@]+:([^\s/@]+)@/g, image),
      })),
    bad: 'FROM x:1\nRUN svn co --username me --password Tr0ub4dor x',
    good: 'FROM x:1\nRUN svn co x',
  }),
];
