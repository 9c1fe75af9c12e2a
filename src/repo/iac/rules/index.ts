import type { Rule } from '../rule.ts';
import { compute as awsCompute } from './aws/compute.ts';
import { database } from './aws/database.ts';
import { iam } from './aws/iam.ts';
import { network as awsNetwork } from './aws/network.ts';
import { serverless } from './aws/serverless.ts';
import { services as awsServices } from './aws/services.ts';
import { storage } from './aws/storage.ts';
import { compute as azureCompute } from './azure/compute.ts';
import { data as azureData } from './azure/data.ts';
import { network as azureNetwork } from './azure/network.ts';
import { services as composeServices } from './compose/services.ts';
import { dockerfile } from './docker/dockerfile.ts';
import { workflows } from './github-actions/workflows.ts';
import { compute as googleCompute } from './google/compute.ts';
import { platform as googlePlatform } from './google/platform.ts';
import { cluster } from './kubernetes/cluster.ts';
import { controlPlane } from './kubernetes/control-plane.ts';
import { pods } from './kubernetes/pods.ts';
import { certificates } from './other/certificates.ts';
import { clouds } from './other/clouds.ts';
import { tables } from './other/tables.ts';

/** Every rule, by platform and service. Rules of AWS serve Terraform and CloudFormation alike. */
export const rules: readonly Rule[] = [
  ...awsCompute,
  ...awsNetwork,
  ...awsServices,
  ...azureCompute,
  ...azureData,
  ...azureNetwork,
  ...certificates,
  ...cluster,
  ...clouds,
  ...composeServices,
  ...controlPlane,
  ...database,
  ...dockerfile,
  ...googleCompute,
  ...googlePlatform,
  ...iam,
  ...pods,
  ...serverless,
  ...storage,
  ...tables,
  ...workflows,
];

const byKind = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const kind of rule.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
}

/** The rules that look at a type of resource. */
export const rulesFor = (type: string): readonly Rule[] => byKind.get(type) ?? [];
