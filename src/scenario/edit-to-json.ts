import { formatCommand } from '../cluster/command-text.ts';
import type { Edit } from '../cluster/edit.ts';
import type { Entry } from '../raft/log.ts';
import { nameOf } from './names.ts';
import type { EditJson, EntryJson } from './types.ts';

/** The inverse of `editsFromJson`, one edit at a time. */
export function editToJson(edit: Edit): Omit<EditJson, 'do' | 'server'> {
  switch (edit.field) {
    case 'currentTerm':
    case 'commitIndex':
    case 'lastApplied':
      return { [edit.field]: edit.value };
    case 'role':
      return { role: edit.value };
    case 'votedFor':
    case 'leaderId':
      return { [edit.field]: edit.value === null ? null : nameOf(edit.value) };
    case 'votes':
      return { votes: edit.value.map(nameOf) };
    case 'nextIndex':
    case 'matchIndex':
      return { [edit.field]: { [nameOf(edit.of)]: edit.value } };
    case 'log':
      return { log: { index: edit.index, entry: edit.value === null ? null : entryToJson(edit.value) } };
    case 'contents':
      return { contents: { [edit.key]: edit.value } };
  }
}

function entryToJson({ term, command }: Entry): EntryJson {
  return command.kind === 'noop' ? term : { term, command: formatCommand(command) };
}
