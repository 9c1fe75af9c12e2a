import type { Framework } from '../../rule.ts';

const text = ['nosql-injection'];

/** What makes input harmless, whatever framework it came through: numbers, escaping, validation. */
export const escaping: Framework = {
  id: 'escaping',
  title: 'Escaping and conversion',
  description: 'Conversions to numbers, escaping for HTML and URLs, validators.',
  languages: ['javascript', 'typescript'],
  sanitizers: [
    {
      call: '{parseInt,parseFloat,Number,Number.parseInt,Number.parseFloat,Boolean,BigInt,isNaN,isFinite,Number.isInteger,Number.isFinite,Number.isNaN,Date,Date.parse,Date.now,instanceof}',
      for: ['*'],
    },
    { call: 'Math.*', for: ['*'] },
    {
      call: '{String,**.toString,**.toLowerCase,**.toUpperCase,**.trim,**.join,**.slice,**.substring,**.normalize}',
      for: text,
    },
    {
      call: '{encodeURIComponent,encodeURI,escape,querystring.escape,querystring.stringify}',
      for: ['xss', 'path-traversal', 'open-redirect', 'ssrf', 'header-injection', ...text],
    },
    {
      call: '{escape-html,he.{encode,escape},html-entities.{encode,escape},html-entities.AllHtmlEntities().encode,lodash.escape,lodash/escape,lodash.escape,underscore.escape,handlebars.escapeExpression,handlebars.Utils.escapeExpression,ejs.escapeXML,validator.escape,mustache.escape,entities.{encodeXML,escapeUTF8,encodeHTML},html-escaper.escape,xss-filters.*,xss,xss.filterXSS,sanitize-html,striptags,string-strip-html.stripHtml,node-esapi.encoder().encodeForHTML,secure-filters.html,escape-goat.htmlEscape,dompurify.sanitize}',
      for: ['xss', 'log-injection'],
    },
    {
      call: '**.{escapeHtml,escapeHTML,htmlEscape,encodeForHTML,sanitizeHtml,sanitizeHTML,escapeXml,htmlEncode,sanitizeUrl,sanitizeURL}',
      for: ['xss', 'log-injection'],
    },
    {
      call: '{validator.toInt,validator.toFloat,validator.toBoolean,validator.toDate,express-validator.**.toInt}',
      for: ['*'],
    },
    {
      call: 'validator.{isInt,isNumeric,isAlphanumeric,isAlpha,isUUID,isHexadecimal,isMongoId,isIn,isDecimal,isFloat,isBoolean,isISO8601,isIP,whitelist}',
      for: ['*'],
      guard: 0,
    },
    { call: 'validator.isURL', for: ['xss'], guard: 0 },
    {
      call: '{uuid.validate,ipaddr.js.isValid,net.isIP,net.isIPv4,net.isIPv6,is-ip,semver.valid}',
      for: ['*'],
      guard: 0,
    },
    {
      call: '{crypto.createHash().**.digest,crypto.createHmac().**.digest,bcrypt.**,bcryptjs.**,argon2.**}',
      for: ['*'],
    },
    { call: '{isNaN,Number.isInteger,Number.isFinite,Number.isSafeInteger}', for: ['*'], guard: 0 },
    { call: '**.{has,hasOwnProperty,includes,indexOf}', for: ['*'], guard: 0 },
    { call: '{lodash.isString,?_.isString}', for: text, guard: 0 },
  ],
  matches: [
    {
      class: 'escaping-disabled',
      call: '**.replace',
      when: {
        all: [
          { arg: 0, is: ["'", '"', '<', '>', '&', '\\', '\n', '\r', '\t', '..', '../', '$'] },
          { arg: 1, shape: 'constant' },
          { not: { arg: 'this', shape: 'constant' } },
          // Where a line break comes back, none was to be taken out.
          {
            not: {
              all: [
                { arg: 0, is: ['\n', '\r', '\t'] },
                { arg: 1, matches: /[\n\r\t]/ },
              ],
            },
          },
        ],
      },
      title: 'Only the first occurrence is replaced',
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'xss',
      bad: `export function greet(req, res) {
  res.send('<p>' + req.query.name + '</p>'); // FLAW
}`,
      good: `import escapeHtml from 'escape-html';
export function greet(req, res) {
  res.send('<p>' + escapeHtml(req.query.name) + '</p>');
  res.send('<p>' + parseInt(req.query.age, 10) + '</p>');
}`,
    },
    {
      class: 'escaping-disabled',
      bad: `export const quoted = (text) => text.replace("'", ''); // FLAW`,
      good: `export const quoted = (text) => text.replaceAll("'", '');
export const explained = (line) => line.replace('\\n', '; checked\\n');`,
    },
  ],
};
