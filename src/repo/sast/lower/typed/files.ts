/** How many characters two paths have in common at their start: of two files the nearer is meant. */
export function nearness(path: string, other: string): number {
  let at = 0;
  while (at < path.length && path[at] === other[at]) at++;
  return at;
}
