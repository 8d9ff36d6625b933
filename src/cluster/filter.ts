import { Pages } from '../base/pages.ts';
import type { Command, Operation, SessionStamp } from '../raft/command.ts';
import type { RaftConfig } from '../raft/config.ts';
import { type ExpiryValues, rules } from '../raft/rules.ts';
import type { Result } from './result.ts';
import type { SessionNote } from './session-note.ts';
import {
  forgotten,
  leastRecent,
  type Response,
  type Session,
  SessionDraft,
  type Sessions,
  type SessionTable,
} from './sessions.ts';

/** What sessions live by (P128), and the rules of them that are broken. */
export interface MachineRules {
  readonly sessionLimit: number;
  readonly sessionTimeoutUs: number;
  readonly filterWhenProposed: boolean;
  readonly keepLastResponseOnly: boolean;
  readonly expireByLocalClock: boolean;
}

export const NO_SESSIONS: MachineRules = {
  sessionLimit: 0,
  sessionTimeoutUs: 0,
  filterWhenProposed: false,
  keepLastResponseOnly: false,
  expireByLocalClock: false,
};

export function machineRulesOf(
  config: Pick<RaftConfig, 'sessionLimit' | 'sessionTimeoutMs' | 'mutations'>,
): MachineRules {
  const { filterWhenProposed, keepLastResponseOnly, expireByLocalClock } = config.mutations;
  return {
    sessionLimit: config.sessionLimit,
    sessionTimeoutUs: config.sessionTimeoutMs * 1000,
    filterWhenProposed,
    keepLastResponseOnly,
    expireByLocalClock,
  };
}

type SessionCommand = Exclude<Command, { readonly kind: 'noop' | 'configuration' }>;

const EXPIRED: Result = { ok: false, error: 'sessionExpired' };
const NOTHING: Pages<Response> = Pages.empty();

/**
 * P125 to P128: stands before the machine while entries are applied, so that a command runs once however often it is in
 * the log. Everything that it goes by is in the log, so every server filters and expires the same at the same index.
 */
export class Filter {
  private readonly draft: SessionDraft;
  private readonly rules: MachineRules;
  private readonly localUs: number;
  private readonly note: ((note: SessionNote) => void) | null;
  private clockUs: number;

  constructor(
    machine: Sessions,
    machineRules: MachineRules,
    localUs: number,
    note: ((note: SessionNote) => void) | null,
  ) {
    this.draft = new SessionDraft(machine.sessions);
    this.clockUs = machine.leaderUs;
    this.rules = machineRules;
    this.localUs = localUs;
    this.note = note;
  }

  get sessions(): SessionTable {
    return this.draft.now;
  }

  get leaderUs(): number {
    return this.clockUs;
  }

  apply(index: number, command: SessionCommand, run: (operation: Operation) => Result): Result {
    this.tick(command.leaderUs);
    switch (command.kind) {
      case 'register':
        return this.open(index);
      case 'keepAlive': {
        const session = this.draft.now.get(command.session);
        if (session === undefined) return EXPIRED;
        this.use(session, index);
        return { ok: true, value: null };
      }
      case 'client':
        return command.stamp === undefined
          ? run(command.operation)
          : this.once(index, command.stamp, command.operation, run);
    }
  }

  /** P128: the time of leaders moves forward, whoever leads. */
  private tick(leaderUs: number | undefined): void {
    if (leaderUs === undefined) return;
    this.clockUs = this.rules.expireByLocalClock ? this.localUs : Math.max(this.clockUs, leaderUs);
    for (const session of [...this.draft.now.values()]) this.expireIf(session, 0);
  }

  private expireIf(session: Session, sessions: number): void {
    const { sessionLimit, sessionTimeoutUs } = this.rules;
    const values: ExpiryValues = { sessions, sessionLimit, idleUs: this.clockUs - session.usedUs, sessionTimeoutUs };
    if (!rules.P128(values)) return;
    this.draft.remove(session.id);
    const decision = { rule: 'P128', values: { ...values }, outcome: true } as const;
    this.note?.({ type: 'SessionExpired', session: session.id, decision });
  }

  private open(index: number): Result {
    const { sessionLimit } = this.rules;
    this.draft.put({ id: index, usedIndex: index, usedUs: this.clockUs, firstKept: 1, responses: NOTHING });
    this.note?.({ type: 'SessionOpened', session: index });
    if (sessionLimit > 0 && this.draft.now.size > sessionLimit) {
      this.expireIf(leastRecent(this.draft.now), this.draft.now.size);
    }
    return { ok: true, value: index };
  }

  private use(session: Session, index: number): void {
    const { id, firstKept, responses } = session;
    this.keep(id, index, firstKept, responses);
  }

  private keep(id: number, usedIndex: number, firstKept: number, responses: Pages<Response>): void {
    this.draft.put({ id, usedIndex, usedUs: this.clockUs, firstKept, responses });
  }

  /** P125, P126: stored answers for copies, SESSION_EXPIRED for what nobody can tell any more, else the command runs. */
  private once(
    index: number,
    stamp: SessionStamp,
    operation: Operation,
    run: (operation: Operation) => Result,
  ): Result {
    const found = this.draft.now.get(stamp.session);
    const known = found === undefined ? undefined : forgotten(found, stamp);
    if (known === undefined || stamp.sequence < known.firstKept) return this.refuse(index, stamp, known);
    const copy = this.rules.filterWhenProposed ? undefined : known.responses.get(stamp.sequence);
    if (copy !== undefined) {
      this.use(known, index);
      const decision = { rule: 'P126', values: { copyAt: copy.index }, outcome: true } as const;
      const { session, sequence } = stamp;
      this.note?.({ type: 'CopyFiltered', index, session, sequence, decision });
      return copy.result;
    }
    const result = run(operation);
    const response: Response = { sequence: stamp.sequence, index, result };
    const kept = this.rules.keepLastResponseOnly ? NOTHING : known.responses;
    this.keep(known.id, index, known.firstKept, kept.with(stamp.sequence, response));
    return result;
  }

  private refuse(index: number, { session, sequence }: SessionStamp, known: Session | undefined): Result {
    const values = { sessionOpen: known !== undefined, sequence, firstKept: known?.firstKept ?? 0 };
    if (known !== undefined) this.use(known, index);
    const decision = { rule: 'P125', values, outcome: false } as const;
    this.note?.({ type: 'CommandExpired', index, session, sequence, decision });
    return EXPIRED;
  }
}
