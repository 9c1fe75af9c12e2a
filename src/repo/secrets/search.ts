import type { Proof } from '#src/core/attempt.ts';
import type { Report } from '../scanners/scanner.ts';
import type { Tree } from '../tree.ts';
import { Finder } from './find.ts';
import { issueOf, LineIndex } from './issues.ts';
import { placeOf } from './places.ts';
import { secretRules } from './rules/index.ts';

/** Most findings of a file that are told: a file with more is a list of samples or a dump, and said to be cut. */
const most = 200;

let finder: Finder | null = null;

/** Secrets of one text, as issues of the file `path`. */
export function searchSecrets(path: string, text: string): Report {
  finder ??= new Finder(secretRules);
  const { ranks } = placeOf(path);
  const { found, cut } = finder.search(text, { most, ...(ranks ? { ranks } : {}) });
  const lines = found.length > 0 ? new LineIndex(text) : null;
  return {
    issues: lines ? found.map((one) => issueOf(one, path, lines)) : [],
    skipped: cut
      ? [
          {
            path,
            scanner: 'secrets',
            reason: `more than ${most} possible secrets: the rest was not looked at`,
          },
        ]
      : [],
  };
}

/** What makes a secret the same wherever it stands, and whatever it is called there: the SHA-256 of its proof. */
export const keyOf = ({ sha256 }: Proof): string => String(sha256);

/** Keys of the secrets that a file of the tree has. */
export const keysIn = (tree: Tree, path: string): ReadonlySet<string> =>
  new Set(searchSecrets(path, tree.read(path) ?? '').issues.map(({ proof }) => keyOf(proof)));
