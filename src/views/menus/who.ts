import type { ClusterHost, World } from '../../cluster/types.ts';
import type { Leader } from '../../raft/server.ts';
import { type Address, isClient } from '../../sim/types.ts';

export function serversOf(world: World): Address[] {
  return world.hosts.map((host) => host.address).filter((address) => !isClient(address));
}

/** The leader of the newest term, as far as it runs: whom one asks to hand over. */
export function leaderIn(world: World): { readonly host: ClusterHost; readonly raft: Leader } | null {
  let newest: { readonly host: ClusterHost; readonly raft: Leader } | null = null;
  for (const host of world.hosts) {
    if (!host.up || host.state.kind !== 'server') continue;
    const { raft } = host.state;
    if (raft.role === 'leader' && raft.currentTerm > (newest?.raft.currentTerm ?? -1)) newest = { host, raft };
  }
  return newest;
}
