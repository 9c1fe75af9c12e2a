import type { Framework } from '../../rule.ts';

const levels = '{trace,debug,info,warn,error,fatal,fine,finer,finest,warning,severe,log,config}';

/** Log entries that a line break splits in two: CWE-117. */
export const logging: Framework = {
  id: 'logging',
  title: 'Java logging',
  description: 'Loggers, whose entries a line break can split in two.',
  languages: ['java'],
  types: [
    { result: 'org.slf4j.LoggerFactory.getLogger()', is: 'org.slf4j.Logger()' },
    { result: 'org.apache.logging.log4j.LogManager.getLogger()', is: 'org.apache.logging.log4j.Logger()' },
    {
      result: 'org.apache.{log4j.Logger.getLogger,commons.logging.LogFactory.getLog}()',
      is: 'org.apache.log4j.Logger()',
    },
    { result: 'java.util.logging.Logger.getLogger()', is: 'java.util.logging.Logger()' },
  ],
  sinks: [
    {
      class: 'log-injection',
      call: `{org.slf4j.Logger,org.apache.logging.log4j.Logger,org.apache.log4j.Logger,org.apache.commons.logging.Log,java.util.logging.Logger}().${levels}`,
      args: ['all'],
    },
  ],
  sanitizers: [
    {
      call: '**.{replace,replaceAll}',
      for: ['log-injection', 'header-injection'],
      when: { arg: 0, matches: /[\r\n]|\\[rnsRW]|\[\^/ },
    },
    { call: '**.{replaceAll,replace}', for: ['xss'], when: { arg: 0, matches: /^\[?[<>]|^\[\^/ } },
    {
      call: '**.replaceAll',
      for: ['path-traversal', 'sql-injection', 'command-injection', 'ldap-injection', 'xpath-injection'],
      when: { arg: 0, matches: /^\[\^[\w-]+\][+*]?$/ },
    },
  ],
  examples: [
    {
      class: 'log-injection',
      bad: `import org.slf4j.*;
import javax.servlet.http.HttpServletRequest;
class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);
  void login(HttpServletRequest request) {
    log.info("login of " + request.getParameter("user")); // FLAW
  }
}`,
      good: `import org.slf4j.*;
import javax.servlet.http.HttpServletRequest;
class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);
  void login(HttpServletRequest request) {
    log.info("login of " + request.getParameter("user").replaceAll("[\\r\\n]", "_"));
  }
}`,
    },
  ],
};
