import type { Framework } from '../../rule.ts';

/** AWS Lambda behind API Gateway (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html). */
export const awsLambda: Framework = {
  id: 'aws-lambda',
  title: 'AWS Lambda',
  description: 'Events of Lambda functions, and what they answer.',
  languages: ['javascript', 'typescript'],
  types: [
    {
      handler: 'aws-lambda.{Handler,APIGatewayProxyHandler,APIGatewayProxyHandlerV2}()',
      arg: 'all',
      params: ['aws-lambda.Event()', null],
    },
    { exported: '{handler,main,lambdaHandler}', params: ['aws-lambda.Event()', null, null] },
    { named: ['event', '{context,ctx,_context,_ctx}'], params: ['aws-lambda.Event()', null] },
    {
      result: 'aws-lambda.{APIGatewayProxyEvent,APIGatewayProxyEventV2,APIGatewayEvent,ALBEvent}()',
      is: 'aws-lambda.Event()',
    },
  ],
  sources: [{ name: 'aws-lambda.Event()', what: 'event of the function', notFor: ['log-injection'] }],
  sanitizers: [],
  sinks: [
    {
      class: 'nosql-injection',
      call: '**.{DocumentClient(),DynamoDB()}.{query,scan,get,put,update,delete}',
      args: [0],
      part: 'whole',
      unless: { arg: 0, shape: 'object' },
    },
    {
      class: 'nosql-injection',
      call: '@aws-sdk/{lib-dynamodb,client-dynamodb}.{QueryCommand,ScanCommand,GetCommand,UpdateCommand,DeleteCommand}',
      args: [0],
      part: 'whole',
      unless: { arg: 0, shape: 'object' },
    },
    {
      class: 'nosql-injection',
      call: '**.{DocumentClient(),DynamoDB()}.{query,scan,update}',
      args: ['*.FilterExpression', '*.KeyConditionExpression', '*.UpdateExpression'],
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: `const { execSync } = require('child_process');
exports.handler = async (event) => {
  execSync('convert ' + event.name); // FLAW
};`,
      good: `const { execFileSync } = require('child_process');
exports.handler = async (event) => {
  execFileSync('convert', ['--', event.name]);
};`,
    },
  ],
};
