import type { Framework } from '../../rule.ts';
import { notConstant } from '../built.ts';
import { handler } from './handler.ts';

const shells = /^(?:\/bin\/|\/usr\/bin\/)?(?:ba|da|z|k|c)?sh$|^(?:cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)$/i;
const interpreters = /(?:^|\/)(?:python[\d.]*|perl|ruby|node|php)$/;

/** Programs that are started (https://pkg.go.dev/os/exec). Without a shell arguments stay arguments. */
export const osExec: Framework = {
  id: 'os-exec',
  title: 'os/exec',
  description: 'Commands of os/exec, os and syscall.',
  languages: ['go'],
  sinks: [
    { class: 'command-injection', call: 'os/exec.Command', args: [0], part: 'start' },
    { class: 'command-injection', call: 'os/exec.CommandContext', args: [1], part: 'start' },
    {
      class: 'command-injection',
      call: 'os/exec.Command',
      args: ['all'],
      when: {
        any: [
          { arg: 0, matches: shells },
          { arg: 0, matches: interpreters },
        ],
      },
    },
    {
      class: 'command-injection',
      call: 'os/exec.CommandContext',
      args: ['all'],
      when: {
        any: [
          { arg: 1, matches: shells },
          { arg: 1, matches: interpreters },
        ],
      },
    },
    {
      class: 'command-injection',
      call: '{os.StartProcess,syscall.{Exec,ForkExec,StartProcess}}',
      args: [0, 1],
    },
    { class: 'command-injection', assign: 'os/exec.{Cmd,Command,CommandContext}().{Path,Args}', args: [0] },
    { class: 'command-injection', call: 'os/exec.Cmd', args: ['Path', 'Args'] },
    {
      class: 'code-injection',
      call: '{github.com/robertkrimen/otto.New().{Run,Eval},github.com/dop251/goja.New().{RunString,RunScript},github.com/yuin/gopher-lua.NewState().DoString}',
      args: [0, 1],
    },
    { class: 'code-injection', call: 'plugin.Open', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-command',
      call: 'os/exec.Command',
      when: {
        all: [{ arg: 0, matches: shells }, { any: [1, 2, 3].map((arg) => notConstant(arg)) }],
      },
    },
    {
      class: 'unsafe-command',
      call: 'os/exec.CommandContext',
      when: {
        all: [{ arg: 1, matches: shells }, { any: [2, 3, 4].map((arg) => notConstant(arg)) }],
      },
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: handler(
        ['os/exec'],
        'out, err := exec.Command("sh", "-c", "ping -c 1 "+r.FormValue("host")).Output() // FLAW\nuse(out, err)',
      ),
      good: handler(
        ['os/exec'],
        'out, err := exec.Command("ping", "-c", "1", r.FormValue("host")).Output()\nuse(out, err)',
      ),
    },
    {
      class: 'command-injection',
      bad: handler(
        ['os/exec'],
        'cmd := exec.CommandContext(r.Context(), r.FormValue("program")) // FLAW\ncmd.Run()',
      ),
      good: handler(['os/exec'], 'cmd := exec.CommandContext(r.Context(), "uptime")\ncmd.Run()'),
    },
    {
      class: 'unsafe-command',
      bad: 'package main\nimport "os/exec"\nfunc run(dir string) {\n\texec.Command("bash", "-c", "ls "+dir).Run() // FLAW\n}\n',
      good: 'package main\nimport "os/exec"\nfunc run(dir string) {\n\texec.Command("ls", dir).Run()\n\texec.Command("bash", "-c", "ls /tmp").Run()\n}\n',
    },
  ],
};
