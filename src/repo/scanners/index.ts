import { registry } from '#src/core/registry.ts';
import { bandit } from './bandit.ts';
import { brakeman } from './brakeman.ts';
import { checkov } from './checkov.ts';
import { gitleaks } from './gitleaks.ts';
import { gosec } from './gosec.ts';
import { iac } from './iac.ts';
import { malware } from './malware.ts';
import { opengrep } from './opengrep.ts';
import { osvScanner } from './osv-scanner.ts';
import { sast } from './sast.ts';
import { sca } from './sca.ts';
import type { Scanner } from './scanner.ts';
import { secrets } from './secrets.ts';
import { semgrep } from './semgrep.ts';
import { trivy } from './trivy.ts';

/** What looks at repositories, alphabetical. */
export const scanners = registry<Scanner>('scanner', [
  bandit,
  brakeman,
  checkov,
  gitleaks,
  gosec,
  iac,
  malware,
  opengrep,
  osvScanner,
  sast,
  sca,
  secrets,
  semgrep,
  trivy,
]);
