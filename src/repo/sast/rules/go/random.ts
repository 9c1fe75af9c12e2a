import type { Framework } from '../../rule.ts';

const secret =
  '{*token*,*Token*,*secret*,*Secret*,*password*,*Password*,*session*,*Session*,*nonce*,*Nonce*,*otp*,*OTP*,*apiKey*,*APIKey*,*salt*,*Salt*}';
const weak = 'math/rand';

/** math/rand is predictable; values of it under the name of a secret are a flaw. */
export const random: Framework = {
  id: 'random',
  title: 'math/rand',
  description: 'Random numbers of math/rand where they have to be secret.',
  languages: ['go'],
  sources: [
    {
      call: `{${weak}.{Int,Intn,Int31,Int31n,Int63,Int63n,Uint32,Uint64,IntN,N,Float64,Perm,Read},${weak}.New().*}`,
      what: 'predictable random numbers',
      for: ['weak-random'],
    },
  ],
  sinks: [{ class: 'weak-random', assign: secret, args: [0] }],
  matches: [],
  examples: [
    {
      class: 'weak-random',
      bad: 'package main\nimport (\n\t"fmt"\n\t"math/rand"\n)\nfunc create() string {\n\ttoken := fmt.Sprint(rand.Int63()) // FLAW\n\treturn token\n}\n',
      good: 'package main\nimport (\n\t"math/rand"\n)\nfunc pick(items []string) string {\n\tn := rand.Intn(len(items))\n\treturn items[n]\n}\n',
    },
  ],
};
