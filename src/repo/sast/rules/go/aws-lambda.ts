import type { Framework } from '../../rule.ts';

const events = 'github.com/aws/aws-lambda-go/events';

/** Events that a function of AWS Lambda is given (https://docs.aws.amazon.com/lambda/latest/dg/golang-handler.html). */
export const awsLambda: Framework = {
  id: 'aws-lambda',
  title: 'AWS Lambda',
  description: 'Events that functions of AWS Lambda receive.',
  languages: ['go'],
  modules: ['github.com/aws/aws-lambda-go/*'],
  types: [
    { handler: 'github.com/aws/aws-lambda-go/lambda.Start', arg: 0, params: [null, `${events}.Event()`] },
  ],
  sources: [
    { name: `${events}.Event()`, what: 'the event' },
    {
      name: `${events}.{APIGatewayProxyRequest,APIGatewayV2HTTPRequest,ALBTargetGroupRequest,LambdaFunctionURLRequest}().{Body,QueryStringParameters,MultiValueQueryStringParameters,PathParameters,Headers,MultiValueHeaders,Path,RawPath,RawQueryString,Cookies}`,
      what: 'the event',
    },
    { name: `${events}.{SQSMessage,SNSEntity,S3Object}().{Body,Message,Key}`, what: 'the event' },
  ],
  examples: [
    {
      class: 'command-injection',
      bad: `package main\nimport (\n\t"os/exec"\n\t"${events}"\n)\nfunc handle(e events.APIGatewayProxyRequest) {\n\texec.Command("sh", "-c", "ls "+e.QueryStringParameters["dir"]).Run() // FLAW\n}\n`,
      good: `package main\nimport (\n\t"os/exec"\n\t"${events}"\n)\nfunc handle(e events.APIGatewayProxyRequest) {\n\texec.Command("ls", e.QueryStringParameters["dir"]).Run()\n}\n`,
    },
  ],
};
