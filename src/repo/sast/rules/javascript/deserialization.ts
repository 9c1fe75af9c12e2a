import type { Framework } from '../../rule.ts';

/** Formats that bring code with them, and values written where they become script. */
export const deserialization: Framework = {
  id: 'deserialization',
  title: 'Deserialization',
  description:
    'Formats that run code while they are read: node-serialize, js-yaml with functions, serialize-to-js, v8.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'insecure-deserialization',
      call: '{node-serialize,serialize-to-js,funcster,cryo,serialijse}.{unserialize,deserialize,deepDeserialize,parse}',
      args: [0],
    },
    {
      class: 'insecure-deserialization',
      call: 'js-yaml.load',
      args: [0],
      when: {
        any: [
          { arg: '*.schema', named: 'js-yaml.{DEFAULT_FULL_SCHEMA,DEFAULT_SCHEMA.extend()}' },
          { arg: '*.schema', named: 'js-yaml-js-types.**' },
        ],
      },
    },
    {
      class: 'insecure-deserialization',
      call: 'js-yaml.{load,loadAll}',
      args: [0],
      severity: 'medium',
      unless: {
        any: [
          {
            arg: '*.schema',
            named: 'js-yaml.{JSON_SCHEMA,CORE_SCHEMA,FAILSAFE_SCHEMA,SAFE_SCHEMA,DEFAULT_SAFE_SCHEMA}',
          },
        ],
      },
    },
    { class: 'insecure-deserialization', call: 'v8.deserialize', args: [0], severity: 'medium' },
    {
      class: 'insecure-deserialization',
      call: '{bson,bson.BSON}.deserialize',
      args: [0],
      when: { arg: '*.evalFunctions', is: [true] },
    },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: 'serialize-javascript',
      when: { arg: '*.unsafe', is: [true] },
      title: 'A value is written as script without escaping',
    },
    {
      class: 'unsafe-format',
      call: '{node-serialize,funcster,cryo}.{unserialize,deserialize,deepDeserialize,parse}',
    },
  ],
  examples: [
    {
      class: 'insecure-deserialization',
      bad: `const serialize = require('node-serialize');
exports.restore = (req, res) => {
  const profile = serialize.unserialize(Buffer.from(req.cookies.profile, 'base64').toString()); // FLAW
  res.json(profile);
};`,
      good: `exports.restore = (req, res) => {
  const profile = JSON.parse(Buffer.from(req.cookies.profile, 'base64').toString());
  res.json(profile);
};`,
    },
    {
      class: 'escaping-disabled',
      bad: `import serialize from 'serialize-javascript';
export const state = (value) => serialize(value, { unsafe: true }); // FLAW`,
      good: `import serialize from 'serialize-javascript';
export const state = (value) => serialize(value);`,
    },
  ],
};
