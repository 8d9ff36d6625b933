import type { Agreed, Pages } from '../base/pages.ts';
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
  /** By sequence number. */
  readonly responses: Pages<Response>;
}

/** By id. Part of the machine: whoever has applied the same entries has the same sessions. */
export type SessionTable = ReadonlyMap<number, Session>;

/** The part of a machine that commands are filtered by. */
export interface Sessions {
  readonly sessions: SessionTable;
  /** P128: the newest leader's time among the entries applied. */
  readonly leaderUs: number;
}

/** The responses in the order in which their commands ran. */
export function inOrderOfRunning(responses: Pages<Response>): Response[] {
  return [...responses].sort((a, b) => a.index - b.index);
}

/** What a session remembers once it heard what its client has answers to (P127). */
export function forgotten(session: Session, { firstUnanswered }: SessionStamp): Session {
  if (firstUnanswered <= session.firstKept) return session;
  const { id, usedIndex, usedUs, responses } = session;
  return { id, usedIndex, usedUs, firstKept: firstUnanswered, responses: responses.from(firstUnanswered) };
}

/**
 * Whether two machines filter alike: the same sessions, which remember the same. `agreed`: two machines that did, which
 * these two have come from; what neither has changed since is not looked at again.
 */
export function filterAlike(one: Sessions, other: Sessions, agreed: readonly [Sessions, Sessions] | null): boolean {
  if (one.sessions.size === 0 && other.sessions.size === 0) return true;
  if (one.leaderUs !== other.leaderUs || one.sessions.size !== other.sessions.size) return false;
  for (const [id, session] of one.sessions) {
    const facing = other.sessions.get(id);
    if (facing === undefined) return false;
    const was = agreed?.[0].sessions.get(id);
    const facingWas = agreed?.[1].sessions.get(id);
    const pages =
      was === undefined || facingWas === undefined ? null : { one: was.responses, other: facingWas.responses };
    if (!isSameSession(session, facing, pages)) return false;
  }
  return true;
}

function isSameSession(a: Session, b: Session, agreed: Agreed<Response> | null): boolean {
  return (
    a.usedIndex === b.usedIndex &&
    a.usedUs === b.usedUs &&
    a.firstKept === b.firstKept &&
    a.responses.isLike(b.responses, isSameResponse, agreed)
  );
}

function isSameResponse(a: Response, b: Response): boolean {
  return a.sequence === b.sequence && a.index === b.index && isSameResult(a.result, b.result);
}

function isSameResult(a: Result, b: Result): boolean {
  if (a.ok) return b.ok && a.value === b.value;
  return !b.ok && a.error === b.error;
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
