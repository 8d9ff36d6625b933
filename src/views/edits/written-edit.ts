import { isKey, isValue, parseCommand } from '../../cluster/command-text.ts';
import { type Edit, problemWith } from '../../cluster/edit.ts';
import type { ServerMember } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import type { Role, Server } from '../../raft/server.ts';

/** Which value of a server is to be set: the field, and where it has several places, which of them. */
export interface EditPlace {
  readonly field: Edit['field'];
  /** Of nextIndex and matchIndex: whose. */
  readonly of?: number;
  readonly key?: string;
}

/** What a person has written so far, all of it as text; each field uses what it needs. */
export interface Written {
  readonly value: string;
  readonly index: string;
  readonly term: string;
  readonly key: string;
  readonly removes: boolean;
  readonly votes: readonly number[];
}

/** What stands there now: where writing starts. */
export function writtenFor({ raft, machine }: ServerMember, { field, of = 0, key = '' }: EditPlace): Written {
  const { log } = raft;
  const last = log.entryAt(log.lastIndex);
  const written: Written = {
    value: textOf(raft, field, of),
    index: String(log.lastIndex + (last === undefined ? 1 : 0)),
    term: String(last?.term ?? Math.max(1, raft.currentTerm)),
    key,
    removes: false,
    votes: votesOf(raft),
  };
  if (field === 'log') return { ...written, value: 'no-op' };
  return field === 'contents' ? { ...written, value: String(machine.contents.get(key) ?? '') } : written;
}

function textOf(raft: Server, field: Edit['field'], of: number): string {
  switch (field) {
    case 'nextIndex':
    case 'matchIndex':
      return raft.role === 'leader' ? String(raft[field][of] ?? 0) : '';
    case 'votes':
    case 'log':
    case 'contents':
      return '';
    default:
      return String(raft[field] ?? '');
  }
}

function votesOf(raft: Server): readonly number[] {
  if (raft.role === 'follower') return [];
  return raft.role === 'pre-candidate' ? raft.preVotesGranted : raft.votesGranted;
}

/** The edit that was written, or a sentence that says why it is none. */
export function editOf(
  member: ServerMember,
  { field, of = 0 }: EditPlace,
  written: Written,
  text: Messages,
  name: NameOf,
): { readonly edit: Edit } | { readonly problem: string } {
  const read = readEdit(field, of, written, text);
  if (typeof read === 'string') return { problem: read };
  const problem = problemWith(member, read);
  if (problem === null) return { edit: read };
  return { problem: text.edits.problemText(read, problem, name(member.raft.id), name) };
}

function readEdit(field: Edit['field'], of: number, written: Written, { edits }: Messages): Edit | string {
  const { value } = written;
  switch (field) {
    case 'role':
      return { field, value: value as Role };
    case 'votedFor':
    case 'leaderId':
      return { field, value: value === '' ? null : Number(value) };
    case 'votes':
      return { field, value: written.votes };
    case 'log':
      return readEntry(written, edits.wrongNumber);
    case 'contents': {
      if (!isKey(written.key)) return edits.wrongKey;
      const number = /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value.trim();
      if (value.trim() === '') return { field, key: written.key, value: null };
      return isValue(number) ? { field, key: written.key, value: number } : edits.wrongValue;
    }
    default: {
      const number = wholeIn(value);
      if (number === null) return edits.wrongNumber;
      return field === 'nextIndex' || field === 'matchIndex' ? { field, of, value: number } : { field, value: number };
    }
  }
}

function readEntry({ index, term, value, removes }: Written, wrongNumber: string): Edit | string {
  const [place, of] = [wholeIn(index), wholeIn(term)];
  if (place === null) return wrongNumber;
  if (removes) return { field: 'log', index: place, value: null };
  if (of === null || of < 1) return wrongNumber;
  const command = parseCommand(value.trim());
  return command.ok ? { field: 'log', index: place, value: { term: of, command: command.value } } : command.error;
}

/** Null when it is no whole number that a term or an index can be. */
function wholeIn(text: string): number | null {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}
