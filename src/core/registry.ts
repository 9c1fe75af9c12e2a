/** What every plug-in has in common: an id that is its file name, and a title for people. */
export interface Plugin {
  readonly id: string;
  readonly title: string;
}

export interface Registry<P extends Plugin> {
  readonly all: readonly P[];
  readonly ids: readonly string[];
  has(id: string): boolean;
  find(id: string): P | undefined;
  /** Throws with the known ids when `id` is not one of them. */
  get(id: string): P;
  /** Adds plug-ins of the operator's own, before anything is read. Throws for an id that is taken. */
  extend(plugins: readonly P[]): void;
}

/** A folder of plug-ins as a list. `noun` names the kind in the error ("unknown strategy …"). */
export function registry<P extends Plugin>(noun: string, plugins: readonly P[]): Registry<P> {
  const byId = new Map<string, P>();
  const extend = (more: readonly P[]): void => {
    for (const plugin of more) {
      if (byId.has(plugin.id)) throw new Error(`${noun} "${plugin.id}" exists already`);
      byId.set(plugin.id, plugin);
    }
  };
  extend(plugins);
  return {
    get all() {
      return [...byId.values()];
    },
    get ids() {
      return [...byId.keys()];
    },
    has: (id) => byId.has(id),
    find: (id) => byId.get(id),
    get(id) {
      const plugin = byId.get(id);
      if (!plugin) throw new Error(`unknown ${noun} "${id}"; known: ${[...byId.keys()].join(', ')}`);
      return plugin;
    },
    extend,
  };
}
