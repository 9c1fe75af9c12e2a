import { oneOf, type Test } from '../../test-of.ts';

export const onWire = 'Whoever is on the way can read and change what is sent.';

export const reached = 'It can be reached, and its passwords tried, from the internet.';

export const noLogs = 'An intrusion leaves no trace that could be found afterwards.';

export const tls: Test = {
  ...oneOf('TLS1_2', 'TLS1_3', '1.2', '1.3', 'TLS12', 'TLS13', 'Tls12', 'Tls13'),
  says: 'TLS 1.2',
};
