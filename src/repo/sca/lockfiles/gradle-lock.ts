import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading } from './lockfile.ts';

/** `group:artifact:version=compileClasspath,testRuntimeClasspath` */
const entry = /^([^:#=\s]+):([^:=\s]+):([^:=\s]+)=(.*)$/;

function read(text: string, path: string): Reading {
  const make = componentsFor('Maven', path);
  const isBuildscript = fileName(path) === 'buildscript-gradle.lockfile';
  const components = text.split(/\r?\n/).flatMap((line, at) => {
    const match = entry.exec(line);
    if (!match) return [];
    const [, group = '', artifact = '', version = '', list = ''] = match;
    const configurations = list.split(',').filter(Boolean);
    const dev =
      isBuildscript ||
      (configurations.length > 0 && configurations.every((name) => /^(?:android)?test/i.test(name)));
    return make({ name: `${group}:${artifact}`, version, dev, line: at + 1 });
  });
  return { components };
}

export const gradleLock: Lockfile = {
  id: 'gradle-lock',
  title: 'Gradle lock file',
  description: 'gradle.lockfile and buildscript-gradle.lockfile, with the configurations that use a module.',
  ecosystem: 'Maven',
  kind: 'lock',
  accepts: ({ path }) =>
    ['gradle.lockfile', 'buildscript-gradle.lockfile'].includes(fileName(path)) ||
    /(?:^|\/)gradle\/dependency-locks\/[^/]+\.lockfile$/.test(path),
  read,
};
