import type { SnapshotNote } from '../../raft/effects.ts';
import type { Tellers } from '../types.ts';
import { count } from './words.ts';

export const snapshotEvents: Tellers<SnapshotNote['type']> = {
  SnapshotDecided: ({ index }, { who }) => [
    `${who} decides to take a snapshot`,
    `${who} takes a snapshot of everything up to index ${index}.`,
  ],
  SnapshotTaken: ({ lastIndex, lastTerm, size }, { who }) => [
    `${who} takes a snapshot up to index ${lastIndex}`,
    `${who} has its state machine, ${count(size, 'item', 'items')}, as a snapshot that ends at index ${lastIndex} of term ${lastTerm}.`,
  ],
  LogDiscarded: ({ toIndex, count: number }, { who }) => [
    `${who} discards its log up to index ${toIndex}`,
    `The snapshot is on disk, so ${who} no longer needs ${count(number, 'entry', 'entries')}: its log begins after index ${toIndex}.`,
  ],
  SnapshotSendingStarted: ({ follower, lastIndex }, { who, name }) => [
    `${who} sends ${name(follower)} its snapshot`,
    `${who} no longer has the entries that ${name(follower)} needs, and sends it the snapshot up to index ${lastIndex}.`,
  ],
  SnapshotChunkReceived: ({ leader, received, size }, { who, name }) => [
    `${who} has ${received} of ${size} items`,
    `${who} has ${received} of the ${count(size, 'item', 'items')} of ${name(leader)}’s snapshot.`,
  ],
  SnapshotChunkAnswered: ({ follower, received, size }, { who, name }) => [
    `${who} learns that ${name(follower)} has ${received} of ${size} items`,
    `${name(follower)} has ${received} of the ${count(size, 'item', 'items')} of the snapshot: ${who} sends on from there.`,
  ],
  PartialSnapshotDropped: ({ received }, { who }) => [
    `${who} drops an unfinished snapshot`,
    `${who} drops the ${count(received, 'item', 'items')} of a snapshot that will not be finished.`,
  ],
  SnapshotInstalled: ({ lastIndex, retained }, { who }) => [
    `${who} installs the snapshot up to index ${lastIndex}`,
    retained === 0
      ? `${who}’s state machine is what the snapshot says, and its log begins after index ${lastIndex}.`
      : `${who}’s state machine is what the snapshot says; ${count(retained, 'entry', 'entries')} after it ${retained === 1 ? 'stays' : 'stay'} in the log.`,
  ],
  SnapshotIgnored: ({ leader, lastIndex }, { who, name }) => [
    `${who} leaves an old snapshot alone`,
    `${name(leader)}’s snapshot ends at index ${lastIndex}, which tells ${who} nothing new.`,
  ],
};
