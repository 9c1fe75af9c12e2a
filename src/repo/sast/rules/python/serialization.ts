import type { Framework } from '../../rule.ts';

const loaders = '**.{Loader,FullLoader,UnsafeLoader,CLoader}';
const safeLoader = '**.{SafeLoader,CSafeLoader,BaseLoader}';

/** https://docs.python.org/3/library/pickle.html (its warning), https://pyyaml.org/wiki/PyYAMLDocumentation */
export const serialization: Framework = {
  id: 'serialization',
  title: 'Serialization',
  description:
    'Formats that can name classes while they are read: pickle, marshal, shelve, YAML, jsonpickle.',
  languages: ['python'],
  sinks: [
    {
      class: 'insecure-deserialization',
      call: '{pickle,cPickle,_pickle,dill,cloudpickle,marshal,jsonpickle,pickle5}.{load,loads,decode}',
      args: [0],
    },
    { class: 'insecure-deserialization', call: '{pickle,cPickle,_pickle,dill}.Unpickler', args: [0] },
    {
      class: 'insecure-deserialization',
      call: '{shelve.open,shelve.DbfilenameShelf,pandas.read_pickle,joblib.load,torch.load,numpy.load}',
      args: [0],
    },
    {
      class: 'insecure-deserialization',
      call: '{yaml,ruamel.yaml}.{load,load_all}',
      args: [0],
      unless: {
        any: [
          { arg: 1, named: safeLoader },
          { arg: 'Loader', named: safeLoader },
        ],
      },
    },
    {
      class: 'insecure-deserialization',
      call: 'yaml.{unsafe_load,unsafe_load_all,full_load,full_load_all}',
      args: [0],
    },
  ],
  sanitizers: [
    {
      call: '{json,ujson,orjson,simplejson}.{dumps,dump}',
      for: ['insecure-deserialization', 'code-injection'],
    },
  ],
  matches: [
    {
      class: 'unsafe-format',
      call: 'yaml.{load,load_all}',
      when: {
        all: [
          { arg: 0, shape: 'open' },
          {
            any: [
              { arg: 1, named: loaders },
              { arg: 'Loader', named: loaders },
              {
                all: [
                  { arg: 1, missing: true },
                  { arg: 'Loader', missing: true },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      class: 'unsafe-format',
      call: '{yaml.{unsafe_load,unsafe_load_all},jsonpickle.decode,dill.{loads,load},shelve.open,marshal.{loads,load}}',
      when: { arg: 0, shape: 'open' },
    },
    {
      class: 'unsafe-format',
      call: '{pickle,cPickle,_pickle}.{load,loads,Unpickler}',
      when: { arg: 0, shape: 'open' },
    },
    { class: 'unsafe-format', call: 'ruamel.yaml.YAML', when: { arg: 'typ', is: ['unsafe', 'base'] } },
    { class: 'unsafe-format', call: 'numpy.load', when: { arg: 'allow_pickle', is: [true] } },
  ],
  examples: [
    {
      class: 'insecure-deserialization',
      bad: 'import pickle\nfrom flask import request\ndef f():\n    return pickle.loads(request.data)  # FLAW\n',
      good: 'import json\nfrom flask import request\ndef f():\n    return json.loads(request.data)\n',
    },
    {
      class: 'insecure-deserialization',
      bad: 'import yaml\nfrom flask import request\ndef f():\n    return yaml.load(request.data, Loader=yaml.Loader)  # FLAW\n',
      good: 'import yaml\nfrom flask import request\ndef f():\n    return yaml.load(request.data, Loader=yaml.SafeLoader)\n',
    },
  ],
};
