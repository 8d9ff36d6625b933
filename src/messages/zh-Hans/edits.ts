import { formatCommand } from '../../cluster/command-text.ts';
import type { Edit, EditProblem } from '../../cluster/edit.ts';
import type { Messages } from '../table.ts';
import type { NameOf, Tellers } from '../types.ts';
import { spaced } from './words.ts';

/** What was set, and to what: `nextIndex[S2] = 3`. */
export function editText(edit: Edit, name: NameOf): string {
  const place = placeText(edit, name);
  switch (edit.field) {
    case 'votedFor':
    case 'leaderId':
      return `${place} = ${edit.value === null ? '无' : name(edit.value)}`;
    case 'votes':
      return `${place} = ${edit.value.map(name).join('、') || '无'}`;
    case 'log':
      if (edit.value === null) return `log，去掉索引 ${edit.index} 及其后的一切`;
      return `${place} = 任期 ${edit.value.term} 的 ${formatCommand(edit.value.command)}`;
    case 'contents':
      return edit.value === null ? `${place}，已移除` : `${place} = ${edit.value}`;
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
      return `键 ${edit.key}`;
    default:
      return edit.field;
  }
}

/** Why a value cannot be that, and what it can be. */
function problemText(edit: Edit, problem: EditProblem, who: string, name: NameOf): string {
  const place = spaced(`${who} 的${placeText(edit, name)}`);
  switch (problem.reason) {
    case 'outside':
      return `${place}：${edit.field === 'log' ? '索引' : '它'}在这里可以是 ${problem.low} 至 ${problem.high}。`;
    case 'committed':
      return problem.low > problem.high
        ? `${place}：什么也不能移除，因为整份日志都已提交或应用。请先减小 commitIndex 和 lastApplied。`
        : `${place}：可以移除索引 ${problem.low} 至 ${problem.high}；之前的已提交或应用。`;
    case 'notLeader':
      return `${place}：只有领导者才有它，而 ${who} 不是领导者。`;
    case 'notFollowed':
      return `${place}：${who} 不向那里发送任何内容。`;
    case 'noVotes':
      return `${place}：跟随者没有得票。请先让它成为候选人。`;
    case 'noTerm':
      return `${place}：任期 0 中没有谁参选或领导。请先增大 currentTerm。`;
  }
}

export const editEvents: Tellers<'EditedByHand' | 'EditRefused'> = {
  EditedByHand: ({ edit }, { who, name }) => [
    `${who} 被手动改动`,
    `${spaced(`您设置了 ${who} 的${editText(edit, name)}`)}。没有服务器会自己这样做：此后不是 Raft。`,
  ],
  EditRefused: ({ edit, problem }, { who, name }) => [
    `${who} 不能这样改`,
    `什么也没有设置。${problemText(edit, problem, who, name)}`,
  ],
};

/** The fields by which a value is set, in the inspector and in a window. */
export const edits: Messages['edits'] = {
  title: (who) => `手动设置 ${who} 的值`,
  about: '没有服务器会自己这样做：此后不是 Raft。各项保证仍会检查。',
  field: '值',
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
    contents: '键',
  },
  edit: (field, value) => `编辑 ${field}：${value}`,
  of: '针对',
  nobody: '无',
  index: '索引',
  term: '任期',
  command: '命令',
  commandHint: 'set x 3，或 no-op',
  key: '键',
  keyValue: '值，留空则移除',
  remove: '移除它及其后的一切',
  apply: '设置',
  cancel: '取消',
  byHand: '手动改动',
  wrongNumber: '应为整数；任期至少为 1。',
  wrongKey: '键以字母开头：x，或 k1。',
  wrongValue: '应为整数或单词。',
  problemText,
};
