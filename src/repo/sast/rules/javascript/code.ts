import type { Framework } from '../../rule.ts';
import { built, structured } from './shapes.ts';

const vm = '{runInContext,runInNewContext,runInThisContext,compileFunction,Script}';
const sandbox = '{vm2.{VM,NodeVM}(),sandbox(),@nyariv/sandboxjs()}';

/** Text that is run as JavaScript: eval, Function, timers with text, vm, sandboxes. */
export const code: Framework = {
  id: 'code',
  title: 'Code at run time',
  description:
    'Text that is run as code: eval, new Function, timers, vm, vm2, sandboxes, math and expression evaluators.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'code-injection',
      call: '{eval,window.eval,globalThis.eval,global.eval,self.eval,execScript,window.execScript}',
      args: [0],
    },
    {
      class: 'code-injection',
      call: '{Function,window.Function,globalThis.Function,AsyncFunction,GeneratorFunction}',
      args: ['all'],
    },
    {
      class: 'code-injection',
      call: '{setTimeout,setInterval,setImmediate,window.setTimeout,window.setInterval}',
      args: [0],
      unless: structured,
    },
    { class: 'code-injection', call: `vm.${vm}`, args: [0] },
    {
      class: 'code-injection',
      call: 'vm.{createContext,runInContext,runInNewContext}',
      args: [1],
      part: 'whole',
      severity: 'medium',
    },
    { class: 'code-injection', call: 'vm2.{VM,NodeVM}().run', args: [0] },
    { class: 'code-injection', call: 'vm2.VMScript', args: [0] },
    { class: 'code-injection', call: 'vm2.{VM,NodeVM}', args: ['*.sandbox'] },
    { class: 'code-injection', call: '{sandbox,sandboxjs,@nyariv/sandboxjs}().{run,compile}', args: [0] },
    {
      class: 'code-injection',
      call: '{notevil,safe-eval,static-eval,expr-eval,eval,node-eval,require-from-string,safer-eval,jsonpath-plus.JSONPath}',
      args: [0],
    },
    {
      class: 'code-injection',
      call: 'mathjs.{evaluate,eval,compile,parser().evaluate}',
      args: [0],
      severity: 'medium',
    },
    { class: 'code-injection', call: '{module,Module}()._compile', args: [0] },
    {
      class: 'code-injection',
      call: '{isolated-vm.Isolate().{compileScript,compileModule},isolated-vm.Isolate().createContext().eval}',
      args: [0],
      severity: 'medium',
    },
    { class: 'code-injection', call: 'bluebird/js/main/util.toFastProperties', args: [0] },
    { class: 'code-injection', call: 'inspector.Session().post', args: ['*.expression'] },
    { class: 'unsafe-reflection', call: 'Reflect.{get,apply,construct}', args: [1], severity: 'medium' },
  ],
  sanitizers: [{ call: 'JSON.stringify', for: ['code-injection'] }],
  matches: [
    {
      class: 'dynamic-code',
      call: '{eval,window.eval,globalThis.eval,global.eval}',
      when: { all: [{ atLeast: 1 }, { not: { arg: 0, constant: true } }] },
    },
    { class: 'dynamic-code', call: '{Function,window.Function}', when: built('all') },
    { class: 'dynamic-code', call: '{setTimeout,setInterval}', when: built(0) },
    { class: 'dynamic-code', call: `vm.${vm}`, when: built(0) },
    { class: 'dynamic-code', call: `${sandbox}.run`, when: built(0) },
  ],
  examples: [
    {
      class: 'code-injection',
      bad: `export const sum = (req, res) => {
  const total = eval(req.body.formula); // FLAW
  setTimeout('show(' + req.query.id + ')', 10); // FLAW
  res.json({ total: new Function('return ' + req.body.formula)() }); // FLAW
};`,
      good: `export const sum = (req, res) => {
  const total = Number(req.body.formula);
  setTimeout(() => show(req.query.id), 10);
  res.json({ total, constant: eval('1 + 1') });
};`,
    },
    {
      class: 'dynamic-code',
      bad: `export function run(script) {
  return eval('(' + script + ')'); // FLAW
}`,
      good: `export function run() {
  return eval('(' + '1' + ')');
}`,
    },
  ],
};
