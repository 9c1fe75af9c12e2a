import { randomUUID } from 'node:crypto';
import type { FindingDraft } from '#src/core/finding.ts';
import type { inWorkspace } from './database.ts';

type Trx = Parameters<Parameters<typeof inWorkspace>[2]>[0];

/** Drafts whose evidence names its screenshots by id, and the screenshots under those ids. */
export interface Pictured {
  readonly drafts: readonly FindingDraft[];
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

export function namePictures(drafts: readonly FindingDraft[]): Pictured {
  const pictures = new Map<string, Uint8Array>();
  const named = drafts.map((draft) => ({
    ...draft,
    evidence: draft.evidence.map((row) => {
      if (!('screenshot' in row) || !(row.screenshot instanceof Uint8Array)) return row;
      const id = randomUUID();
      pictures.set(id, row.screenshot);
      return { ...row, screenshot: id };
    }),
  }));
  return { drafts: named, pictures };
}

/** Stores the pictures that stored evidence kept: of a finding's many sightings only the first few are. */
export async function storePictures(
  trx: Trx,
  of: { readonly scanId: string; readonly workspaceId: string },
  pictures: ReadonlyMap<string, Uint8Array>,
  evidence: readonly unknown[],
): Promise<void> {
  const kept = evidence.flatMap((row) => {
    const { screenshot } = row as { screenshot?: unknown };
    const picture = typeof screenshot === 'string' ? pictures.get(screenshot) : undefined;
    return picture ? [{ id: screenshot as string, bytes: Buffer.from(picture) }] : [];
  });
  if (kept.length === 0) return;
  const rows = kept.map(({ id, bytes }) => ({
    id,
    workspace_id: of.workspaceId,
    scan_id: of.scanId,
    media_type: 'image/jpeg' as const,
    bytes,
  }));
  await trx.insertInto('artifacts').values(rows).execute();
}
