import { opendir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { badRequest, messageOf } from '#src/core/errors.ts';
import { openZip } from './zip-window.ts';

/** Limits of an import; tests use smaller ones. */
export interface AdvisoryLimits {
  /** Bytes of one record, unpacked. */
  readonly recordBytes: number;
  /** Bytes of all records of an archive, unpacked. */
  readonly totalBytes: number;
}

export const advisoryLimits: AdvisoryLimits = { recordBytes: 16 * 1024 ** 2, totalBytes: 64 * 1024 ** 3 };

/** One record as it stands in a file; `text` is null where it could not be read, with the reason. */
export interface RecordText {
  readonly name: string;
  readonly text: string | null;
  readonly reason: string;
}

/** Records that belong together: an archive, or all loose files below a folder. */
export interface RecordPart {
  /** The archive's path, or the folder's. */
  readonly label: string;
  /** How many records there are, as far as known beforehand. */
  readonly count: number;
  /** In groups that fit in memory. Once only. */
  records(): AsyncGenerator<readonly RecordText[]>;
}

const isRecord = (name: string): boolean => /\.(?:json|ya?ml)$/i.test(name);
const isZip = (name: string): boolean => /\.zip$/i.test(name);
/** Records that are read at once, and the bytes, as the archive tells them, after which a group is given on. */
const groupSize = 64;
const groupBytes = 32 * 1024 ** 2;

/**
 * What there is to import below the given paths: zip archives and folders, in which archives are found at any depth.
 * Symbolic links are not followed; nothing is written to disk, so names within an archive lead nowhere.
 *
 * @throws AssayError `bad-request` for a path that is neither
 */
export async function findParts(paths: readonly string[], limits = advisoryLimits): Promise<RecordPart[]> {
  const parts: RecordPart[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) parts.push(...(await partsBelow(path, limits)));
    else if (found?.isFile() && isZip(path)) parts.push(await zipPart(path, limits));
    else if (found?.isFile() && isRecord(path)) parts.push(loosePart(path, [path], limits));
    else throw badRequest(`${path} is neither a folder nor a .zip or .json file that can be read`);
  }
  return parts;
}

async function partsBelow(root: string, limits: AdvisoryLimits): Promise<RecordPart[]> {
  const loose: string[] = [];
  const zips: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.')) folders.push(path);
      else if (entry.isFile() && isZip(entry.name)) zips.push(path);
      else if (entry.isFile() && isRecord(entry.name)) loose.push(path);
    }
  }
  const archives: RecordPart[] = [];
  for (const path of zips.toSorted()) archives.push(await zipPart(path, limits));
  return loose.length > 0 ? [loosePart(root, loose.toSorted(), limits), ...archives] : archives;
}

function loosePart(label: string, files: readonly string[], { recordBytes }: AdvisoryLimits): RecordPart {
  async function* records(): AsyncGenerator<RecordText[]> {
    for (let at = 0; at < files.length; at += groupSize) {
      yield await Promise.all(files.slice(at, at + groupSize).map((file) => readLoose(file, recordBytes)));
    }
  }
  return { label, count: files.length, records };
}

async function readLoose(name: string, recordBytes: number): Promise<RecordText> {
  try {
    const { size } = await stat(name);
    if (size > recordBytes) return { name, text: null, reason: tooLong(recordBytes) };
    return { name, text: await readFile(name, 'utf8'), reason: '' };
  } catch (error) {
    return { name, text: null, reason: (error as NodeJS.ErrnoException).code ?? 'cannot be read' };
  }
}

const tooLong = (bytes: number): string => `has more than ${bytes} bytes`;

async function openArchive(path: string): Promise<ZipFile> {
  try {
    return await openZip(path);
  } catch (error) {
    throw badRequest(`${path} cannot be read as a zip archive: ${messageOf(error)}`);
  }
}

async function zipPart(path: string, limits: AdvisoryLimits): Promise<RecordPart> {
  const zip = await openArchive(path);
  const count = zip.entryCount;
  zip.close();
  return { label: path, count, records: () => readZip(path, limits) };
}

async function* readZip(path: string, limits: AdvisoryLimits): AsyncGenerator<RecordText[]> {
  const zip = await openArchive(path);
  let total = 0;
  const read = async (entries: readonly Entry[]): Promise<RecordText[]> => {
    const texts = await Promise.all(entries.map((entry) => readEntry(zip, entry, limits.recordBytes)));
    total += texts.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
    if (total > limits.totalBytes) {
      throw badRequest(
        `${path} unpacks to more than ${limits.totalBytes} bytes; that is no export of advisories`,
      );
    }
    return texts;
  };
  try {
    let group: Entry[] = [];
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      if (!isRecord(entry.fileName)) continue;
      group.push(entry);
      bytes += entry.uncompressedSize;
      if (group.length < groupSize && bytes < groupBytes) continue;
      yield await read(group);
      [group, bytes] = [[], 0];
    }
    yield await read(group);
  } catch (error) {
    throw explained(error, path);
  } finally {
    zip.close();
  }
}

/** What yauzl refuses (a name that leads upwards, sizes that do not add up) is the archive's fault. */
function explained(error: unknown, path: string): unknown {
  const message = messageOf(error);
  return message.startsWith(path) ? error : badRequest(`${path} is a damaged or hostile archive: ${message}`);
}

async function readEntry(zip: ZipFile, entry: Entry, recordBytes: number): Promise<RecordText> {
  const name = entry.fileName;
  if (entry.isEncrypted()) return { name, text: null, reason: 'is encrypted' };
  if (entry.uncompressedSize > recordBytes) return { name, text: null, reason: tooLong(recordBytes) };
  try {
    const stream = await zip.openReadStreamPromise(entry);
    return { name, text: await readAll(stream, recordBytes), reason: '' };
  } catch (error) {
    return { name, text: null, reason: messageOf(error) };
  }
}

/** What the archive says of a size may be a lie: it is counted again while unpacking. */
async function readAll(stream: Readable, recordBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > recordBytes) throw new Error(tooLong(recordBytes));
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
