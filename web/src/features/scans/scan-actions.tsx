import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isUnderWay, queries } from '../../api/queries.ts';
import { messageOf, request } from '../../api/request.ts';
import type { Scan } from '../../api/types.ts';
import { Button, ButtonLink, IconButton } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CommissionLink } from '../../components/links.tsx';

/** Stop what runs; scan again or delete what is over. */
export function ScanActions({ scan }: { scan: Scan }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const cancel = useMutation({
    mutationFn: () => request('POST /scans/{id}/cancel', { params: { id: scan.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['scans'] }),
  });
  if (isUnderWay(scan.status)) {
    return (
      <>
        {cancel.error && <span className="text-sm text-critical">{messageOf(cancel.error)}</span>}
        <Button icon="stop" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel scan
        </Button>
      </>
    );
  }
  return (
    <>
      <IconButton label="Delete scan" icon="trash" onClick={() => setAsking(true)} />
      <CompareLink scan={scan} />
      <CommissionLink targetId={scan.target_id} look="secondary" />
      {asking && (
        <ConfirmDialog
          title="Delete this scan?"
          confirm="Delete scan"
          onClose={() => setAsking(false)}
          act={async () => {
            await request('DELETE /scans/{id}', { params: { id: scan.id } });
            await navigate({ to: '/scans' });
            await client.invalidateQueries();
          }}
        >
          Its findings and attempts are deleted with it. This cannot be undone.
        </ConfirmDialog>
      )}
    </>
  );
}

/** To the comparison with the scan of this target before this one; nothing where there is none. */
function CompareLink({ scan }: { scan: Scan }) {
  const scans = useQuery(queries.scans({ target_id: scan.target_id })).data ?? [];
  const earlier = scans.find(({ id, status, created_at }) => {
    return id !== scan.id && !isUnderWay(status) && created_at <= scan.created_at;
  });
  if (!earlier) return null;
  return (
    <ButtonLink to="/scans/$base/compare/$head" params={{ base: earlier.id, head: scan.id }}>
      Compare
    </ButtonLink>
  );
}
