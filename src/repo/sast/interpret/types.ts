import { cleanedValue, unknownValue, type Value } from '../value.ts';
import { lookup, moduleMember } from './lookup.ts';
import type { Frame, Machine } from './machine.ts';
import { typedNames } from './recognise.ts';

/** Types whose values cannot carry an attack, in languages that hold to declared types. */
const harmless = new Set([
  ...[
    'int',
    'long',
    'short',
    'byte',
    'float',
    'double',
    'boolean',
    'bool',
    'decimal',
    'Integer',
    'Long',
    'Short',
  ],
  ...[
    'Float',
    'Double',
    'Boolean',
    'BigDecimal',
    'BigInteger',
    'UUID',
    'Guid',
    'DateTime',
    'LocalDate',
    'uint',
  ],
  ...[
    'int32',
    'int64',
    'uint32',
    'uint64',
    'float32',
    'float64',
    'uint8',
    'Date',
    'LocalDateTime',
    'Instant',
  ],
  ...['datetime', 'date', 'Decimal', 'uuid.UUID', 'datetime.date', 'datetime.datetime', 'IPv4Address'],
]);
const loose = new Set(['python', 'javascript', 'typescript', 'php', 'ruby']);

/** Whether a declared type rules out an attack. */
export const isHarmlessType = (type: string): boolean => harmless.has(type);

/** `package.Type` of another package of the tree. */
function ofModule(root: Value, name: string, frame: Frame, machine: Machine): Value | null {
  const ref = root.refs.find((one) => one.kind === 'module');
  return ref?.kind === 'module' ? moduleMember(ref, name, frame, machine) : null;
}

/** Types of TypeScript whose values, if they are what they are said to be, hold no text. */
export const isNumber = (type: string | undefined, frame: Frame): boolean =>
  frame.module.language === 'typescript' && /^(?:number|boolean|bigint|Date)$/.test(type ?? '');

function isBound(name: string, frame: Frame): boolean {
  for (let scope: typeof frame.scope | null = frame.scope; scope; scope = scope.parent)
    if (scope.vars.has(name)) return true;
  return false;
}

/** The names an instance of a declared type has, and its class where that is in the tree. */
export function typed(type: string, frame: Frame, machine: Machine): Value {
  // A class that is written with its package is a name of its own (Java).
  const [head, ...rest] = isBound(type, frame) ? [type] : type.split('.');
  const root = lookup(head!, frame, machine);
  const tail = rest.map((part) => `.${part}`).join('');
  const own = (root.names.length === 0 ? [head!] : root.names).map((name) => `${name}${tail}()`);
  const names = typedNames(own, frame, machine);
  const place =
    rest.length === 1 ? ofModule(root, rest[0]!, frame, machine) : rest.length === 0 ? root : null;
  const cls = place?.refs.find((ref) => ref.kind === 'class');
  if (cls?.kind !== 'class') return { ...unknownValue, names };
  const instance = machine.instanceOf(cls.cls);
  return instance
    ? { ...instance, names: [...new Set([...names, ...instance.names])].slice(0, 4) }
    : { ...unknownValue, names };
}

/** A value that is put into a place of a declared type. */
export function declared(value: Value, type: string, frame: Frame, machine: Machine): Value {
  if (isHarmlessType(type) && !loose.has(frame.module.language)) {
    const clean = cleanedValue(value, ['*']);
    return { ...clean, settled: true, ...(clean.names.length > 0 ? {} : { names: [`${type}()`] }) };
  }
  // A declared number may be something else at run time, but not for a caller of the same program.
  if (isNumber(type, frame) && value.taints.length === 0) return { ...value, settled: true };
  const type_ = typed(type, frame, machine);
  if (value.box || value.refs.length > 0)
    return { ...value, names: [...new Set([...value.names, ...type_.names])].slice(0, 4) };
  return {
    ...value,
    names: [...new Set([...type_.names, ...value.names])].slice(0, 4),
    box: value.constant === undefined && value.taints.length === 0 ? type_.box : null,
  };
}
