import { attribute, custom, flawAt, type Rule } from '../../rule.ts';
import { is, isNot, oneOf, set } from '../../test-of.ts';
import { reach, textOf } from '../../value.ts';
import { each } from './compute-parts.ts';

const apps = [
  'azurerm_app_service',
  'azurerm_linux_web_app',
  'azurerm_windows_web_app',
  'azurerm_function_app',
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
];

const sites = ['azurerm_app_service', 'azurerm_linux_web_app', 'azurerm_windows_web_app'];

/** Least version of a runtime that still gets fixes. */
const runtime = (what: string, ref: string, paths: readonly string[], least: number, bad: string): Rule =>
  custom({
    id: `azure-app-${what}-version`,
    title: `Application runs an old ${what}`,
    why: 'Flaws found in it are not fixed any more.',
    severity: 'low',
    cwe: 1104,
    refs: [ref],
    fix: `Use ${what} ${least} or newer.`,
    kinds: apps,
    check: (resource) =>
      paths
        .flatMap((path) => reach(resource.body, path))
        .map((place) => {
          const text = textOf(place.value);
          return (
            place.value?.kind === 'scalar' &&
            text !== '' &&
            Number.parseFloat(text) < least &&
            flawAt(place, `${least} or newer`)
          );
        }),
    bad: `resource "azurerm_app_service" "a" {\n  site_config {\n    ${what}_version = "${bad}"\n  }\n}`,
    good: `resource "azurerm_app_service" "a" {\n  site_config {\n    ${what}_version = "${least}"\n  }\n}`,
  });

export const applications: readonly Rule[] = [
  attribute({
    id: 'azure-app-client-cert',
    title: 'Application asks for no client certificate',
    why: 'Everyone may connect, who then must be told apart by the application alone.',
    severity: 'low',
    cwe: 287,
    refs: ['AZU-0001'],
    on: each(apps, ['client_cert_enabled', 'client_certificate_enabled']),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-identity',
    title: 'Application has no managed identity',
    why: 'It needs keys of its own, that must be kept and rotated.',
    severity: 'low',
    cwe: 287,
    refs: ['AZU-0002'],
    on: each(apps, 'identity.type'),
    want: set,
  }),
  attribute({
    id: 'azure-app-authentication',
    title: 'Authentication in front of the application is off',
    why: 'Everyone may call it, who then must be told apart by the application alone.',
    severity: 'medium',
    cwe: 306,
    refs: ['AZU-0003'],
    on: each(apps, ['auth_settings.enabled', 'auth_settings_v2.auth_enabled']),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-https',
    title: 'Application answers over plain HTTP',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'high',
    cwe: 319,
    refs: ['AZU-0004', 'AZU-0072'],
    on: each(apps, 'https_only'),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-http2',
    title: 'Application does not speak HTTP/2',
    why: 'Newer protections of the protocol are not used.',
    severity: 'low',
    cwe: 326,
    refs: ['AZU-0005'],
    on: each(apps, 'site_config.http2_enabled'),
    want: is(true),
  }),
  attribute({
    id: 'azure-app-tls',
    title: 'Application accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['AZU-0006'],
    on: each(apps, ['site_config.min_tls_version', 'site_config.minimum_tls_version']),
    want: oneOf('1.2', '1.3'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-app-ftp',
    title: 'Application is deployed over FTP',
    why: 'FTP sends passwords and files in clear text.',
    severity: 'medium',
    cwe: 319,
    refs: ['AZU-0071'],
    on: each(apps, 'site_config.ftps_state'),
    want: isNot('AllAllowed'),
  }),
  attribute({
    id: 'azure-app-debugging',
    title: 'Remote debugging is on',
    why: 'Whoever connects can read and change the running application.',
    severity: 'medium',
    cwe: 489,
    on: each(apps, 'site_config.remote_debugging_enabled'),
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'azure-app-cors',
    title: 'Every site may read answers of the application',
    why: 'A page the user visits can read data with the user’s session.',
    severity: 'medium',
    cwe: 942,
    on: each(apps, 'site_config.cors.allowed_origins'),
    want: isNot('*'),
    absent: 'good',
  }),
  attribute({
    id: 'azure-app-request-log',
    title: 'Application writes no request log',
    why: 'Nobody can tell afterwards who asked for what.',
    severity: 'low',
    cwe: 778,
    on: each(sites, 'logs.http_logs'),
    want: set,
  }),
  runtime(
    'php',
    'AZU-0069',
    ['site_config.php_version', 'site_config.application_stack.php_version'],
    8.1,
    '7.2',
  ),
  runtime(
    'python',
    'AZU-0070',
    ['site_config.python_version', 'site_config.application_stack.python_version'],
    3,
    '2.7',
  ),
  runtime(
    'java',
    'AZU-0068',
    ['site_config.java_version', 'site_config.application_stack.java_version'],
    11,
    '1.7',
  ),
];
