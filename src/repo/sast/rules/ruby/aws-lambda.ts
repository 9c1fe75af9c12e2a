import type { Framework } from '../../rule.ts';

/** Events that a function of AWS Lambda is given (https://docs.aws.amazon.com/lambda/latest/dg/ruby-handler.html). */
export const awsLambda: Framework = {
  id: 'aws-lambda',
  title: 'AWS Lambda',
  description: 'Events that functions of AWS Lambda receive.',
  languages: ['ruby'],
  types: [{ named: ['event', 'context'], params: ['aws.Event()', null] }],
  sources: [{ name: 'aws.Event()', what: 'the event' }],
  examples: [
    {
      class: 'command-injection',
      bad: 'def handler(event:, context:)\n  system("ls #{event["dir"]}") # FLAW\nend\n',
      good: 'def handler(event:, context:)\n  system("ls", event["dir"])\nend\n',
    },
  ],
};
