import { basename, extname } from 'node:path';
import { AssayError, messageOf } from '#src/core/errors.ts';

/** As `YaraSource`, `YaraMatch` and `YaraEngine` of the repository scan, which this folder does not import. */
interface Source {
  readonly name: string;
  readonly text: string;
}
interface Match {
  readonly rule: string;
  readonly namespace: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly strings: readonly { readonly id: string; readonly offset: number; readonly length: number }[];
}
export interface Engine {
  compile(sources: readonly Source[]): { scan(path: string, bytes: Uint8Array): readonly Match[] };
}

/** What is used of the native module. */
interface Native {
  compile(source: string, options: object): NativeRules;
}
interface NativeRules {
  setMaxMatchesPerPattern(most: number): void;
  scan(data: Buffer, variables: Record<string, string>): NativeMatch[];
}
interface NativeMatch {
  readonly ruleIdentifier: string;
  readonly meta: Record<string, unknown>;
  readonly matches: readonly {
    readonly offset: number;
    readonly length: number;
    readonly identifier: string;
  }[];
}

/** Places of one string that are kept; and that are counted: rules may ask for numbers of them. */
const mostKept = 16;
const mostCounted = 10_000;

/** `include` would read files of this machine. */
const options = {
  enableIncludes: false,
  defineVariables: { filename: '', filepath: '', extension: '' },
};

/**
 * YARA-X, where its binary is there: it is an optional dependency with builds for few platforms. Else a sentence that
 * says so. The module is loaded on the first call and stays.
 */
export async function loadYara(
  load: () => Promise<unknown> = () => import('@litko/yara-x'),
): Promise<Engine | string> {
  try {
    const module = (await load()) as { readonly default?: unknown };
    const native = (module.default ?? module) as Native;
    return { compile: (sources) => compileAll(native, sources) };
  } catch (error) {
    const reason = messageOf(error).split('\n')[0];
    return `YARA-X is not installed for ${process.platform}-${process.arch}: npm install @litko/yara-x (${reason})`;
  }
}

function compileAll(native: Native, sources: readonly Source[]): ReturnType<Engine['compile']> {
  const compiled = sources.map((source) => ({ name: source.name, rules: compileOne(native, source) }));
  return {
    scan(path, bytes) {
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const variables = variablesOf(path);
      return compiled.flatMap(({ name, rules }) =>
        rules.scan(data, variables).map((match) => matchOf(match, name)),
      );
    },
  };
}

function compileOne(native: Native, { name, text }: Source): NativeRules {
  try {
    const rules = native.compile(text, options);
    rules.setMaxMatchesPerPattern(mostCounted);
    return rules;
  } catch (error) {
    throw new AssayError('bad-request', `YARA rules ${name}, ${told(messageOf(error))}`);
  }
}

/** "line 4: unknown pattern `$z` (this pattern is not declared …)" out of the compiler's drawing. */
function told(message: string): string {
  const line = /--> line:(\d+)/.exec(message)?.[1];
  const [head = ''] = message.split('\n');
  const what = head.replace(/^Compilation error \([^)]*\): /, '').replace(/^error(?:\[[A-Z]\d+\])?: /, '');
  const detail = /\^+ (.+)$/m.exec(message)?.[1];
  return `${line ? `line ${line}: ` : ''}${what}${detail ? ` (${detail})` : ''}`;
}

/** Names like "Dockerfile" are their own extension, as those of scripts without one are. */
const variablesOf = (path: string): Record<string, string> => ({
  filename: basename(path),
  filepath: path,
  extension: (extname(path).slice(1) || basename(path)).toLowerCase(),
});

function matchOf({ ruleIdentifier, meta, matches }: NativeMatch, namespace: string): Match {
  const kept = new Map<string, number>();
  const strings = matches.filter(({ identifier }) => {
    const count = (kept.get(identifier) ?? 0) + 1;
    kept.set(identifier, count);
    return count <= mostKept;
  });
  return {
    rule: ruleIdentifier,
    namespace,
    meta,
    strings: strings.map(({ identifier, offset, length }) => ({ id: identifier, offset, length })),
  };
}
