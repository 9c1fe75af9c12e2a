import { registry } from '#src/core/registry.ts';
import { accessControl } from './access-control.ts';
import { bias } from './bias.ts';
import { brand } from './brand.ts';
import type { Guardrail } from './build.ts';
import { codingAgent } from './coding-agent.ts';
import { financial } from './financial.ts';
import { harm } from './harm.ts';
import { housing } from './housing.ts';
import { hr } from './hr.ts';
import { insurance } from './insurance.ts';
import { legal } from './legal.ts';
import { mcp } from './mcp.ts';
import { medical } from './medical.ts';
import { minors } from './minors.ts';
import { pii } from './pii.ts';
import { rag } from './rag.ts';
import { retail } from './retail.ts';
import { secrets } from './secrets.ts';
import { ssrf } from './ssrf.ts';
import { telecom } from './telecom.ts';
import { testSignatures } from './test-signatures.ts';
import { toolAuthz } from './tool-authz.ts';
import { unsafeCode } from './unsafe-code.ts';

/** Built-in guardrail checks, asked where `redteam.guardrails` names them. */
export const guardrails = registry<Guardrail>('guardrail', [
  accessControl,
  bias,
  brand,
  codingAgent,
  financial,
  harm,
  housing,
  hr,
  insurance,
  legal,
  mcp,
  medical,
  minors,
  pii,
  rag,
  retail,
  secrets,
  ssrf,
  telecom,
  testSignatures,
  toolAuthz,
  unsafeCode,
]);
