import type { Configuration } from '../../raft/configuration.ts';
import { membersOf, union } from '../../raft/configuration.ts';
import { isQuorum } from '../../raft/quorum.ts';

/**
 * I14 (T§4.1, T-Fig 4.3): whether a quorum of one configuration and a quorum of the other can have no server in common.
 * Tries every set of servers; there are nine at most, and configurations change rarely.
 */
export function canDecideApart(one: Configuration, other: Configuration): boolean {
  const servers = union(membersOf(one), membersOf(other));
  for (let set = 0; set < 1 << servers.length; set++) {
    const inside = servers.filter((_, place) => (set & (1 << place)) !== 0);
    if (!isQuorum(one, inside)) continue;
    if (
      isQuorum(
        other,
        servers.filter((id) => !inside.includes(id)),
      )
    )
      return true;
  }
  return false;
}
