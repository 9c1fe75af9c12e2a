import { readFileSync, readSync } from 'node:fs';
import { usage } from './failure.ts';

/** The text of a file, or of standard input for "-". Throws `Failure` that names what asked for it. */
export function readText(path: string, option: string): string {
  try {
    return path === '-' ? readInput() : readFileSync(path, 'utf8');
  } catch (error) {
    throw usage(`${option} ${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

const pauseMs = 20;

/** A pipe whose writer is slower than we are says so; then we wait, which `readFileSync` does not. */
function readInput(): string {
  const chunks: Buffer[] = [];
  const buffer = Buffer.alloc(1 << 16);
  for (;;) {
    try {
      const count = readSync(0, buffer);
      if (count === 0) return Buffer.concat(chunks).toString('utf8');
      chunks.push(Buffer.from(buffer.subarray(0, count)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return Buffer.concat(chunks).toString('utf8');
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
