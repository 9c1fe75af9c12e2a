/** A file of the checkout, by what is known without reading it. */
export interface TreeFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** The checkout as scanners see it: files that may be read, and nothing outside of them. */
export interface Tree {
  readonly files: readonly TreeFile[];
  /** The file as text (UTF-8, byte order mark left out), or null: not in the tree, binary, or over the size limit. */
  read(path: string): string | null;
  /** The file's bytes, or null as above (binary files are read). */
  readBytes(path: string): Uint8Array | null;
}

/** A file of which something was not looked at, and why. Shown with the scan; never counts as clean. */
export interface Skipped {
  readonly path: string;
  readonly scanner: string;
  /** "its time budget of 5 s ran out", "does not parse: line 12" … */
  readonly reason: string;
}
