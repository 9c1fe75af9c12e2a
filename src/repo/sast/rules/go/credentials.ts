import type { Framework } from '../../rule.ts';
import { handler } from './handler.ts';

/** Credentials that stand in the code where a client takes them. */
export const credentials: Framework = {
  id: 'credentials',
  title: 'Credentials',
  description: 'Passwords and keys in calls that sign in.',
  languages: ['go'],
  matches: [
    { class: 'hard-coded-secret', call: '**.SetBasicAuth', when: { arg: 1, constant: true } },
    {
      class: 'hard-coded-secret',
      call: 'golang.org/x/crypto/ssh.Password',
      when: { arg: 0, constant: true },
    },
    { class: 'hard-coded-secret', call: 'net/smtp.PlainAuth', when: { arg: 2, constant: true } },
    {
      class: 'hard-coded-secret',
      call: 'github.com/aws/**.{NewStaticCredentials,NewStaticCredentialsProvider}',
      when: { arg: 1, constant: true },
    },
    {
      class: 'hard-coded-secret',
      call: 'database/sql.Open',
      when: { arg: 1, matches: /^(?:\w+:\/\/)?[^:@/\s]+:[^@\s${}<>]{3,}@|\bpassword=[^\s${}<>]{3,}/i },
    },
    {
      class: 'hard-coded-secret',
      call: 'github.com/{go-redis/redis,redis/go-redis}.Options',
      when: { arg: 'Password', constant: true },
    },
  ],
  examples: [
    {
      class: 'hard-coded-secret',
      bad: handler(
        ['net/smtp'],
        'auth := smtp.PlainAuth("", "a@example.org", "not-a-real-password", "mail.example.org") // FLAW\nuse(auth)',
      ),
      good: handler(
        ['net/smtp', 'os'],
        'auth := smtp.PlainAuth("", "a@example.org", os.Getenv("MAIL_PASSWORD"), "mail.example.org")\nuse(auth)',
      ),
    },
  ],
};
