import type { Framework } from '../../rule.ts';
import { built } from '../built.ts';
import { page } from './page.ts';

const shell = '{exec,system,passthru,shell_exec,popen,proc_open,pcntl_exec,expect_popen}';

/** Programs that are started, and code that is made at run time. */
export const commands: Framework = {
  id: 'commands',
  title: 'Commands and code',
  description: 'Shell commands, eval and functions that are called by name.',
  languages: ['php'],
  sinks: [
    { class: 'command-injection', call: shell, args: [0], unless: { arg: 0, shape: 'list' } },
    { class: 'command-injection', call: 'pcntl_exec', args: [1] },
    { class: 'command-injection', call: 'mail', args: [4] },
    { class: 'command-injection', call: 'Symfony.Component.Process.Process.fromShellCommandline', args: [0] },
    { class: 'command-injection', call: 'Symfony.Component.Process.Process', args: [0], part: 'whole' },
    { class: 'code-injection', call: '{eval,assert,create_function}', args: [0, 1] },
    {
      class: 'code-injection',
      call: 'preg_replace',
      args: [1, 2],
      when: { arg: 0, matches: /^(.).*\1[a-z]*e[a-z]*$/is },
    },
    { class: 'code-injection', call: 'mb_ereg_replace', args: ['all'], when: { arg: 3, matches: /e/ } },
    {
      class: 'code-injection',
      call: '{call_user_func,call_user_func_array,array_map,register_shutdown_function,forward_static_call}',
      args: [0],
      part: 'whole',
      unless: { arg: 0, shape: 'list' },
    },
    {
      class: 'code-injection',
      call: '{usort,uasort,uksort,array_filter,array_walk,array_reduce,preg_replace_callback}',
      args: [1],
      part: 'whole',
      unless: { arg: 1, shape: 'list' },
    },
    {
      class: 'unsafe-reflection',
      call: '{new,ReflectionClass,ReflectionMethod,ReflectionFunction}',
      args: [0],
      part: 'whole',
    },
  ],
  sanitizers: [{ call: '{escapeshellarg,escapeshellcmd}', for: ['command-injection'] }],
  matches: [
    {
      class: 'unsafe-command',
      call: '{exec,system,passthru,shell_exec,popen,proc_open}',
      when: built(0),
    },
    { class: 'dynamic-code', call: 'eval', when: { not: { arg: 0, shape: 'constant' } } },
    {
      class: 'dynamic-code',
      call: 'mb_ereg_replace',
      when: {
        not: {
          any: [
            { arg: 3, missing: true },
            { arg: 3, shape: 'constant' },
          ],
        },
      },
    },
    { class: 'dynamic-code', call: 'create_function' },
    { class: 'dynamic-code', call: 'assert', when: built(0) },
    {
      class: 'dynamic-code',
      call: 'preg_replace',
      when: { arg: 0, matches: /^([/#~!@%]).*\1[imsxuADSUXJ]*e[imsxuADSUXJ]*$/s },
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: page('system("ping -c 1 " . $_GET["host"]); // FLAW\n$out = `ls {$_GET["dir"]}`; // FLAW'),
      good: page('system("ping -c 1 " . escapeshellarg($_GET["host"]));\n$out = `ls`;'),
    },
    {
      class: 'code-injection',
      bad: page('eval("return " . $_POST["code"] . ";"); // FLAW\ncall_user_func($_GET["f"]); // FLAW'),
      good: page('$allowed = ["a" => "do_a"];\ncall_user_func("do_a", $_GET["x"]);'),
    },
    {
      class: 'dynamic-code',
      bad: page('function run($code) {\n    eval($code); // FLAW\n}'),
      good: page('function run($code) {\n    return strlen($code);\n}'),
    },
    {
      class: 'unsafe-reflection',
      bad: page('$page = new $_GET["page"](); // FLAW'),
      good: page('$page = new HomePage();'),
    },
    {
      class: 'unsafe-command',
      bad: page('function archive($name) {\n    exec("tar cf out.tar " . $name); // FLAW\n}'),
      good: page('function archive() {\n    exec("tar cf out.tar data");\n}'),
    },
  ],
};
