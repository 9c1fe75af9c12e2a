import type { Finding } from '../../api/types.ts';
import { EvidenceText } from '../../components/evidence.tsx';
import { Card, Facts } from '../../components/page.tsx';

const frameworks: Record<string, string> = {
  owasp: 'OWASP',
  atlas: 'MITRE ATLAS',
  nistAiRmf: 'NIST AI RMF',
  euAiAct: 'EU AI Act',
  iso42001: 'ISO/IEC 42001',
  cwe: 'Weakness',
};

/** Where the flaw stands in the frameworks that auditors ask for. */
export function References({ finding }: { finding: Finding }) {
  const weakness = finding.cwe === null ? [] : [['cwe', [`CWE-${finding.cwe}`]] as const];
  const rows = [...Object.entries(finding.references), ...weakness].filter(([, ids]) => ids.length > 0);
  const named = (id: string): string => [id, finding.reference_titles[id] ?? ''].join(' ').trim();
  if (rows.length === 0) return null;
  return (
    <Card title="References">
      <Facts
        rows={rows.map(([framework, ids]) => [
          frameworks[framework] ?? framework,
          <EvidenceText key={framework} text={ids.map(named).join('\n')} />,
        ])}
      />
    </Card>
  );
}
