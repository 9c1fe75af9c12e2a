import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, noneOf } from '../../test-of.ts';
import { at, isTrue, plain, reach, textOf } from '../../value.ts';
import { application } from './network-parts.ts';

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

export const vpcAndBalancers: readonly Rule[] = [
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
    severity: 'medium',
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
    severity: 'medium',
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
    severity: 'medium',
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
    severity: 'high',
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
    severity: 'high',
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
    id: 'aws-global-accelerator-logs',
    title: 'Accelerator writes no flow log',
    why: 'Nobody can tell afterwards who connected.',
    severity: 'low',
    cwe: 778,
    on: { aws_globalaccelerator_accelerator: 'attributes.flow_logs_enabled' },
    want: is(true),
  }),
];
