import { parseCommand } from '../cluster/command-text.ts';
import { type Command, NO_OP } from '../raft/command.ts';
import type { Entry } from '../raft/log.ts';
import type { EntryJson } from './types.ts';

/** A bare term is a no-op. */
export function entryOf(json: EntryJson): Entry {
  if (typeof json === 'number') return { term: json, command: NO_OP };
  return { term: json.term, command: commandOf(json.command) };
}

function commandOf(text: string): Command {
  const command = parseCommand(text);
  if (!command.ok) throw new Error(command.error);
  return command.value;
}
