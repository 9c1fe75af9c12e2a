import { registry } from '#src/core/registry.ts';
import type { ReportFormat } from '../format.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';

/** Ways to write a report down, alphabetical. */
export const formats = registry<ReportFormat>('report format', [json, markdown, sarif]);
