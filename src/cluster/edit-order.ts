import type { Role } from '../raft/server.ts';
import { needsPersist } from '../raft/step.ts';
import type { SimEffect, SimOutcome } from '../sim/types.ts';
import { type Edit, edited, problemWith } from './edit.ts';
import { type ClusterNote, ELECTION_TIMER, HEARTBEAT_TIMER, type ServerMember, type Wire } from './types.ts';

type Order = SimEffect<Wire, ClusterNote>;

/** What the timers of a role are set with. */
interface TimerOrders {
  readonly resetElection: Order;
  readonly resetHeartbeat: Order;
}

/** A value is set by hand: what is durable goes to the disk, and the timers of a new role run. */
export function editByHand(
  member: ServerMember,
  edit: Edit,
  localUs: number,
  timers: TimerOrders,
): SimOutcome<ServerMember, Wire, ClusterNote> {
  const tell = (note: ClusterNote): Order => ({ type: 'Note', note, causes: [] });
  const problem = problemWith(member, edit);
  if (problem !== null) return { state: member, effects: [tell({ type: 'EditRefused', edit, problem })] };
  const state = edited(member, edit, localUs);
  const effects: Order[] = needsPersist(member.raft, state.raft) ? [{ type: 'Persist' }] : [];
  if (state.raft.role !== member.raft.role) effects.push(...timersOf(state.raft.role, timers));
  return { state, effects: [...effects, tell({ type: 'EditedByHand', edit })] };
}

function timersOf(role: Role, { resetElection, resetHeartbeat }: TimerOrders): Order[] {
  if (role === 'leader') return [{ type: 'StopTimer', timer: ELECTION_TIMER }, resetHeartbeat];
  return [resetElection, role === 'follower' ? { type: 'StopTimer', timer: HEARTBEAT_TIMER } : resetHeartbeat];
}
