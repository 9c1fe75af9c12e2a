import { redact } from '#src/core/redact.ts';
import { type Exec, SendError } from '#src/core/tools.ts';
import { EndpointError } from '../endpoint-error.ts';
import type { ProviderConnection } from '../providers/provider.ts';

/** A program of the operator's: the last message on stdin as it is, the answer on stdout as it is. */
export const programConnection = (
  command: readonly string[],
  exec: Exec,
  timeoutMs: number,
): ProviderConnection => ({
  ask: async ({ messages }, signal) => {
    const stdin = `${messages.at(-1)?.content ?? ''}\n`;
    const result = await exec({ command, stdin, timeoutMs, signal }).catch((error) => {
      throw error instanceof SendError ? new EndpointError(error.failure, error.message) : error;
    });
    if (result.timedOut) {
      throw new EndpointError('timeout', `the command gave no answer within ${timeoutMs} ms and was killed`, {
        retry: 'later',
        billable: true,
      });
    }
    if (result.exitCode === 0) return { text: result.stdout.trim() };
    const said = redact(result.stderr).replace(/\s+/g, ' ').trim().slice(-300);
    throw new EndpointError(
      'network',
      `the command ended with exit code ${result.exitCode}${said && `: ${said}`}`,
      { retry: 'later' },
    );
  },
});
