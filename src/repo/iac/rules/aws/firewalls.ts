import type { Resource } from '../../resource.ts';
import { attribute, custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { everyone, is, noneOf } from '../../test-of.ts';
import { at, isTrue, itemsOf, type Place, plain, reach, textOf, type Value } from '../../value.ts';

/** An opening of a security group: which ports, for whom. */
interface Opening {
  readonly value: Value;
  readonly sources: readonly Place[];
  readonly from: number;
  readonly to: number;
  readonly all: boolean;
}

/** The openings of a resource in one direction, whichever way they are written. */
function openings({ type, body }: Resource, way: 'ingress' | 'egress'): readonly Opening[] {
  if (type === 'aws_security_group_rule' && textOf(at(body, 'type')) !== way) return [];
  if (/_(?:in|e)gress_rule$/.test(type) && !type.includes(way)) return [];
  if (/SecurityGroup(?:In|E)gress$/.test(type) && !type.toLowerCase().endsWith(way)) return [];
  const inner = /^(?:aws_security_group|aws_default_security_group)$/.test(type)
    ? itemsOf(at(body, way))
    : type === 'AWS::EC2::SecurityGroup'
      ? itemsOf(at(body, way === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress'))
      : [body];
  return inner.filter(({ kind }) => kind === 'map').map(openingOf);
}

function openingOf(value: Value): Opening {
  const number = (...keys: string[]): number =>
    Number(keys.map((key) => plain(at(value, key))).find((one) => one !== undefined) ?? Number.NaN);
  const [from, to] = [number('from_port', 'FromPort'), number('to_port', 'ToPort')];
  const protocol = textOf(at(value, 'protocol') ?? at(value, 'ip_protocol') ?? at(value, 'IpProtocol'));
  const sources = ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6', 'CidrIp', 'CidrIpv6'].flatMap(
    (key) => reach(value, key),
  );
  return { value, sources, from, to, all: protocol === '-1' || protocol === 'all' };
}

const groups = [
  'aws_security_group',
  'aws_default_security_group',
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SecurityGroupEgress',
];

const spans = ({ from, to, all }: Opening, ports: readonly number[]): boolean =>
  all || (from === 0 && to === 0) || ports.some((port) => from <= port && port <= to);

const open = (
  resource: Resource,
  way: 'ingress' | 'egress',
  test: (opening: Opening) => boolean,
): readonly Flaw[] =>
  openings(resource, way)
    .filter(test)
    .flatMap(({ sources }) =>
      sources
        .filter(({ value }) => value?.kind === 'scalar' && everyone(textOf(value)))
        .map((place) => flawAt(place, 'a narrow range')),
    );

/** Rules of network ACLs that allow. */
const aclAllows = ({ body }: Resource): boolean =>
  /^allow$/i.test(textOf(at(body, 'rule_action') ?? at(body, 'RuleAction')));
const aclOut = ({ body }: Resource): boolean => isTrue(at(body, 'egress')) || isTrue(at(body, 'Egress'));

const acls = ['aws_network_acl_rule', 'AWS::EC2::NetworkAclEntry'];

export const firewalls: readonly Rule[] = [
  custom({
    id: 'aws-sg-admin-port-open',
    title: 'SSH or RDP is open to the internet',
    why: 'The whole internet can try passwords and exploits on the administration port.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0107'],
    fix: 'Name the addresses that may connect, or use Session Manager.',
    kinds: groups,
    check: (resource) => open(resource, 'ingress', (one) => spans(one, [22, 3389])),
    bad: [
      'resource "aws_security_group" "a" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}',
      'resource "aws_vpc_security_group_ingress_rule" "a" {\n  ip_protocol = "-1"\n  cidr_ipv6 = "::/0"\n}',
    ],
    good: 'resource "aws_security_group" "a" {\n  ingress {\n    from_port = 443\n    to_port = 443\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}',
  }),
  custom({
    id: 'aws-sg-open-to-everyone',
    title: 'Port is open to the internet',
    why: 'Whatever listens there can be reached and attacked by everyone.',
    severity: 'medium',
    cwe: 284,
    fix: 'Name the addresses that may connect.',
    kinds: groups,
    check: (resource) =>
      open(
        resource,
        'ingress',
        (one) => !spans(one, [22, 3389]) && !([80, 443].includes(one.from) && one.from === one.to),
      ),
    bad: 'resource "aws_security_group" "a" {\n  ingress {\n    from_port = 5432\n    to_port = 5432\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}',
    good: 'resource "aws_security_group" "a" {\n  ingress {\n    from_port = 443\n    to_port = 443\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}',
  }),
  custom({
    id: 'aws-sg-open-egress',
    title: 'Everything may leave to the internet',
    why: 'A machine that is taken over can send data anywhere and fetch tools from anywhere.',
    severity: 'low',
    cwe: 284,
    refs: ['AWS-0104'],
    fix: 'Name the destinations.',
    kinds: groups,
    check: (resource) => open(resource, 'egress', () => true),
    bad: 'resource "aws_security_group" "a" {\n  egress {\n    protocol = "-1"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}',
    good: 'resource "aws_security_group" "a" {\n  egress {\n    protocol = "-1"\n    cidr_blocks = ["10.0.0.0/8"]\n  }\n}',
  }),
  attribute({
    id: 'aws-sg-description',
    title: 'Security group has no description',
    why: 'Nobody can tell later what the group is for.',
    severity: 'low',
    cwe: 1059,
    refs: ['AWS-0099'],
    on: { aws_security_group: 'description', 'AWS::EC2::SecurityGroup': 'GroupDescription' },
    want: noneOf('', 'Managed by Terraform'),
  }),
  custom({
    id: 'aws-sg-rule-description',
    title: 'Rule of the security group has no description',
    why: 'Nobody can tell later what the opening is for.',
    severity: 'low',
    cwe: 1059,
    refs: ['AWS-0124'],
    fix: 'Say in a description what the opening is for.',
    kinds: groups,
    check: (resource) =>
      (['ingress', 'egress'] as const).flatMap((way) =>
        openings(resource, way).map(
          ({ value }) =>
            at(value, 'description') === null &&
            at(value, 'Description') === null &&
            flawAt({ value: null, span: value.span, path: `${way}.description` }, 'a description'),
        ),
      ),
    bad: 'resource "aws_security_group_rule" "a" {\n  type = "ingress"\n  cidr_blocks = ["10.0.0.0/8"]\n}',
    good: 'resource "aws_security_group_rule" "a" {\n  type = "ingress"\n  description = "web"\n  cidr_blocks = ["10.0.0.0/8"]\n}',
  }),
  custom({
    id: 'aws-default-sg-open',
    title: 'Default security group lets traffic through',
    why: 'What gets no group of its own falls into this one.',
    severity: 'low',
    cwe: 284,
    refs: ['AWS-0173'],
    fix: 'Leave the default group without rules.',
    kinds: ['aws_default_security_group'],
    check: (resource) =>
      ['ingress', 'egress'].map(
        (way) =>
          itemsOf(at(resource.body, way)).length > 0 &&
          flawAt({ value: null, span: resource.body.keys.get(way) ?? resource.span, path: way }, 'no rules'),
      ),
    bad: 'resource "aws_default_security_group" "a" {\n  ingress {\n    protocol = "-1"\n  }\n}',
    good: 'resource "aws_default_security_group" "a" {\n  vpc_id = "x"\n}',
  }),
  custom({
    id: 'aws-acl-public-ingress',
    title: 'Network ACL lets the internet in',
    why: 'Administration ports behind it can be reached by everyone.',
    severity: 'medium',
    cwe: 284,
    refs: ['AWS-0105'],
    fix: 'Name the addresses that may connect.',
    kinds: acls,
    check(resource) {
      if (!aclAllows(resource) || aclOut(resource)) return [];
      const port = (...keys: string[]): number =>
        Number(
          keys.map((key) => plain(at(resource.body, key))).find((one) => one !== undefined) ?? Number.NaN,
        );
      const [from, to] = [port('from_port', 'PortRange.From'), port('to_port', 'PortRange.To')];
      const admin = Number.isNaN(from) || [22, 3389].some((one) => from <= one && one <= to);
      return admin
        ? ['cidr_block', 'ipv6_cidr_block', 'CidrBlock', 'Ipv6CidrBlock']
            .flatMap((key) => reach(resource.body, key))
            .map((place) => everyone(textOf(place.value)) && flawAt(place, 'a narrow range'))
        : [];
    },
    bad: 'resource "aws_network_acl_rule" "a" {\n  rule_action = "allow"\n  from_port = 22\n  to_port = 22\n  cidr_block = "0.0.0.0/0"\n}',
    good: 'resource "aws_network_acl_rule" "a" {\n  rule_action = "deny"\n  from_port = 22\n  to_port = 22\n  cidr_block = "0.0.0.0/0"\n}',
  }),
  custom({
    id: 'aws-acl-all-ports',
    title: 'Network ACL opens every port',
    why: 'Ports that nobody thought of are open as well.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0102'],
    fix: 'Name protocol and ports.',
    kinds: acls,
    check: (resource) => [
      aclAllows(resource) &&
        /^(?:-1|all)$/.test(textOf(at(resource.body, 'protocol') ?? at(resource.body, 'Protocol'))) &&
        flawOf(resource, 'protocol', 'a protocol with ports'),
    ],
    bad: 'resource "aws_network_acl_rule" "a" {\n  rule_action = "allow"\n  protocol = "-1"\n}',
    good: 'resource "aws_network_acl_rule" "a" {\n  rule_action = "allow"\n  protocol = "tcp"\n}',
  }),
  custom({
    id: 'aws-default-vpc',
    title: 'Default VPC is used',
    why: 'Its subnets are public and its groups are open by default.',
    severity: 'medium',
    cwe: 1188,
    refs: ['AWS-0101'],
    fix: 'Create a VPC of your own.',
    kinds: ['aws_default_vpc'],
    check: (resource) => [flawOf(resource, '', 'aws_vpc')],
    bad: 'resource "aws_default_vpc" "a" {\n}',
    good: 'resource "aws_flow_log" "a" {\n}',
  }),
  attribute({
    id: 'aws-network-firewall-delete',
    title: 'Network firewall can be deleted by accident',
    why: 'One wrong call takes the protection away.',
    severity: 'low',
    cwe: 693,
    on: { aws_networkfirewall_firewall: 'delete_protection' },
    want: is(true),
  }),
];
