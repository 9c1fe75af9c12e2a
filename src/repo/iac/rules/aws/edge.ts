import { attribute, custom, flawAt, type Rule } from '../../rule.ts';
import { includes, is, noneOf, set } from '../../test-of.ts';
import { at, isTrue, reach, textOf } from '../../value.ts';

export const edge: readonly Rule[] = [
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
    severity: 'medium',
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
    severity: 'high',
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
