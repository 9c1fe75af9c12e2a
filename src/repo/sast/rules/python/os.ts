import type { Framework } from '../../rule.ts';

/** https://docs.python.org/3/library/os.html, subprocess.html, shutil.html, pathlib.html */
/** What whoever starts the program gives it: only what reaches a shell or an interpreter is spoken of. */
const local = ['command-injection', 'code-injection'];

/** The program is a shell that is given a command. */
const shell = (at: number) => ({ arg: at, matches: /(?:^|\/)(?:sh|bash|zsh|ksh)$/ });

const starters = 'subprocess.{run,call,check_call,check_output,Popen}';

export const os: Framework = {
  id: 'os',
  title: 'Files and processes',
  description: 'Commands, processes, paths and archives of the standard library.',
  languages: ['python'],
  sinks: [
    {
      class: 'command-injection',
      call: '{os.{system,popen,popen2,popen3,popen4},commands.{getoutput,getstatusoutput},popen2.*,subprocess.{getoutput,getstatusoutput}}',
      args: [0, 'cmd'],
    },
    {
      class: 'command-injection',
      call: '{asyncio.create_subprocess_shell,asyncio.subprocess.create_subprocess_shell,asyncio.get_event_loop().subprocess_shell}',
      args: ['all'],
    },
    {
      class: 'command-injection',
      call: '{asyncio.create_subprocess_exec,asyncio.subprocess.create_subprocess_exec,**.subprocess_exec}',
      args: ['all'],
    },
    {
      class: 'command-injection',
      call: 'os.{execl,execle,execlp,execlpe,execv,execve,execvp,execvpe,posix_spawn,posix_spawnp,startfile}',
      args: ['all'],
    },
    {
      class: 'command-injection',
      call: 'os.{spawnl,spawnle,spawnlp,spawnlpe,spawnv,spawnve,spawnvp,spawnvpe}',
      args: ['all'],
    },
    { class: 'command-injection', call: 'pty.spawn', args: [0] },
    {
      class: 'command-injection',
      call: starters,
      args: [0, 'args'],
      when: { arg: 'shell', is: [true] },
    },
    // Without a shell a text is the name of the program.
    {
      class: 'command-injection',
      call: starters,
      args: [0, 'args'],
      part: 'start',
      unless: {
        any: [
          { arg: 0, shape: 'list' },
          { arg: 'args', shape: 'list' },
        ],
      },
    },
    { class: 'command-injection', call: starters, args: ['0[0]', 'args[0]'] },
    {
      class: 'command-injection',
      call: starters,
      args: [0, 'args'],
      when: {
        any: [
          { arg: '0[1]', is: ['-c', '/c', '-Command'] },
          { arg: '0[0]', matches: /(?:^|\/)(?:sh|bash|zsh|cmd|cmd\.exe|powershell)$/ },
        ],
      },
    },
    {
      class: 'path-traversal',
      call: 'os.{open,remove,unlink,rmdir,removedirs,rename,renames,replace,mkdir,makedirs,listdir,scandir,chmod,chown,truncate,link,symlink,readlink}',
      args: [0, 1],
    },
    {
      class: 'path-traversal',
      call: 'os.path.{exists,isfile,isdir,getsize,lexists}',
      args: [0],
    },
    {
      class: 'path-traversal',
      call: 'shutil.{copy,copy2,copyfile,copytree,move,rmtree,chown}',
      args: [0, 1],
    },
    {
      class: 'path-traversal',
      call: '{pathlib.{Path,PurePath,PosixPath}(),path.Path()}.**.{open,exists,is_file,is_dir,stat,read_text,read_bytes,write_text,write_bytes,unlink,rmdir,mkdir,touch,rename,iterdir}',
      args: ['this'],
    },
    {
      class: 'path-traversal',
      call: '{glob.glob,glob.iglob,linecache.getline,fileinput.input,tarfile.open,zipfile.ZipFile}',
      args: [0],
    },
    {
      class: 'zip-slip',
      call: '{zipfile.ZipFile(),tarfile.open(),tarfile.TarFile()}.{extractall,extract}',
      args: ['this'],
      unless: { arg: 'filter', is: ['data'] },
    },
  ],
  sanitizers: [
    { call: '{shlex.quote,pipes.quote}', for: ['command-injection'] },
    { call: 'os.path.{basename,getsize,exists,isfile,isdir}', for: ['path-traversal', 'zip-slip'] },
    { call: '**.is_relative_to', for: ['path-traversal', 'zip-slip'], guard: 'this' },
    { call: 'os.path.commonpath', for: ['path-traversal', 'zip-slip'], guard: '0[0]' },
  ],
  sources: [
    { name: 'sys.argv', what: 'a command line argument', for: local, local: true },
    { name: '{os.environ[],os.environb[]}', what: 'an environment variable', for: local, local: true },
    { call: '{os.getenv,os.environ.get}', what: 'an environment variable', for: local, local: true },
    {
      call: '{argparse,optparse}.**.{parse_args,parse_known_args}',
      what: 'a command line argument',
      for: local,
      local: true,
    },
    { call: '{getopt.getopt,getopt.gnu_getopt}', what: 'a command line argument', for: local, local: true },
    { call: '{input,raw_input}', what: 'what is typed in', for: local, local: true },
  ],
  matches: [
    {
      class: 'unsafe-command',
      call: 'os.{execl,execle,execlp,execlpe,execv,execve,execvp,execvpe,posix_spawn,posix_spawnp}',
      when: {
        any: [
          { arg: 0, shape: 'open' },
          {
            all: [
              shell(0),
              {
                any: [
                  { arg: 3, shape: 'open' },
                  { arg: '1[2]', shape: 'open' },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      class: 'unsafe-command',
      call: 'os.{spawnl,spawnle,spawnlp,spawnlpe,spawnv,spawnve,spawnvp,spawnvpe}',
      when: {
        any: [
          { arg: 1, shape: 'open' },
          {
            all: [
              shell(1),
              {
                any: [
                  { arg: 3, shape: 'open' },
                  { arg: '2[1]', shape: 'open' },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      class: 'unsafe-command',
      title: 'A wildcard is expanded by the shell into options',
      call: '{os.{system,popen,popen2,popen3,popen4},subprocess.{run,call,check_call,check_output,Popen,getoutput}}',
      when: {
        all: [
          { arg: 0, matches: /(?:^|[\s/])(?:tar|chown|chmod|rsync)\s[^|;&]*\*/ },
          { any: [{ arg: 'shell', is: [true] }, { not: { named: 'subprocess.*' } }] },
        ],
      },
    },
    { class: 'unsafe-command', call: 'paramiko.**.exec_command', when: { arg: 0, shape: 'open' } },
    {
      class: 'unsafe-command',
      call: '{os.{system,popen,popen2,popen3,popen4},commands.{getoutput,getstatusoutput},subprocess.{getoutput,getstatusoutput}}',
      when: { arg: 0, shape: 'open' },
    },
    {
      class: 'unsafe-command',
      call: 'subprocess.{run,call,check_call,check_output,Popen}',
      when: {
        all: [
          { arg: 'shell', is: [true] },
          {
            any: [
              { arg: 0, shape: 'open' },
              { arg: 'args', shape: 'open' },
            ],
          },
        ],
      },
    },
    {
      class: 'unsafe-command',
      call: 'asyncio.{create_subprocess_shell,subprocess.create_subprocess_shell}',
      when: { arg: 0, shape: 'open' },
    },
    {
      class: 'file-permissions',
      call: 'os.{chmod,fchmod,lchmod}',
      when: {
        any: [
          { arg: 1, bits: 0o022 },
          { arg: 'mode', bits: 0o022 },
        ],
      },
    },
    { class: 'insecure-temp-file', call: '{tempfile.mktemp,os.tempnam,os.tmpnam}' },
  ],
  examples: [
    {
      class: 'path-traversal',
      bad: 'import os\nfrom flask import request\ndef f():\n    path = os.path.join("/srv/files", request.args["x"])\n    if path.startswith("/srv/files/"):\n        os.remove(path)  # FLAW\n',
      good: 'import os\nfrom flask import request\ndef f():\n    path = os.path.normpath(os.path.join("/srv/files", request.args["x"]))\n    if path.startswith("/srv/files/"):\n        os.remove(path)\n    other = os.path.join("/srv/files", request.args["y"])\n    if os.path.realpath(other).startswith("/srv/files/"):\n        os.remove(other)\n',
    },
    {
      class: 'command-injection',
      bad: 'import subprocess\nfrom flask import request\ndef f():\n    subprocess.run("ls " + request.args["x"], shell=True)  # FLAW\n',
      good: 'import subprocess\nfrom flask import request\ndef f():\n    subprocess.run(["ls", "--", request.args["x"]])\n',
    },
    {
      class: 'command-injection',
      bad: 'import subprocess\nfrom flask import request\ndef f():\n    subprocess.run(["sh", "-c", "ls " + request.args["x"]])  # FLAW\n',
      good: 'import subprocess, shlex\nfrom flask import request\ndef f():\n    subprocess.run(["sh", "-c", "ls " + shlex.quote(request.args["x"])])\n',
    },
    {
      class: 'path-traversal',
      bad: 'import os\nfrom flask import request\ndef f():\n    os.remove(os.path.join("/srv", request.args["x"]))  # FLAW\n',
      good: 'import os\nfrom flask import request\ndef f():\n    os.remove(os.path.join("/srv", os.path.basename(request.args["x"])))\n',
    },
    {
      class: 'insecure-temp-file',
      bad: 'import tempfile\nname = tempfile.mktemp()  # FLAW\n',
      good: 'import tempfile\nhandle, name = tempfile.mkstemp()\n',
    },
    {
      class: 'file-permissions',
      bad: 'import os\nos.chmod("/srv/a", 0o777)  # FLAW\n',
      good: 'import os\nos.chmod("/srv/a", 0o600)\n',
    },
  ],
};
