import type { World } from '../../cluster/types.ts';
import { type Messages, messagesOf } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import type { AppStore } from '../../store/types.ts';
import { namesOf } from '../text.ts';

/** Something that a person can do, by its visible name. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** The key that does the same, where there is one. */
  readonly hint: string | null;
  readonly enabled: boolean;
  /** Why it is not possible now; null when it is. */
  readonly reasonIfNot: string | null;
  /** Raft does not promise anything afterwards. */
  readonly unsafe?: boolean;
  /** It asks about the thing, and does nothing to it. */
  readonly asks?: boolean;
  readonly run: () => void;
}

/** What commands are made from. */
export interface CommandContext {
  readonly world: World;
  readonly store: AppStore;
  readonly text: Messages;
  readonly name: NameOf;
}

export function contextOf(world: World, store: AppStore): CommandContext {
  return { world, store, text: messagesOf(store.language), name: namesOf(store.scenario) };
}

/** A command that is possible unless there is a reason against it. */
export function command(
  id: string,
  label: string,
  run: () => void,
  reasonIfNot: string | null = null,
  hint: string | null = null,
): Command {
  return { id, label, hint, enabled: reasonIfNot === null, reasonIfNot, run };
}
