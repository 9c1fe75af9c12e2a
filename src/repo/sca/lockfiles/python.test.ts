import { expect, test } from 'vitest';
import { treeOf } from '#test/repo-tree.ts';
import { takeInventory } from '../inventory.ts';

/** Components by path as "name@version", and the reasons for what was skipped. */
function read(texts: Readonly<Record<string, string>>) {
  const { files, skipped } = takeInventory(treeOf(texts));
  const components = files.flatMap((file) => file.components);
  const told = components.map(
    ({ name, version, dev, direct, path, line }) =>
      `${path}:${line} ${name}@${version}${dev ? ' dev' : ''}${direct ? ' direct' : ''}`,
  );
  const needs = (name: string): readonly string[] =>
    components.find((one) => one.name === name)?.dependsOn ?? [];
  return { told, needs, skipped: skipped.map(({ path, reason }) => `${path} ${reason}`) };
}

test('requirements: pins, extras, markers, hashes, continuation lines and included files', () => {
  const { told, skipped } = read({
    'requirements.txt': `# comment
--index-url https://example.org/simple
-r deps/base.in
Flask==2.0.1
requests[security,socks] == 2.20.0 ; python_version < "3.8"  # pinned
Django==3.2.1 \\
    --hash=sha256:0123456789abcdef \\
    --hash=sha256:fedcba9876543210
urllib3>=1.26,<2
zope.interface==5.*
mylib @ https://example.org/mylib-1.0.tar.gz
./local-package
-e git+https://example.org/x.git#egg=x
-r missing.txt
-r ../outside.in
`,
    'deps/base.in': 'idna==2.7\n-r ../requirements.txt\n',
    'requirements-dev.txt': 'pytest===7.0.0\n',
  });
  expect(told).toEqual([
    'requirements-dev.txt:1 pytest@7.0.0 dev direct',
    'deps/base.in:1 idna@2.7 direct',
    'requirements.txt:4 Flask@2.0.1 direct',
    'requirements.txt:5 requests@2.20.0 direct',
    'requirements.txt:6 Django@3.2.1 direct',
  ]);
  expect(skipped).toEqual([
    'requirements.txt names missing.txt, which is not in the tree',
    'requirements.txt names ../outside.in, which is not in the tree',
    expect.stringMatching(
      /^requirements\.txt not resolved, so not checked: urllib3 \(>=1\.26,<2\), zope\.interface \(==5\.\*\), mylib \(@ https/,
    ),
  ]);
});

test('Poetry: both ways to mark development, and nothing from elsewhere', () => {
  const { told, needs } = read({
    'poetry.lock': `[[package]]
name = "requests"
version = "2.20.0"
groups = ["main"]

[package.dependencies]
idna = ">=2.5,<2.8"

[[package]]
name = "idna"
version = "2.7"
category = "main"

[[package]]
name = "pytest"
version = "7.0.0"
groups = ["dev"]

[[package]]
name = "ours"
version = "0.1.0"

[package.source]
type = "directory"
url = "../ours"
`,
  });
  expect(told).toEqual([
    'poetry.lock:1 requests@2.20.0',
    'poetry.lock:9 idna@2.7',
    'poetry.lock:14 pytest@7.0.0 dev',
  ]);
  expect(needs('requests')).toEqual(['pkg:pypi/idna@2.7']);
});

test('uv: what the project needs, what only its groups need, and the graph', () => {
  const { told, needs } = read({
    'uv.lock': `version = 1

[[package]]
name = "shop"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "requests" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "requests"
version = "2.20.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "idna" }]

[[package]]
name = "idna"
version = "2.7"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pytest"
version = "7.0.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "forked"
version = "1.0"
source = { git = "https://example.org/forked" }
`,
  });
  expect(told).toEqual([
    'uv.lock:12 requests@2.20.0 direct',
    'uv.lock:18 idna@2.7',
    'uv.lock:23 pytest@7.0.0 dev direct',
  ]);
  expect(needs('requests')).toEqual(['pkg:pypi/idna@2.7']);
});

test('Pipenv and PDM', () => {
  const { told, needs } = read({
    'a/Pipfile.lock': `{
  "_meta": {},
  "default": {
    "flask": { "hashes": [], "version": "==2.0.1" },
    "ours": { "path": "./ours" }
  },
  "develop": {
    "pytest": { "version": "==7.0.0" }
  }
}`,
    'b/pdm.lock': `[[package]]
name = "requests"
version = "2.20.0"
groups = ["default"]
dependencies = ["idna<2.8,>=2.5", "tomli; python_version < '3.11'"]

[[package]]
name = "idna"
version = "2.7"
groups = ["default", "test"]

[[package]]
name = "pytest"
version = "7.0.0"
groups = ["test"]
`,
  });
  expect(told).toEqual([
    'a/Pipfile.lock:4 flask@2.0.1',
    'a/Pipfile.lock:8 pytest@7.0.0 dev',
    'b/pdm.lock:1 requests@2.20.0',
    'b/pdm.lock:7 idna@2.7',
    'b/pdm.lock:12 pytest@7.0.0 dev',
  ]);
  expect(needs('requests')).toEqual(['pkg:pypi/idna@2.7']);
});

test('manifests without a lock file: pins count, ranges are said to be open', () => {
  const { told, skipped } = read({
    'a/pyproject.toml': `[project]
dependencies = ["requests==2.20.0", "flask>=2"]

[dependency-groups]
dev = ["pytest==7.0.0"]
`,
    'b/pyproject.toml': `[tool.poetry.dependencies]
python = "^3.8"
requests = "2.20.0"
flask = { version = "==2.0.1", extras = ["async"] }
`,
    'c/Pipfile': `[packages]
requests = "==2.20.0"
flask = "*"
`,
  });
  expect(told).toEqual([
    'a/pyproject.toml:2 requests@2.20.0 direct',
    'a/pyproject.toml:5 pytest@7.0.0 dev direct',
    'b/pyproject.toml:4 flask@2.0.1 direct',
    'c/Pipfile:2 requests@2.20.0 direct',
  ]);
  expect(skipped.filter((reason) => reason.includes('not resolved'))).toEqual([
    expect.stringContaining('a/pyproject.toml not resolved, so not checked: flask (>=2)'),
    expect.stringContaining('b/pyproject.toml not resolved, so not checked: requests (2.20.0)'),
    expect.stringContaining('c/Pipfile not resolved, so not checked: flask (*)'),
  ]);
});

test('a lock file speaks for the ranges of a pyproject.toml in any spelling of the names', () => {
  const { skipped } = read({
    'pyproject.toml': '[project]\ndependencies = ["Flask_Cors>=1"]\n',
    'poetry.lock': '[[package]]\nname = "flask-cors"\nversion = "1.0.0"\n',
  });
  expect(skipped).toEqual([]);
});
