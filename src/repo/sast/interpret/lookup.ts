import type { Span } from '../../issue.ts';
import type { Statement } from '../ir.ts';
import { type ModuleState, named, type Ref, unknownValue, type Value } from '../value.ts';
import { isScript } from './javascript.ts';
import type { Frame, Machine } from './machine.ts';
import { recognised } from './recognise.ts';

/** Languages in which a bare name may mean a member of the object at hand. */
const ownMembers = new Set(['java', 'csharp', 'ruby']);

/** The value of a name where it stands: variable, import, member of the object at hand, name of the tree, global. */
export function lookup(name: string, frame: Frame, machine: Machine, span: Span | null = null): Value {
  for (let scope: typeof frame.scope | null = frame.scope; scope; scope = scope.parent) {
    const value = scope.vars.get(name);
    if (!value) continue;
    const [ref] = value.refs;
    if (ref?.kind !== 'imported') return value;
    const loaded = imported(ref, value, machine);
    scope.vars.set(name, loaded);
    return loaded;
  }
  if (name === 'this') return frame.self ?? named('this');
  if (name === 'super' && frame.cls && frame.self)
    return {
      ...unknownValue,
      names: frame.cls.bases.flatMap((base) => base.names.map((one) => `${one}()`)),
      refs: [{ kind: 'super', cls: frame.cls, self: frame.self }],
    };
  const own = ownMembers.has(frame.module.language) && frame.self ? ownMember(name, frame) : null;
  return own ?? elsewhere(name, frame, machine, span) ?? recognised(named(name), span, frame, machine);
}

function ownMember(name: string, frame: Frame): Value | null {
  const { self, cls } = frame;
  const field = self?.box?.fields.get(name);
  if (field) return field;
  for (let at = cls; at; ) {
    const method = at.methods.get(name);
    if (method) return { ...unknownValue, refs: [{ kind: 'function', closure: method.closure, self }] };
    const inherited = at.scope.vars.get(name);
    if (inherited) return inherited;
    const base = at.bases.flatMap((value) => value.refs).find((ref) => ref.kind === 'class');
    at = base?.kind === 'class' && base.cls !== at ? base.cls : null;
  }
  return null;
}

/** A name that the file does not bind: from `import *`, or from another file of the same package. */
function elsewhere(name: string, frame: Frame, machine: Machine, span: Span | null): Value | null {
  const { module } = frame;
  const names: string[] = [];
  for (const star of module.stars) {
    const value = star.path ? exported(machine.modules.load(star.path), name, machine) : null;
    if (value) return value;
    if (!star.path) names.push(`${star.module}.${name}`);
  }
  for (const path of machine.modules.locate(name, module)) {
    if (path === module.path) continue;
    const value = exported(machine.modules.load(path), name, machine);
    if (value) return value;
  }
  return names.length > 0 ? recognised(named(...names.slice(0, 3), name), span, frame, machine) : null;
}

/** What a module shows under a name. */
export function exported(
  module: ModuleState | null,
  name: string,
  machine: Machine | null = null,
  hops = 0,
): Value | null {
  if (!module) return null;
  const own = module.exports.get(name);
  if (own) return own;
  const whole = module.whole?.box?.fields.get(name);
  if (whole) return whole;
  const isScript = module.language === 'javascript' || module.language === 'typescript';
  const bound = isScript ? undefined : module.scope.vars.get(name);
  if (bound || !machine || hops > 3) return bound ?? null;
  if (module.language === 'go' && hops === 0)
    // A package is all files of a folder.
    for (const path of machine.modules.locate(name, module)) {
      const found = exported(machine.modules.load(path), name, machine, 4);
      if (found) return found;
    }
  for (const { path } of module.stars) {
    const found = path ? exported(machine.modules.load(path), name, machine, hops + 1) : null;
    if (found) return found;
  }
  return null;
}

type Imported = Extract<Ref, { kind: 'imported' }>;

function imported(ref: Imported, value: Value, machine: Machine): Value {
  const module = machine.modules.load(ref.path);
  const found = exported(module, ref.name, machine);
  if (found) {
    const settled = settle(found, machine, 0);
    return { ...settled, names: [...new Set([...value.names, ...settled.names])].slice(0, 4) };
  }
  if (ref.name === 'default' && module?.whole) return module.whole;
  return { ...value, refs: [] };
}

/** Follows names that a module only passes on. */
function settle(value: Value, machine: Machine, hops: number): Value {
  const [ref] = value.refs;
  if (ref?.kind !== 'imported' || hops > 4) return value;
  return settle(
    exported(machine.modules.load(ref.path), ref.name, machine) ?? { ...value, refs: [] },
    machine,
    hops + 1,
  );
}

/** A member of a module of the tree. */
export function moduleMember(
  ref: Extract<Ref, { kind: 'module' }>,
  name: string,
  frame: Frame,
  machine: Machine,
): Value | null {
  const module = ref.path ? machine.modules.load(ref.path) : null;
  const found = exported(module, name, machine);
  const full = `${ref.module}.${name}`;
  if (found) {
    const settled = settle(found, machine, 0);
    return { ...settled, names: [...new Set([full, ...settled.names])].slice(0, 4) };
  }
  const path = machine.modules.resolve(full, { ...frame.module, path: ref.from });
  if (!path) return null;
  return { ...named(full), refs: [{ kind: 'module', path, module: full, from: ref.from }] };
}

/** Languages in which a file that is included, and not known, adds to the names of all. */
const global = new Set(['php', 'ruby']);

/** Binds what an import statement names. Modules of the tree are read when something of them is used. */
export function bindImport(
  statement: Extract<Statement, { kind: 'import' }>,
  frame: Frame,
  machine: Machine,
): void {
  const { module: state } = frame;
  const module = statement.module.replace(/^node:/, '');
  state.imports.add(module);
  const path = machine.modules.resolve(statement.module, state);
  if (statement.name === '*') {
    if (path !== null || !global.has(state.language)) state.stars.push({ module, path });
    return;
  }
  // The default export of a library is what its rules call by the library's name.
  const isWhole = statement.name === null || (statement.name === 'default' && isScript(frame));
  const full = isWhole ? module : `${module}.${statement.name}`;
  if (statement.name !== null) state.imports.add(full);
  frame.scope.vars.set(statement.local, importedValue(statement, full, path, frame, machine));
}

function importedValue(
  { module, name, span }: Extract<Statement, { kind: 'import' }>,
  full: string,
  path: string | null,
  frame: Frame,
  machine: Machine,
): Value {
  const from = frame.module.path;
  if (name === null) {
    const value = named(full);
    // A package without a file of its own may still have modules in it.
    return { ...value, refs: [{ kind: 'module', path, module, from }] };
  }
  const inner = module.endsWith('.') ? `${module}${name}` : `${module}.${name}`;
  const sub = machine.modules.resolve(inner, frame.module);
  // A class of PHP has a file of its own.
  if (sub && frame.module.language === 'php')
    return { ...named(full), refs: [{ kind: 'imported', path: sub, module, name }] };
  // Where a file is a class, that is what an import of it means.
  if (sub && /\.(?:java|cs)$/.test(sub))
    return { ...named(full), refs: [{ kind: 'imported', path: sub, module: inner, name }] };
  if (sub && sub !== path) {
    const asModule: Value = { ...named(full), refs: [{ kind: 'module', path: sub, module: inner, from }] };
    return asModule;
  }
  if (path) return { ...named(full), refs: [{ kind: 'imported', path, module, name }] };
  return recognised(named(full), span, frame, machine);
}
