import type { Framework } from '../../rule.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html */
export const awsLambda: Framework = {
  id: 'aws-lambda',
  title: 'AWS Lambda',
  description: 'Events that functions of AWS Lambda are called with, and their answers.',
  languages: ['python'],
  types: [{ named: ['event', '{context,ctx,_context,_}'], params: ['lambda.Event()', null] }],
  sources: [{ name: 'lambda.Event()', what: 'the event' }],
  sinks: [
    {
      class: 'nosql-injection',
      call: 'boto3.**.{scan,query}',
      args: ['ScanFilter', 'QueryFilter', 'FilterExpression', 'KeyConditionExpression'],
    },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: 'import os\ndef lambda_handler(event, context):\n    os.system("ls " + event["path"])  # FLAW\n',
      good: 'import os\nimport shlex\ndef lambda_handler(event, context):\n    os.system("ls " + shlex.quote(event["path"]))\n',
    },
  ],
};
