import type { Span } from '#src/repo/issue.ts';
import type { Expr } from '../../ir.ts';
import { member, name } from './build.ts';

/** What a class declares, as far as its own text says. */
export interface ClassNames {
  readonly name: string;
  /** Fields and methods; true: static. */
  readonly members: ReadonlyMap<string, boolean>;
}

/**
 * What a bare name means in languages where `x` may be a local variable, a field of this object or of the class
 * around it: locals win, then the innermost class that declares it. Also remembers every name that only an import
 * can explain, so that the lowering can say which imports the file leaves implicit.
 */
export class Names {
  private readonly scopes: Set<string>[] = [new Set()];
  private readonly classes: ClassNames[] = [];
  /** Bare names used as types or as the start of a path, that nothing in the file declares. */
  readonly free = new Set<string>();
  readonly declared = new Set<string>();
  private depth = 0;
  readonly tooDeep = new Set<number>();

  /** Runs `inner` in a scope of its own. */
  scoped<T>(inner: () => T): T {
    this.scopes.push(new Set());
    try {
      return inner();
    } finally {
      this.scopes.pop();
    }
  }

  within<T>(cls: ClassNames, inner: () => T): T {
    this.classes.push(cls);
    try {
      return this.scoped(inner);
    } finally {
      this.classes.pop();
    }
  }

  /** Runs `inner` inside of several classes, the outermost first. */
  withinAll<T>(all: readonly ClassNames[], inner: () => T): T {
    const [first, ...rest] = all;
    return first ? this.within(first, () => this.withinAll(rest, inner)) : inner();
  }

  /** False where the program is nested deeper than `limit`: the line is noted as not read. */
  nested<T>(line: number, inner: () => T, otherwise: () => T, limit = 300): T {
    if (this.depth >= limit) {
      this.tooDeep.add(line);
      return otherwise();
    }
    this.depth++;
    try {
      return inner();
    } finally {
      this.depth--;
    }
  }

  declare(local: string): void {
    this.scopes.at(-1)?.add(local);
  }

  isLocal(text: string): boolean {
    return this.scopes.some((scope) => scope.has(text));
  }

  get currentClass(): ClassNames | undefined {
    return this.classes.at(-1);
  }

  /** The member of this class, or of a class around it, that a bare name stands for; null where there is none. */
  member(text: string, span: Span): Expr | null {
    for (let at = this.classes.length - 1; at >= 0; at--) {
      const cls = this.classes[at];
      const isStatic = cls?.members.get(text);
      if (!cls || isStatic === undefined) continue;
      const isOwn = at === this.classes.length - 1;
      // A class around this one is named by its class: the form has no word for the object around an object.
      return member(name(isStatic || !isOwn ? cls.name : 'this', span), text, span);
    }
    return null;
  }

  /** A type, or the start of a path, that is used: remembered as free unless the file declares it. */
  use(text: string): void {
    if (!this.declared.has(text)) this.free.add(text);
  }
}
