import { formatMs } from '../../base/time.ts';
import type { Deed, Values } from '../../lessons/process.ts';
import type { Messages } from '../table.ts';
import type { FactOf, NameOf, Scene } from '../types.ts';

/** Small protocols: what their processes do, and what the page says about them. */

type Told = readonly [title: string, sentence: string];
type DeedTeller = (values: Values, scene: Scene, event: string) => Told;

function nameOf(value: Values[string] | undefined, name: NameOf): string {
  return typeof value === 'number' ? name(value) : '';
}

function namesOf(value: Values[string] | undefined, name: NameOf): string {
  return Array.isArray(value) ? value.map((one) => nameOf(one as number, name)).join('、') : '';
}

/** `1908.900 ms`. */
function clock(value: Values[string] | undefined): string {
  return `${formatMs(Number(value ?? 0))} ms`;
}

/** `拨快 5.000 ms`. */
function shift(value: Values[string] | undefined): string {
  const us = Number(value ?? 0);
  return us < 0 ? `拨慢 ${clock(-us)}` : `拨快 ${clock(us)}`;
}

const DEEDS: { readonly [D in Deed]: DeedTeller } = {
  event: (_, { who }, event) => [`${event} 在 ${who} 发生`, `事件 ${event} 在 ${who} 发生。`],
  holdsElection: ({ asked }, { who, name }) => [`${who} 发起选举`, `${who} 发起选举，询问 ${namesOf(asked, name)}。`],
  bullies: ({ from }, { who, name }) => [
    `${who} 强于 ${nameOf(from, name)}`,
    `${who} 应答 ${nameOf(from, name)}：有更强者活着。`,
  ],
  isOutbid: ({ by }, { who, name }) => [
    `${who} 出局`,
    `${nameOf(by, name)} 更强而且活着：${who} 赢不了，等着听谁是协调者。`,
  ],
  leads: (_, { who }) => [`${who} 担任协调者`, `${who} 认定自己是协调者。`],
  follows: ({ coordinator }, { who, name }) => [
    `${who} 跟随 ${nameOf(coordinator, name)}`,
    `${who} 认定 ${nameOf(coordinator, name)} 是协调者。`,
  ],
  startsList: (_, { who }) => [`${who} 发出一份名单`, `${who} 发起选举：它让一份名单绕环传递，自己排在首位。`],
  passesOn: ({ list }, { who, name }) => [
    `${who} 把自己加进名单`,
    `${who} 把自己加进名单并传下去：${namesOf(list, name)}。`,
  ],
  skips: ({ skipped }, { who, name }) => [
    `${who} 跳过 ${nameOf(skipped, name)}`,
    `${nameOf(skipped, name)} 没有确认：${who} 发给它的下一个。`,
  ],
  namesWinner: ({ winner, list }, { who, name }) => [
    `${who} 的名单回来了`,
    `名单回到 ${who}：${namesOf(list, name)}。其中最强的是 ${nameOf(winner, name)}。`,
  ],
  readsClock: ({ us }, { who }, event) => [
    `${event} 在 ${who} 发生，其时钟为 ${clock(us)}`,
    `事件 ${event} 在 ${who} 发生。它的时钟读数为 ${clock(us)}。`,
  ],
  isCorrected: ({ byUs }, { who }) => [`${who} 校正时钟`, `${who} 把时钟${shift(byUs)}。`],
  asks: (_, { who }) => [`${who} 请求进入`, `${who} 请求协调者让它进入，然后等待。`],
  enters: (_, { who }) => [`${who} 进入`, `${who} 获准进入：别人此时不应在内。`],
  leaves: (_, { who }) => [`${who} 离开`, `${who} 离开，并告诉协调者。`],
  grants: ({ who: granted }, { who, name }) => [
    `${who} 让 ${nameOf(granted, name)} 进入`,
    `据 ${who} 所知，没有进程在内：它让 ${nameOf(granted, name)} 进入。`,
  ],
  queues: ({ who: queued }, { who, name }) => [
    `${who} 让 ${nameOf(queued, name)} 排队`,
    `已有进程在内：${nameOf(queued, name)} 须在 ${who} 的队列中等待。`,
  ],
  pays: ({ amount, to }, { who, name }) => [
    `${who} 付给 ${nameOf(to, name)} ${String(amount)}`,
    `${who} 从余额中取出 ${String(amount)}，发给 ${nameOf(to, name)}。`,
  ],
  isPaid: ({ amount, from }, { who, name }) => [
    `${who} 收到 ${String(amount)}`,
    `${who} 从 ${nameOf(from, name)} 收到 ${String(amount)}，加进余额。`,
  ],
  records: ({ balance }, { who }) => [`${who} 记下 ${String(balance)}`, `${who} 记下自己的余额：${String(balance)}。`],
  hearsMarker: ({ from, onTheWay }, { who, name }) => [
    `${who} 收到 ${nameOf(from, name)} 的标记`,
    `${nameOf(from, name)} 在标记之前发出的一切都已到达 ${who}：当时途中有 ${String(onTheWay)}。`,
  ],
  executes: ({ command, x }, { who }) => [
    `${who} 执行 ${String(command)}：x=${String(x)}`,
    `${who} 执行“${String(command)}”。它的 x 现在是 ${String(x)}。`,
  ],
  copies: ({ x }, { who }) => [`${who} 照抄 x=${String(x)}`, `${who} 照收到的样子采用 x=${String(x)}。`],
};

export function lessonEvent(fact: FactOf<'Did'>, scene: Scene): Told {
  return DEEDS[fact.deed](fact.values, scene, fact.event);
}

type FieldKind = 'text' | 'list' | 'name' | 'names' | 'clock' | 'shift' | 'ahead' | 'pending' | 'state';

/** What a process says of itself in one word, in an election and at a lock. */
const STATES: { readonly [word: string]: string } = {
  none: '无',
  asks: '询问中',
  waits: '等待中',
  outside: '在外',
  waiting: '等待中',
  inside: '在内',
};

/** What a process remembers and a message says, by the names that protocols use: what the page calls it, and how it is written. */
const FIELDS: { readonly [field: string]: readonly [label: string, kind: FieldKind] } = {
  events: ['事件', 'list'],
  arrival: ['到达时称为', 'text'],
  coordinator: ['协调者', 'name'],
  election: ['选举', 'state'],
  pending: ['未确认', 'pending'],
  list: ['名单', 'names'],
  kind: ['针对', 'text'],
  offsetUs: ['校正', 'shift'],
  us: ['时间', 'clock'],
  byUs: ['校正', 'shift'],
  asked: ['等待', 'names'],
  ahead: ['领先', 'ahead'],
  standing: ['状态', 'state'],
  holder: ['获准进入', 'name'],
  queue: ['队列', 'names'],
  balance: ['余额', 'text'],
  recorded: ['已记下', 'text'],
  onTheWay: ['途中', 'text'],
  awaits: ['等待其标记', 'names'],
  amount: ['金额', 'text'],
  x: ['x', 'text'],
  commands: ['命令', 'list'],
  command: ['命令', 'text'],
};

function valueText(kind: FieldKind, value: Values[string] | undefined, name: NameOf): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  const items = (Array.isArray(value) ? value : []) as readonly Values[string][];
  switch (kind) {
    case 'text':
      return String(value);
    case 'state':
      return STATES[String(value)] ?? String(value);
    case 'list':
      return items.join('、');
    case 'name':
      return nameOf(value, name);
    case 'names':
      return namesOf(value, name);
    case 'clock':
      return clock(value);
    case 'shift':
      return value === 0 ? '' : `${Number(value) > 0 ? '+' : '−'}${clock(Math.abs(Number(value)))}`;
    case 'ahead':
      return (items as readonly (readonly [number, number])[])
        .map(([who, us]) => `${name(who)} ${formatMs(us)} ms`)
        .join('、');
    case 'pending':
      return (items as readonly (readonly [string, unknown, number])[])
        .map(([what, , to]) => `发往 ${name(to)} 的 ${what}`)
        .join('、');
  }
}

export const lessons: Messages['lessons'] = {
  processes: '进程',
  processesNote: '各自记得什么',
  spaceTimeNote: '每条线是一个进程，点是事件；粗线表示协调者',
  process: '进程',
  clock: '它的时钟',
  start: '运行的开始。这不是 Raft：是课程中的一个小协议，用同一个模拟器。',
  nothing: '–',
  down: '已停机',
  paused: '已暂停',
  coordinates: '担任协调者',
  remembers: '它记得什么',
  remembersNothing: '还什么也没有。',
  act: (what) => ACTS[what] ?? `执行“${what}”`,
  actTo: (what, to) => (what === 'pay' ? `付给 ${to}` : `一个向 ${to} 发送消息的事件`),
  time: clock,
  apart: (us) => `各时钟最多相差 ${clock(us)}。`,
  money: (balances, onTheRoad, writtenDown) =>
    `余额共 ${balances}，在途 ${onTheRoad}，合计 ${balances + onTheRoad}。${writtenDown === null ? '' : `已记下：${writtenDown}。`}`,
  headline: (values, leads, name) => headlineOf(values, leads, name),
  fields: (values, name) =>
    Object.entries(FIELDS)
      .filter(([field]) => field in values)
      .map(([field, [label, kind]]) => [label, valueText(kind, values[field], name)] as const),
};

const ACTS: { readonly [what: string]: string } = {
  event: '自己的一个事件',
  notice: '发现协调者没有回音',
  poll: '询问各时钟',
  lie: '把自己的时钟拨错一分钟',
  enter: '请求进入',
  leave: '离开',
  record: '记下余额',
  snapshot: '用标记开始一次快照',
};

function headlineOf(values: Values, leads: boolean, name: NameOf): string {
  const { coordinator, election, standing, queue, balance, x, events } = values;
  if (typeof balance === 'number') return String(balance);
  if (typeof x === 'number') return `x=${x}`;
  if (Array.isArray(events)) return events.length === 0 ? '' : String(events[events.length - 1]);
  if (leads) return Array.isArray(queue) && queue.length > 0 ? `队列：${namesOf(queue, name)}` : '担任协调者';
  if (typeof standing === 'string') return valueText('state', standing, name);
  if (election === 'asks' || election === 'waits') return valueText('state', election, name);
  if (coordinator === undefined) return '';
  return coordinator === null ? '谁也不知道' : `跟随 ${nameOf(coordinator, name)}`;
}
