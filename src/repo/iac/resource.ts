import type { Span } from '../issue.ts';
import type { DockerImage } from './read/dockerfile.ts';
import { itemsOf, type Mapping, plain, textOf, type Value } from './value.ts';

export type Platform =
  | 'terraform'
  | 'cloudformation'
  | 'kubernetes'
  | 'compose'
  | 'github-actions'
  | 'dockerfile';

/** One thing a file declares: a resource of a cloud, a workload, a service, a job. */
export interface Resource {
  readonly platform: Platform;
  /** "aws_s3_bucket", "AWS::S3::Bucket", "data.aws_iam_policy_document", "Deployment", "service" … */
  readonly type: string;
  readonly name: string;
  readonly body: Mapping;
  /** Where it is declared: the place of findings about what is missing. */
  readonly span: Span;
  readonly file: string;
  /** Path of `body` in the document, for proofs. */
  readonly at: string;
  /** What it is part of: the pod of a container, the job of a step. */
  readonly parent?: Resource;
  /** Of a Dockerfile: its instructions. */
  readonly image?: DockerImage;
}

/** The resources that are deployed together: those of a folder of Terraform, of one file elsewhere. */
export class World {
  readonly resources: readonly Resource[];
  readonly #byType = new Map<string, Resource[]>();
  /** Paths that a rule needed and that are known only when it runs. */
  readonly undecided = new Set<string>();

  constructor(resources: readonly Resource[]) {
    this.resources = resources;
    for (const resource of resources) {
      const same = this.#byType.get(resource.type);
      if (same) same.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  of(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** Whether `value` (or an item of it) names `resource`: by a reference, or by the value of one of its `names`. */
  names(value: Value | null, resource: Resource, names: readonly string[] = []): boolean {
    const known = names.map((key) => plain(resource.body.entries.get(key) ?? null)).filter((name) => name);
    const ref = resource.platform === 'terraform' ? `${resource.type}.${resource.name}` : resource.name;
    return itemsOf(value).some((item) =>
      item.kind === 'unknown' ? item.refs.includes(ref) : known.includes(textOf(item)),
    );
  }

  /** The resources of `types` whose `key` names `resource`. */
  pointingAt(resource: Resource, types: readonly string[], key: string, names: readonly string[] = []) {
    return this.of(...types).filter((other) =>
      this.names(other.body.entries.get(key) ?? null, resource, names),
    );
  }

  /** What `value` names: a resource of `types`. */
  named(value: Value | null, types: readonly string[], names: readonly string[] = []): Resource | null {
    return this.of(...types).find((resource) => this.names(value, resource, names)) ?? null;
  }
}
