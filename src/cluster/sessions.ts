import type { SessionStamp } from '../raft/command.ts';
import type { Result } from './result.ts';

/** P125, P127: the answer to a command that was run, kept for copies of it. */
export interface Response {
  readonly sequence: number;
  /** Where the command ran. */
  readonly index: number;
  readonly result: Result;
}

export interface Session {
  /** The index of the entry that opened it. */
  readonly id: number;
  /** The last entry of this session, and the leader's clock in it (P128). */
  readonly usedIndex: number;
  readonly usedUs: number;
  /** P127: responses to requests below this one are forgotten. */
  readonly firstKept: number;
  /** In the order in which the commands ran. */
  readonly responses: readonly Response[];
}

/** By id. Part of the machine: whoever has applied the same entries has the same sessions. */
export type SessionTable = ReadonlyMap<number, Session>;

/** The part of a machine that commands are filtered by. */
export interface Sessions {
  readonly sessions: SessionTable;
  /** P128: the newest leader's time among the entries applied. */
  readonly leaderUs: number;
}

/** What a session remembers once it heard what its client has answers to (P127). */
export function forgotten(session: Session, { firstUnanswered }: SessionStamp): Session {
  if (firstUnanswered <= session.firstKept) return session;
  const responses = session.responses.filter(({ sequence }) => sequence >= firstUnanswered);
  return { ...session, firstKept: firstUnanswered, responses };
}

/** P128: the session that was used least recently; the table is not empty. */
export function leastRecent(table: SessionTable): Session {
  let oldest: Session | null = null;
  for (const session of table.values()) {
    if (oldest === null || session.usedIndex < oldest.usedIndex) oldest = session;
  }
  if (oldest === null) throw new Error('there is no session');
  return oldest;
}

/** A table while entries are applied: copied on the first write, then written in place. */
export class SessionDraft {
  private table: Map<number, Session> | null = null;
  private readonly original: SessionTable;

  constructor(original: SessionTable) {
    this.original = original;
  }

  /** The table as it is now; the original object if nothing was written. */
  get now(): SessionTable {
    return this.table ?? this.original;
  }

  put(session: Session): void {
    this.writable().set(session.id, session);
  }

  remove(id: number): void {
    this.writable().delete(id);
  }

  private writable(): Map<number, Session> {
    this.table ??= new Map(this.original);
    return this.table;
  }
}
