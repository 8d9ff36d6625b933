import { assertNever } from '../../base/assert.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import { type ClusterAction, isClientOrder, isEditOrder } from '../../cluster/types.ts';
import type { Address, MessageRef } from '../../sim/types.ts';
import type { NameOf } from '../types.ts';
import { editText } from './edits.ts';
import { clockRate, ms, orderOf, timerOf } from './event-words.ts';

const ON_SERVER = {
  crash: 'crash',
  restart: 'restart',
  pause: 'pause',
  resume: 'resume',
  wipe: 'wipe the disk of',
  join: 'start',
} as const;
const ON_TIMER = { fireTimer: 'fire', freezeTimer: 'freeze', unfreezeTimer: 'let run' } as const;

function road({ from, to, ordinal, copy }: MessageRef, name: NameOf): string {
  return `message ${ordinal}${copy === 0 ? '' : `.${copy}`} from ${name(from)} to ${name(to)}`;
}

/** What was done, in the imperative: `crash S1`. */
function deedOf(action: ClusterAction, name: NameOf): string {
  switch (action.do) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'wipe':
    case 'join':
      return `${ON_SERVER[action.do]} ${name(action.server)}`;
    case 'cut':
    case 'heal':
      return `${action.do} ${name(action.from)} → ${name(action.to)}`;
    case 'partition':
      return `split ${action.groups.map((group) => group.map(name).join(', ')).join(' | ')}`;
    case 'healAll':
      return 'heal all links';
    case 'setLink':
      return `change the link ${name(action.from)} → ${name(action.to)}`;
    case 'drop':
    case 'hold':
    case 'release':
    case 'deliver':
    case 'duplicate':
      return `${action.do} ${road(action.message, name)}`;
    case 'delay':
      return `delay ${road(action.message, name)} by ${ms(action.byUs)}`;
    case 'fireTimer':
    case 'freezeTimer':
    case 'unfreezeTimer':
      return `${ON_TIMER[action.do]} the ${timerText(action.timer, action.server, name)} of ${name(action.server)}`;
    case 'takeMessage':
      return `next: ${road(action.message, name)}`;
    case 'takeTimer':
      return `next: the ${timerText(action.timer, action.server, name)} of ${name(action.server)}`;
    case 'takeWrite':
      return `next: write ${action.write} of ${name(action.server)}`;
    case 'setClock':
      return `${name(action.server)}’s clock ${clockRate(action.ratePpm)}`;
    case 'tell':
      return orderText(action.address, action.order, name);
    default:
      return assertNever(action);
  }
}

function timerText(timer: number, server: Address, name: NameOf): string {
  return timerOf(timer, { who: name(server), self: server, name });
}

function orderText(
  address: Address,
  order: Extract<ClusterAction, { readonly do: 'tell' }>['order'],
  name: NameOf,
): string {
  const who = name(address);
  if (isEditOrder(order)) return `set ${editText(order.edit, name)} of ${who} by hand`;
  if (!isClientOrder(order)) return `tell ${who} to ${orderOf(order, { who, self: address, name })}`;
  const to = order.server === null ? '' : ` to ${name(order.server)}`;
  return `${who} sends “${formatOperation(order.operation)}”${to}`;
}

/** The tree of what-ifs, what was done in each, and two of them side by side. */
export const branches = {
  title: 'Branches',
  about:
    'What is done in the past opens a branch; the old future is kept. Every action of a run can be done otherwise.',
  map: (count: number) => `${count === 1 ? '1 branch' : `${count} branches`} over virtual time`,
  name: (name: string) => `Name of branch ${name}`,
  switchTo: 'Show',
  switchToName: (name: string) => `Show ${name}`,
  current: 'on show',
  root: (steps: number) => `from the start, ${steps} events`,
  fork: (parent: string, step: number, steps: number) => `leaves ${parent} after event ${step}, ${steps} events`,
  compare: 'Side by side',
  compareName: (name: string) => `Side by side with ${name}`,
  remove: 'Delete',
  removeName: (name: string) => `Delete branch ${name}`,

  deedOf,
  deeds: (branch: string) => `What was done in ${branch}`,
  noDeeds: 'Nothing was done yet.',
  isOn: (deed: string) => `Do “${deed}”`,
  at: (time: string) => `${time} ms`,
  waits: 'waits for its event',
  toCome: 'to come',
  off: 'off',
  goTo: (step: number) => `Event ${step}`,
  edit: 'Edit…',
  editThis: (deed: string) => `Edit “${deed}”`,
  leaveOut: 'Leave out',
  leaveOutThis: (deed: string) => `Leave out “${deed}”`,
  moveHere: 'Move to the cursor',
  written: 'As in a scenario file',
  apply: 'Run it this way',
  notJson: 'This is no JSON object. It should look like { "at": 812.5, "do": "crash", "server": "S1" }.',
  without: (deed: string) => `without: ${deed}`,
  with: (deed: string) => `with: ${deed}`,
  changed: (deed: string) => `changed: ${deed}`,
  opened: (branch: string, step: number, old: string) =>
    `New branch “${branch}”: as ${old} up to event ${step}, and played again from there.`,

  side: {
    title: 'Side by side',
    part: (step: number, time: string) => `They part at event ${step}, ${time} ms`,
    together: 'They do not part in what was played.',
    time: 'Virtual time',
    previous: 'One event back',
    next: 'One event forward',
    moment: (step: number, time: string) => `event ${step}, ${time} ms`,
    ended: 'not played further',
    goThere: 'Show this moment',
    goThereName: (name: string) => `Show this moment of ${name}`,
    server: (name: string, role: string, term: string, differs: boolean) =>
      `${name}, ${role}, ${term}${differs ? ', differs' : ''}`,
    ring: (servers: readonly string[], messages: number) =>
      `${servers.join('; ')}; ${messages === 1 ? '1 message' : `${messages} messages`} on the way`,
    log: (name: string, terms: string, differing: readonly number[]) =>
      `${name}: ${terms === '' ? 'empty log' : `terms ${terms}`}${differing.length === 0 ? '' : `, differs at index ${differing.join(', ')}`}`,
    differences: (count: number) => (count === 1 ? '1 value differs' : `${count} values differ`),
  },
};
