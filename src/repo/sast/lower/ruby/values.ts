import type { Expr, Pattern, Statement } from '../../ir.ts';

/** Where a value goes: "returned", "assigned to x". */
type Use = (value: Expr) => Statement;

/**
 * Statements of which the last has a value, changed so that the value is used: in Ruby everything has one, also `if`
 * and `case`, whose value is that of the branch that ran.
 */
export function withValue(statements: readonly Statement[], use: Use): Statement[] {
  const last = statements.at(-1);
  return last ? [...statements.slice(0, -1), ...used(last, use)] : [];
}

function used(statement: Statement, use: Use): Statement[] {
  switch (statement.kind) {
    case 'do':
      return [use(statement.value)];
    case 'assign': {
      const place = placeOf(statement.target);
      return place ? [statement, use(place)] : [statement];
    }
    case 'update':
      return [statement, use(statement.target)];
    case 'if':
      return [{ ...statement, then: withValue(statement.then, use), else: withValue(statement.else, use) }];
    case 'switch':
      return [
        {
          ...statement,
          cases: statement.cases.map((one) => ({ ...one, body: withValue(one.body, use) })),
        },
      ];
    case 'try':
      return [
        {
          ...statement,
          body: withValue(statement.body, use),
          handlers: statement.handlers.map((one) => ({ ...one, body: withValue(one.body, use) })),
        },
      ];
    case 'block':
      return [{ ...statement, body: withValue(statement.body, use) }];
    case 'each':
      return [statement, use(statement.items)];
    default:
      return [statement];
  }
}

const placeOf = (target: Pattern): Expr | null => (target.kind === 'to' ? target.place : null);
