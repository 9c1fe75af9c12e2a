import type { Framework } from '../../rule.ts';

const levels = '{log,info,warn,error,debug,trace,fatal,verbose,silly,http,notice}';

/** Logs: lines that input can forge, formats that input chooses. */
export const logging: Framework = {
  id: 'logging',
  title: 'Logs',
  description: 'Input in lines of a log that is text: console, log4js, loglevel, npmlog, NestJS.',
  languages: ['javascript', 'typescript'],
  types: [
    { result: '{log4js.getLogger,signale.Signale,loglevel.getLogger,tracer.console}()', is: 'logger()' },
    { result: '@nestjs/common.Logger()', is: 'logger()' },
  ],
  sinks: [
    {
      class: 'log-injection',
      call: `console.${levels}`,
      args: ['all'],
      unless: { arg: 0, shape: 'object' },
    },
    // Loggers that write JSON (pino, bunyan, winston by default) escape what ends a line.
    {
      class: 'log-injection',
      call: `{logger(),log4js,loglevel,npmlog,signale}.${levels}`,
      args: ['all'],
      unless: { arg: 0, shape: 'object' },
    },
  ],
  sanitizers: [
    { call: 'JSON.stringify', for: ['log-injection', 'header-injection'] },
    {
      call: '{encodeURIComponent,encodeURI,escape,util.inspect}',
      for: ['log-injection', 'header-injection'],
    },
    {
      call: '{he,html-entities,escape-html,lodash.escape,validator.escape,validator.stripLow}',
      for: ['log-injection'],
    },
  ],
  examples: [
    {
      class: 'log-injection',
      bad: `export function login(req, res) {
  console.log('sign-in of ' + req.body.user); // FLAW
  res.end();
}`,
      good: `export function login(req, res) {
  console.log('sign-in of', JSON.stringify(req.body.user));
  console.log({ user: req.body.user });
  res.end();
}`,
    },
  ],
};
