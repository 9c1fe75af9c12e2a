import { expect, test } from 'vitest';
import { showLowered } from '../../../../test/show-ir.ts';
import type { FileIndex } from './lowering.ts';
import { erbToRuby } from './ruby/erb.ts';
import { ruby } from './ruby.ts';

const lines = async (code: string) =>
  (await showLowered(ruby, 'a.rb', code)).map((line) => line.replace(/^\d+: /, ''));

const index = (...paths: string[]): FileIndex => ({
  has: (path) => paths.includes(path),
  inFolder: () => [],
  named: (name) => paths.filter((path) => path === name || path.endsWith(`/${name}`)),
});

test('a method gives back its last value, of whichever branch', async () => {
  expect(await lines('def f(a)\n  if a\n    1\n  else\n    b = 2\n  end\nend')).toEqual([
    'def f(a){if a {return 1} else {b = 2; return b}}',
  ]);
  expect(await lines('def f\n  g\nrescue E => e\n  2\nensure\n  h\nend')).toEqual([
    'def f(){try {return g} catch E e{return 2} finally {h}}',
  ]);
});

test('classes, their own methods, fields, and modules around', async () => {
  const source =
    'module M\n  class U < Base\n    include T\n    def initialize(db, k: 1) = @db = db\n    def self.all; where("a"); end\n    def show\n      helper + helper(1) + @db\n    end\n    private\n    def helper(x = nil) = x\n  end\nend';
  const [cls] = await lines(source);
  expect(cls).toBe(
    'class U(Base,T){include(T); private} constructor=initialize(db, k=1){this.db = db} static all=all(){return where("a")} ' +
      'show=show(){return ((this.helper() + this.helper(1)) + this.db)} helper=helper(x=null){return x}',
  );
});

test('variables are told from calls', async () => {
  expect(
    await lines(
      'class A\n  def name; 1; end\n  def f(x)\n    y = name\n    name = 2\n    x + name + other\n  end\nend',
    ),
  ).toEqual([
    'class A(){} name=name(){return 1} f=f(x){y = this.name(); name = 2; return ((x + name) + other)}',
  ]);
});

test('text with values in it', async () => {
  expect(
    await lines(
      'a = "x #{b} y"\nc = <<~SQL\n  select #{b}\nSQL\n`ls #{b}`\nd = "%s-%s" % [b, 1]\n:"s#{b}"\n/a#{b}/',
    ),
  ).toEqual([
    'a = `x ${b} y`',
    'c = `\n  select ${b}\n`',
    '`(`ls ${b}`)',
    'd = `%s-%s${[b,1]}`',
    '`s${b}`',
    'Regexp.new(`a${b}`)',
  ]);
});

test('calls with keywords, blocks and instances', async () => {
  expect(
    await lines(
      'render json: { a: 1 }, status: :ok\nFoo::Bar.new(1)\nNet::HTTP.get(u)\nxs.map { |x| x.y }\nxs.each { |x| use(x) }',
    ),
  ).toEqual([
    'render(json: {"a":1}, status: "ok")',
    'new Bar(1)',
    'Net.HTTP.get(u)',
    'xs.map(fn(x){return x.y()})',
    'each x of xs {use(x)}',
  ]);
});

test('conditions behind statements', async () => {
  expect(await lines('return unless a\nb = 1 if c\nredirect_to x and return\nraise E unless d')).toEqual([
    'if !a {return}',
    'if c {b = 1}',
    'redirect_to(x)',
    'return',
    'if !d {raise(E); throw}',
  ]);
  expect(
    await lines('x = if a then 1 else 2 end\ny ||= 3\ncase z when 1, 2 then f when /r/ then g else h end'),
  ).toEqual(['if a {x = 1} else {x = 2}', 'y = (y || 3)', 'switch z [1,2]{f} [?()]{g} []{h}']);
});

test('templates keep their lines and columns', async () => {
  const template = '<p>\n<%= raw x %></p>\n<% if a -%>\n<%== y %>\n<%# not = this %>\n<% end %>\n';
  const code = erbToRuby(template);
  expect(code.length).toBe(template.length);
  expect(code.split('\n').map((line) => line.length)).toEqual(
    template.split('\n').map((line) => line.length),
  );
  expect(await showLowered(ruby, 'a.html.erb', template)).toEqual([
    '2: erb_write(raw(x))',
    '3: if a {erb_write_raw(y)}',
  ]);
});

test('files by the names of constants', () => {
  const files = index('app/models/http_client.rb', 'lib/a.rb', 'app/x.rb');
  expect(ruby.locate!('HTTPClient', 'app/x.rb', files)).toEqual(['app/models/http_client.rb']);
  expect(ruby.resolve!('./../lib/a', 'app/x.rb', files)).toBe('lib/a.rb');
  expect(ruby.resolve!('a', 'app/x.rb', files)).toBe('lib/a.rb');
  expect(ruby.resolve!('./../../x', 'app/x.rb', files)).toBe(null);
});

test('nesting without end is cut off', async () => {
  expect(await lines(`x = ${'['.repeat(2000)}1${']'.repeat(2000)}`)).toHaveLength(1);
});
