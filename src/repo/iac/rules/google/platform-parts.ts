import type { Resource } from '../../resource.ts';
import { attribute, type Rule } from '../../rule.ts';
import type { Test } from '../../test-of.ts';
import { at, isTrue, reach } from '../../value.ts';

export const noLogs = 'An intrusion leaves no trace that could be found afterwards.';

export const autopilot = ({ body }: Resource): boolean => isTrue(at(body, 'enable_autopilot'));

export const members = ({ body }: Resource) => [...reach(body, 'members'), ...reach(body, 'member')];

/** GKE: a setting that Autopilot has by itself. */
export const gkeRule = (
  id: string,
  refs: readonly string[],
  title: string,
  why: string,
  severity: Rule['severity'],
  path: string | readonly string[],
  want: Test,
  absent: 'bad' | 'good' = 'bad',
): Rule =>
  attribute({
    id: `google-gke-${id}`,
    title,
    why,
    severity,
    cwe: 693,
    refs,
    on: { google_container_cluster: path },
    want,
    absent,
    when: (resource) => !autopilot(resource),
  });

export const pool = (
  id: string,
  refs: readonly string[],
  title: string,
  why: string,
  path: string,
  want: Test,
  absent: 'bad' | 'good',
): Rule =>
  attribute({
    id: `google-gke-${id}`,
    title,
    why,
    severity: 'medium',
    cwe: 693,
    refs,
    on: { google_container_node_pool: path },
    want,
    absent,
  });
