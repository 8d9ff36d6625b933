import type { Command, RequestTag } from './command.ts';
import { rules } from './rules.ts';
import type { Leader } from './server.ts';
import { note, type Turn } from './turn.ts';

/**
 * P126, the variant of the lecture slides: before it appends a command, the leader looks for a copy of it in its log. A
 * copy that is applied is answered again; one that is not will be answered when it is. Only what the log still holds is
 * found, and a copy of an older term waits for an entry of this one (P50), which it does not bring itself.
 */
export function isInLog(turn: Turn, leader: Leader, command: Command): boolean {
  const tag = command.kind === 'client' ? command.tag : undefined;
  if (tag === undefined) return false;
  const index = indexOfCopy(leader, tag);
  if (index === null) return false;
  const values = { copyAt: index };
  note(turn, () => ({
    type: 'CopyFound',
    tag,
    index,
    decision: { rule: 'P126', values, outcome: rules.P126(values) },
  }));
  const term = leader.log.termAt(index) ?? 0;
  turn.effects.push({ type: index <= leader.lastApplied ? 'Repeat' : 'Track', index, term, tag });
  return true;
}

function indexOfCopy({ log, snapshot }: Leader, tag: RequestTag): number | null {
  const covered = snapshot?.lastIndex ?? log.baseIndex;
  for (let index = log.lastIndex; index > covered; index--) {
    const command = log.entryAt(index)?.command;
    if (command?.kind !== 'client' || command.tag === undefined) continue;
    if (command.tag.client === tag.client && command.tag.request === tag.request) return index;
  }
  return null;
}
