import { openAnalyser } from '../sast/analyse.ts';
import { isUnderstood } from '../sast/parse.ts';
import type { TreeFile } from '../tree.ts';
import type { FileScanner, FileTools, OpenFileScanner, Report, SourceFile } from './scanner.ts';

const largest = 1_000_000;
/** Lines longer than this on average are what tools write, not people. */
const longestLine = 1000;

export const sast: FileScanner = {
  id: 'sast',
  title: 'Source code',
  description: 'Follows untrusted input through the program to where it does harm (taint analysis).',
  over: 'files',
  version: '1',
  accepts: (file: TreeFile) => file.size <= largest && isUnderstood(file.path),
  open,
};

async function open(tools: FileTools): Promise<OpenFileScanner> {
  const analyser = await openAnalyser(tools);
  return {
    scan(file: SourceFile): Report {
      const skip = (reason: string) => ({ path: file.path, scanner: 'sast', reason });
      if (isMinified(file.text))
        return { issues: [], skipped: [skip('its lines are those of a minified bundle')] };
      try {
        const { issues, incomplete } = analyser.analyse(file.path, file.text);
        return { issues, skipped: incomplete === null ? [] : [skip(incomplete)] };
      } catch (error) {
        // A mistake of ours in one file must not end the scan of the others, nor count as clean.
        return {
          issues: [],
          skipped: [skip(`its analysis failed: ${error instanceof Error ? error.message : error}`)],
        };
      }
    },
  };
}

function isMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > longestLine;
}
