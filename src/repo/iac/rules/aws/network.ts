import type { Resource } from '../../resource.ts';
import { attribute, custom, type Flaw, flawAt, flawOf, type Rule } from '../../rule.ts';
import { everyone, includes, is, isNot, noneOf, set } from '../../test-of.ts';
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

const oldTls = [
  'ELBSecurityPolicy-2015-05',
  'ELBSecurityPolicy-2016-08',
  'ELBSecurityPolicy-TLS-1-0-2015-04',
  'ELBSecurityPolicy-TLS-1-1-2017-01',
  'ELBSecurityPolicy-FS-2018-06',
  'ELBSecurityPolicy-FS-1-1-2019-08',
  'ELBSecurityPolicy-TLS13-1-0-2021-06',
  'ELBSecurityPolicy-TLS13-1-1-2021-06',
];

const application = ({ body }: Resource): boolean =>
  /^(?:application)?$/.test(textOf(at(body, 'load_balancer_type') ?? at(body, 'Type')));

export const network: readonly Rule[] = [
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
    severity: 'high',
    cwe: 1188,
    refs: ['AWS-0101'],
    fix: 'Create a VPC of your own.',
    kinds: ['aws_default_vpc'],
    check: (resource) => [flawOf(resource, '', 'aws_vpc')],
    bad: 'resource "aws_default_vpc" "a" {\n}',
    good: 'resource "aws_flow_log" "a" {\n}',
  }),
  custom({
    id: 'aws-vpc-flow-log',
    title: 'Traffic of the VPC is not logged',
    why: 'An intrusion leaves no trace in the network that could be found afterwards.',
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0178'],
    fix: 'Add a flow log for the VPC.',
    kinds: ['aws_vpc', 'AWS::EC2::VPC'],
    check: (vpc, world) => [
      world.pointingAt(vpc, ['aws_flow_log'], 'vpc_id').length +
        world.pointingAt(vpc, ['AWS::EC2::FlowLog'], 'ResourceId').length ===
        0 && flawOf(vpc, 'flow_log', 'a flow log'),
    ],
    bad: 'resource "aws_vpc" "a" {\n}',
    good: 'resource "aws_vpc" "a" {\n}\nresource "aws_flow_log" "f" {\n  vpc_id = aws_vpc.a.id\n}',
  }),
  attribute({
    id: 'aws-subnet-public-address',
    title: 'Subnet gives out public addresses',
    why: 'Every machine in it can be reached from the internet unless something else stops it.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0164'],
    on: { aws_subnet: 'map_public_ip_on_launch', 'AWS::EC2::Subnet': 'MapPublicIpOnLaunch' },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-vpc-endpoint-acceptance',
    title: 'VPC endpoint accepts connections by itself',
    why: 'Nobody looks at who connects.',
    severity: 'medium',
    cwe: 284,
    on: {
      aws_vpc_endpoint_service: 'acceptance_required',
      'AWS::EC2::VPCEndpointService': 'AcceptanceRequired',
    },
    want: is(true),
    absent: 'good',
  }),
  custom({
    id: 'aws-elb-public',
    title: 'Load balancer faces the internet',
    why: 'Everyone can reach it; that must be meant.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0053'],
    fix: 'Set internal to true where only the own network needs it.',
    kinds: ['aws_lb', 'aws_alb', 'aws_elb', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
    check(resource) {
      if (/^gateway$/.test(textOf(at(resource.body, 'load_balancer_type') ?? at(resource.body, 'Type'))))
        return [];
      const state = at(resource.body, 'internal') ?? at(resource.body, 'Scheme');
      if (state?.kind === 'unknown' || isTrue(state) || textOf(state) === 'internal') return [];
      return [flawAt({ value: state, span: state?.span ?? resource.span, path: 'internal' }, 'true')];
    },
    bad: 'resource "aws_lb" "a" {\n}',
    good: 'resource "aws_lb" "a" {\n  internal = true\n}',
  }),
  attribute({
    id: 'aws-alb-drop-invalid-headers',
    title: 'Load balancer passes malformed headers on',
    why: 'Requests that two servers read differently can be smuggled past checks.',
    severity: 'high',
    cwe: 444,
    refs: ['AWS-0052'],
    on: { aws_lb: 'drop_invalid_header_fields', aws_alb: 'drop_invalid_header_fields' },
    want: is(true),
    when: application,
  }),
  attribute({
    id: 'aws-lb-deletion-protection',
    title: 'Load balancer can be deleted by accident',
    why: 'One wrong call takes the service off the net.',
    severity: 'info',
    cwe: 693,
    on: { aws_lb: 'enable_deletion_protection', aws_alb: 'enable_deletion_protection' },
    want: is(true),
  }),
  attribute({
    id: 'aws-lb-access-logs',
    title: 'Load balancer writes no access log',
    why: 'Nobody can tell afterwards who asked for what.',
    severity: 'low',
    cwe: 778,
    on: { aws_lb: 'access_logs.enabled', aws_alb: 'access_logs.enabled' },
    want: is(true),
  }),
  custom({
    id: 'aws-elb-http',
    title: 'Listener uses plain HTTP',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'critical',
    cwe: 319,
    refs: ['AWS-0054'],
    fix: 'Listen on HTTPS, and redirect HTTP to it.',
    kinds: ['aws_lb_listener', 'aws_alb_listener', 'AWS::ElasticLoadBalancingV2::Listener'],
    check(resource, world) {
      const protocol = at(resource.body, 'protocol') ?? at(resource.body, 'Protocol');
      const actions = [...reach(resource.body, 'default_action'), ...reach(resource.body, 'DefaultActions')];
      const redirects = actions.some(
        ({ value }) =>
          value !== null && /^(?:redirect)$/.test(textOf(at(value, 'type') ?? at(value, 'Type'))),
      );
      const balancer = world.named(
        at(resource.body, 'load_balancer_arn') ?? at(resource.body, 'LoadBalancerArn'),
        ['aws_lb', 'aws_alb', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
      );
      if (redirects || protocol?.kind === 'unknown' || (balancer && !application(balancer))) return [];
      return [
        (protocol === null ? plain(at(resource.body, 'port')) !== 443 : /^http$/i.test(textOf(protocol))) &&
          flawAt({ value: protocol, span: protocol?.span ?? resource.span, path: 'protocol' }, 'HTTPS'),
      ];
    },
    bad: 'resource "aws_lb_listener" "a" {\n  protocol = "HTTP"\n}',
    good: [
      'resource "aws_lb_listener" "a" {\n  protocol = "HTTPS"\n  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"\n}',
      'resource "aws_lb_listener" "a" {\n  protocol = "HTTP"\n  default_action {\n    type = "redirect"\n  }\n}',
    ],
  }),
  attribute({
    id: 'aws-elb-tls-policy',
    title: 'Listener accepts old TLS',
    why: 'TLS 1.0 and 1.1, and ciphers without forward secrecy, have known weaknesses.',
    severity: 'critical',
    cwe: 326,
    refs: ['AWS-0047'],
    on: {
      aws_lb_listener: 'ssl_policy',
      aws_alb_listener: 'ssl_policy',
      'AWS::ElasticLoadBalancingV2::Listener': 'SslPolicy',
    },
    want: noneOf(...oldTls),
    absent: 'good',
  }),
  attribute({
    id: 'aws-cloudfront-logging',
    title: 'Distribution writes no access log',
    why: 'Nobody can tell afterwards who asked for what.',
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0010'],
    on: {
      aws_cloudfront_distribution: ['logging_config.bucket', 'logging_v1_enabled'],
      'AWS::CloudFront::Distribution': 'DistributionConfig.Logging.Bucket',
    },
    want: set,
  }),
  attribute({
    id: 'aws-cloudfront-waf',
    title: 'Distribution has no web application firewall',
    why: 'Common attacks reach the application unfiltered.',
    severity: 'high',
    cwe: 693,
    refs: ['AWS-0011'],
    on: {
      aws_cloudfront_distribution: 'web_acl_id',
      'AWS::CloudFront::Distribution': 'DistributionConfig.WebACLId',
    },
    want: set,
  }),
  custom({
    id: 'aws-cloudfront-https',
    title: 'Distribution answers over plain HTTP',
    why: 'Whoever is on the way can read and change what is sent.',
    severity: 'critical',
    cwe: 319,
    refs: ['AWS-0012'],
    fix: 'Set viewer_protocol_policy to redirect-to-https.',
    kinds: ['aws_cloudfront_distribution', 'AWS::CloudFront::Distribution'],
    check: ({ body }) =>
      [
        'default_cache_behavior.viewer_protocol_policy',
        'ordered_cache_behavior.viewer_protocol_policy',
        'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
        'DistributionConfig.CacheBehaviors.ViewerProtocolPolicy',
      ]
        .flatMap((path) => reach(body, path))
        .map(
          (place) => textOf(place.value) === 'allow-all' && flawAt(place, 'redirect-to-https or https-only'),
        ),
    bad: 'resource "aws_cloudfront_distribution" "a" {\n  default_cache_behavior {\n    viewer_protocol_policy = "allow-all"\n  }\n}',
    good: 'resource "aws_cloudfront_distribution" "a" {\n  default_cache_behavior {\n    viewer_protocol_policy = "redirect-to-https"\n  }\n}',
  }),
  attribute({
    id: 'aws-cloudfront-tls-policy',
    title: 'Distribution accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['AWS-0013'],
    on: {
      aws_cloudfront_distribution: 'viewer_certificate.minimum_protocol_version',
      'AWS::CloudFront::Distribution': 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion',
    },
    want: {
      ...is('TLSv1.2_2021'),
      holds: (value) =>
        value.kind === 'scalar' ? /^TLSv1\.[23]_20(?:19|[2-9]\d)/.test(String(value.value)) : null,
    },
    when: ({ body }) =>
      !isTrue(
        at(body, 'viewer_certificate') &&
          (reach(body, 'viewer_certificate.cloudfront_default_certificate')[0]?.value ?? null),
      ) && !isTrue(at(body, 'DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate')),
  }),
  attribute({
    id: 'aws-apigateway-domain-tls',
    title: 'Domain of the API accepts old TLS',
    why: 'TLS 1.0 has known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['AWS-0005'],
    on: {
      aws_api_gateway_domain_name: 'security_policy',
      aws_apigatewayv2_domain_name: 'domain_name_configuration.security_policy',
      'AWS::ApiGateway::DomainName': 'SecurityPolicy',
      'AWS::ApiGatewayV2::DomainName': 'DomainNameConfigurations.SecurityPolicy',
    },
    want: is('TLS_1_2'),
  }),
  attribute({
    id: 'aws-transfer-protocol',
    title: 'Transfer server speaks FTP',
    why: 'FTP sends passwords and files in clear text.',
    severity: 'high',
    cwe: 319,
    on: { aws_transfer_server: 'protocols', 'AWS::Transfer::Server': 'Protocols' },
    want: noneOf('FTP'),
    absent: 'good',
  }),
  attribute({
    id: 'aws-global-accelerator-logs',
    title: 'Accelerator writes no flow log',
    why: 'Nobody can tell afterwards who connected.',
    severity: 'low',
    cwe: 778,
    on: { aws_globalaccelerator_accelerator: 'attributes.flow_logs_enabled' },
    want: is(true),
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
  attribute({
    id: 'aws-acm-transparency',
    title: 'Certificate is kept out of the transparency log',
    why: 'Certificates that somebody else got for the domain go unnoticed.',
    severity: 'low',
    cwe: 295,
    on: { aws_acm_certificate: 'options.certificate_transparency_logging_preference' },
    want: includes('ENABLED'),
    absent: 'good',
  }),
];
