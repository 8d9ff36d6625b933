import { flowOf } from '../../raft/pipeline.ts';
import type { Leader, Server } from '../../raft/server.ts';

type Situation = 'pipelines rolled back' | 'full windows';

/** P47, P48: what a step did to the pipelines of a leader. */
export function tallyPipelines(was: Server, is: Server, add: (situation: Situation) => void): void {
  if (was.role !== 'leader' || is.role !== 'leader' || (was.inFlight === is.inFlight && was.log === is.log)) return;
  is.inFlight.forEach((underWay, follower) => {
    const wasStreaming = (was.inFlight[follower] ?? null) !== null;
    if (underWay === null && wasStreaming && flowOf(is, follower) === 'probe') add('pipelines rolled back');
    if (isHeldBack(is, follower) && !isHeldBack(was, follower)) add('full windows');
  });
}

/** A pipeline sends everything there is; what is left does not fit into the window. */
function isHeldBack(leader: Leader, follower: number): boolean {
  const next = leader.nextIndex[follower] ?? 1;
  return flowOf(leader, follower) === 'replicate' && next <= leader.log.lastIndex;
}
