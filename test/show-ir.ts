import { Language as Grammar, Parser } from 'web-tree-sitter';
import { loadGrammar } from '#src/io/grammars.ts';
import type { Class, Expr, Fn, Pattern, Statement } from '#src/repo/sast/ir.ts';
import type { Lowering } from '#src/repo/sast/lower/lowering.ts';

/** The common form of a program, one statement a line, in a short notation that tests compare. */
export async function showLowered(
  lowering: Lowering,
  path: string,
  text: string,
): Promise<readonly string[]> {
  await Parser.init({ wasmBinary: await loadGrammar('tree-sitter') });
  const parser = new Parser();
  const ending = path.slice(path.lastIndexOf('.'));
  parser.setLanguage(await Grammar.load(await loadGrammar(lowering.grammars[ending]!)));
  const tree = parser.parse(lowering.prepare?.(text, path) ?? text)!;
  const module = lowering.lower(tree.rootNode, path);
  if (module.broken.length > 0) throw new Error(`lines ${module.broken.join(', ')} do not parse`);
  return module.body.map((statement) => `${statement.span.line}: ${show(statement)}`);
}

const block = (body: readonly Statement[]): string => `{${body.map(show).join('; ')}}`;

function show(statement: Statement): string {
  const s = statement;
  switch (s.kind) {
    case 'assign':
      return `${target(s.target)}${s.type ? `:${s.type}` : ''} = ${value(s.value)}`;
    case 'update':
      return `${value(s.target)} ${s.op}= ${value(s.value)}`;
    case 'do':
      return value(s.value);
    case 'if':
      return `if ${value(s.test)} ${block(s.then)}${s.else.length > 0 ? ` else ${block(s.else)}` : ''}`;
    case 'each':
      return `each ${target(s.target)} of ${value(s.items)} ${block(s.body)}`;
    case 'while':
      return `while ${value(s.test)} ${block(s.body)}`;
    case 'switch':
      return `switch ${value(s.value)} ${s.cases
        .map((one) => `[${one.tests.map(value).join()}]${one.through ? '>' : ''}${block(one.body)}`)
        .join(' ')}`;
    case 'try':
      return `try ${block(s.body)}${s.handlers
        .map(
          (one) => ` catch ${one.types.join('|')} ${one.target ? target(one.target) : ''}${block(one.body)}`,
        )
        .join('')}${s.last.length > 0 ? ` finally ${block(s.last)}` : ''}`;
    case 'block':
      return block(s.body);
    case 'return':
    case 'throw':
      return s.value ? `${s.kind} ${value(s.value)}` : s.kind;
    case 'import':
      return `import ${s.module}${s.name ? ` ${s.name}` : ''} as ${s.local}`;
    case 'function':
      return `def ${fn(s.fn)}`;
    case 'class':
      return cls(s.cls);
    default:
      return s.kind;
  }
}

function target(pattern: Pattern): string {
  if (pattern.kind === 'to') return value(pattern.place);
  if (pattern.kind === 'items')
    return `[${pattern.items.map((item) => (item ? target(item) : '_')).join()}${pattern.rest ? `,*${target(pattern.rest)}` : ''}]`;
  return `{${pattern.fields.map((field) => `${field.key}:${target(field.target)}`).join()}}`;
}

const fn = (of: Fn): string => {
  const params = of.params.map(
    (param) =>
      `${param.decorators.map((one) => `@${value(one)} `).join('')}${param.rest ? '*' : ''}${target(param.target)}${param.type ? `:${param.type}` : ''}${param.default ? `=${value(param.default)}` : ''}`,
  );
  const marks = of.decorators.map((one) => `@${value(one)} `).join('');
  return `${marks}${of.name ?? ''}(${params.join(', ')})${of.returns ? `:${of.returns}` : ''}${block(of.body)}`;
};

const cls = (of: Class): string =>
  `class ${of.name}(${of.bases.map(value).join()})${block(of.body)} ${of.methods
    .map((method) => `${method.isStatic ? 'static ' : ''}${method.name}=${fn(method.fn)}`)
    .join(' ')}`.trim();

function value(expr: Expr): string {
  switch (expr.kind) {
    case 'const':
      return JSON.stringify(expr.value);
    case 'name':
      return expr.name;
    case 'member':
      return `${value(expr.of)}.${expr.name}`;
    case 'index':
      return `${value(expr.of)}[${value(expr.at)}]`;
    case 'call':
      return `${expr.isNew ? 'new ' : ''}${value(expr.callee)}(${expr.args
        .map((arg) => `${arg.spread ? '...' : ''}${arg.name ? `${arg.name}: ` : ''}${value(arg.value)}`)
        .join(', ')})`;
    case 'binary':
      return `(${value(expr.left)} ${expr.op} ${value(expr.right)})`;
    case 'unary':
      return `${expr.op}${value(expr.of)}`;
    case 'text':
      return `\`${expr.parts.map((part) => (part.kind === 'const' ? part.value : `\${${value(part)}}`)).join('')}\``;
    case 'choose':
      return `(${value(expr.test)} ? ${value(expr.then)} : ${value(expr.else)})`;
    case 'list':
      return `[${expr.items.map(value).join()}]`;
    case 'object':
      return `{${expr.entries.map((entry) => `${entry.key ? value(entry.key) : '...'}:${value(entry.value)}`).join()}}`;
    case 'function':
      return `fn${fn(expr.fn)}`;
    case 'class':
      return cls(expr.cls);
    case 'set':
      return `(${target(expr.target)} := ${value(expr.value)})`;
    case 'through':
      return `<${expr.how}${expr.type ? ` ${expr.type}` : ''}>${value(expr.of)}`;
    case 'regex':
      return `/${expr.source}/${expr.flags}`;
    case 'unknown':
      return `?(${expr.parts.map(value).join()})`;
    default:
      return expr.kind;
  }
}
