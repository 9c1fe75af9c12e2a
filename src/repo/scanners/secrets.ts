import { isKeyStore, keyStoreIssue } from '../secrets/key-store.ts';
import { isText } from '../secrets/places.ts';
import { searchSecrets } from '../secrets/search.ts';
import type { Tree } from '../tree.ts';
import type { FileScanner, Report, SourceFile } from './scanner.ts';

export const secrets: FileScanner = {
  id: 'secrets',
  title: 'Secrets',
  description:
    'Looks for keys, tokens and passwords of several hundred kinds by their formats, check digits and entropy.',
  over: 'files',
  version: '1',
  binary: true,
  accepts: ({ path, size }) => size > 0 && (isText(path) || isKeyStore(path)),
  async open({ tree }) {
    return {
      scan(file) {
        if (isKeyStore(file.path)) return scanKeyStore(file, tree);
        // Named as a text, and none: nothing was looked at.
        return file.text === ''
          ? notScanned(file.path, 'it is no text')
          : searchSecrets(file.path, file.text);
      },
    };
  },
};

function scanKeyStore({ path }: SourceFile, tree: Tree): Report {
  const bytes = tree.readBytes(path);
  if (!bytes) return notScanned(path, 'it could not be read as bytes');
  const issue = keyStoreIssue(path, bytes);
  return { issues: issue ? [issue] : [], skipped: [] };
}

const notScanned = (path: string, reason: string): Report => ({
  issues: [],
  skipped: [{ path, scanner: 'secrets', reason }],
});
