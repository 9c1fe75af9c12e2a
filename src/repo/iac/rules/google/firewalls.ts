import type { Resource } from '../../resource.ts';
import { custom, flawAt, type Rule } from '../../rule.ts';
import { at, itemsOf, reach, textOf, textsOf } from '../../value.ts';
import { firewall, open } from './compute-parts.ts';

const ingress = ({ body }: Resource): boolean => !/^egress$/i.test(textOf(at(body, 'direction')));

const tcpRanges = (resource: Resource): readonly (readonly [number, number])[] =>
  itemsOf(at(resource.body, 'allow'))
    .filter((allow) => /^(?:tcp|6|all)$/i.test(textOf(at(allow, 'protocol'))))
    .flatMap((allow) => {
      const ports = textsOf(at(allow, 'ports'));
      return ports.length === 0 ? [[0, 65535] as const] : ports.map(rangeOf);
    });

const rangeOf = (text: string): readonly [number, number] => {
  const [from, to] = text.split('-').map(Number);
  return [from as number, to ?? (from as number)];
};

const adminPort = (id: string, ref: string, title: string, port: number): Rule =>
  custom({
    id,
    title,
    why: 'The whole internet can try passwords and exploits on the administration port.',
    severity: 'high',
    cwe: 284,
    refs: [ref],
    fix: 'Name the addresses that may connect, or use Identity-Aware Proxy.',
    kinds: ['google_compute_firewall'],
    check: (resource) =>
      ingress(resource) && tcpRanges(resource).some(([from, to]) => from <= port && port <= to)
        ? open(resource, 'source_ranges')
        : [],
    bad: firewall('tcp', `${port}`, '0.0.0.0/0'),
    good: [
      firewall('tcp', '443', '0.0.0.0/0'),
      firewall('udp', `${port}`, '0.0.0.0/0'),
      firewall('tcp', `${port}`, '10.0.0.0/8'),
    ],
  });

const webOnly = (resource: Resource): boolean => {
  const ports = itemsOf(at(resource.body, 'allow')).flatMap((allow) => {
    const named = textsOf(at(allow, 'ports'));
    return named.length > 0 ? named : ['all'];
  });
  return ports.length > 0 && ports.every((port) => port === '80' || port === '443');
};

export const firewalls: readonly Rule[] = [
  adminPort('google-firewall-ssh-open', 'GCP-0071', 'SSH is open to the internet', 22),
  adminPort('google-firewall-rdp-open', 'GCP-0070', 'RDP is open to the internet', 3389),
  custom({
    id: 'google-firewall-public-ingress',
    title: 'Firewall lets the internet in',
    why: 'Whatever listens there can be reached and attacked by everyone.',
    severity: 'high',
    cwe: 284,
    refs: ['GCP-0027'],
    fix: 'Name the addresses that may connect.',
    kinds: ['google_compute_firewall'],
    check: (resource) => (ingress(resource) && !webOnly(resource) ? open(resource, 'source_ranges') : []),
    bad: firewall('tcp', '5432', '0.0.0.0/0'),
    good: [firewall('tcp', '443', '0.0.0.0/0'), firewall('tcp', '5432', '10.0.0.0/8')],
  }),
  custom({
    id: 'google-firewall-public-egress',
    title: 'Firewall lets everything out',
    why: 'A machine that is taken over can send data anywhere.',
    severity: 'medium',
    cwe: 284,
    refs: ['GCP-0035'],
    fix: 'Name the destinations.',
    kinds: ['google_compute_firewall'],
    check: (resource) => (ingress(resource) ? [] : open(resource, 'destination_ranges')),
    bad: 'resource "google_compute_firewall" "a" {\n  direction = "EGRESS"\n  destination_ranges = ["0.0.0.0/0"]\n  allow {\n    protocol = "icmp"\n  }\n}',
    good: 'resource "google_compute_firewall" "a" {\n  direction = "EGRESS"\n  destination_ranges = ["1.2.3.4/32"]\n  allow {\n    protocol = "icmp"\n  }\n}',
  }),
  custom({
    id: 'google-firewall-port-range',
    title: 'Firewall opens a wide range of ports',
    why: 'Ports that nobody thought of are open as well.',
    severity: 'low',
    cwe: 284,
    refs: ['GCP-0074'],
    fix: 'Name the ports.',
    kinds: ['google_compute_firewall'],
    check: (resource) =>
      ingress(resource)
        ? reach(resource.body, 'allow.ports')
            .filter(({ value }) => {
              const [from, to] = rangeOf(textOf(value));
              return to - from > 20;
            })
            .map((place) => flawAt(place, 'named ports'))
        : [],
    bad: firewall('tcp', '8000-8100', '10.0.0.0/8'),
    good: firewall('tcp', '8000-8010', '10.0.0.0/8'),
  }),
  custom({
    id: 'google-firewall-all-protocols',
    title: 'Firewall lets every protocol and port in',
    why: 'Ports that nobody thought of are open as well.',
    severity: 'medium',
    cwe: 284,
    refs: ['GCP-0072'],
    fix: 'Name protocols and ports.',
    kinds: ['google_compute_firewall'],
    check: (resource) =>
      ingress(resource)
        ? reach(resource.body, 'allow.protocol').map(
            (place) => textOf(place.value) === 'all' && flawAt(place, 'a protocol with ports'),
          )
        : [],
    bad: 'resource "google_compute_firewall" "a" {\n  source_ranges = ["10.0.0.0/8"]\n  allow {\n    protocol = "all"\n  }\n}',
    good: 'resource "google_compute_firewall" "a" {\n  source_ranges = ["10.0.0.0/8"]\n  allow {\n    protocol = "tcp"\n    ports = ["22"]\n  }\n}',
  }),
];
