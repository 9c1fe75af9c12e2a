import type { Framework } from '../../rule.ts';

/** https://pyjwt.readthedocs.io, RFC 8725 */
export const tokens: Framework = {
  id: 'tokens',
  title: 'Tokens and passwords',
  description: 'JSON web tokens that are not checked, and keys and passwords that are constants of the code.',
  languages: ['python'],
  matches: [
    {
      class: 'jwt-weakness',
      call: '{jwt,jose.jwt}.decode',
      when: {
        any: [
          { arg: 'verify', is: [false] },
          { arg: 'options.verify_signature', is: [false] },
          { arg: 2, is: [false] },
        ],
      },
    },
    {
      class: 'jwt-weakness',
      call: '{jwt,jose.jwt}.decode',
      when: {
        any: [
          { arg: 'algorithms[0]', is: ['none', 'None', 'NONE'] },
          { arg: '2[0]', is: ['none', 'None', 'NONE'] },
        ],
      },
    },
    {
      class: 'jwt-weakness',
      call: '{jwt,jose.jwt}.encode',
      when: {
        any: [
          { arg: 'algorithm', is: ['none', 'None', 'NONE', null] },
          { arg: 2, is: ['none', 'None', 'NONE'] },
        ],
      },
    },
    { class: 'jwt-weakness', call: 'jose.jws.verify', when: { arg: 'algorithms[0]', is: ['none', null] } },
    {
      class: 'hard-coded-secret',
      call: '{jwt,jose.jwt}.{encode,decode}',
      when: {
        any: [
          { arg: 1, constant: true },
          { arg: 'key', constant: true },
        ],
      },
    },
    {
      class: 'hard-coded-secret',
      call: '{itsdangerous.*,hashids.Hashids,hmac.new}',
      when: { arg: 0, constant: true },
    },
    {
      class: 'hard-coded-secret',
      call: '{boto3,aiobotocore,botocore}.**.{client,resource,Session,session}',
      when: {
        any: [
          { arg: 'aws_secret_access_key', constant: true },
          { arg: 'aws_session_token', constant: true },
        ],
      },
    },
    {
      class: 'hard-coded-secret',
      call: 'boto3.{client,resource,Session}',
      when: {
        any: [
          { arg: 'aws_secret_access_key', constant: true },
          { arg: 'aws_session_token', constant: true },
        ],
      },
    },
    {
      class: 'hard-coded-secret',
      call: '{psycopg2,psycopg,pymysql,MySQLdb,mysql.connector,pymssql,pyodbc,redis,pymongo,ldap3,paramiko}.**',
      when: {
        any: [
          { arg: 'password', constant: true },
          { arg: 'passwd', constant: true },
          { arg: 'pwd', constant: true },
        ],
      },
    },
    {
      class: 'hard-coded-secret',
      call: '{requests.auth.{HTTPBasicAuth,HTTPDigestAuth},aiohttp.BasicAuth}',
      when: {
        any: [
          { arg: 1, constant: true },
          { arg: 'password', constant: true },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'jwt-weakness',
      bad: 'import jwt\ndef f(token, key):\n    return jwt.decode(token, key, options={"verify_signature": False})  # FLAW\n',
      good: 'import jwt\ndef f(token, key):\n    return jwt.decode(token, key, algorithms=["HS256"])\n',
    },
    {
      class: 'hard-coded-secret',
      bad: 'import jwt\ntoken = jwt.encode({"a": 1}, "an example", algorithm="HS256")  # FLAW\n',
      good: 'import jwt, os\ntoken = jwt.encode({"a": 1}, os.environ["KEY"], algorithm="HS256")\n',
    },
  ],
};
