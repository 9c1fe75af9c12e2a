import { isText } from '../secrets/places.ts';
import { searchSecrets } from '../secrets/search.ts';
import type { FileScanner } from './scanner.ts';

export const secrets: FileScanner = {
  id: 'secrets',
  title: 'Secrets',
  description:
    'Looks for keys, tokens and passwords of several hundred kinds by their formats, check digits and entropy.',
  over: 'files',
  version: '1',
  accepts: ({ path, size }) => size > 0 && isText(path),
  async open() {
    return { scan: ({ path, text }) => searchSecrets(path, text) };
  },
};
