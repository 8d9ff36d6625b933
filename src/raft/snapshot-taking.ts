import { latestConfiguration } from './latest-configuration.ts';
import type { Order } from './orders.ts';
import { rules } from './rules.ts';
import type { SnapshotData } from './snapshot.ts';
import { note, revised, type Turn } from './turn.ts';

/** P111: after entries were applied: is it time to take a snapshot? Not while the last one is still being written. */
export function considerSnapshot(turn: Turn): void {
  const { log, snapshot, lastApplied } = turn.server;
  if (snapshot !== null && snapshot.lastIndex > log.baseIndex) return;
  const { snapshotEntries, snapshotFactor } = turn.config;
  const applied = lastApplied - log.baseIndex;
  const values = { applied, snapshotEntries, snapshotFactor, previousSize: snapshot?.data.size ?? 0 };
  if (!rules.P111(values)) return;
  note(turn, () => ({
    type: 'SnapshotDecided',
    index: lastApplied,
    decision: { rule: 'P111', values, outcome: true },
  }));
  turn.effects.push({ type: 'TakeSnapshot', index: lastApplied });
}

/** P108: an administrator wants a snapshot now; refused when nothing was applied since the last one. */
export function snapshotOrdered(turn: Turn, order: Extract<Order, { readonly type: 'TakeSnapshot' }>): void {
  const { lastApplied, snapshot } = turn.server;
  const values = { lastApplied, snapshotIndex: snapshot?.lastIndex ?? 0 };
  const decision = { rule: 'P108', values, outcome: rules.P108(values) } as const;
  if (!decision.outcome) {
    note(turn, () => ({ type: 'OrderRefused', order, decision }));
    return;
  }
  note(turn, () => ({ type: 'SnapshotDecided', index: lastApplied, decision }));
  turn.effects.push({ type: 'TakeSnapshot', index: lastApplied });
}

/** P107 to P109: the snapshot is saved first; what it covers stays in the log until that is durable. */
export function snapshotTaken(turn: Turn, lastIndex: number, data: SnapshotData): void {
  const { server } = turn;
  const lastTerm = server.log.termAt(lastIndex);
  if (lastTerm === undefined || lastIndex > server.lastApplied) return;
  const upTo = turn.config.mutations.snapshotOpenConfiguration ? server.log.lastIndex : lastIndex;
  const { configuration } = latestConfiguration(server.log, upTo, server.baseConfiguration);
  revised(turn, server).snapshot = { lastIndex, lastTerm, configuration, data };
  note(turn, () => ({ type: 'SnapshotTaken', lastIndex, lastTerm, size: data.size }));
}

/** P109: a snapshot is on disk, so what it covers can go, and so can the snapshots before it. */
export function discardCovered(turn: Turn, snapshotIndex: number): void {
  const { server } = turn;
  const { log } = server;
  // What a snapshot covers is applied (I8), except where a rule is broken: then it is still to be applied, once more.
  if (log.termAt(snapshotIndex) === undefined || snapshotIndex > server.lastApplied) return;
  const { configuration: baseConfiguration } = latestConfiguration(log, snapshotIndex, server.baseConfiguration);
  const next = revised(turn, server);
  next.log = log.discardTo(snapshotIndex);
  next.baseConfiguration = baseConfiguration;
  note(turn, () => ({ type: 'LogDiscarded', toIndex: snapshotIndex, count: snapshotIndex - log.baseIndex }));
}
