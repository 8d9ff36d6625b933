import type { ServerId } from './messages.ts';
import type { Configuration } from './server.ts';

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
  const held = configuration.voters.map(heldBy).sort((a, b) => b - a);
  return held[majority(configuration) - 1] ?? 0;
}
