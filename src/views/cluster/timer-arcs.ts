import { ELECTION_TIMER, HEARTBEAT_TIMER, TIMER_NAMES, type World } from '../../cluster/types.ts';
import { mayBeReplacedByOrder } from '../../raft/transfer.ts';
import { readingAt } from '../../sim/clock.ts';
import type { Moment } from '../../store/types.ts';

/** What is left of the timer that a server waits for, in virtual microseconds; 0 when none runs. */
export function timerLeftUs(world: World, hostIndex: number, atUs: number): number {
  const host = world.hosts[hostIndex];
  if (host === undefined || !host.up || host.state.kind !== 'server') return 0;
  const timer = host.state.raft.role === 'leader' ? HEARTBEAT_TIMER : ELECTION_TIMER;
  const index = hostIndex * TIMER_NAMES.length + timer;
  const due = world.timerDueUs[index] ?? Infinity;
  if (due !== Infinity) return Math.max(0, due - atUs);
  const parked = world.timerParkedUs[index] ?? -1;
  if (parked < 0) return 0;
  // Of a frozen timer it is what is left; of a paused host the due time: its timers run on, unseen by it (P60).
  return host.frozen[timer] === true ? parked : Math.max(0, parked - atUs);
}

/** P132: what is left of a leader's lease; 0 where it has none, or may be replaced at its own word (P85). */
export function leaseLeftUs(world: World, hostIndex: number, atUs: number): number {
  const host = world.hosts[hostIndex];
  if (host === undefined || !host.up || host.state.kind !== 'server' || host.state.raft.role !== 'leader') return 0;
  const { raft } = host.state;
  // The lease runs by the leader's own clock.
  return mayBeReplacedByOrder(raft) ? 0 : Math.max(0, raft.rounds.leaseUntilUs - readingAt(host.clock, atUs));
}

/** In how many places an arc can end: about half a pixel apart, so that a slow run does not draw it in every frame. */
const STOPS = 500;

/** Moves arcs of one kind once per frame, by reference. All arcs share one scale: a full circle is the longest timeout. */
export class TimerArcs {
  fullUs = 1;
  private readonly leftUs: typeof timerLeftUs;
  private moment: Moment | null = null;
  private readonly arcs = new Map<number, { readonly node: SVGCircleElement; shown: number }>();

  constructor(leftUs: typeof timerLeftUs) {
    this.leftUs = leftUs;
  }

  register(hostIndex: number, node: SVGCircleElement | null): void {
    if (node === null) this.arcs.delete(hostIndex);
    else this.arcs.set(hostIndex, { node, shown: -1 });
    // A node that comes when nothing moves waits for no frame.
    if (node !== null && this.moment !== null) this.show(this.moment);
  }

  show(moment: Moment): void {
    this.moment = moment;
    const { world, displayUs } = moment;
    for (const [hostIndex, arc] of this.arcs) {
      const share = Math.min(1, this.leftUs(world, hostIndex, displayUs) / this.fullUs);
      const shown = Math.round(share * STOPS);
      if (shown === arc.shown) continue;
      arc.shown = shown;
      arc.node.setAttribute('stroke-dasharray', `${(shown * 1000) / STOPS} 1001`);
    }
  }
}
