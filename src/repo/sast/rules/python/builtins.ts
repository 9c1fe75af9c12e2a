import type { Framework } from '../../rule.ts';

/** https://docs.python.org/3/library/functions.html */
export const builtins: Framework = {
  id: 'builtins',
  title: 'Built-in functions',
  description: 'Evaluation, files, attributes and conversions that Python has without an import.',
  languages: ['python'],
  sinks: [
    { class: 'code-injection', call: '{eval,exec,compile,execfile,builtins.eval,builtins.exec}', args: [0] },
    {
      class: 'code-injection',
      call: '{code.{InteractiveConsole,InteractiveInterpreter}().{runcode,runsource,push},code.interact}',
      args: [0],
    },
    {
      class: 'code-injection',
      call: '{_xxsubinterpreters,_interpreters,interpreters,_testcapi}.{run_string,exec,run_in_subinterp}',
      args: ['all'],
    },
    { class: 'code-injection', call: '{PIL.ImageMath,ImageMath}.{eval,unsafe_eval}', args: [0] },
    { class: 'code-injection', call: 'typing.get_type_hints', args: [0] },
    {
      class: 'path-traversal',
      call: '{open,file,io.open,io.FileIO,codecs.open,builtins.open,aiofiles.open}',
      args: [0, 'file'],
    },
    {
      class: 'unsafe-reflection',
      call: '{__import__,importlib.import_module,importlib.__import__}',
      args: [0],
    },
    { class: 'unsafe-reflection', call: '{globals,locals}().{get,__getitem__}', args: [0] },
    { class: 'format-string', call: 'str.format', args: ['this'] },
  ],
  matches: [
    {
      class: 'dynamic-code',
      call: '{_xxsubinterpreters,_interpreters}.{run_string,exec}',
      when: { arg: 1, shape: 'open' },
    },
    {
      class: 'dynamic-code',
      call: '{code.{InteractiveConsole,InteractiveInterpreter}().{push,runcode,runsource}},_testcapi.run_in_subinterp}',
      when: {
        any: [
          { arg: 0, shape: 'open' },
          { arg: 1, shape: 'open' },
        ],
      },
    },
    {
      class: 'dynamic-code',
      call: '{eval,exec,execfile,builtins.eval,builtins.exec}',
      when: { arg: 0, shape: 'open' },
    },
  ],
  // What is in a file is not its name.
  propagators: [
    { call: 'compile', from: [0], to: 'result' },
    { call: '{open,io.open,codecs.open,aiofiles.open}', from: [], to: 'result' },
  ],
  sanitizers: [
    {
      call: '{int,float,bool,len,ord,hash,id,abs,round,hex,oct,bin,isinstance,issubclass,callable,hasattr,complex,sum}',
      for: ['*'],
    },
    { call: '{type,dir,range,any,all,divmod,pow}', for: ['*'] },
    { call: '**.{isdigit,isalpha,isalnum,isnumeric,startswith,endswith,count,find,index,rfind}', for: ['*'] },
    { call: '{uuid.UUID,decimal.Decimal,datetime.**,ipaddress.**,time.**,fractions.Fraction}', for: ['*'] },
    { call: '{ast.literal_eval,repr,ascii}', for: ['code-injection', 'template-injection'] },
  ],
  examples: [
    {
      class: 'code-injection',
      bad: 'from flask import request\ndef f():\n    return eval(request.args["x"])  # FLAW\n',
      good: 'import ast\nfrom flask import request\ndef f():\n    return ast.literal_eval(request.args["x"])\n',
    },
    {
      class: 'path-traversal',
      bad: 'from flask import request\ndef f():\n    with open("data/" + request.args["x"]) as file:  # FLAW\n        return None\n',
      good: 'from flask import request\ndef f():\n    with open("data/%d" % int(request.args["x"])) as file:\n        return None\n',
    },
    {
      class: 'unsafe-reflection',
      bad: 'import importlib\nfrom flask import request\ndef f():\n    importlib.import_module(request.args["x"])  # FLAW\n',
      good: 'import importlib\nfrom flask import request\ndef f():\n    name = request.args["x"]\n    if name in ("csv", "json"):\n        importlib.import_module(name)\n',
    },
  ],
};
