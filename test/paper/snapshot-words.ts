import { itemsOf } from '../../src/cluster/snapshot-data.ts';
import type { Effect } from '../../src/raft/effects.ts';
import type { ServerId } from '../../src/raft/messages.ts';
import type { Server } from '../../src/raft/server.ts';
import type { Snapshot } from '../../src/raft/snapshot.ts';
import { type Cast, Stage } from './stage.ts';
import { basics, type receive, set, tell } from './support.ts';

/** The words in which the tests of snapshots speak. */

export const every3 = { ...basics, snapshotEntries: 3 };
export const inTwos = { ...basics, snapshotChunk: 2 };

export function order(server: Server) {
  return tell(server, { type: 'OrderReceived', order: { type: 'TakeSnapshot' }, localUs: 0 });
}

/** The indexes at which a step wants a snapshot. */
export function wanted(effects: readonly Effect[]): number[] {
  return effects.flatMap((effect) => (effect.type === 'TakeSnapshot' ? [effect.index] : []));
}

export function took(server: Server, of: Snapshot) {
  return tell(server, { type: 'SnapshotTaken', index: of.lastIndex, data: of.data, localUs: 0 });
}

export function restored(effects: readonly Effect[]): boolean {
  return effects.some((effect) => effect.type === 'RestoreMachine');
}

/** What one message of InstallSnapshot says, sent by `leader` in one step to `to`. */
export function chunkTo(turnout: ReturnType<typeof receive>, to: ServerId) {
  const found = turnout.sent.find((sent) => sent.to === to && sent.message.type === 'InstallSnapshotRequest');
  if (found?.message.type !== 'InstallSnapshotRequest') throw new Error(`no snapshot was sent to S${to}`);
  return found.message;
}

/** S1 leads three servers. Commands come one by one; S3 hears nothing while it is cut off. */
export function ledByS1(cast: Cast = {}): Stage {
  return new Stage({ timeouts: [[100], [900], [900]], election: [150, 300], ...cast }).until(300);
}

export function askAll(stage: Stage, count: number, from = 1): Stage {
  for (let place = 0; place < count; place++) {
    stage.ask(1, set(`k${(place + from) % 4}`, place + from)).until(stage.run.nowUs / 1000 + 60);
  }
  return stage;
}

export function contents(stage: Stage, server: ServerId) {
  return itemsOf(stage.member(server).machine);
}

/** S3 misses `missed` commands, and the others have discarded what they were by the time that it hears again. */
export function fallenBehind(cast: Cast = {}, missed = 8): Stage {
  const stage = ledByS1({ raft: { snapshotEntries: 3, ...cast.raft }, ...cast }).partition([1, 2], [3]);
  stage.act({ do: 'freezeTimer', server: 3, timer: 0 });
  return askAll(stage, missed).heal();
}
