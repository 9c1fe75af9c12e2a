import { compare, valid } from '@renovatebot/pep440';
import { comparing, type VersionScheme } from './scheme.ts';

/** https://packaging.python.org/en/latest/specifications/version-specifiers/ (PEP 440). */
export const pep440: VersionScheme = {
  id: 'pep440',
  title: 'PEP 440',
  description: 'Epochs, pre-, post- and development releases, as pip orders them.',
  ecosystems: ['PyPI'],
  compare: comparing((text) => valid(text.trim()), compare),
};
