import { expect, test } from 'vitest';
import { showLowered } from '../../../../test/show-ir.ts';
import type { FileIndex } from './lowering.ts';
import { php } from './php.ts';

const page = (text: string) => showLowered(php, 'a.php', text);
const lines = async (code: string) => (await page(`<?php ${code}`)).map((line) => line.replace(/^\d+: /, ''));

const index = (...paths: string[]): FileIndex => ({
  has: (path) => paths.includes(path),
  inFolder: (folder) => paths.filter((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder),
  named: (name) => paths.filter((path) => path === name || path.endsWith(`/${name}`)),
});

test('what stands between HTML is written, on its line', async () => {
  expect(
    await page('<b>\n<?= $x ?></b>\n<?php if ($a): ?>\n  <?= $y ?>\n<?php endif ?>\n<?php echo $z;'),
  ).toEqual(['2: echo($x)', '3: if $a {echo($y)}', '6: echo($z)']);
});

test('names of namespaces are imports', async () => {
  expect(
    await lines(
      'namespace App; use Foo\\Bar as Baz; use A\\{B, C as D}; new Baz; \\X\\Y::z(); \\strlen($a);',
    ),
  ).toEqual([
    'import X Y as X\\Y',
    'import Foo Bar as Baz',
    'import A B as B',
    'import A C as D',
    'new Baz()',
    'X\\Y.z()',
    'strlen($a)',
  ]);
});

test('what Blade writes without escaping is written; commas after the last name do no harm', async () => {
  const template = '<p>{{-- {!! $no !!} --}}\n{!! $x !!} {{ $y }}</p>\n';
  expect(await showLowered(php, 'a.blade.php', template)).toEqual(['2: echo($x)']);
  expect(await lines('\nuse A\\{\n  B,\n  C,\n};\nuse D\\E;')).toEqual([
    'import A B as B',
    'import A C as C',
    'import D E as E',
  ]);
});

test('strings, heredocs and commands are text', async () => {
  expect(
    await lines('$a = "x $b {$c->d} $e[0]" . \'y\'; $h = <<<T\nhi $a\nT; $s = `ls $a`; $q = "a\\n";'),
  ).toEqual([
    '$a = `x ${$b} ${$c.d} ${$e[0]}y`',
    '$h = `hi ${$a}`',
    '$s = shell_exec(`ls ${$a}`)',
    '$q = "a\\n"',
  ]);
});

test('assignments', async () => {
  expect(
    await lines("[$a, $b] = f(); ['k' => $c] = $d; list(, $e) = $f; $g .= 'x'; $h ??= 1; $i[] = 2; $$n = 3;"),
  ).toEqual([
    '[$a,$b] = f()',
    '{k:$c} = $d',
    '[_,$e] = $f',
    '$g += "x"',
    '$h ??= 1',
    '$i[?()] = 2',
    '?($n) = 3',
  ]);
});

test('classes with promoted fields, traits, attributes and static names', async () => {
  const source =
    "class U extends B { use T; const Z = 1; private static $p = 2; function __construct(private Foo $foo) {} #[Get('/x')] static function s(?R $r = null): string { return self::Z . static::$p . parent::s(); } }";
  expect(await lines(source)).toEqual([
    'class U(B,T){Z = 1; p = 2} constructor=__construct($foo:Foo){this.foo = $foo} ' +
      'static s=@Get("/x") s($r:R=null):string{return `${this.Z}${this.p}${super.s()}`}',
  ]);
});

test('conditions, loops and ends', async () => {
  expect(await lines('if ($a) exit; elseif ($b) { die("x"); } else { f(); }')).toEqual([
    'if $a {exit(); throw} else {if $b {die("x"); throw} else {f()}}',
  ]);
  expect(
    await lines(
      'foreach ($xs as $k => $v) { continue; } switch ($x) { case 1: case 2: f(); break; default: g(); }',
    ),
  ).toEqual(['each $v of $xs {$k = ?($xs); continue}', 'switch $x [1]>{} [2]{f()} []>{g()}']);
  expect(
    await lines("$r = match(true) { $x => 'a', default => 'b' }; $t = $a ?: $b; $n = (int) $a;"),
  ).toEqual(['$r = ($x ? "a" : "b")', '$t = ($a ? $a : $b)', '$n = intval($a)']);
});

test('included files bring in their names', async () => {
  expect(
    await lines("require_once __DIR__ . '/lib/a.php'; include dirname(__FILE__) . '/b.php'; include $x;"),
  ).toEqual([
    'import ./lib/a.php * as *',
    'require_once("./lib/a.php")',
    'import ./b.php * as *',
    'include(`${dirname("__FILE__")}/b.php`)',
    'include($x)',
  ]);
});

test('files of classes and includes', () => {
  const files = index('src/Model/User.php', 'src/Other/User.php', 'web/lib/a.php', 'src/Only.php');
  expect(php.resolve!('App.Model.User', 'web/x.php', files)).toBe('src/Model/User.php');
  expect(php.resolve!('App.Only', 'web/x.php', files)).toBe('src/Only.php');
  expect(php.resolve!('Illuminate.Model.User', 'web/x.php', files)).toBe(null);
  expect(php.resolve!('./lib/a.php', 'web/x.php', files)).toBe('web/lib/a.php');
  expect(php.resolve!('./../../etc/passwd', 'web/x.php', files)).toBe(null);
  expect(php.locate!('User', 'src/Other/x.php', files)[0]).toBe('src/Other/User.php');
});

test('long chains of text and deep nesting do not break it', async () => {
  const [chain] = await lines(`$a = ${Array.from({ length: 2000 }, (_, at) => `$v${at}`).join(' . ')};`);
  expect(chain!.length).toBeLessThan(20_000);
  expect(await lines(`$a = ${'('.repeat(3000)}1${')'.repeat(3000)};`)).toEqual(['$a = ?()']);
});

test('hostile text in place of names does not keep it busy', () => {
  const text = `<?php\nuse A\\{${'a '.repeat(100_000)}\n${'use B{ , '.repeat(5000)}`;
  expect(php.prepare!(text, 'a.php').length).toBe(text.length);
});
