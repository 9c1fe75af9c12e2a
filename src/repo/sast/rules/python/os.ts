import type { Framework } from '../../rule.ts';

export const os: Framework = {
  id: 'os',
  title: 'os',
  description: 'Commands and files of the operating system.',
  languages: ['python'],
  sinks: [{ class: 'command-injection', call: 'os.{system,popen}', args: [0] }],
  examples: [],
};
