import { type ClusterOrder, isClientOrder, isEditOrder } from '../../cluster/types.ts';
import { CLIENT_BASE } from '../../sim/types.ts';
import type { FactOf, Scene, Tellers } from '../types.ts';
import { actionOf, clockRate, ms, nounOf, orderOf, timerOf, vainOf } from './event-words.ts';
import { thingOf } from './words.ts';

type MessageFact =
  | 'MessageSent'
  | 'MessageReceived'
  | 'MessageLost'
  | 'MessageWaits'
  | 'MessageHeld'
  | 'MessageReleased'
  | 'MessageDelayed'
  | 'MessageDuplicated';

type ServerFact =
  | 'Started'
  | 'TimerSet'
  | 'TimerFired'
  | 'TimerFrozen'
  | 'TimerUnfrozen'
  | 'ClockSet'
  | 'WriteStarted'
  | 'WriteCompleted'
  | 'WriteWaits'
  | 'MessagesHeldBack'
  | 'Crashed'
  | 'Joined'
  | 'Restarted'
  | 'Paused'
  | 'Resumed'
  | 'DiskWiped';

type NetworkFact =
  | 'LinkCut'
  | 'LinkHealed'
  | 'Partitioned'
  | 'NetworkHealed'
  | 'LinkChanged'
  | 'OrderGiven'
  | 'ActionIgnored';

/** `S1 到 S2 的心跳`. */
function road({ envelope }: FactOf<MessageFact>, { name }: Scene): string {
  return `${name(envelope.from)} 到 ${name(envelope.to)} 的${nounOf(envelope.message)}`;
}

function lossOf(fact: FactOf<'MessageLost'>, scene: Scene): string {
  const { envelope, reason } = fact;
  const from = scene.name(envelope.from);
  const to = scene.name(envelope.to);
  switch (reason) {
    case 'loss':
      return `网络丢失了 ${road(fact, scene)}。`;
    case 'cut':
      return `${from} 到 ${to} 的链路已切断：${nounOf(envelope.message)}在途中丢失。`;
    case 'down':
      return `${to} 已停机，${from} 发来的${nounOf(envelope.message)}无人接收。`;
    case 'dropped':
      return `${road(fact, scene)}被手动丢弃。`;
  }
}

export const messageEvents: Tellers<MessageFact> = {
  MessageSent: ({ envelope }, { name }) => {
    const from = name(envelope.from);
    const to = name(envelope.to);
    return [`${from} 向 ${to} 发送${nounOf(envelope.message)}`, `${from} 向 ${to} 发送${thingOf(envelope.message)}。`];
  },
  MessageReceived: ({ envelope, byHand }, { name }) => {
    const from = name(envelope.from);
    const to = name(envelope.to);
    const hand = byHand ? '这是手动投递的。' : '';
    return [
      `${from} 的${nounOf(envelope.message)}到达 ${to}`,
      `${to} 收到 ${from} 发来的${thingOf(envelope.message)}。${hand}`,
    ];
  },
  MessageLost: (fact, scene) => [`${road(fact, scene)}丢失`, lossOf(fact, scene)],
  MessageWaits: (fact, scene) => [
    `${road(fact, scene)}须等待`,
    `${scene.name(fact.envelope.to)} 已暂停：${road(fact, scene)}要等它恢复。`,
  ],
  MessageHeld: (fact, scene) => [`${road(fact, scene)}被扣住`, `${road(fact, scene)}停在原处，直到放行。`],
  MessageReleased: (fact, scene) => [`${road(fact, scene)}被放行`, `${road(fact, scene)}继续前进。`],
  MessageDelayed: (fact, scene) => [`${road(fact, scene)}被延迟`, `${road(fact, scene)}将多花 ${ms(fact.byUs)}。`],
  MessageDuplicated: (fact, scene) => [`${road(fact, scene)}被复制`, `${road(fact, scene)}现在有两份在途。`],
};

export const serverEvents: Tellers<ServerFact> = {
  Started: (_, { who, self, name }) => {
    const ready = self !== null && self > CLIENT_BASE;
    const how = ready ? '可以发送命令了' : name.isLesson === true ? '启动' : '以跟随者 (follower) 身份启动';
    return [`${who} 启动`, `${who} ${how}。`];
  },
  TimerSet: ({ timer, delayUs }, scene) => [
    `${scene.who} 设置${timerOf(timer, scene)}`,
    `${scene.who} 的${timerOf(timer, scene)}将在 ${ms(delayUs)} 后到期。`,
  ],
  TimerFired: ({ timer, byHand }, scene) => [
    `${scene.who} 的${timerOf(timer, scene)}到期`,
    `${scene.who} 的${timerOf(timer, scene)}${byHand ? '被手动触发' : '到期'}。`,
  ],
  TimerFrozen: ({ timer }, scene) => [
    `${scene.who} 的${timerOf(timer, scene)}被冻结`,
    `${scene.who} 的${timerOf(timer, scene)}停住，直到放开。`,
  ],
  TimerUnfrozen: ({ timer }, scene) => [
    `${scene.who} 的${timerOf(timer, scene)}继续运行`,
    `${scene.who} 的${timerOf(timer, scene)}从停住之处继续。`,
  ],
  ClockSet: ({ ratePpm }, { who }) => [
    `${who} 的时钟${clockRate(ratePpm)}`,
    `从现在起 ${who} 的时钟${clockRate(ratePpm)}，它的定时器也随之而变。`,
  ],
  WriteStarted: (_, { who }) => [`${who} 开始写磁盘`, `${who} 写磁盘。依赖这次写入的消息，落盘之后才发出。`],
  WriteCompleted: (_, { who }) => [`${who} 的写入落盘`, `${who} 的写入已落盘：现在崩溃也不会失去它。`],
  WriteWaits: (_, { who }) => [`${who} 的写入须等待`, `磁盘已写完，但 ${who} 已暂停：恢复时才会得知。`],
  MessagesHeldBack: ({ count }, { who }) => [
    `${who} 留住 ${count} 条消息，等写入落盘`,
    `${who} 要说的话取决于正在写的内容：落盘之后，这 ${count} 条消息才发出。`,
  ],
  Crashed: ({ lostWrites }, { who, name }) => [
    `${who} 崩溃`,
    name.isLesson === true
      ? `${who} 崩溃，忘掉一切。`
      : `${who} 崩溃。内存全失${lostWrites === 0 ? '' : `，${lostWrites} 次未完成的写入也失去了`}；磁盘仍在。`,
  ],
  Joined: (_, { who }) => [`${who} 接入网络`, `${who} 第一次启动：空无一物，也不在任何配置中。`],
  Restarted: (_, { who, name }) => [
    `${who} 重启`,
    name.isLesson === true ? `${who} 重启，什么也不记得。` : `${who} 以跟随者身份重启，只有磁盘上的内容。`,
  ],
  Paused: (_, { who }) => [`${who} 被暂停`, `${who} 停住。内存仍在，定时器继续走。`],
  Resumed: (_, { who }) => [`${who} 恢复`, `${who} 继续运行，并立即处理期间到来的一切。`],
  DiskWiped: (_, { who }) => [
    `${who} 的磁盘被清空`,
    `${who} 的磁盘现在是空的：任期、选票和日志都没有了。Raft 经不起这一点，这不安全。`,
  ],
};

export const networkEvents: Tellers<NetworkFact> = {
  LinkCut: ({ from, to }, { name }) => [
    `${name(from)} 到 ${name(to)} 的链路被切断`,
    `${name(from)} 的任何消息都不再到达 ${name(to)}。`,
  ],
  LinkHealed: ({ from, to }, { name }) => [
    `${name(from)} 到 ${name(to)} 的链路修复`,
    `${name(from)} 的消息又能到达 ${name(to)}。`,
  ],
  Partitioned: ({ groups }, { name }) => {
    const sides = groups.map((group) => group.map(name).join('、')).join(' | ');
    return [`网络分区：${sides}`, `网络分为 ${sides}。谁也到不了另一侧。`];
  },
  NetworkHealed: () => ['网络修复', '所有链路恢复畅通。'],
  LinkChanged: ({ from, to, link }, { name }) => [
    `${name(from)} 到 ${name(to)} 的链路改变`,
    `从 ${name(from)} 到 ${name(to)}，消息现在需要 ${link.lowUs === link.highUs ? ms(link.lowUs) : `${ms(link.lowUs)} 至 ${ms(link.highUs)}`}，丢包率 ${link.lossPpm / 10_000} %，重复率 ${link.duplicatePpm / 10_000} %。`,
  ],
  OrderGiven: (fact, scene) => {
    const order = fact.order as ClusterOrder;
    const { who } = scene;
    if (isEditOrder(order)) return [`${who} 被手动改动`, `${who} 被手动改动。`];
    if (!isClientOrder(order) && order.type === 'Act') {
      return [`${who} 行动：${order.what}`, `${who} 受命行动：“${order.what}”。`];
    }
    return isClientOrder(order)
      ? [`${who} 接到一条命令`, `${who} 受命执行一条命令。`]
      : [`${who} 接到一道指令`, `${who} 受命${orderOf(order, scene)}。`];
  },
  ActionIgnored: ({ action, reason }, { who }) => [
    `“${actionOf(action)}”不起作用`,
    `“${actionOf(action)}”${who === '' ? '' : `对 ${who} `}不起作用：${vainOf(reason)}。`,
  ],
};
