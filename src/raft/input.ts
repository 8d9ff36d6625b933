import type { Command, RequestTag } from './command.ts';
import type { Message, ServerId } from './messages.ts';
import type { Order } from './orders.ts';
import type { DirectRead } from './reads.ts';
import type { SnapshotData } from './snapshot.ts';

/** Facts that a server learns. `localUs` is the reading of its own clock, which may drift (P59). */
export type Input =
  | { readonly type: 'MessageReceived'; readonly from: ServerId; readonly message: Message; readonly localUs: number }
  | { readonly type: 'ElectionTimerFired'; readonly localUs: number }
  | { readonly type: 'HeartbeatTimerFired'; readonly localUs: number }
  | {
      readonly type: 'CommandReceived';
      readonly command: Command;
      readonly tag: RequestTag | null;
      readonly localUs: number;
    }
  | {
      readonly type: 'ReadReceived';
      readonly mode: DirectRead;
      readonly command: Command;
      readonly tag: RequestTag;
      /** P133: what the client has seen; 0 when it does not say. */
      readonly minIndex: number;
      readonly localUs: number;
    }
  | { readonly type: 'OrderReceived'; readonly order: Order; readonly localUs: number }
  /** The state machine as it is after the entry at `index`, which is applied (P108). */
  | { readonly type: 'SnapshotTaken'; readonly index: number; readonly data: SnapshotData; readonly localUs: number }
  /** The write of a log that ended in (lastIndex, lastTerm), by a server in `term` that had voted for `votedFor`, is durable. */
  | {
      readonly type: 'WriteCompleted';
      readonly term: number;
      readonly votedFor: ServerId | null;
      readonly lastIndex: number;
      readonly lastTerm: number;
      /** The lastIndex of the snapshot that was written with it; 0 without one. */
      readonly snapshotIndex: number;
      readonly localUs: number;
    };
