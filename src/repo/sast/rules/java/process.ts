import type { ArgTest, Framework } from '../../rule.ts';

const shell =
  /(?:^|[\\/])(?:sh|bash|zsh|ksh|dash|cmd|cmd\.exe|powershell|powershell\.exe|pwsh|python\d?|perl|ruby|node|env|ssh|xargs)$/i;

/** A fixed program with arguments apart from it: nothing but its arguments can be chosen. */
const fixedProgram: ArgTest = {
  any: ['0', '0[0]'].map((arg) => ({
    all: [{ arg, constant: true }, { not: { arg, matches: shell } }],
  })),
};

/** Programs: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/ProcessBuilder.html */
export const process: Framework = {
  id: 'process',
  title: 'Java processes',
  description: 'Java processes: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  types: [
    { result: 'java.lang.Runtime.getRuntime()', is: 'java.lang.Runtime()' },
    {
      result: 'java.lang.ProcessBuilder().{directory,redirectErrorStream,inheritIO}()',
      is: 'java.lang.ProcessBuilder()',
    },
  ],
  sinks: [
    {
      class: 'command-injection',
      call: 'java.lang.Runtime().exec',
      args: [0, 1],
      unless: { all: [{ arg: 0, shape: 'list' }, fixedProgram] },
    },
    { class: 'command-injection', call: 'java.lang.ProcessBuilder', args: ['all'], unless: fixedProgram },
    {
      class: 'command-injection',
      call: 'java.lang.ProcessBuilder().command',
      args: ['all'],
      unless: fixedProgram,
    },
    { class: 'command-injection', call: 'java.lang.Runtime().{load,loadLibrary}', args: [0] },
    { class: 'command-injection', call: 'java.lang.System.{load,loadLibrary}', args: [0] },
    { class: 'command-injection', call: 'org.apache.commons.exec.CommandLine.parse', args: [0] },
    { class: 'command-injection', call: 'org.apache.commons.exec.CommandLine', args: [0] },
    { class: 'command-injection', call: 'com.jcraft.jsch.ChannelExec().setCommand', args: [0] },
    { class: 'unsafe-reflection', call: 'java.lang.Class.forName', args: [0] },
    { class: 'unsafe-reflection', call: 'java.lang.ClassLoader().loadClass', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-command',
      call: 'java.lang.Runtime().exec',
      when: { all: [{ not: { arg: 0, shape: 'list' } }, { arg: 0, shape: 'open' }] },
    },
    {
      class: 'unsafe-command',
      call: '{java.lang.Runtime().exec,java.lang.ProcessBuilder,java.lang.ProcessBuilder().command}',
      when: {
        any: [
          {
            all: [
              { arg: 0, matches: shell },
              { arg: 2, shape: 'open' },
            ],
          },
          {
            all: [
              { arg: '0[0]', matches: shell },
              { arg: '0[2]', shape: 'open' },
            ],
          },
        ],
      },
    },
    {
      class: 'unsafe-command',
      call: '{java.lang.ProcessBuilder,java.lang.ProcessBuilder().command}',
      when: { all: [{ not: { arg: 0, shape: 'list' } }, { arg: 0, shape: 'open' }] },
    },
    {
      class: 'unsafe-command',
      call: '{java.lang.Runtime(),java.lang.System}.{load,loadLibrary}',
      when: { arg: 0, shape: 'open' },
      title: 'A library is loaded by a name that is not constant',
    },
    {
      class: 'unsafe-reflection',
      call: 'java.lang.Class.forName',
      when: {
        all: [
          { arg: 0, shape: 'built' },
          { arg: 0, shape: 'open' },
        ],
      },
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: `import javax.servlet.http.HttpServletRequest;
class Ping {
  void ping(HttpServletRequest request) throws Exception {
    String host = request.getParameter("host");
    Runtime.getRuntime().exec("ping " + host); // FLAW
  }
}`,
      good: `class Ping {
  void ping() throws Exception {
    Runtime.getRuntime().exec("ping localhost");
  }
}`,
    },
    {
      class: 'command-injection',
      bad: `import java.util.*;
import javax.servlet.http.HttpServletRequest;
class Ping {
  void ping(HttpServletRequest request) throws Exception {
    List<String> args = new ArrayList<>();
    args.add("sh");
    args.add("-c");
    args.add("ping " + request.getHeader("host"));
    ProcessBuilder builder = new ProcessBuilder();
    builder.command(args); // FLAW
    builder.start();
  }
}`,
      good: `import java.util.*;
import javax.servlet.http.HttpServletRequest;
class Ping {
  void ping(HttpServletRequest request) throws Exception {
    List<String> args = new ArrayList<>();
    args.add("ping");
    args.add(String.valueOf(Integer.parseInt(request.getHeader("count"))));
    new ProcessBuilder(args).start();
  }
}`,
    },
  ],
};
