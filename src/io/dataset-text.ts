import { promisify } from 'node:util';
import { gunzip, type ZlibOptions } from 'node:zlib';
import { badRequest } from '#src/core/errors.ts';

/** Bytes of a dataset's file, packed or not. */
export const mostDatasetBytes = 32 * 1024 * 1024;

export const tooLarge = (): Error =>
  badRequest(`is larger than ${mostDatasetBytes / 1024 / 1024} MiB; split it`);

/**
 * The text of a dataset's file: gzip undone, UTF-8, or UTF-16 with a byte order mark.
 *
 * @throws AssayError `bad-request` for anything else, and beyond the limit; nothing of the content is quoted
 */
export async function datasetText(bytes: Uint8Array): Promise<string> {
  const data = await unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const kind = foreign.find(([magic]) => data.subarray(0, magic.length).equals(magic))?.[1];
  if (kind) throw badRequest(`is ${kind}; CSV, JSON, JSON Lines or YAML is read, plain or as gzip`);
  const charset =
    data[0] === 0xff && data[1] === 0xfe
      ? 'utf-16le'
      : data[0] === 0xfe && data[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(data);
  } catch {
    throw badRequest('is not UTF-8 text, nor UTF-16 with a byte order mark');
  }
}

const foreign: readonly (readonly [Buffer, string])[] = [
  [Buffer.from('PAR1'), 'a Parquet file'],
  [Buffer.from('PK\x03\x04'), 'a ZIP archive (or a spreadsheet)'],
  [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), 'packed with xz'],
  [Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), 'packed with zstd'],
];

/** Strict, unlike the unpacking of HTTP bodies: the half of a broken file must not pass for the whole. */
async function unpack(data: Buffer): Promise<Buffer> {
  if (data.length > mostDatasetBytes) throw tooLarge();
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  try {
    return await gunzipWhole(data, { maxOutputLength: mostDatasetBytes });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge()
      : badRequest('is damaged gzip');
  }
}

const gunzipWhole = promisify<Buffer, ZlibOptions, Buffer>(gunzip);
