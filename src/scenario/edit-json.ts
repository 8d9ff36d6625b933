import type { Edit } from '../cluster/edit.ts';
import { entryOf } from './entry-json.ts';
import { knownAddress } from './names.ts';
import type { EditJson } from './types.ts';

/** The edits of an action, in the order in which they are made. */
export function editsFromJson(json: EditJson): Edit[] {
  const { currentTerm, votedFor, log, commitIndex, lastApplied, role, leaderId, votes, contents } = json;
  const edits: Edit[] = [];
  if (currentTerm !== undefined) edits.push({ field: 'currentTerm', value: currentTerm });
  if (votedFor !== undefined) edits.push({ field: 'votedFor', value: addressOrNobody(votedFor) });
  if (log !== undefined) {
    edits.push({ field: 'log', index: log.index, value: log.entry === null ? null : entryOf(log.entry) });
  }
  if (commitIndex !== undefined) edits.push({ field: 'commitIndex', value: commitIndex });
  if (lastApplied !== undefined) edits.push({ field: 'lastApplied', value: lastApplied });
  if (role !== undefined) edits.push({ field: 'role', value: role });
  if (leaderId !== undefined) edits.push({ field: 'leaderId', value: addressOrNobody(leaderId) });
  if (votes !== undefined) edits.push({ field: 'votes', value: votes.map(knownAddress) });
  for (const field of ['nextIndex', 'matchIndex'] as const) {
    for (const [of, value] of Object.entries(json[field] ?? {})) edits.push({ field, of: knownAddress(of), value });
  }
  for (const [key, value] of Object.entries(contents ?? {})) edits.push({ field: 'contents', key, value });
  return edits;
}

function addressOrNobody(name: string | null): number | null {
  return name === null ? null : knownAddress(name);
}
