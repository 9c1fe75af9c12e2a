import { attribute, custom, flawOf, type Rule } from '../../rule.ts';
import { is } from '../../test-of.ts';
import { at, isTrue, plain, reach, textOf } from '../../value.ts';
import { atRest, noLogs, onWire } from './database-parts.ts';

export const opensearch: readonly Rule[] = [
  attribute({
    id: 'aws-opensearch-at-rest',
    title: 'Search domain is not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0048'],
    on: {
      aws_elasticsearch_domain: 'encrypt_at_rest.enabled',
      aws_opensearch_domain: 'encrypt_at_rest.enabled',
      'AWS::Elasticsearch::Domain': 'EncryptionAtRestOptions.Enabled',
      'AWS::OpenSearchService::Domain': 'EncryptionAtRestOptions.Enabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-opensearch-node-to-node',
    title: 'Nodes of the search domain talk in clear text',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0043'],
    on: {
      aws_elasticsearch_domain: 'node_to_node_encryption.enabled',
      aws_opensearch_domain: 'node_to_node_encryption.enabled',
      'AWS::Elasticsearch::Domain': 'NodeToNodeEncryptionOptions.Enabled',
      'AWS::OpenSearchService::Domain': 'NodeToNodeEncryptionOptions.Enabled',
    },
    want: is(true),
  }),
  attribute({
    id: 'aws-opensearch-https',
    title: 'Search domain answers over plain HTTP',
    why: onWire,
    severity: 'high',
    cwe: 319,
    refs: ['AWS-0046'],
    on: {
      aws_elasticsearch_domain: 'domain_endpoint_options.enforce_https',
      aws_opensearch_domain: 'domain_endpoint_options.enforce_https',
      'AWS::Elasticsearch::Domain': 'DomainEndpointOptions.EnforceHTTPS',
      'AWS::OpenSearchService::Domain': 'DomainEndpointOptions.EnforceHTTPS',
    },
    want: is(true),
  }),
  custom({
    id: 'aws-opensearch-tls-policy',
    title: 'Search domain accepts old TLS',
    why: 'TLS 1.0 and 1.1 have known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['AWS-0126'],
    fix: 'Set tls_security_policy to Policy-Min-TLS-1-2-2019-07 or newer.',
    kinds: [
      'aws_elasticsearch_domain',
      'aws_opensearch_domain',
      'AWS::Elasticsearch::Domain',
      'AWS::OpenSearchService::Domain',
    ],
    check(resource) {
      const options =
        at(resource.body, 'domain_endpoint_options') ?? at(resource.body, 'DomainEndpointOptions');
      const block = options?.kind === 'list' ? (options.items[0] ?? null) : options;
      if (block?.kind !== 'map') return [];
      const policy = at(block, 'tls_security_policy') ?? at(block, 'TLSSecurityPolicy');
      return [
        policy?.kind !== 'unknown' &&
          !/TLS-1-[23]/.test(textOf(policy)) && {
            span: policy?.span ?? block.span,
            path: 'tls_security_policy',
            value: textOf(policy) || null,
            expected: 'Policy-Min-TLS-1-2-2019-07',
          },
      ];
    },
    bad: 'resource "aws_elasticsearch_domain" "a" {\n  domain_endpoint_options {\n    enforce_https = true\n    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"\n  }\n}',
    good: 'resource "aws_elasticsearch_domain" "a" {\n  domain_endpoint_options {\n    enforce_https = true\n    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"\n  }\n}',
  }),
  custom({
    id: 'aws-opensearch-audit-log',
    title: 'Search domain writes no audit log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0042'],
    fix: 'Publish AUDIT_LOGS.',
    kinds: [
      'aws_elasticsearch_domain',
      'aws_opensearch_domain',
      'AWS::Elasticsearch::Domain',
      'AWS::OpenSearchService::Domain',
    ],
    check(resource) {
      if (!resource.type.startsWith('aws_')) {
        const state = at(resource.body, 'LogPublishingOptions.AUDIT_LOGS.Enabled');
        return [
          !isTrue(state) &&
            state?.kind !== 'unknown' &&
            flawOf(resource, 'LogPublishingOptions.AUDIT_LOGS', 'enabled'),
        ];
      }
      const logs = reach(resource.body, 'log_publishing_options');
      const on = logs.some(
        ({ value }) =>
          value !== null &&
          (value.kind === 'unknown' ||
            (textOf(at(value, 'log_type')) === 'AUDIT_LOGS' && plain(at(value, 'enabled')) !== false)),
      );
      return [!on && flawOf(resource, 'log_publishing_options', 'AUDIT_LOGS')];
    },
    bad: 'resource "aws_elasticsearch_domain" "a" {\n  log_publishing_options {\n    log_type = "INDEX_SLOW_LOGS"\n  }\n}',
    good: 'resource "aws_elasticsearch_domain" "a" {\n  log_publishing_options {\n    log_type = "AUDIT_LOGS"\n    enabled = true\n  }\n}',
  }),
  attribute({
    id: 'aws-opensearch-fine-grained',
    title: 'Search domain has no fine-grained access control',
    why: 'Everyone who reaches the domain may read and change everything.',
    severity: 'medium',
    cwe: 284,
    on: {
      aws_elasticsearch_domain: 'advanced_security_options.enabled',
      aws_opensearch_domain: 'advanced_security_options.enabled',
      'AWS::OpenSearchService::Domain': 'AdvancedSecurityOptions.Enabled',
    },
    want: is(true),
  }),
];
