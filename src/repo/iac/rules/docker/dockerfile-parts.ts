import { commandsOf, type DockerImage, type DockerInstruction } from '../../read/dockerfile.ts';
import { custom, type Flaw, type Rule } from '../../rule.ts';

export interface DockerRule {
  readonly id: string;
  readonly refs?: readonly string[];
  readonly title: string;
  readonly why: string;
  readonly severity: Rule['severity'];
  readonly cwe: number;
  readonly fix: string;
  readonly check: (image: DockerImage) => readonly (Flaw | null | false)[];
  readonly bad: string | readonly string[];
  readonly good: string | readonly string[];
}

export const docker = (rule: DockerRule): Rule =>
  custom({
    ...rule,
    id: `docker-${rule.id}`,
    kinds: ['dockerfile'],
    check: ({ image }) => (image ? rule.check(image) : []),
  });

export const flaw = (
  instruction: DockerInstruction,
  expected: string,
  value = `${instruction.name} ${instruction.text}`.slice(0, 120),
): Flaw => ({ span: instruction.span, path: instruction.name, value, expected });

export const named = ({ instructions }: DockerImage, name: string): readonly DockerInstruction[] =>
  instructions.filter((one) => one.name === name);

/** RUN instructions of which a command passes the test. */
export const running = (
  image: DockerImage,
  test: (command: string, all: string) => boolean,
  expected: string,
): readonly Flaw[] =>
  named(image, 'RUN').flatMap((run) => {
    const found = commandsOf(run).find((command) => test(command, run.text.slice(0, 20_000)));
    return found === undefined ? [] : [flaw(run, expected, found.slice(0, 120))];
  });

export const words = (command: string): readonly string[] => command.split(/\s+/);
