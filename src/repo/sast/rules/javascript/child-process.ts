import type { Framework } from '../../rule.ts';
import { built } from './shapes.ts';

/** Starting programs (https://nodejs.org/api/child_process.html), and libraries around it. */
export const childProcess: Framework = {
  id: 'child-process',
  title: 'Child processes',
  description:
    'Programs that are started, with and without a shell: child_process, execa, shelljs, Deno, Bun.',
  languages: ['javascript', 'typescript'],
  types: [{ result: '{util.promisify,bluebird.promisify}(child_process.exec)', is: 'child_process.exec' }],
  sinks: [
    { class: 'command-injection', call: 'child_process.{exec,execSync}', args: [0] },
    {
      class: 'command-injection',
      call: 'child_process.{spawn,spawnSync,execFile,execFileSync,fork}',
      args: [0],
    },
    {
      class: 'command-injection',
      call: 'child_process.{spawn,spawnSync,execFile,execFileSync}',
      args: [1],
      when: {
        any: [
          { all: [{ not: { arg: '*.shell', missing: true } }, { not: { arg: '*.shell', is: [false] } }] },
          { arg: 0, matches: /(?:^|\/)(?:ba|z|da|k|a)?sh$|^cmd(?:\.exe)?$|powershell|^pwsh/ },
        ],
      },
    },
    {
      class: 'command-injection',
      call: 'child_process.{spawn,spawnSync,execFile,execFileSync}',
      args: [1],
      when: { arg: 0, matches: /^(?:git|hg|ssh|find|tar|env|xargs)$/ },
      severity: 'medium',
    },
    { class: 'command-injection', call: 'shelljs.{exec,ShellString}', args: [0] },
    {
      class: 'command-injection',
      call: 'execa.{execaCommand,execaCommandSync,command,commandSync}',
      args: [0],
    },
    {
      class: 'command-injection',
      call: '{execa,execa.execa,execa.execaSync,cross-spawn,cross-spawn.spawn}',
      args: [0],
    },
    { class: 'command-injection', call: 'Deno.{run,Command}', args: [0, '*.cmd'] },
    { class: 'command-injection', call: 'Bun.{spawn,spawnSync}', args: [0, '*.cmd'] },
    { class: 'command-injection', call: '{node-cmd,cmd}.{get,run,runSync}', args: [0] },
    { class: 'command-injection', call: 'ssh2.Client().exec', args: [0] },
    { class: 'command-injection', call: '{ssh2-exec,node-ssh.NodeSSH().execCommand,exec-sync}', args: [0] },
    { class: 'command-injection', call: 'node-pty.spawn', args: [0] },
    {
      class: 'command-injection',
      call: '{simple-git,simple-git.simpleGit,simple-git.default}().{raw,clone}',
      args: [0],
    },
  ],
  sanitizers: [
    { call: '{shell-quote,shell-escape,shescape,any-shell-escape}.**', for: ['command-injection'] },
    { call: '{shell-escape,any-shell-escape}', for: ['command-injection'] },
  ],
  matches: [
    {
      class: 'unsafe-command',
      call: 'child_process.{exec,execSync}',
      when: built(0),
      title: 'A shell command is built from parts',
    },
    {
      class: 'unsafe-command',
      call: 'child_process.{spawn,spawnSync,execFile,execFileSync}',
      when: {
        all: [
          { arg: '*.shell', is: [true] },
          {
            any: [built(0), built(1)],
          },
        ],
      },
      title: 'A shell command is built from parts',
    },
    {
      class: 'unsafe-command',
      call: 'shelljs.exec',
      when: built(0),
      title: 'A shell command is built from parts',
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: `const cp = require('node:child_process');
module.exports = (req, res) => {
  cp.exec('ping -c 1 ' + req.query.host); // FLAW
  cp.spawn('sh', ['-c', 'ping ' + req.query.host]); // FLAW
};`,
      good: `const cp = require('node:child_process');
module.exports = (req, res) => {
  cp.execFile('ping', ['-c', '1', req.query.host]);
  cp.exec('uptime');
  cp.exec('kill ' + parseInt(req.query.pid, 10));
};`,
    },
    {
      class: 'unsafe-command',
      bad: `import { execSync } from 'node:child_process';
export function archive(folder) {
  execSync('tar cf out.tar ' + folder); // FLAW
}`,
      good: `import { execSync } from 'node:child_process';
const tool = 'tar';
export function archive() {
  execSync(tool + ' cf out.tar src');
}`,
    },
  ],
};
