import type { FlowState } from '../../raft/flow.ts';
import { flowOf } from '../../raft/pipeline.ts';
import type { Leader } from '../../raft/server.ts';
import { followersOf } from '../../raft/server.ts';
import type { Switches } from '../../raft/switches.ts';
import type { Address } from '../../sim/types.ts';

/** How a leader sends to a follower, as it is shown (P48). */
export interface Flow {
  readonly state: FlowState;
  /** In a pipeline the requests under way; in a probe whether its answer is awaited, as 0 or 1. */
  readonly underWay: number;
  readonly window: number;
}

/** Null without `pipelining`, when there is nothing to tell, and for servers that the leader does not send to. */
export function flowTo(
  leader: Leader,
  follower: Address,
  { pipelining, maxInFlight }: Pick<Switches, 'pipelining' | 'maxInFlight'>,
): Flow | null {
  if (!pipelining || !followersOf(leader).includes(follower)) return null;
  const state = flowOf(leader, follower);
  const awaited = (leader.awaiting[follower] ?? 0) === 0 ? 0 : 1;
  const underWay = state === 'replicate' ? (leader.inFlight[follower]?.length ?? 0) : awaited;
  return { state, underWay, window: maxInFlight };
}

export function isFull({ state, underWay, window }: Flow): boolean {
  return state === 'replicate' && underWay >= window;
}
