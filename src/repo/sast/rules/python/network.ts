import type { Framework } from '../../rule.ts';

const contexts = 'ssl.{SSLContext,create_default_context,_create_unverified_context}()';
const old =
  '**.{PROTOCOL_SSLv2,PROTOCOL_SSLv3,PROTOCOL_SSLv23,PROTOCOL_TLSv1,PROTOCOL_TLSv1_1,SSLv2_METHOD,SSLv3_METHOD,SSLv23_METHOD,TLSv1_METHOD,TLSv1_1_METHOD}';

/** https://docs.python.org/3/library/ssl.html#security-considerations, https://docs.paramiko.org */
export const network: Framework = {
  id: 'network',
  title: 'Connections',
  description: 'TLS, SSH, FTP, Telnet, sockets and mail: what is checked, and what goes in clear text.',
  languages: ['python'],
  sinks: [
    { class: 'command-injection', call: 'paramiko.**.exec_command', args: [0, 'command'] },
    {
      class: 'command-injection',
      call: '{fabric.**.{run,sudo,local},invoke.**.run,pexpect.{spawn,run},sh.*,plumbum.**}',
      args: [0, 'command'],
    },
    { class: 'email-injection', call: 'smtplib.SMTP().sendmail', args: [0, 1] },
  ],
  matches: [
    {
      class: 'weak-tls',
      call: '**',
      when: {
        any: [
          { arg: 'ssl_version', named: old },
          { arg: 'method', named: old },
        ],
      },
    },
    { class: 'tls-verification-disabled', call: 'ssl.{_create_unverified_context,_create_stdlib_context}' },
    {
      class: 'tls-verification-disabled',
      assign: 'ssl._create_default_https_context',
      when: { arg: 0, named: 'ssl._create_unverified_context' },
    },
    {
      class: 'tls-verification-disabled',
      assign: `${contexts}.check_hostname`,
      when: { arg: 0, is: [false] },
    },
    {
      class: 'tls-verification-disabled',
      assign: `${contexts}.verify_mode`,
      when: { arg: 0, named: 'ssl.CERT_NONE' },
    },
    {
      class: 'tls-verification-disabled',
      call: 'ssl.wrap_socket',
      when: {
        any: [
          { arg: 'cert_reqs', missing: true },
          { arg: 'cert_reqs', named: 'ssl.CERT_NONE' },
        ],
      },
    },
    {
      class: 'weak-tls',
      call: '{ssl.{SSLContext,wrap_socket},OpenSSL.SSL.Context}',
      when: {
        any: [
          { arg: 0, named: old },
          { arg: 'ssl_version', named: old },
          { arg: 'protocol', named: old },
          { arg: 'method', named: old },
        ],
      },
    },
    {
      class: 'weak-tls',
      assign: `${contexts}.minimum_version`,
      when: { arg: 0, named: 'ssl.TLSVersion.{SSLv3,TLSv1,TLSv1_1,MINIMUM_SUPPORTED}' },
    },
    {
      class: 'host-key-unverified',
      call: 'paramiko.**.set_missing_host_key_policy',
      when: {
        any: [
          { arg: 0, named: 'paramiko.**.{AutoAddPolicy,WarningPolicy}' },
          { arg: 0, named: 'paramiko.**.{AutoAddPolicy,WarningPolicy}()' },
        ],
      },
    },
    { class: 'cleartext-transmission', call: '{telnetlib.Telnet,ftplib.FTP}' },
    { class: 'cleartext-transmission', call: '{http.client,httplib}.HTTPConnection' },
    {
      class: 'exposed-service',
      call: 'socket.socket().bind',
      when: { arg: '0[0]', is: ['0.0.0.0', '::', ''] },
    },
    { class: 'insecure-deserialization', call: 'multiprocessing.connection.Connection().recv' },
  ],
  examples: [
    {
      class: 'tls-verification-disabled',
      bad: 'import ssl\ncontext = ssl._create_unverified_context()  # FLAW\n',
      good: 'import ssl\ncontext = ssl.create_default_context()\n',
    },
    {
      class: 'host-key-unverified',
      bad: 'import paramiko\nclient = paramiko.SSHClient()\nclient.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # FLAW\n',
      good: 'import paramiko\nclient = paramiko.SSHClient()\nclient.set_missing_host_key_policy(paramiko.RejectPolicy())\n',
    },
    {
      class: 'exposed-service',
      bad: 'import socket\ns = socket.socket()\ns.bind(("0.0.0.0", 80))  # FLAW\n',
      good: 'import socket\ns = socket.socket()\ns.bind(("127.0.0.1", 80))\n',
    },
  ],
};
