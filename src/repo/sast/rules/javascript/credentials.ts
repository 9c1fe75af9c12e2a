import type { Framework } from '../../rule.ts';

/** Credentials in the code, given to libraries that take them. Secrets by their form are the secrets scanner's business. */
export const credentials: Framework = {
  id: 'credentials',
  title: 'Credentials in the code',
  description: 'Passwords and keys as constants: clients of mail, cloud, cache and HTTP services.',
  languages: ['javascript', 'typescript'],
  matches: [
    {
      class: 'hard-coded-secret',
      call: 'nodemailer.createTransport',
      when: { arg: '*.auth.pass', constant: true },
      title: 'The password of a mail server is in the code',
    },
    {
      class: 'hard-coded-secret',
      call: '{ioredis,redis.createClient}',
      when: { arg: '*.password', constant: true },
      title: 'The password of a cache is in the code',
    },
    {
      class: 'hard-coded-secret',
      call: '{aws-sdk.config.update,aws-sdk.*,@aws-sdk/**}',
      when: {
        any: [
          { arg: '*.secretAccessKey', constant: true },
          { arg: '*.credentials.secretAccessKey', constant: true },
        ],
      },
      title: 'A key of a cloud is in the code',
    },
    {
      class: 'hard-coded-secret',
      call: '{axios,axios.{get,post,put,delete,request},got,request}',
      when: {
        any: [
          { arg: '*.auth.password', constant: true },
          { arg: '*.auth.pass', constant: true },
        ],
      },
      title: 'A password is in the code',
    },
    {
      class: 'hard-coded-secret',
      call: '{openai,openai.OpenAI,@anthropic-ai/sdk,stripe,twilio}',
      when: {
        any: [
          { arg: '*.apiKey', constant: true },
          { arg: 0, matches: /^(?:sk|rk)_live_/ },
        ],
      },
      title: 'A key of a service is in the code',
    },
    {
      class: 'hard-coded-secret',
      call: '{ssh2.Client().connect,basic-ftp.Client().access,ldapjs.createClient().bind}',
      when: {
        any: [
          { arg: '*.password', constant: true },
          { arg: 1, constant: true },
        ],
      },
      title: 'A password is in the code',
    },
    {
      class: 'empty-password',
      call: '{mysql.createConnection,mysql.createPool,mysql2.createConnection,mysql2.createPool,pg.Pool,pg.Client}',
      when: { arg: '*.password', is: [''] },
    },
  ],
  examples: [
    {
      class: 'hard-coded-secret',
      bad: `import nodemailer from 'nodemailer';
export const mail = nodemailer.createTransport({ host: 'mail', auth: { user: 'me', pass: 'not-a-real-one' } }); // FLAW`,
      good: `import nodemailer from 'nodemailer';
export const mail = nodemailer.createTransport({ host: 'mail', auth: { user: 'me', pass: process.env.MAIL_PASS } });`,
    },
  ],
};
