import type { Configuration } from './configuration.ts';
import type { ServerId } from './server-id.ts';

/** How many of so many voters are a majority (P23). */
export function majorityOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/** The smallest number of voters that is a majority; of C_new while the configuration is joint. */
export function majority(configuration: Configuration): number {
  return majorityOf(configuration.voters.length);
}

/** How many of `voters` are among `servers` (without duplicates). */
export function countIn(voters: readonly ServerId[], servers: readonly ServerId[]): number {
  let count = 0;
  for (const id of servers) if (voters.includes(id)) count++;
  return count;
}

/**
 * Whether `servers` (without duplicates) contain a majority of the voters, and while the configuration is joint of the
 * old voters, too (P101). Servers outside of them do not count.
 */
export function isQuorum({ voters, old }: Configuration, servers: readonly ServerId[]): boolean {
  if (countIn(voters, servers) < majorityOf(voters.length)) return false;
  return old === null || countIn(old, servers) >= majorityOf(old.length);
}

/** The largest index that `needed` of `counted` hold, given what each holds. `heldBy` is by server id. */
export function indexHeldBy(counted: readonly ServerId[], needed: number, heldBy: (id: ServerId) => number): number {
  let best = 0;
  for (const candidate of counted) {
    const index = heldBy(candidate);
    if (index <= best) continue;
    let holders = 0;
    for (const id of counted) if (heldBy(id) >= index) holders++;
    if (holders >= needed) best = index;
  }
  return best;
}

/** The largest index that a majority of the voters holds (P49), and a majority of the old ones, too (P101). */
export function quorumIndex({ voters, old }: Configuration, heldBy: (id: ServerId) => number): number {
  const index = indexHeldBy(voters, majorityOf(voters.length), heldBy);
  return old === null ? index : Math.min(index, indexHeldBy(old, majorityOf(old.length), heldBy));
}
