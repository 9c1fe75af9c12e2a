import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';

const windowBytes = 1024 * 1024;
const mostWindows = 8;

/**
 * Reads an archive in windows of a megabyte: entries of a few hundred bytes that lie side by side, as those of an export
 * of advisories do, would cost several system calls each otherwise.
 */
class WindowReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  readonly #windows = new Map<number, Promise<Buffer>>();

  constructor(handle: FileHandle) {
    super();
    this.#handle = handle;
  }

  #window(index: number): Promise<Buffer> {
    const known = this.#windows.get(index);
    if (known) return known;
    const [oldest] = this.#windows.keys();
    if (this.#windows.size >= mostWindows && oldest !== undefined) this.#windows.delete(oldest);
    const load = this.#handle
      .read(Buffer.allocUnsafe(windowBytes), 0, windowBytes, index * windowBytes)
      .then(({ buffer, bytesRead }) => buffer.subarray(0, bytesRead));
    this.#windows.set(index, load);
    return load;
  }

  /** Bytes from `start` to before `end`, in pieces; fewer where the file ends. */
  async *#pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const index = Math.floor(at / windowBytes);
      const window = await this.#window(index);
      const piece = window.subarray(at - index * windowBytes, end - index * windowBytes);
      if (piece.length === 0) return;
      yield piece;
      at += piece.length;
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#fill(buffer, offset, length, position).then(() => callback(null), callback);
  }

  async #fill(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    let filled = 0;
    for await (const piece of this.#pieces(position, position + length)) {
      filled += piece.copy(buffer, offset + filled);
    }
    if (filled < length) throw new Error('the archive ends too early');
  }

  override close(callback: (error: Error | null) => void): void {
    this.#handle.close().then(() => callback(null), callback);
  }
}

/** Opens a zip archive for reading entry by entry; its file is closed with it. Rejects for what is no archive. */
export async function openZip(path: string): Promise<ZipFile> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  try {
    return await fromRandomAccessReaderPromise(new WindowReader(handle), size, {
      lazyEntries: true,
      autoClose: false,
    });
  } catch (error) {
    await handle.close().catch(() => {});
    throw error;
  }
}
