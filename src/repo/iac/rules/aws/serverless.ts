import { statements } from '../../read/policy.ts';
import { attribute, custom, flawAt, flawOf, type Rule } from '../../rule.ts';
import { is, isNot, oneOf, set } from '../../test-of.ts';
import { at, isTrue, itemsOf, plain, reach, textOf } from '../../value.ts';

const noLogs = 'Nobody can tell afterwards who asked for what.';
const noTrace = 'Without traces nobody can follow a request through the services.';

export const serverless: readonly Rule[] = [
  attribute({
    id: 'aws-apigateway-access-log',
    title: 'API writes no access log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0001'],
    on: {
      aws_api_gateway_stage: 'access_log_settings.destination_arn',
      aws_apigatewayv2_stage: 'access_log_settings.destination_arn',
      'AWS::ApiGateway::Stage': ['AccessLogSetting.DestinationArn', 'AccessLogSettings.DestinationArn'],
      'AWS::ApiGatewayV2::Stage': 'AccessLogSettings.DestinationArn',
    },
    want: set,
  }),
  attribute({
    id: 'aws-apigateway-tracing',
    title: 'API is not traced',
    why: noTrace,
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0003'],
    on: { aws_api_gateway_stage: 'xray_tracing_enabled', 'AWS::ApiGateway::Stage': 'TracingEnabled' },
    want: is(true),
  }),
  custom({
    id: 'aws-apigateway-cache-encryption',
    title: 'Cache of the API is not encrypted',
    why: 'Answers that were kept can be read from the cache.',
    severity: 'medium',
    cwe: 311,
    refs: ['AWS-0002'],
    fix: 'Set cache_data_encrypted to true.',
    kinds: ['aws_api_gateway_method_settings'],
    check: (resource) =>
      reach(resource.body, 'settings').map(
        ({ value }) =>
          value?.kind === 'map' &&
          plain(at(value, 'caching_enabled')) !== false &&
          !isTrue(at(value, 'cache_data_encrypted')) &&
          at(value, 'cache_data_encrypted')?.kind !== 'unknown' &&
          flawAt(
            {
              value: at(value, 'cache_data_encrypted'),
              span: at(value, 'cache_data_encrypted')?.span ?? value.span,
              path: 'settings.cache_data_encrypted',
            },
            'true',
          ),
      ),
    bad: 'resource "aws_api_gateway_method_settings" "a" {\n  settings {\n    caching_enabled = true\n    cache_data_encrypted = false\n  }\n}',
    good: 'resource "aws_api_gateway_method_settings" "a" {\n  settings {\n    caching_enabled = true\n    cache_data_encrypted = true\n  }\n}',
  }),
  attribute({
    id: 'aws-apigateway-cache',
    title: 'Answers of the API are not cached',
    why: 'Each request costs the service behind; floods hit it directly.',
    severity: 'info',
    cwe: 400,
    refs: ['AWS-0190'],
    on: { aws_api_gateway_method_settings: 'settings.caching_enabled' },
    want: is(true),
  }),
  custom({
    id: 'aws-apigateway-public-method',
    title: 'Method asks nobody who they are',
    why: 'Everyone on the internet can call it.',
    severity: 'low',
    cwe: 306,
    refs: ['AWS-0004'],
    fix: 'Set authorization, or api_key_required.',
    kinds: ['aws_api_gateway_method', 'AWS::ApiGateway::Method'],
    check({ body, ...rest }) {
      const type = at(body, 'authorization') ?? at(body, 'AuthorizationType');
      const method = textOf(at(body, 'http_method') ?? at(body, 'HttpMethod'));
      if (
        /^options$/i.test(method) ||
        isTrue(at(body, 'api_key_required')) ||
        isTrue(at(body, 'ApiKeyRequired')) ||
        type?.kind === 'unknown'
      )
        return [];
      return [
        (type === null || textOf(type) === 'NONE') &&
          (type
            ? flawAt({ value: type, span: type.span, path: 'authorization' }, 'anything but NONE')
            : flawOf({ body, ...rest }, 'authorization', 'anything but NONE')),
      ];
    },
    bad: 'resource "aws_api_gateway_method" "a" {\n  http_method = "GET"\n  authorization = "NONE"\n}',
    good: 'resource "aws_api_gateway_method" "a" {\n  http_method = "OPTIONS"\n  authorization = "NONE"\n}',
  }),
  attribute({
    id: 'aws-sam-api-tracing',
    title: 'API of the application is not traced',
    why: noTrace,
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0111'],
    on: { 'AWS::Serverless::Api': 'TracingEnabled' },
    want: is(true),
  }),
  attribute({
    id: 'aws-sam-api-tls',
    title: 'API of the application accepts old TLS',
    why: 'TLS 1.0 has known weaknesses.',
    severity: 'high',
    cwe: 326,
    refs: ['AWS-0112'],
    on: { 'AWS::Serverless::Api': 'Domain.SecurityPolicy' },
    want: is('TLS_1_2'),
  }),
  attribute({
    id: 'aws-sam-api-access-log',
    title: 'API of the application writes no access log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0113'],
    on: { 'AWS::Serverless::Api': 'AccessLogSetting.DestinationArn' },
    want: set,
  }),
  attribute({
    id: 'aws-sam-http-api-access-log',
    title: 'HTTP API of the application writes no access log',
    why: noLogs,
    severity: 'medium',
    cwe: 778,
    refs: ['AWS-0116'],
    on: {
      'AWS::Serverless::HttpApi': ['AccessLogSettings.DestinationArn', 'AccessLogSetting.DestinationArn'],
    },
    want: set,
  }),
  attribute({
    id: 'aws-sam-api-cache',
    title: 'Cache of the application’s API is not encrypted',
    why: 'Answers that were kept can be read from the cache.',
    severity: 'medium',
    cwe: 311,
    refs: ['AWS-0110'],
    on: { 'AWS::Serverless::Api': 'MethodSettings.CacheDataEncrypted' },
    want: is(true),
  }),
  attribute({
    id: 'aws-sam-state-machine-tracing',
    title: 'State machine is not traced',
    why: noTrace,
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0117'],
    on: { 'AWS::Serverless::StateMachine': 'Tracing.Enabled' },
    want: is(true),
  }),
  attribute({
    id: 'aws-sam-state-machine-log',
    title: 'State machine writes no log',
    why: 'Nobody can tell afterwards what ran.',
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0119'],
    on: { 'AWS::Serverless::StateMachine': ['Logging.Level', 'LoggingConfiguration.Level'] },
    want: oneOf('ALL', 'ERROR', 'FATAL'),
  }),
  attribute({
    id: 'aws-sfn-log',
    title: 'State machine writes no log',
    why: 'Nobody can tell afterwards what ran.',
    severity: 'low',
    cwe: 778,
    on: {
      aws_sfn_state_machine: 'logging_configuration.level',
      'AWS::StepFunctions::StateMachine': 'LoggingConfiguration.Level',
    },
    want: oneOf('ALL', 'ERROR', 'FATAL'),
  }),
  attribute({
    id: 'aws-sfn-tracing',
    title: 'Step function is not traced',
    why: noTrace,
    severity: 'low',
    cwe: 778,
    on: {
      aws_sfn_state_machine: 'tracing_configuration.enabled',
      'AWS::StepFunctions::StateMachine': 'TracingConfiguration.Enabled',
    },
    want: is(true),
  }),
  custom({
    id: 'aws-sam-policy-wildcard',
    title: 'Policy of the application uses wildcards',
    why: 'It allows more than anyone looked at, also what is added later.',
    severity: 'high',
    cwe: 269,
    refs: ['AWS-0114', 'AWS-0120'],
    fix: 'Name the actions and resources that are needed.',
    kinds: ['AWS::Serverless::Function', 'AWS::Serverless::StateMachine'],
    check: (resource, world) => [
      ...itemsOf(at(resource.body, 'Policies'))
        .flatMap((policy) => statements(policy, world))
        .filter(
          (one) =>
            one.allows &&
            (one.actions.some((action) => /^(?:\*|[\w-]+:\*)$/.test(action)) || one.resources.includes('*')),
        )
        .map((one) => ({
          span: one.span,
          path: 'Policies',
          value: one.actions.join(' '),
          expected: 'named actions on named resources',
        })),
      ...itemsOf(at(resource.body, 'Policies')).map(
        (policy) =>
          /^(?:arn:aws:iam::aws:policy\/)?(?:AdministratorAccess|PowerUserAccess|\w+FullAccess)$/.test(
            textOf(policy),
          ) && flawAt({ value: policy, span: policy.span, path: 'Policies' }, 'named actions'),
      ),
    ],
    bad: 'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies:\n        - Statement:\n            - Effect: Allow\n              Action: "s3:*"\n              Resource: "arn:x"\n',
    good: 'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies:\n        - Statement:\n            - Effect: Allow\n              Action: "s3:GetObject"\n              Resource: "arn:x"\n',
  }),
  attribute({
    id: 'aws-sam-api-public',
    title: 'API of the application asks nobody who they are',
    why: 'Everyone on the internet can call it.',
    severity: 'low',
    cwe: 306,
    on: { 'AWS::Serverless::Api': 'Auth.DefaultAuthorizer' },
    want: isNot('NONE'),
    absent: 'good',
  }),
];
