import { describe, expect, test } from 'vitest';
import { loadGrammar } from '#src/io/grammars.ts';
import { openAnalyser } from './analyse.ts';

const tree = (files: Readonly<Record<string, string>>) => ({
  files: Object.entries(files).map(([path, text]) => ({ path, size: text.length })),
  read: (path: string) => files[path] ?? null,
  readBytes: () => null,
});
const tools = { grammar: loadGrammar, now: () => performance.now() };
const analyser = await openAnalyser({ tree: tree({ 'a.py': '' }), ...tools });

/** Lines on which input reaches a command. `x` is untrusted, `unknown` is not known. */
function flagged(body: string): readonly string[] {
  const lines = body.split('\n').map((line) => `    ${line}`);
  const text = `import os, re, html, base64\nfrom flask import request\nALLOWED = ["a", "b"]\ndef run(unknown):\n    x = request.args["x"]\n${lines.join('\n')}\n`;
  const { issues, incomplete } = analyser.analyse('a.py', text);
  expect(incomplete).toBe(null);
  return issues.filter((issue) => issue.flow).map((issue) => text.split('\n')[issue.span.line - 1]!.trim());
}

const unsafe = ['os.system(v)'];

describe('values', () => {
  test.each([
    ['assignment', 'v = x\nos.system(v)'],
    ['joined text', 'v = f"ls {x}"\nos.system(v)'],
    ['a format', 'v = "ls %s" % x\nos.system(v)'],
    ['a list item', 'a = ["s"]\na.append(x)\na.append("t")\na.pop(0)\nv = a[0]\nos.system(v)'],
    ['a key', 'd = {"a": "s"}\nd["b"] = x\nv = d["b"]\nos.system(v)'],
    ['an unknown key', 'd = {"a": "s", "b": x}\nv = d[unknown]\nos.system(v)'],
    ['a loop', 'v = ""\nfor c in x:\n    v += c\nos.system(v)'],
    ['a comprehension', 'v = " ".join([c for c in x])\nos.system(v)'],
    ['one of two branches', 'v = "s"\nif unknown:\n    v = x\nos.system(v)'],
    ['a key written in a branch', 'd = {"a": "s"}\nif unknown:\n    d["a"] = x\nv = d["a"]\nos.system(v)'],
    [
      'what a break leaves',
      'v = "s"\nwhile True:\n    if unknown:\n        v = x\n        break\n    unknown()\nos.system(v)',
    ],
    ['a handler', 'v = "s"\ntry:\n    v = x\n    unknown()\nexcept OSError:\n    pass\nos.system(v)'],
    ['encoding undone', 'v = base64.b64decode(base64.b64encode(x))\nos.system(v)'],
    ['escaping for something else', 'v = html.escape(x)\nos.system(v)'],
    ['a name that is looked up', 'v = x\ngetattr(os, "system")(v)'],
    ['an inner function', 'def inner(a):\n    return a\nv = inner(x)\nos.system(v)'],
    ['the default of two', 'v = x or "s"\nos.system(v)'],
    ['a tuple', 'u, v = "s", x\nos.system(v)'],
    ['an unanchored test', 'v = x\nif not re.search("[a-z]+", v):\n    return\nos.system(v)'],
    ['a test for something else', 'v = x\nif v in request.cookies:\n    os.system(v)'],
  ])('%s carries', (_, body) => {
    expect(flagged(body).map((line) => line.replace('getattr(os, "system")', 'os.system'))).toEqual(unsafe);
  });

  test.each([
    ['another key', 'd = {}\nd["a"] = "s"\nd["b"] = x\nos.system(d["a"])'],
    ['another item', 'a = ["s", x, "t"]\na.pop(0)\nos.system(a[1])'],
    ['a way never taken', 'v = "s" if 7 * 18 + 106 > 200 else x\nos.system(v)'],
    [
      'a case never taken',
      'c = "ABC"[1]\nmatch c:\n    case "A":\n        v = x\n    case "B":\n        v = "s"\n    case _:\n        v = x\nos.system(v)',
    ],
    ['a number', 'os.system("ls %d" % int(x))'],
    ['a length', 'os.system("ls " + str(len(x)))'],
    ['an allow-list', 'if x in ALLOWED:\n    os.system(x)'],
    ['an allow-list that is left early', 'if x not in ALLOWED:\n    return\nos.system(x)'],
    ['a loop that goes on', 'for c in x:\n    if c not in ALLOWED:\n        continue\n    os.system(c)'],
    ['equality', 'if x == "start":\n    os.system(x)'],
    ['digits', 'if not x.isdigit():\n    return\nos.system(x)'],
    ['an anchored test', 'if not re.fullmatch(r"[a-z0-9]+", x):\n    return\nos.system(x)'],
    ['a table', 'os.system({"a": "ls", "b": "ps"}[x])'],
    ['a table with a default', 'os.system({"a": "ls"}.get(x, "ps"))'],
    ['a test in a choice', 'os.system(x if x in ALLOWED else "ls")'],
    ['either of two tests', 'if x in ALLOWED or x == "c":\n    os.system(x)'],
    ['what is thrown away', 'v = x\nv = "s"\nos.system(v)'],
    ['what comes after a return', 'return\nos.system(x)'],
  ])('%s does not', (_, body) => {
    expect(flagged(body)).toEqual([]);
  });
});

describe('limits', () => {
  test('functions that call each other end', () => {
    expect(flagged('def a(p):\n    return b(p)\ndef b(p):\n    return a(p)\nv = a(x)\nos.system(v)')).toEqual(
      unsafe,
    );
  });

  test('a budget that runs out is said, and what was found until then stays', async () => {
    const small = await openAnalyser(
      { tree: tree({ 'a.py': '' }), ...tools },
      { nodes: 400, milliseconds: 60_000 },
    );
    const start = 'import os\nfrom flask import request\nos.system(request.args["h"])\n';
    const { issues, incomplete } = small.analyse('a.py', start + 'a = b + c\n'.repeat(500));
    expect(incomplete).toBe('its budget of 400 steps ran out');
    expect(issues.map((issue) => issue.span.line)).toEqual([3]);
  });

  test('an expression nested without end is not followed to its end', () => {
    const deep = `${'('.repeat(3000)}1${')'.repeat(3000)}`;
    expect(analyser.analyse('a.py', `x = ${deep}\ny = ${'['.repeat(3000)}`).issues).toEqual([]);
  });

  test('lines that do not parse are said', () => {
    expect(analyser.analyse('a.py', 'x = 1\ndef (:\n  ]\n').incomplete).toMatch(/^does not parse: lines? 2/);
  });

  test('names of the object prototype are names like others', () => {
    expect(flagged('d = {}\nd["__proto__"] = x\nd.constructor\nos.system(d["toString"])')).toEqual([]);
  });
});
