import type { RaftConfig } from '../raft/config.ts';
import type { Note } from '../raft/effects.ts';
import type { Input } from '../raft/input.ts';
import { rememberStart } from '../raft/lease.ts';
import type { Message, ServerId } from '../raft/messages.ts';
import type { Decision } from '../raft/rules.ts';
import type { Leader, Server } from '../raft/server.ts';
import { step } from '../raft/step.ts';
import type { Sight } from './sight.ts';

type InputOf<I> = I extends Input ? Omit<I, 'localUs'> : never;

/** What a server would do: how it would be then, what it would note and send. */
export interface Trial {
  readonly server: Server;
  readonly notes: readonly Note[];
  /** What the client whose command it was waits for: the entry that was appended, or one that it was appended as before. */
  readonly tracked: { readonly index: number; readonly term: number } | null;
  readonly sends: readonly { readonly to: ServerId; readonly message: Message }[];
}

/** Raft's own step, taken on trial, at this moment: nothing of the run changes. `otherwise`: with other settings. */
export function tryStep(
  sight: Sight,
  server: Server,
  input: InputOf<Input>,
  otherwise: Partial<RaftConfig> = {},
): Trial {
  const fact = { ...input, localUs: sight.localUs(server.id) } as Input;
  const outcome = step(server, fact, { ...sight.config(server.id), ...otherwise });
  const notes: Note[] = [];
  const sends: { to: ServerId; message: Message }[] = [];
  let tracked: Trial['tracked'] = null;
  for (const effect of outcome.effects) {
    if (effect.type === 'Note') notes.push(effect.note);
    else if (effect.type === 'Send') sends.push({ to: effect.to, message: effect.message });
    else if (effect.type === 'Track') tracked = effect;
  }
  return { server: outcome.server, notes, sends, tracked };
}

/** The server once everything that it has in memory is on its disk (P8, P51). */
export function written(sight: Sight, server: Server): Server {
  const { currentTerm: term, votedFor, log, snapshot } = server;
  const { lastIndex, lastTerm } = log;
  const snapshotIndex = snapshot?.lastIndex ?? 0;
  return tryStep(sight, server, { type: 'WriteCompleted', term, votedFor, lastIndex, lastTerm, snapshotIndex }).server;
}

/** The server as it is while it runs: one that is down comes back from its disk, and that counts as contact (P132). */
export function asRunning(sight: Sight, id: ServerId): Server | null {
  const raft = sight.server(id);
  if (raft === null || sight.host(id)?.up === true) return raft;
  return rememberStart(raft, sight.localUs(id), sight.config(id));
}

/** The decisions that are in notes, by the rule that made them. */
export function decisionIn(notes: readonly Note[], rule: Decision['rule']): Decision | null {
  for (const note of notes) if ('decision' in note && note.decision.rule === rule) return note.decision;
  return null;
}

export function isLeader(server: Server | null): server is Leader {
  return server?.role === 'leader';
}
