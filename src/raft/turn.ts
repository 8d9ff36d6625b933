import type { RaftConfig } from './config.ts';
import type { Effect, Leaves, Note } from './effects.ts';
import type { Message, ServerId } from './messages.ts';
import { copyOf, type Draft, type Server } from './server.ts';

/** One call of `step` in progress: the server as it is by now, and the orders given so far. Never outlives the call. */
export interface Turn {
  server: Server;
  readonly effects: Effect[];
  readonly config: RaftConfig;
  /** What the server's own clock says (P59). */
  readonly localUs: number;
}

/** The server from here on: a copy in its role's one shape, which the caller changes at once and in place. */
export function revised<S extends Server>(turn: Turn, server: S): Draft<S> {
  const draft = copyOf(server);
  turn.server = draft;
  return draft;
}

export function send(turn: Turn, to: ServerId, message: Message): void {
  turn.effects.push({ type: 'Send', to, message });
}

/** Sends what may leave before something that is being written is durable. */
export function sendEarly(turn: Turn, to: ServerId, message: Message, leaves: Leaves): void {
  turn.effects.push({ type: 'Send', to, message, leaves });
}

/** Records what happened. `build` is called only when somebody wants to know, so that a fast run pays nothing. */
export function note(turn: Turn, build: () => Note): void {
  if (turn.config.explain) turn.effects.push({ type: 'Note', note: build() });
}
