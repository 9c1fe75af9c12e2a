import type { Framework } from '../../rule.ts';

const deep = '{merge,mergeWith,defaultsDeep,set,setWith,zipObjectDeep}';

/** Objects that take over keys from outside: prototype pollution, members chosen by input. */
export const objects: Framework = {
  id: 'objects',
  title: 'Objects with keys from outside',
  description: 'Prototype pollution by deep merges and by keys from input; functions chosen by name.',
  languages: ['javascript', 'typescript'],
  sinks: [
    { class: 'prototype-pollution', call: `{lodash,lodash-es,underscore,?_,_}.${deep}`, args: ['all'] },
    {
      class: 'prototype-pollution',
      call: '{lodash.merge,lodash.mergewith,lodash.defaultsdeep,lodash.set,lodash/merge,lodash/defaultsDeep,lodash/set,deepmerge,merge-deep,deep-extend,defaults-deep,mixin-deep,set-value,object-path.set,dot-prop.set,dot-object.set,merge,merge.recursive,extend,assign-deep,deep-assign,flat.unflatten,hoek.merge,@hapi/hoek.merge,jsonpointer.set,node.extend}',
      args: ['all'],
    },
    {
      class: 'prototype-pollution',
      call: '{$,jQuery,jquery}.extend',
      args: ['all'],
      when: { arg: 0, is: [true] },
    },
    {
      class: 'mass-assignment',
      call: 'Object.assign',
      args: [1, 2],
      part: 'whole',
      severity: 'low',
      when: { all: [{ not: { arg: 0, shape: 'empty' } }, { not: { arg: 1, shape: 'object' } }] },
    },
    { class: 'unsafe-reflection', call: '**.*[]', args: ['key'] },
    { class: 'prototype-pollution', assign: '**.*[!][]', args: ['key'] },
    { class: 'unsafe-reflection', call: 'Reflect.{get,apply,construct}', args: [1], severity: 'medium' },
  ],
  sanitizers: [
    { call: 'Object.freeze', for: ['prototype-pollution'] },
    { call: '**.{hasOwnProperty,hasOwn}', for: ['prototype-pollution', 'unsafe-reflection'], guard: 0 },
    { call: 'Object.hasOwn', for: ['prototype-pollution', 'unsafe-reflection'], guard: 1 },
    {
      call: '{Object.prototype.hasOwnProperty,**.hasOwnProperty}.call',
      for: ['prototype-pollution', 'unsafe-reflection'],
      guard: 1,
    },
  ],
  examples: [
    {
      class: 'prototype-pollution',
      bad: `const _ = require('lodash');
exports.save = (req, res) => {
  const settings = _.merge({}, req.body); // FLAW
  res.json(settings);
};`,
      good: `const _ = require('lodash');
exports.save = (req, res) => {
  const settings = _.merge({}, { theme: 'dark' });
  res.json({ ...settings, name: req.body.name });
};`,
    },
  ],
};
