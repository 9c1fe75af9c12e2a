/** Source and data files that are made to break who reads them, by path. */

const depth = 10_000;
/** In lines as people write them: what has very long ones is left alone as a bundle. */
const lines = (piece: string, times: number): string =>
  Array.from({ length: Math.ceil(times / 20) }, (_, at) => piece.repeat(Math.min(20, times - at * 20))).join(
    '\n',
  );
const nest = (open: string, inner: string, close: string, times = depth): string =>
  `${lines(open, times)}${inner}${lines(close, times)}`;
const parens = nest('(', '1', ')');
const sum = `(${lines('a + ', depth)}1)`;

/** Parentheses, operators, calls and blocks in each language, and lists and tables in each format. */
export function deepFiles(): Record<string, string> {
  const calls = nest('f(', 'a', ')');
  const chain = `(a.${lines('f(1).', depth)}f(1))`;
  return {
    'deep/a.js': `const a = ${parens};\nconst b = ${sum};\nconst c = ${calls};\nconst d = ${chain};\n`,
    'deep/blocks.js': nest('if (a) {', 'b();', '}'),
    'deep/functions.js': nest('function f() {', 'b();', '}', 2000),
    'deep/templates.js': `const a = ${nest('`${', '1', '}`', 2000)};\n`,
    'deep/a.ts': `const a: ${nest('Array<', 'string', '>')} = ${parens};\nconst b = ${sum};\n`,
    'deep/a.tsx': `export const a = ${nest('<b>', 'x', '</b>')};\n`,
    'deep/a.py': `a = ${parens}\nb = ${sum}\nc = ${calls}\nd = ${chain}\n`,
    'deep/lists.py': `a = ${nest('[', '1', ']')}\n`,
    'deep/A.java': `class A { Object a = ${parens}; Object b = ${sum}; Object c = ${calls}; Object d = ${chain}; }\n`,
    'deep/a.go': `package a\n\nvar a = ${parens}\nvar b = ${sum}\nvar c = ${calls}\nvar d = ${chain}\n`,
    'deep/a.php': `<?php\n$a = ${parens};\n$b = ${lines('$a . ', depth)}1;\n$c = ${calls.replace('a)', '$a)')};\n`,
    'deep/a.rb': `a = ${parens}\nb = ${sum}\nc = ${calls}\nd = ${chain}\n`,
    'deep/a.cs': `class A { object a = ${parens}; object b = ${sum}; object c = ${calls}; object d = ${chain}; }\n`,
    'package.json': nest('{"dependencies":', '1', '}'),
    'package-lock.json': `{"lockfileVersion":1,"dependencies":${nest('{"a":{"version":"1.0.0","dependencies":', '{}', '}}')}}`,
    'composer.lock': nest('[', '', ']'),
    'Pipfile.lock': nest('{"default":', '1', '}'),
    'packages.lock.json': nest('{"dependencies":', '1', '}'),
    'Cargo.lock': `a = ${nest('[', '', ']')}\n`,
    'poetry.lock': `[${Array.from({ length: depth }, () => 'a').join('.')}]\n`,
    'uv.lock': `a = ${nest('{ a = ', '1', ' }')}\n`,
    'pnpm-lock.yaml': `packages: ${nest('[', '', ']')}\n`,
    'yarn.lock': Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at * 2)}a:`).join('\n'),
    'Gemfile.lock': `GEM\n${Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a (1)`).join('\n')}\n`,
    'pom.xml': nest('<project>', '', '</project>'),
    'docker-compose.yml': `services: ${nest('{ a: ', '1', ' }')}\n`,
    'deploy/a.yaml': `apiVersion: v1\nkind: Pod\nspec: ${nest('{ a: ', '1', ' }')}\n`,
    'deploy/block.yaml': `apiVersion: v1\nkind: Pod\n${Array.from({ length: 900 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')}\n`,
    '.github/workflows/a.yml': `on: push\njobs: ${nest('[', '', ']')}\n`,
    'stack.json': `{"AWSTemplateFormatVersion":"2010-09-09","Resources":${nest('{"Fn::Join":', '1', '}')}}`,
    'infra/main.tf': `locals {\n  a = ${parens}\n  b = ${nest('[', '', ']')}\n}\n`,
    'infra/blocks.tf': nest('a {\n', '', '}\n', 3000),
    Dockerfile: `FROM x:1\nRUN ${'a \\\n'.repeat(depth)}b\nENV A=${'${A:-'.repeat(depth)}\n`,
  };
}

/** Long lines, and what patterns with stars in stars would take for ever over. */
export function heavyFiles(): Record<string, string> {
  const fill = (piece: string) => piece.repeat(Math.floor(999_000 / piece.length));
  return {
    'line.js': `const a = "${fill('a')}";\n`,
    'line.py': `a = "${fill('ab ')}"\n`,
    'longer.js': `const a = "${'a'.repeat(1_000_001)}";\n`,
    'regex.js': `export const bad = (a) => [${Array.from({ length: 300 }, (_, at) => `/^(([a-z]+)+[0-9]*)*${'(a|a?)+'.repeat(at % 20)}$/.test(a)`).join(',\n')}];\n`,
    'regex.py': `import re\n${Array.from({ length: 300 }, () => `re.match("${'(a*)*'.repeat(30)}b", a)`).join('\n')}\n`,
    'words.txt': fill('password = '),
    'keys.env': fill('KEY="'),
    'urls.txt': fill('https://a:'),
    'base64.txt': fill('eyJhbGciOi'),
    'dots.txt': fill('eyJ.'),
    'spaces.txt': `password${' '.repeat(990_000)}`,
    'pem.txt': fill('-----BEGIN RSA PRIVATE KEY-----\n'),
    'quotes.py': fill('"""'),
    'escapes.js': fill('\\u0061'),
    'comments.js': fill('/*'),
    'slashes.js': fill('/'),
    'remarks.py': fill('# assay-ignore: a\n'),
    'lines.go': fill('\n'),
    'shell.php': fill('<?php eval(base64_decode('),
    Dockerfile: `FROM x:1\n${fill('RUN a && b; ')}\n`,
    'anchors.yaml': `apiVersion: v1\nkind: Pod\na: &a [1]\n${Array.from({ length: 5000 }, (_, at) => `b${at}: [${'*a, '.repeat(20)}]`).join('\n')}\n`,
  };
}
