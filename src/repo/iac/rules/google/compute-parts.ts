import type { Resource } from '../../resource.ts';
import { type Flaw, flawAt } from '../../rule.ts';
import { everyone } from '../../test-of.ts';
import { at, itemsOf, plain, reach, textOf } from '../../value.ts';

/** Ranges of the whole internet on one side of a firewall rule that lets traffic through. */
export const open = (resource: Resource, key: 'source_ranges' | 'destination_ranges'): readonly Flaw[] =>
  itemsOf(at(resource.body, 'allow')).length === 0 ||
  plain(at(resource.body, 'disabled')) === true ||
  tagged(resource)
    ? []
    : reach(resource.body, key)
        .filter(({ value }) => value?.kind === 'scalar' && everyone(textOf(value)))
        .map((place) => flawAt(place, 'a narrow range'));

/** With source tags besides the range, both of them are let in; Google's own checks take such rules as meant for machines. */
export const tagged = ({ body }: Resource): boolean =>
  itemsOf(at(body, 'source_tags')).length > 0 || itemsOf(at(body, 'source_service_accounts')).length > 0;

export const firewall = (protocol: string, port: string, source: string): string =>
  `resource "google_compute_firewall" "a" {\n  source_ranges = ["${source}"]\n  allow {\n    protocol = "${protocol}"\n    ports = ["${port}"]\n  }\n}`;
