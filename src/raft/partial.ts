import { note, revised, type Turn } from './turn.ts';

/** P114: what has arrived of a snapshot is of no use any more: another leader, another term, another snapshot. */
export function dropPartial(turn: Turn): void {
  const { partial } = turn.server;
  if (partial === null) return;
  revised(turn, turn.server).partial = null;
  const { snapshot, received } = partial;
  note(turn, () => ({ type: 'PartialSnapshotDropped', lastIndex: snapshot.lastIndex, received }));
}
