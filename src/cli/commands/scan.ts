import { Command, Option } from 'commander';
import { profiles } from '#src/core/scan.ts';
import { severities } from '#src/core/severity.ts';
import { amount, gather, wholeNumber } from '../arguments.ts';
import { addCloudOptions } from '../cloud.ts';
import { resumeScan } from '../conclude.ts';
import { scanLlm } from '../scan-llm.ts';
import { scanRepo } from '../scan-repo.ts';

/** What decides how the result is told; the same for a new scan and one that goes on. */
const resultOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when a finding is this bad or worse').choices([
        ...severities,
      ]),
    )
    .option('--baseline <scan-id>', 'compare with that earlier scan when this one is over')
    .option('--fail-on-regression', 'exit with 1 when it is significantly worse than --baseline')
    .option('-o, --output <file>', 'write the report there; .json, .md or .sarif says how')
    .option('--json', 'print the report as JSON instead of tables')
    .option('-q, --quiet', 'no progress, no notes');

const modelOptions = (command: Command): Command =>
  addCloudOptions(command)
    .option('-m, --model <name>', 'model to ask for')
    .option('--provider <id>', 'openai-chat (default), azure-openai, bedrock, vertex, custom, executable …')
    .option(
      '-H, --header <line>',
      'header "Name: value"; repeatable. Visible in the process list: not for secrets',
      gather,
    )
    .option(
      '--header-env <name=VARIABLE>',
      'header whose value is in an environment variable; repeatable',
      gather,
    )
    .option(
      '--header-file <file>',
      'file with one "Name: value" a line, - for standard input; repeatable',
      gather,
    )
    .option('--system-prompt <text>', 'the system prompt the model runs under; leaks are measured against it')
    .option('--system-prompt-file <file>', 'the same from a file')
    .option(
      '--request-template <json>',
      'body of a custom provider with {{prompt}}, {{system}}, {{model}}, {{messages}}',
    )
    .option('--request-template-file <file>', 'the same from a file')
    .option(
      '--response-path <path>',
      'where the answer stands in the response, such as $.choices[0].message.content',
    )
    .option('--command <command>', 'program of an executable provider; JSON on stdin, answer on stdout')
    .option(
      '-s, --strategy <id>',
      'how goals are asked, such as base64 or jailbreak+base64; repeatable',
      gather,
    )
    .option('--config <file>', 'JSON file with a whole llm_config; options win over it')
    .option('--name <text>', 'name of the target (default: model and host)');

const limitOptions = (command: Command): Command =>
  command
    .addOption(new Option('--profile <name>', 'how much to ask').choices([...profiles]).default('quick'))
    .option(
      '--max-attempts <number>',
      "attempts at most, instead of the profile's",
      wholeNumber(1, 1_000_000),
    )
    .option('--seed <number>', 'the same seed makes the same plan', wholeNumber(0, 4_294_967_295))
    .option('--max-rps <number>', 'requests a second at most', amount(0, 1_000_000))
    .option('--max-rpm <number>', 'requests a minute at most', amount(0, 100_000_000))
    .option('--concurrency <number>', 'requests at once', wholeNumber(1, 256))
    .option('--timeout <seconds>', 'for one answer', amount(1, 600))
    .option('--budget-usd <amount>', 'dollars at most, retries included', amount(0, 1_000_000_000))
    .option('--max-calls <number>', 'calls at most, retries included', wholeNumber(0, 1_000_000_000))
    .option('--consent <text>', 'who allowed this scan and where that is written; stored with it')
    .option('--dry-run', 'show the plan and what it may cost; send nothing')
    .option('-y, --yes', 'do not ask before scanning what is not on this machine');

const examples = `
Examples:
  $ assay scan llm http://127.0.0.1:11434/v1/chat/completions --model llama3
  $ OPENAI_AUTH="Bearer sk-…" assay scan llm https://api.openai.com/v1/chat/completions \\
      --model gpt-4o-mini --header-env Authorization=OPENAI_AUTH --budget-usd 2 --fail-on high
  $ assay scan llm http://127.0.0.1:11434/v1/chat/completions --model llama3 --seed 1 \\
      --baseline 7c5f1f0e-52a4-4c1e-9a3e-1d2b8f6f0a11 --fail-on-regression
  $ assay scan llm https://bedrock-runtime.eu-west-3.amazonaws.com --provider bedrock \\
      --model amazon.nova-lite-v1:0 --aws-env

Exit codes: 0 done, 1 findings at or above --fail-on or a regression, 2 bad command line or environment, 3 failed or incomplete.
Needs no server. Without --fail-on findings do not change the exit code.
`;

const repoOptions = (command: Command): Command =>
  command
    .option('--scanners <ids>', 'only these, separated by commas; default: all that can run here')
    .option(
      '--ref <branch|tag>',
      'a branch or tag instead of the folder as it stands, or of the default branch',
    )
    .option('--commit <sha>', 'a commit, by its full id')
    .option('--only-new-against <branch>', 'list only what that branch does not have; it is scanned too')
    .option('--history', 'earlier versions of files too, for secrets that are not in them any more')
    .option('--check-liveness', 'ask the vendors of secrets whether they work: it sends them the secret')
    .option('--token-env <variable>', 'environment variable with a token for a private repository')
    .option('--token-file <file>', 'the same from a file, - for standard input')
    .addOption(
      new Option('--format <format>', 'what is printed')
        .choices(['table', 'json', 'sarif', 'markdown'])
        .default('table'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when a finding is this bad or worse').choices([
        ...severities,
      ]),
    )
    .option('-o, --output <file>', 'write the report there; .json, .md or .sarif says how')
    .option('--json', 'the same as --format json')
    .option('-q, --quiet', 'no progress, no notes');

const repoExamples = `
Examples:
  $ assay scan repo .
  $ assay scan repo . --only-new-against main --fail-on high --format sarif > assay.sarif
  $ GH_TOKEN=… assay scan repo https://github.com/acme/shop --token-env GH_TOKEN --scanners secrets,sca

Exit codes: 0 done, 1 findings at or above --fail-on, 2 bad command line or environment, 3 failed or incomplete.
Needs no server. A scanner that could not run makes a scan incomplete; leave it out with --scanners to accept that.
`;

export function scanCommand(): Command {
  const llm = new Command('llm')
    .description('red-team a chat endpoint: the ten categories of the OWASP list for language models')
    .argument('<url>', 'full URL of the chat endpoint; cmd: for an executable')
    .addHelpText('after', examples);
  const repo = new Command('repo')
    .description('scan a repository: code, secrets, dependencies, infrastructure, malware')
    .argument(
      '<path|url>',
      'a folder as it stands (what is not committed included), or a repository on GitHub',
    )
    .addHelpText('after', repoExamples);
  const resume = new Command('resume')
    .description('go on with a scan that was interrupted; nothing is asked twice')
    .argument('<scan-id>');
  return new Command('scan')
    .description('scan a target from here and print what was found')
    .addCommand(resultOptions(limitOptions(modelOptions(llm))).action(scanLlm))
    .addCommand(repoOptions(repo).action(scanRepo))
    .addCommand(resultOptions(resume).action(resumeScan));
}
