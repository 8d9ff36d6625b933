import { formatCommand } from '../../cluster/command-text.ts';
import type { Edit, EditProblem } from '../../cluster/edit.ts';
import type { NameOf, Tellers } from '../types.ts';

/** What was set, and to what: `nextIndex[S2] = 3`. */
export function editText(edit: Edit, name: NameOf): string {
  const place = placeText(edit, name);
  switch (edit.field) {
    case 'votedFor':
    case 'leaderId':
      return `${place} = ${edit.value === null ? 'nobody' : name(edit.value)}`;
    case 'votes':
      return `${place} = ${edit.value.map(name).join(', ') || 'none'}`;
    case 'log':
      if (edit.value === null) return `log, without index ${edit.index} and all after it`;
      return `${place} = ${formatCommand(edit.value.command)} of term ${edit.value.term}`;
    case 'contents':
      return edit.value === null ? `${place}, removed` : `${place} = ${edit.value}`;
    default:
      return `${place} = ${edit.value}`;
  }
}

function placeText(edit: Edit, name: NameOf): string {
  switch (edit.field) {
    case 'nextIndex':
    case 'matchIndex':
      return `${edit.field}[${name(edit.of)}]`;
    case 'log':
      return `log[${edit.index}]`;
    case 'contents':
      return `key ${edit.key}`;
    default:
      return edit.field;
  }
}

/** Why a value cannot be that, and what it can be. */
function problemText(edit: Edit, problem: EditProblem, who: string, name: NameOf): string {
  const place = `${who}’s ${placeText(edit, name)}`;
  switch (problem.reason) {
    case 'outside':
      return `${place}: ${edit.field === 'log' ? 'the index' : 'it'} can be ${problem.low} to ${problem.high} here.`;
    case 'committed':
      return problem.low > problem.high
        ? `${place}: nothing can be removed, as all of the log is committed or applied. Lower commitIndex and lastApplied first.`
        : `${place}: indexes ${problem.low} to ${problem.high} can be removed; what comes before is committed or applied.`;
    case 'notLeader':
      return `${place}: only a leader has it, and ${who} does not lead.`;
    case 'notFollowed':
      return `${place}: ${who} sends nothing there.`;
    case 'noVotes':
      return `${place}: a follower has no votes. Make it a candidate first.`;
    case 'noTerm':
      return `${place}: nobody stands or leads in term 0. Raise currentTerm first.`;
  }
}

export const editEvents: Tellers<'EditedByHand' | 'EditRefused'> = {
  EditedByHand: ({ edit }, { who, name }) => [
    `${who} is edited by hand`,
    `You set ${who}’s ${editText(edit, name)}. No server does this by itself: what follows is not Raft.`,
  ],
  EditRefused: ({ edit, problem }, { who, name }) => [
    `${who} cannot be edited so`,
    `Nothing was set. ${problemText(edit, problem, who, name)}`,
  ],
};

/** The fields by which a value is set, in the inspector and in a window. */
export const edits = {
  title: (who: string) => `Set a value of ${who} by hand`,
  about: 'No server does this by itself: what follows is not Raft. The promises are checked all the same.',
  field: 'Value',
  fields: {
    currentTerm: 'currentTerm',
    votedFor: 'votedFor',
    log: 'log',
    role: 'role',
    leaderId: 'leaderId',
    commitIndex: 'commitIndex',
    lastApplied: 'lastApplied',
    votes: 'votes',
    nextIndex: 'nextIndex',
    matchIndex: 'matchIndex',
    contents: 'key',
  },
  edit: (field: string, value: string) => `Edit ${field}: ${value}`,
  of: 'For',
  nobody: 'nobody',
  index: 'Index',
  term: 'Term',
  command: 'Command',
  commandHint: 'set x 3, or no-op',
  key: 'Key',
  keyValue: 'Value, empty to remove it',
  remove: 'Remove it and all after it',
  apply: 'Set it',
  cancel: 'Cancel',
  byHand: 'edited by hand',
  wrongNumber: 'Expected a whole number; a term is 1 or more.',
  wrongKey: 'A key begins with a letter: x, or k1.',
  wrongValue: 'Expected a whole number or a word.',
  problemText,
};
