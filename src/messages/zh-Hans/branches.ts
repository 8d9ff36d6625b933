import { assertNever } from '../../base/assert.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import { type ClusterAction, isClientOrder, isEditOrder } from '../../cluster/types.ts';
import type { Address, MessageRef } from '../../sim/types.ts';
import type { Messages } from '../table.ts';
import type { NameOf } from '../types.ts';
import { editText } from './edits.ts';
import { clockRate, ms, orderOf, timerOf } from './event-words.ts';
import { spaced } from './words.ts';

const ON_SERVER = {
  crash: (who: string) => `让 ${who} 崩溃`,
  restart: (who: string) => `重启 ${who}`,
  pause: (who: string) => `暂停 ${who}`,
  resume: (who: string) => `恢复 ${who}`,
  wipe: (who: string) => `清空 ${who} 的磁盘`,
  join: (who: string) => `启动 ${who}`,
} as const;
const ON_LINK = { cut: '切断', heal: '修复' } as const;
const ON_MESSAGE = { drop: '丢弃', hold: '扣住', release: '放行', deliver: '投递', duplicate: '复制' } as const;
const ON_TIMER = { fireTimer: '触发', freezeTimer: '冻结', unfreezeTimer: '放开' } as const;

function road({ from, to, ordinal, copy }: MessageRef, name: NameOf): string {
  return `${name(from)} 到 ${name(to)} 的消息 ${ordinal}${copy === 0 ? '' : `.${copy}`}`;
}

/** What was done, in the imperative: `让 S1 崩溃`. */
function deedOf(action: ClusterAction, name: NameOf): string {
  switch (action.do) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'wipe':
    case 'join':
      return ON_SERVER[action.do](name(action.server));
    case 'cut':
    case 'heal':
      return `${ON_LINK[action.do]} ${name(action.from)} → ${name(action.to)}`;
    case 'partition':
      return `划分网络 ${action.groups.map((group) => group.map(name).join('、')).join(' | ')}`;
    case 'healAll':
      return '修复全部链路';
    case 'setLink':
      return `更改链路 ${name(action.from)} → ${name(action.to)}`;
    case 'drop':
    case 'hold':
    case 'release':
    case 'deliver':
    case 'duplicate':
      return `${ON_MESSAGE[action.do]} ${road(action.message, name)}`;
    case 'delay':
      return `把 ${road(action.message, name)} 延迟 ${ms(action.byUs)}`;
    case 'fireTimer':
    case 'freezeTimer':
    case 'unfreezeTimer':
      return `${ON_TIMER[action.do]} ${name(action.server)} 的${timerText(action.timer, action.server, name)}`;
    case 'takeMessage':
      return `接下来：${road(action.message, name)}`;
    case 'takeTimer':
      return `接下来：${name(action.server)} 的${timerText(action.timer, action.server, name)}`;
    case 'takeWrite':
      return `接下来：${name(action.server)} 的写入 ${action.write}`;
    case 'setClock':
      return `让 ${name(action.server)} 的时钟${clockRate(action.ratePpm)}`;
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
  if (isEditOrder(order)) return spaced(`手动设置 ${who} 的${editText(order.edit, name)}`);
  if (!isClientOrder(order)) return `令 ${who} ${orderOf(order, { who, self: address, name })}`;
  const to = order.server === null ? '' : `向 ${name(order.server)} `;
  return `${who} ${to}发送“${formatOperation(order.operation)}”`;
}

/** The tree of what-ifs, what was done in each, and two of them side by side. */
export const branches: Messages['branches'] = {
  title: '分支',
  about: '在过去做的操作会开出一个分支，原来的未来仍然保留。运行中的每个操作都可以改。',
  map: (count) => `${count} 个分支，按虚拟时间排列`,
  name: (name) => spaced(`分支${name}的名字`),
  switchTo: '显示',
  switchToName: (name) => spaced(`显示${name}`),
  current: '正在显示',
  root: (steps) => `从头开始，${steps} 个事件`,
  fork: (parent, step, steps) => spaced(`在事件 ${step} 之后离开${parent}，${steps} 个事件`),
  compare: '并排',
  compareName: (name) => spaced(`与${name}并排`),
  remove: '删除',
  removeName: (name) => spaced(`删除分支${name}`),

  deedOf,
  deeds: (branch) => spaced(`${branch}中的操作`),
  noDeeds: '还没有做过任何操作。',
  isOn: (deed) => `执行“${deed}”`,
  at: (time) => `${time} ms`,
  waits: '等待其事件',
  toCome: '尚未到来',
  off: '关',
  goTo: (step) => `事件 ${step}`,
  edit: '编辑…',
  editThis: (deed) => `编辑“${deed}”`,
  leaveOut: '去掉',
  leaveOutThis: (deed) => `去掉“${deed}”`,
  moveHere: '移到时间光标处',
  written: '与剧本文件中的写法相同',
  apply: '这样运行',
  notJson: '这不是 JSON 对象。应当类似 { "at": 812.5, "do": "crash", "server": "S1" }。',
  without: (deed) => `去掉：${deed}`,
  with: (deed) => `加上：${deed}`,
  changed: (deed) => `改为：${deed}`,
  opened: (branch, step, old) => spaced(`新分支“${branch}”：到事件 ${step} 为止与${old}相同，之后重新推演。`),

  side: {
    title: '并排',
    part: (step, time) => `它们在事件 ${step} (${time} ms) 处分开`,
    together: '在已推演的部分中，它们没有分开。',
    time: '虚拟时间',
    previous: '后退一个事件',
    next: '前进一个事件',
    moment: (step, time) => `事件 ${step}，${time} ms`,
    ended: '没有继续推演',
    goThere: '显示这一刻',
    goThereName: (name) => spaced(`显示${name}的这一刻`),
    server: (name, role, term, differs) => `${name}，${role}，${term}${differs ? '，不同' : ''}`,
    ring: (servers, messages) => `${servers.join('；')}；${messages} 条消息在途`,
    log: (name, terms, differing) =>
      `${name}：${terms === '' ? '空日志' : `任期 ${terms}`}${differing.length === 0 ? '' : `，在索引 ${differing.join('、')} 处不同`}`,
    differences: (count) => `${count} 个值不同`,
  },
};
