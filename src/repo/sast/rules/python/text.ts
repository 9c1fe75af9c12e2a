import type { Framework } from '../../rule.ts';

const levels = '{debug,info,warning,warn,error,critical,exception,log}';

/** https://docs.python.org/3/library/logging.html, re.html, csv.html */
export const text: Framework = {
  id: 'text',
  title: 'Logs, expressions and spreadsheets',
  description: 'Logging of input, regular expressions made of input, cells of CSV files.',
  languages: ['python'],
  sources: [
    {
      name: '**.{password,passwd,secret_key,api_key,private_key,credit_card}',
      what: 'a secret',
      for: ['cleartext-storage'],
    },
    { call: '{getpass.getpass,get_password,**.get_password}', what: 'a secret', for: ['cleartext-storage'] },
  ],
  sinks: [
    {
      class: 'cleartext-storage',
      call: `{logging,logging.getLogger(),flask.Flask().logger}.${levels}`,
      args: ['all'],
    },
    {
      class: 'log-injection',
      call: `{logging,logging.getLogger(),flask.Flask().logger}.${levels}`,
      args: ['all'],
    },
    {
      class: 'regex-dos',
      call: 're.{compile,match,search,fullmatch,findall,finditer,split,sub,subn}',
      args: [0, 'pattern'],
    },
    { class: 'formula-injection', call: 'csv.{writer,DictWriter}().{writerow,writerows}', args: [0] },
    { class: 'code-injection', call: 'logging.config.listen', args: ['all'] },
  ],
  sanitizers: [
    { call: 're.escape', for: ['regex-dos'] },
    {
      call: 'base64.{b64encode,urlsafe_b64encode,standard_b64encode,b32encode,b16encode}',
      for: [
        'sql-injection',
        'command-injection',
        'xss',
        'ldap-injection',
        'xpath-injection',
        'code-injection',
        'template-injection',
        'header-injection',
        'log-injection',
        'formula-injection',
        'email-injection',
      ],
    },
    {
      call: 'base64.{b64decode,urlsafe_b64decode,standard_b64decode,b32decode,b16decode}',
      for: ['*'],
      undoes: true,
    },
    {
      call: '{html.unescape,urllib.parse.unquote,urllib.parse.unquote_plus,urllib.unquote}',
      for: ['*'],
      undoes: true,
    },
    {
      call: '{hashlib.*,hmac.*,zlib.crc32,zlib.adler32,secrets.*,uuid.uuid3,uuid.uuid5,binascii.hexlify}',
      for: ['*'],
    },
    { call: '**.isoformat', for: ['*'] },
  ],
  propagators: [
    {
      call: '{io.{StringIO,BytesIO},StringIO.StringIO,cStringIO.StringIO}().{write,writelines}',
      from: [0],
      to: 'this',
    },
  ],
  matches: [
    {
      class: 'regex-dos',
      call: 're.{compile,match,search,fullmatch,findall,finditer,split,sub,subn}',
      // A repetition that is repeated by itself: (a+)+ can split the same text in ways without number.
      when: { arg: 0, matches: /\((?:\?:)?(?:\[[^\]]*\]|\\?[^()\\])[+*]\)[+*{]/ },
    },
    { class: 'code-injection', call: 'logging.config.listen', severity: 'medium' },
    {
      class: 'cleartext-storage',
      call: `{logging,logging.getLogger(),**.logger,**.log}.${levels}`,
      when: {
        any: [
          { arg: 0, named: '**.{password,passwd,secret,api_key,private_key,credit_card}' },
          { arg: 1, named: '**.{password,passwd,secret,api_key,private_key,credit_card}' },
          { arg: 1, named: '?{password,passwd,secret,api_key,private_key}' },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'cleartext-storage',
      bad: 'import logging\ndef f(user):\n    logging.info("signed in with %s", user.password)  # FLAW\n',
      good: 'import logging\ndef f(user):\n    logging.info("signed in: %s", user.name)\n    logging.info("same: %s", user.password == user.name)\n',
    },
    {
      class: 'log-injection',
      bad: 'import logging\nfrom flask import request\ndef f():\n    logging.info("name: " + request.args["n"])  # FLAW\n',
      good: 'import logging\nfrom flask import request\ndef f():\n    name = request.args["n"].replace("\\n", "").replace("\\r", "")\n    logging.info("name: " + name)\n    logging.info("number: %d", int(request.args["n"]))\n',
    },
    {
      class: 'regex-dos',
      bad: 'import re\nfrom flask import request\ndef f(text):\n    return re.search(request.args["p"], text)  # FLAW\n',
      good: 'import re\nfrom flask import request\ndef f(text):\n    return re.search(re.escape(request.args["p"]), text)\n',
    },
    {
      class: 'formula-injection',
      bad: 'import csv\nfrom flask import request\ndef f(file):\n    csv.writer(file).writerow([request.args["n"]])  # FLAW\n',
      good: 'import csv\nfrom flask import request\ndef f(file):\n    csv.writer(file).writerow([int(request.args["n"])])\n',
    },
  ],
};
