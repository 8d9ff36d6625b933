import type { Configuration } from './configuration.ts';
import type { ServerId } from './server-id.ts';

/** The smallest number of voters that is a majority (P23). */
export function majority(configuration: Configuration): number {
  return Math.floor(configuration.voters.length / 2) + 1;
}

/** Whether `servers` (without duplicates) contain a majority of the voters; servers outside of them do not count. */
export function isQuorum(configuration: Configuration, servers: readonly ServerId[]): boolean {
  let count = 0;
  for (const id of servers) if (configuration.voters.includes(id)) count++;
  return count >= majority(configuration);
}

/** The largest index that a majority of the voters holds, given what each holds (P49). `heldBy` is by server id. */
export function quorumIndex(configuration: Configuration, heldBy: (id: ServerId) => number): number {
  const { voters } = configuration;
  const needed = majority(configuration);
  let best = 0;
  for (const candidate of voters) {
    const index = heldBy(candidate);
    if (index <= best) continue;
    let holders = 0;
    for (const voter of voters) if (heldBy(voter) >= index) holders++;
    if (holders >= needed) best = index;
  }
  return best;
}
