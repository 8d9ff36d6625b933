import { readingAt, whenItReads } from './clock.ts';
import { isAboutNobody } from './join.ts';
import type { Item } from './queue.ts';
import type { Stage } from './stage.ts';
import type { Action, Choice, MessageRef } from './types.ts';

/**
 * The choice of the next step by hand (decision 0039). What is chosen comes at its own time or, if that is over, now:
 * late like everything that was passed over for it, never early. So a run made of choices is one that slow links, slow
 * disks and slow machines could have made, and nothing has to be said about what Raft promises in it.
 */

export function isChoice<O>(action: Action<O>): action is Choice {
  return action.do === 'takeMessage' || action.do === 'takeTimer' || action.do === 'takeWrite';
}

/** When what is chosen at `nowUs` comes; null when there is no such thing (any more). */
export function timeOfChoice<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, choice: Choice, nowUs: number): number | null {
  if (isAboutNobody(sim.serverCount, choice)) return null;
  const dueUs = choice.do === 'takeTimer' ? dueOfTimer(sim, choice, nowUs) : dueOfItem(findItem(sim, choice), nowUs);
  return dueUs === null ? null : Math.max(nowUs, dueUs);
}

function dueOfItem<D, M>(item: Item<D, M> | null, nowUs: number): number | null {
  if (item === null) return null;
  return item.kind === 'envelope' && item.held ? nowUs + item.dueAtUs : item.dueAtUs;
}

function dueOfTimer<S, D, M, N, O>(
  sim: Stage<S, D, M, N, O>,
  { server, timer }: Extract<Choice, { readonly do: 'takeTimer' }>,
  nowUs: number,
): number | null {
  const index = sim.timerIndex(server, timer);
  const dueUs = sim.timers.dueUs[index] ?? Infinity;
  if (dueUs !== Infinity) return dueUs;
  const { clock, frozen, paused } = sim.host(server);
  const leftUs = sim.timers.parkedUs[index] ?? -1;
  // The timers of a paused host are parked, too, but only time can take them out.
  if (leftUs < 0 || paused || frozen[timer] !== true) return null;
  return whenItReads(clock, readingAt(clock, nowUs) + leftUs);
}

function findItem<S, D, M, N, O>(
  sim: Stage<S, D, M, N, O>,
  choice: Exclude<Choice, { readonly do: 'takeTimer' }>,
): Item<D, M> | null {
  if (choice.do === 'takeWrite') {
    // A disk writes one after the other.
    const [write] = sim.host(choice.server).writes.filter((other) => !sim.host(choice.server).inbox.includes(other));
    return write?.ordinal === choice.write ? write : null;
  }
  const isMeant = (item: Item<D, M>): boolean => item.kind === 'envelope' && isSameMessage(item, choice.message);
  return sim.held.find(isMeant) ?? sim.queue.items().find(isMeant) ?? null;
}

export function isSameMessage(a: MessageRef, b: MessageRef): boolean {
  return a.from === b.from && a.to === b.to && a.ordinal === b.ordinal && a.copy === b.copy;
}

/** Takes the step that was chosen, at its time. False when there is no such thing, and nothing was done. */
export function takeChoice<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, choice: Choice, atUs: number): boolean {
  if (timeOfChoice(sim, choice, sim.nowUs) === null) return false;
  if (choice.do === 'takeTimer') {
    sim.fireTimer(sim.timerIndex(choice.server, choice.timer), atUs, false);
    return true;
  }
  const item = findItem(sim, choice);
  if (item === null) return false;
  sim.takeItem(takenOff(sim, item, atUs), atUs);
  return true;
}

function takenOff<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, item: Item<D, M>, atUs: number): Item<D, M> {
  if (item.kind === 'envelope' && item.held) {
    sim.held = sim.held.filter((other) => other !== item);
    return { ...item, held: false, dueAtUs: atUs, arriveAtUs: atUs + item.arriveAtUs - item.dueAtUs };
  }
  sim.queue.removeWhere((other) => other === item);
  return item;
}
