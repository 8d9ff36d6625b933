import type { Server } from '../../src/raft/server.ts';
import { byHand, CLIENT, Stage } from './stage.ts';
import { basics, set, tell } from './support.ts';

/** The words in which the tests of reads speak. */

export const MS = 1000;
const QUIET = [900, 9000, 90_000];
export const leasing = { ...basics, reads: 'lease', stickiness: true } as const;

/** S1 leads from 120 ms on; the others stay quiet as long as they hear from it. x is 3. */
export function ledByS1(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  const servers = cast.servers ?? 3;
  const timeouts = [[100], ...new Array<number[]>(servers - 1).fill(QUIET)];
  return new Stage({ timeouts, ...cast }).until(200).ask(1, set('x', 3)).until(400);
}

/** By hand: S1 leads term 1 and has committed its no-op everywhere, and then that x is 3, at index 2. */
export function standing(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  const stage = byHand(cast).elect(1, 2).settle(1, 2, 3).command(1, set('x', 3)).settle(1, 2, 3);
  return stage.deliver(1, CLIENT).heartbeat(1).settle(1, 2, 3);
}

/** S2 takes over in term 2 while S1 hears of nobody, and x becomes 9. */
export function deposedS1(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  return ledByS1({ servers: 5, ...cast, timeouts: [[100], [300], QUIET, QUIET, QUIET] })
    .partition([1], [2, 3, 4, 5])
    .until(1200)
    .ask(2, set('x', 9))
    .until(1400);
}

export function answers(stage: Stage) {
  return stage.finished.map(({ outcome, result, read }) => [outcome, result?.ok === true ? result.value : null, read]);
}

export function asksToRead(
  server: Server,
  ms: number,
  mode: 'readIndex' | 'lease' | 'local',
  config = leasing,
  minIndex = 0,
) {
  const command = { kind: 'client', operation: { kind: 'get', key: 'x' } } as const;
  const tag = { client: CLIENT, request: 7 };
  return tell(server, { type: 'ReadReceived', mode, command, tag, minIndex, localUs: ms * MS }, config);
}

export function served(effects: readonly { readonly type: string }[]): boolean {
  return effects.some(({ type }) => type === 'ServeRead');
}
