import type { Framework } from '../../rule.ts';

/** Profiling handlers register themselves on the default mux when the package is imported. */
export const pprof: Framework = {
  id: 'pprof',
  title: 'net/http/pprof',
  description: 'Profiling handlers that are served to everyone.',
  languages: ['go'],
  modules: ['net/http/pprof'],
  matches: [
    {
      class: 'debug-enabled',
      title: 'Profiling handlers are served',
      call: 'net/http.{ListenAndServe,ListenAndServeTLS}',
      when: {
        all: [
          {
            any: [
              { arg: 1, is: [null] },
              { arg: 3, is: [null] },
            ],
          },
          { not: { arg: 0, matches: /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]):/ } },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'debug-enabled',
      bad: 'package main\nimport (\n\t"net/http"\n\t_ "net/http/pprof"\n)\nfunc main() {\n\thttp.ListenAndServe(":8080", nil) // FLAW\n}\n',
      good: 'package main\nimport (\n\t"net/http"\n\t_ "net/http/pprof"\n)\nfunc main() {\n\tmux := http.NewServeMux()\n\thttp.ListenAndServe(":8080", mux)\n\thttp.ListenAndServe("localhost:6060", nil)\n}\n',
    },
  ],
};
