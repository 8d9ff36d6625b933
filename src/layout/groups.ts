/**
 * Who can still talk to whom: servers that at least one direction connects, directly or over others. Groups and their
 * members are in ascending order.
 */
export function groupsOf(servers: readonly number[], connects: (from: number, to: number) => boolean): number[][] {
  const groups: number[][] = [];
  for (const server of servers) {
    const joined = groups.filter((group) => group.some((other) => connects(server, other) || connects(other, server)));
    const merged = [...joined.flat(), server].sort((a, b) => a - b);
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** How often a walk around the ring passes from one group to another. */
function borders(order: readonly number[], groups: readonly (readonly number[])[]): number {
  const groupOf = (server: number | undefined): number => groups.findIndex((group) => group.includes(server ?? -1));
  return order.filter((server, slot) => groupOf(server) !== groupOf(order[(slot + 1) % order.length])).length;
}

/**
 * Which server stands in which slot. Servers keep their places; only where the groups lie crosswise, so that no line
 * could separate them, the servers of a group move together.
 */
export function slotOrder(servers: readonly number[], groups: readonly (readonly number[])[]): number[] {
  const crosswise = groups.length > 1 && borders(servers, groups) > groups.length;
  return crosswise ? groups.flat() : [...servers];
}
