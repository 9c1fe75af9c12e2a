import type { Resource } from '../resource.ts';
import { at, itemsOf, type Mapping, type Value } from '../value.ts';

export const isWorkflowPath = (path: string): boolean =>
  /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
export const isActionPath = (path: string): boolean => /(?:^|\/)action\.ya?ml$/.test(path);

/** A workflow with its jobs and steps, or a composite action with its steps. */
export function actionsResources(document: Value, file: string): readonly Resource[] {
  if (document.kind !== 'map') return [];
  const span = document.keys.get('on') ?? document.keys.get('runs') ?? document.span;
  const whole: Resource = {
    platform: 'github-actions',
    type: 'workflow',
    name: file,
    body: { ...document, span },
    span,
    file,
    at: '',
  };
  const runs = at(document, 'runs');
  if (runs?.kind === 'map') return [...stepsOf(runs, 'runs', { ...whole, type: 'action' })];
  const jobs = at(document, 'jobs');
  if (jobs?.kind !== 'map') return [];
  const made = [...jobs.entries].flatMap(([name, job]): Resource[] => {
    if (job.kind !== 'map') return [];
    const place = jobs.keys.get(name) ?? job.span;
    const resource: Resource = {
      ...whole,
      type: 'workflow-job',
      name,
      body: { ...job, span: place },
      span: place,
      at: `jobs.${name}`,
      parent: whole,
    };
    return [resource, ...stepsOf(job, `jobs.${name}`, resource)];
  });
  return [whole, ...made];
}

const stepsOf = (job: Mapping, path: string, parent: Resource): readonly Resource[] =>
  itemsOf(job.entries.get('steps') ?? null).flatMap((step, i): Resource[] =>
    step.kind === 'map'
      ? [
          {
            ...parent,
            type: 'workflow-step',
            name: `step ${i + 1}`,
            body: step,
            span: step.span,
            at: `${path}.steps[${i}]`,
            parent,
          },
        ]
      : [],
  );
