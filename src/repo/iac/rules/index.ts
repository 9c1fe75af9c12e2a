import type { Rule } from '../rule.ts';
import { audit as awsAudit } from './aws/audit.ts';
import { containers as awsContainers } from './aws/containers.ts';
import { desktopsAndClusters as awsDesktopsAndClusters } from './aws/desktops-and-clusters.ts';
import { disks as awsDisks } from './aws/disks.ts';
import { documentDatabases as awsDocumentDatabases } from './aws/document-databases.ts';
import { edge as awsEdge } from './aws/edge.ts';
import { firewalls as awsFirewalls } from './aws/firewalls.ts';
import { functions as awsFunctions } from './aws/functions.ts';
import { iamPolicies as awsIamPolicies } from './aws/iam-policies.ts';
import { iamUsers as awsIamUsers } from './aws/iam-users.ts';
import { instances as awsInstances } from './aws/instances.ts';
import { keys as awsKeys } from './aws/keys.ts';
import { messaging as awsMessaging } from './aws/messaging.ts';
import { opensearch as awsOpensearch } from './aws/opensearch.ts';
import { rds as awsRds } from './aws/rds.ts';
import { redshiftAndCache as awsRedshiftAndCache } from './aws/redshift-and-cache.ts';
import { s3 as awsS3 } from './aws/s3.ts';
import { serverless } from './aws/serverless.ts';
import { vpcAndBalancers as awsVpcAndBalancers } from './aws/vpc-and-balancers.ts';
import { applications as azureApplications } from './azure/applications.ts';
import { clusters as azureClusters } from './azure/clusters.ts';
import { databases as azureDatabases } from './azure/databases.ts';
import { governance as azureGovernance } from './azure/governance.ts';
import { machines as azureMachines } from './azure/machines.ts';
import { network as azureNetwork } from './azure/network.ts';
import { storage as azureStorage } from './azure/storage.ts';
import { vaults as azureVaults } from './azure/vaults.ts';
import { services as composeServices } from './compose/services.ts';
import { commands as dockerCommands } from './docker/commands.ts';
import { instructions as dockerInstructions } from './docker/instructions.ts';
import { packages as dockerPackages } from './docker/packages.ts';
import { injection as actionsInjection } from './github-actions/injection.ts';
import { workflows as actionsWorkflows } from './github-actions/workflows.ts';
import { databases as googleDatabases } from './google/databases.ts';
import { firewalls as googleFirewalls } from './google/firewalls.ts';
import { gke as googleGke } from './google/gke.ts';
import { iam as googleIam } from './google/iam.ts';
import { machines as googleMachines } from './google/machines.ts';
import { networks as googleNetworks } from './google/networks.ts';
import { storage as googleStorage } from './google/storage.ts';
import { bindings as kubernetesBindings } from './kubernetes/bindings.ts';
import { capabilities as kubernetesCapabilities } from './kubernetes/capabilities.ts';
import { controlPlane } from './kubernetes/control-plane.ts';
import { isolation as kubernetesIsolation } from './kubernetes/isolation.ts';
import { objects as kubernetesObjects } from './kubernetes/objects.ts';
import { pods as kubernetesPods } from './kubernetes/pods.ts';
import { resources as kubernetesResources } from './kubernetes/resources.ts';
import { roles as kubernetesRoles } from './kubernetes/roles.ts';
import { users as kubernetesUsers } from './kubernetes/users.ts';
import { certificates } from './other/certificates.ts';
import { clouds as otherClouds } from './other/clouds.ts';
import { digitalocean as otherDigitalocean } from './other/digitalocean.ts';
import { github as otherGithub } from './other/github.ts';
import { nifcloud as otherNifcloud } from './other/nifcloud.ts';
import { tables } from './other/tables.ts';

/** Every rule, by platform and service. Rules of AWS serve Terraform and CloudFormation alike. */
export const rules: readonly Rule[] = [
  ...awsInstances,
  ...awsDesktopsAndClusters,
  ...awsFirewalls,
  ...awsVpcAndBalancers,
  ...awsEdge,
  ...awsMessaging,
  ...awsAudit,
  ...awsKeys,
  ...awsContainers,
  ...awsFunctions,
  ...azureApplications,
  ...azureMachines,
  ...azureClusters,
  ...azureStorage,
  ...azureDatabases,
  ...azureVaults,
  ...azureNetwork,
  ...azureGovernance,
  ...certificates,
  ...kubernetesBindings,
  ...kubernetesRoles,
  ...kubernetesObjects,
  ...otherNifcloud,
  ...otherDigitalocean,
  ...otherGithub,
  ...otherClouds,
  ...composeServices,
  ...controlPlane,
  ...awsRds,
  ...awsDocumentDatabases,
  ...awsRedshiftAndCache,
  ...awsOpensearch,
  ...dockerInstructions,
  ...dockerPackages,
  ...dockerCommands,
  ...googleFirewalls,
  ...googleMachines,
  ...googleNetworks,
  ...googleDatabases,
  ...googleIam,
  ...googleGke,
  ...googleStorage,
  ...awsIamPolicies,
  ...awsIamUsers,
  ...kubernetesCapabilities,
  ...kubernetesUsers,
  ...kubernetesIsolation,
  ...kubernetesResources,
  ...kubernetesPods,
  ...serverless,
  ...awsS3,
  ...awsDisks,
  ...tables,
  ...actionsInjection,
  ...actionsWorkflows,
];

const byKind = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const kind of rule.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
}

/** The rules that look at a type of resource. */
export const rulesFor = (type: string): readonly Rule[] => byKind.get(type) ?? [];
