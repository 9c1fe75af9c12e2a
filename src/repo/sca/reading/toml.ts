import { parse } from 'smol-toml';

/** @throws Error that names line and reason */
export function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const { line, message } = error as { line?: number; message: string };
    const reason = message.split('\n', 1)[0];
    throw new Error(line === undefined ? `is no TOML: ${reason}` : `is no TOML: line ${line}, ${reason}`);
  }
}
