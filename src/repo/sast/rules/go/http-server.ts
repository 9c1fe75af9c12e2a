import type { ArgTest, Framework } from '../../rule.ts';
import { handler } from './handler.ts';

const everywhere: ArgTest = { arg: 1, matches: /^(?:0\.0\.0\.0|\[::\])?:\d+$/ };

/** Servers: where they listen, and without TLS. */
export const httpServer: Framework = {
  id: 'http-server',
  title: 'Servers',
  description: 'Listening sockets and profiling handlers of net/http.',
  languages: ['go'],
  matches: [{ class: 'exposed-service', call: '{net,crypto/tls}.Listen', when: everywhere }],
  examples: [
    {
      class: 'exposed-service',
      bad: handler(['net'], 'l, err := net.Listen("tcp", "0.0.0.0:2000") // FLAW\nuse(l, err)'),
      good: handler(['net'], 'l, err := net.Listen("tcp", "127.0.0.1:2000")\nuse(l, err)'),
    },
  ],
};
