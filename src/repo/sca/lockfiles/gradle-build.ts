import { fileName } from '../reading/paths.ts';
import { componentsFor, type Lockfile, type Reading, type Unresolved } from './lockfile.ts';

/** `implementation 'group:artifact:version'`, `testImplementation("group:artifact:version")` */
const call =
  /^\s*([a-zA-Z]\w*)\s*\(?\s*(?:platform\s*\(\s*)?["']([\w.-]+):([\w.-]+):([^"':@]+)(?:[:@][^"']*)?["']/;
const configuration =
  /^(?:\w*(?:implementation|api|compileonly|runtimeonly|compile|runtime|classpath|annotationprocessor)|kapt|ksp)$/i;

function read(text: string, path: string): Reading {
  const make = componentsFor('Maven', path);
  const unresolved: Unresolved[] = [];
  const components = text.split(/\r?\n/).flatMap((line, at) => {
    const match = line.length > 2000 ? null : call.exec(line);
    if (!match || !configuration.test(match[1] as string)) return [];
    const [, kind = '', group = '', artifact = '', version = ''] = match;
    const name = `${group}:${artifact}`;
    if (!/^\d[\w.-]*$/.test(version)) {
      unresolved.push({ name, wanted: version });
      return [];
    }
    return make({ name, version, dev: /^(?:android)?test/i.test(kind), direct: true, line: at + 1 });
  });
  const notes = ['is a program, of which only dependencies written out as text were read'];
  return { components, unresolved, notes: components.length + unresolved.length > 0 ? notes : [] };
}

export const gradleBuild: Lockfile = {
  id: 'gradle-build',
  title: 'Gradle build file',
  description: 'Coordinates with a version that stand as text in build.gradle and build.gradle.kts.',
  ecosystem: 'Maven',
  kind: 'manifest',
  accepts: ({ path }) => /\.gradle(?:\.kts)?$/.test(fileName(path)),
  read,
};
