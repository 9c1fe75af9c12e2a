import type { ArgTest, Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { action } from './action.ts';

/** With more arguments than the command there is no shell. */
const several: ArgTest = { atLeast: 2 };
const shell =
  '{system,exec,spawn,fork_exec,Kernel.{system,exec,spawn},Process.{spawn,exec},IO.popen,PTY.spawn}';
const open3 = 'Open3.{capture2,capture2e,capture3,popen2,popen2e,popen3}';
const pipelines = 'Open3.{pipeline,pipeline_r,pipeline_w,pipeline_rw,pipeline_start}';
const startsShell: ArgTest = {
  all: [
    { arg: 0, matches: /^(?:\/bin\/)?(?:ba|z|da|k)?sh$/ },
    { arg: 1, is: ['-c'] },
  ],
};

/** Programs that are started, and code that is made at run time. */
export const commands: Framework = {
  id: 'commands',
  title: 'Commands and code',
  description: 'Shell commands, eval, and methods that are called by name.',
  languages: ['ruby'],
  sinks: [
    { class: 'command-injection', call: '{`,Kernel.`}', args: [0] },
    {
      class: 'command-injection',
      call: `{${shell.slice(1, -1)},${open3}}`,
      args: [0],
      unless: { all: [several, { not: { arg: 1, shape: 'function' } }] },
    },
    {
      class: 'command-injection',
      call: `{${shell.slice(1, -1)},${open3}}`,
      args: [0],
      part: 'start',
      when: several,
    },
    { class: 'command-injection', call: `{${shell.slice(1, -1)},${open3}}`, args: [2], when: startsShell },
    { class: 'command-injection', call: pipelines, args: ['all'] },
    {
      class: 'command-injection',
      call: '{open,Kernel.open,IO.read,IO.readlines,IO.foreach,IO.binread}',
      args: [0],
      part: 'start',
    },
    { class: 'command-injection', call: 'syscall', args: ['all'] },
    {
      class: 'code-injection',
      call: '{eval,Kernel.eval,binding.eval,**.{instance_eval,class_eval,module_eval}}',
      args: [0],
    },
    { class: 'code-injection', call: 'RubyVM.InstructionSequence.compile', args: [0] },
    {
      class: 'unsafe-reflection',
      call: '**.{send,public_send,__send__,try,method,instance_variable_get,instance_variable_set,const_get,define_method}',
      args: [0],
    },
    { class: 'unsafe-reflection', call: '**.to_proc', args: ['this'] },
    {
      class: 'template-injection',
      call: '{ERB,Erubis.Eruby,Erubi.Engine,Haml.Engine,Slim.Template,Liquid.Template.parse,Tilt.*}',
      args: [0],
    },
  ],
  sanitizers: [{ call: '{Shellwords.{escape,shellescape,join},**.shellescape}', for: ['command-injection'] }],
  matches: [
    {
      class: 'unsafe-command',
      call: '{`,system,exec,spawn,Kernel.{system,exec,spawn},Process.spawn,IO.popen}',
      when: { all: [built(0), { not: several }] },
    },
    { class: 'unsafe-command', call: open3, when: { all: [built(0), { not: several }] } },
    {
      class: 'dynamic-code',
      call: '{eval,Kernel.eval,**.{instance_eval,class_eval,module_eval}}',
      when: {
        all: [
          { not: { arg: 0, missing: true } },
          { not: { arg: 0, shape: 'constant' } },
          { not: { arg: 0, shape: 'function' } },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: action(
        'system("ping -c 1 #{params[:host]}") # FLAW\n@out = `ls #{params[:dir]}` # FLAW\nOpen3.capture2("cat " + params[:f]) # FLAW',
      ),
      good: action(
        'system("ping", "-c", "1", params[:host])\n@out = `ls #{Shellwords.escape(params[:dir])}`',
      ),
    },
    {
      class: 'code-injection',
      bad: action('eval(params[:code]) # FLAW'),
      good: action('eval("1 + 1")\nitems.instance_eval { size }'),
    },
    {
      class: 'unsafe-reflection',
      bad: action('@user.send(params[:method]) # FLAW'),
      good: action('@user.public_send(:name)'),
    },
    {
      class: 'template-injection',
      bad: action('ERB.new("Hi #{params[:name]}").result # FLAW'),
      good: action('ERB.new("Hi <%= name %>").result'),
    },
    {
      class: 'unsafe-command',
      bad: 'def archive(name)\n  system("tar cf out.tar #{name}") # FLAW\nend\n',
      good: 'def archive(name)\n  system("tar", "cf", "out.tar", name)\nend\n',
    },
  ],
};
