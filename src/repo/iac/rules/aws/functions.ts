import { attribute, custom, flawOf, type Rule, secretAt } from '../../rule.ts';
import { secretKey } from '../../secrets-in-text.ts';
import { is, isNot, oneOf } from '../../test-of.ts';
import { at, reach, textOf } from '../../value.ts';
import { atRest, noLogs } from './services-parts.ts';

const noTrace = 'Without traces nobody can follow a request through the services.';

export const functions: readonly Rule[] = [
  attribute({
    id: 'aws-codebuild-encryption',
    title: 'Artifacts of the build are not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0018'],
    on: {
      aws_codebuild_project: 'artifacts.encryption_disabled',
      'AWS::CodeBuild::Project': 'Artifacts.EncryptionDisabled',
    },
    want: isNot(true),
    absent: 'good',
    when: ({ body }) => textOf(reach(body, 'artifacts.type')[0]?.value ?? null) !== 'NO_ARTIFACTS',
  }),
  attribute({
    id: 'aws-codebuild-secondary-encryption',
    title: 'Second artifacts of the build are not encrypted',
    why: atRest,
    severity: 'high',
    cwe: 311,
    refs: ['AWS-0018'],
    on: {
      aws_codebuild_project: 'secondary_artifacts.encryption_disabled',
      'AWS::CodeBuild::Project': 'SecondaryArtifacts.EncryptionDisabled',
    },
    want: isNot(true),
    absent: 'good',
  }),
  attribute({
    id: 'aws-codebuild-privileged',
    title: 'Build runs privileged',
    why: 'What the build runs can take over its host.',
    severity: 'medium',
    cwe: 250,
    on: {
      aws_codebuild_project: 'environment.privileged_mode',
      'AWS::CodeBuild::Project': 'Environment.PrivilegedMode',
    },
    want: isNot(true),
    absent: 'good',
  }),
  custom({
    id: 'aws-lambda-permission-source',
    title: 'Anyone’s resource may call the function',
    why: 'Without a source, resources of other accounts can call it through the service.',
    severity: 'high',
    cwe: 284,
    refs: ['AWS-0067'],
    fix: 'Set source_arn.',
    kinds: ['aws_lambda_permission', 'AWS::Lambda::Permission'],
    check: (resource) => [
      /\.amazonaws\.com$/.test(textOf(at(resource.body, 'principal') ?? at(resource.body, 'Principal'))) &&
        at(resource.body, 'source_arn') === null &&
        at(resource.body, 'SourceArn') === null &&
        flawOf(resource, 'source_arn', 'the resource that calls'),
    ],
    bad: 'resource "aws_lambda_permission" "a" {\n  principal = "sns.amazonaws.com"\n}',
    good: 'resource "aws_lambda_permission" "a" {\n  principal = "sns.amazonaws.com"\n  source_arn = "x"\n}',
  }),
  attribute({
    id: 'aws-lambda-tracing',
    title: 'Function is not traced',
    why: noTrace,
    severity: 'low',
    cwe: 778,
    refs: ['AWS-0066', 'AWS-0125'],
    on: {
      aws_lambda_function: 'tracing_config.mode',
      'AWS::Lambda::Function': 'TracingConfig.Mode',
      'AWS::Serverless::Function': 'Tracing',
    },
    want: is('Active'),
  }),
  custom({
    id: 'aws-lambda-env-secret',
    title: 'Environment of the function holds a secret',
    why: 'Everyone who may describe the function can read it.',
    severity: 'high',
    cwe: 798,
    fix: 'Read the secret from a secret store.',
    kinds: ['aws_lambda_function', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
    check: (resource) =>
      [
        ...reach(resource.body, 'environment.variables.*'),
        ...reach(resource.body, 'Environment.Variables.*'),
      ].map(
        (place) =>
          place.value?.kind === 'scalar' &&
          secretKey.test(place.path) &&
          textOf(place.value).length > 3 &&
          !/^(?:arn:|\/|https?:|true$|false$)/.test(textOf(place.value)) &&
          secretAt(place, 'no secret'),
      ),
    bad: 'resource "aws_lambda_function" "a" {\n  environment {\n    variables = {\n      DB_PASSWORD = "Tr0ub4dor"\n    }\n  }\n}',
    good: 'resource "aws_lambda_function" "a" {\n  environment {\n    variables = {\n      SECRET_ARN = "arn:aws:x"\n    }\n  }\n}',
  }),
  attribute({
    id: 'aws-lambda-url-public',
    title: 'URL of the function asks nobody who they are',
    why: 'Everyone on the internet can call it.',
    severity: 'high',
    cwe: 306,
    on: { aws_lambda_function_url: 'authorization_type', 'AWS::Lambda::Url': 'AuthType' },
    want: isNot('NONE'),
    absent: 'good',
  }),
  attribute({
    id: 'aws-appsync-logging',
    title: 'GraphQL API writes no log',
    why: noLogs,
    severity: 'low',
    cwe: 778,
    on: { aws_appsync_graphql_api: 'log_config.field_log_level' },
    want: oneOf('ALL', 'ERROR', 'INFO', 'DEBUG'),
  }),
];
