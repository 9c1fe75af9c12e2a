import type { Framework } from '../../rule.ts';
import { page } from './page.ts';

const spoilt = [
  'code-injection',
  'command-injection',
  'insecure-deserialization',
  'ldap-injection',
  'open-redirect',
  'path-traversal',
  'sql-injection',
  'ssrf',
  'xpath-injection',
  'xss',
];

/** What every PHP program reads requests from (https://www.php.net/manual/en/language.variables.superglobals.php). */
export const superglobals: Framework = {
  id: 'superglobals',
  title: 'Superglobals',
  description: 'Request data of PHP itself.',
  languages: ['php'],
  sources: [
    { name: '{$_GET,$HTTP_GET_VARS}', what: 'the query string' },
    { name: '{$_POST,$HTTP_POST_VARS}', what: 'the form' },
    { name: '{$_REQUEST,$HTTP_RAW_POST_DATA}', what: 'the request' },
    { name: '{$_COOKIE,$HTTP_COOKIE_VARS}', what: 'a cookie' },
    {
      name: '$_FILES',
      what: 'an uploaded file',
      for: ['path-traversal', 'xss', 'command-injection', 'sql-injection', 'mass-assignment'],
    },
    {
      name: '$_SERVER.{HTTP_*,REQUEST_URI,QUERY_STRING,PHP_SELF,PATH_INFO,PHP_AUTH_USER,PHP_AUTH_PW,ORIG_PATH_INFO}',
      what: 'the request',
    },
    { call: '{getallheaders,apache_request_headers}', what: 'the headers of the request' },
    { call: '{filter_input,filter_input_array}', what: 'the request' },
  ],
  sinks: [{ class: 'trust-boundary', assign: '$_SESSION[]', args: ['key'], part: 'whole' }],
  sanitizers: [
    {
      call: '{intval,floatval,boolval,doubleval,count,sizeof,strlen,mb_strlen,abs,round,floor,ceil,number_format,is_numeric,is_int,is_array,is_string,isset,empty,strcmp,strcasecmp,strpos,stripos,str_contains,str_starts_with,str_ends_with,array_key_exists,in_array,preg_match,ctype_digit,ctype_alnum,ctype_alpha}',
      for: ['*'],
    },
    {
      call: '{password_hash,password_verify,crypt,random_int,strtotime,mktime,checkdate,ip2long}',
      for: ['*'],
    },
    // Hashes are no text of others, but no more random than what they are made of.
    { call: '{md5,sha1,crc32,hash,hash_hmac,bin2hex,dechex,bindec,uniqid}', for: spoilt },
    { call: '{ctype_digit,ctype_alnum,ctype_alpha,ctype_xdigit,is_numeric,is_int}', for: ['*'], guard: 0 },
    { call: '{in_array,array_key_exists}', for: ['*'], guard: 0 },
    { call: 'preg_match', for: ['*'], guard: 1 },
  ],
  propagators: [
    { call: 'parse_str', from: [0], to: 1 },
    { call: 'preg_match', from: [1], to: 2 },
    { call: '{array_push,array_unshift}', from: [1, 2], to: 0 },
  ],
  examples: [
    {
      class: 'trust-boundary',
      bad: page('$_SESSION[$_POST["key"]] = true; // FLAW'),
      good: page('$_SESSION["key"] = $_POST["key"];'),
    },
    {
      class: 'xss',
      bad: page('echo "Hello " . $_GET["name"]; // FLAW\nprint $_SERVER["PHP_SELF"]; // FLAW'),
      good: page(
        'echo "Hello " . (int) $_GET["id"];\nif (!ctype_alnum($_GET["name"])) {\n    exit;\n}\necho $_GET["name"];',
      ),
    },
  ],
};
