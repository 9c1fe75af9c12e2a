import type { Resource } from '../../resource.ts';
import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, oneOf } from '../../test-of.ts';
import { at, textOf } from '../../value.ts';

const subnetLogged = ({ body }: Resource): boolean =>
  at(body, 'log_config') !== null ||
  /^(?:REGIONAL_MANAGED_PROXY|GLOBAL_MANAGED_PROXY|INTERNAL_HTTPS_LOAD_BALANCER|PRIVATE_SERVICE_CONNECT)$/.test(
    textOf(at(body, 'purpose')),
  );

export const networks: readonly Rule[] = [
  attribute({
    id: 'google-ssl-policy-tls',
    title: 'TLS policy accepts old versions',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['GCP-0039'],
    on: { google_compute_ssl_policy: 'min_tls_version' },
    want: oneOf('TLS_1_2', 'TLS_1_3'),
  }),
  attribute({
    id: 'google-ssl-policy-profile',
    title: 'TLS policy accepts weak ciphers',
    why: 'The profile COMPATIBLE has ciphers with known weaknesses.',
    severity: 'medium',
    cwe: 326,
    on: { google_compute_ssl_policy: 'profile' },
    want: oneOf('RESTRICTED', 'MODERN', 'CUSTOM'),
  }),
  custom({
    id: 'google-subnetwork-flow-logs',
    title: 'Traffic of the subnetwork is not logged',
    why: 'An intrusion leaves no trace in the network.',
    severity: 'low',
    cwe: 778,
    refs: ['GCP-0029', 'GCP-0076'],
    fix: 'Add log_config.',
    kinds: ['google_compute_subnetwork'],
    check: (resource) => [!subnetLogged(resource) && flawOf(resource, 'log_config', 'flow logs')],
    bad: 'resource "google_compute_subnetwork" "a" {\n}',
    good: 'resource "google_compute_subnetwork" "a" {\n  log_config {\n    flow_sampling = 0.5\n  }\n}',
  }),
  attribute({
    id: 'google-subnetwork-private-access',
    title: 'Subnetwork reaches Google over the internet',
    why: 'Machines need public addresses to use its services.',
    severity: 'low',
    cwe: 284,
    refs: ['GCP-0075'],
    on: { google_compute_subnetwork: 'private_ip_google_access' },
    want: is(true),
  }),
  attribute({
    id: 'google-default-network',
    title: 'Network creates its subnetworks by itself',
    why: 'Subnetworks appear in every region, with rules nobody looked at.',
    severity: 'low',
    cwe: 1188,
    on: { google_compute_network: 'auto_create_subnetworks' },
    want: is(false),
  }),
  attribute({
    id: 'google-project-default-network',
    title: 'Project has the default network',
    why: 'Its firewall lets SSH and RDP in from everywhere.',
    severity: 'high',
    cwe: 1188,
    refs: ['GCP-0010'],
    on: { google_project: 'auto_create_network' },
    want: is(false),
  }),
  attribute({
    id: 'google-security-policy-preview',
    title: 'Security policy only watches',
    why: 'Attacks are logged and let through.',
    severity: 'medium',
    cwe: 693,
    on: { google_compute_security_policy: 'rule.preview' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'google-backend-logging',
    title: 'Backend writes no log',
    why: 'Nobody can tell afterwards who asked for what.',
    severity: 'low',
    cwe: 778,
    on: { google_compute_backend_service: 'log_config.enable' },
    want: is(true),
    absent: 'good',
  }),
  attribute({
    id: 'google-backend-http',
    title: 'Load balancer talks to its backend in clear text',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'low',
    cwe: 319,
    on: { google_compute_backend_service: 'protocol' },
    want: isNot('HTTP'),
    absent: 'good',
  }),
];
