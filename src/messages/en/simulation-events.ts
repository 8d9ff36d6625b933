import { type ClusterOrder, isClientOrder, isEditOrder } from '../../cluster/types.ts';
import { CLIENT_BASE } from '../../sim/types.ts';
import type { FactOf, Scene, Tellers } from '../types.ts';
import { clockRate, ms, nounOf, orderOf, timerOf, withArticle } from './event-words.ts';
import { count, thingOf } from './words.ts';

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

/** `the heartbeat from S1 to S2`. */
function road(fact: FactOf<MessageFact>, { name }: Scene): string {
  const { envelope } = fact;
  return `${nounOf(envelope.message)} from ${name(envelope.from)} to ${name(envelope.to)}`;
}

function lossOf(fact: FactOf<'MessageLost'>, scene: Scene): string {
  const { envelope, reason } = fact;
  const from = scene.name(envelope.from);
  const to = scene.name(envelope.to);
  switch (reason) {
    case 'loss':
      return `The network loses the ${road(fact, scene)}.`;
    case 'cut':
      return `The link from ${from} to ${to} is cut: the ${nounOf(envelope.message)} dies on it.`;
    case 'down':
      return `${to} is down, so the ${nounOf(envelope.message)} from ${from} reaches nobody.`;
    case 'dropped':
      return `The ${road(fact, scene)} was dropped by hand.`;
  }
}

export const messageEvents: Tellers<MessageFact> = {
  MessageSent: ({ envelope }, { name }) => {
    const from = name(envelope.from);
    const to = name(envelope.to);
    return [
      `${from} sends ${withArticle(nounOf(envelope.message))} to ${to}`,
      `${from} sends ${to} ${thingOf(envelope.message)}.`,
    ];
  },
  MessageReceived: (fact, { name }) => {
    const { envelope, byHand } = fact;
    const from = name(envelope.from);
    const to = name(envelope.to);
    const hand = byHand ? ' It was delivered by hand.' : '';
    return [
      `${nounOf(envelope.message)} from ${from} reaches ${to}`,
      `${to} receives ${thingOf(envelope.message).replace(/^its /, 'the ')} from ${from}.${hand}`,
    ];
  },
  MessageLost: (fact, scene) => [`${road(fact, scene)} is lost`, lossOf(fact, scene)],
  MessageWaits: (fact, scene) => [
    `${road(fact, scene)} has to wait`,
    `${scene.name(fact.envelope.to)} is paused: the ${road(fact, scene)} waits until it resumes.`,
  ],
  MessageHeld: (fact, scene) => [
    `${road(fact, scene)} is held`,
    `The ${road(fact, scene)} stands still until it is released.`,
  ],
  MessageReleased: (fact, scene) => [`${road(fact, scene)} is released`, `The ${road(fact, scene)} moves on.`],
  MessageDelayed: (fact, scene) => [
    `${road(fact, scene)} is delayed`,
    `The ${road(fact, scene)} will take ${ms(fact.byUs)} longer.`,
  ],
  MessageDuplicated: (fact, scene) => [
    `${road(fact, scene)} is duplicated`,
    `The ${road(fact, scene)} is on its way twice now.`,
  ],
};

export const serverEvents: Tellers<ServerFact> = {
  Started: (_, { who, self, name }) => {
    const ready = self !== null && self > CLIENT_BASE;
    const how = ready ? 'is ready to send commands' : name.isLesson === true ? 'starts' : 'starts as a follower';
    return [`${who} starts`, `${who} ${how}.`];
  },
  TimerSet: ({ timer, delayUs }, scene) => [
    `${scene.who} sets its ${timerOf(timer, scene)}`,
    `${scene.who}’s ${timerOf(timer, scene)} will run out in ${ms(delayUs)}.`,
  ],
  TimerFired: ({ timer, byHand }, scene) => [
    `${scene.who}’s ${timerOf(timer, scene)} runs out`,
    `${scene.who}’s ${timerOf(timer, scene)} ${byHand ? 'is fired by hand' : 'runs out'}.`,
  ],
  TimerFrozen: ({ timer }, scene) => [
    `${scene.who}’s ${timerOf(timer, scene)} is frozen`,
    `${scene.who}’s ${timerOf(timer, scene)} stands still until it is let go.`,
  ],
  TimerUnfrozen: ({ timer }, scene) => [
    `${scene.who}’s ${timerOf(timer, scene)} runs again`,
    `${scene.who}’s ${timerOf(timer, scene)} runs on from where it stood.`,
  ],
  ClockSet: ({ ratePpm }, { who }) => [
    `${who}’s clock ${clockRate(ratePpm)}`,
    `${who}’s clock ${clockRate(ratePpm)} from now on, and its timers with it.`,
  ],
  WriteStarted: (_, { who }) => [
    `${who} starts a write to its disk`,
    `${who} writes to its disk. What depends on the write leaves when it is durable.`,
  ],
  WriteCompleted: (_, { who }) => [
    `${who}’s write is durable`,
    `${who}’s write is on disk: a crash cannot undo it now.`,
  ],
  WriteWaits: (_, { who }) => [
    `${who}’s write has to wait`,
    `The disk is done, but ${who} is paused: it learns of it when it resumes.`,
  ],
  MessagesHeldBack: ({ count: number }, { who }) => [
    `${who} holds ${count(number, 'message', 'messages')} back until a write is durable`,
    `What ${who} would say depends on what it still writes: ${count(number, 'message leaves', 'messages leave')} when that is on its disk.`,
  ],
  Crashed: ({ lostWrites }, { who, name }) => [
    `${who} crashes`,
    name.isLesson === true
      ? `${who} crashes and forgets everything.`
      : `${who} crashes. Its memory is gone${lostWrites === 0 ? '' : `, and so ${lostWrites === 1 ? 'is' : 'are'} ${count(lostWrites, 'unfinished write', 'unfinished writes')}`}; its disk stays.`,
  ],
  Joined: (_, { who }) => [
    `${who} joins the network`,
    `${who} starts for the first time: empty, and in nobody’s configuration.`,
  ],
  Restarted: (_, { who, name }) => [
    `${who} restarts`,
    name.isLesson === true
      ? `${who} restarts and remembers nothing.`
      : `${who} restarts as a follower, with nothing but its disk.`,
  ],
  Paused: (_, { who }) => [`${who} is paused`, `${who} stands still. Its memory stays, its timers run on.`],
  Resumed: (_, { who }) => [`${who} resumes`, `${who} goes on, and meets at once whatever came in the meantime.`],
  DiskWiped: (_, { who }) => [
    `${who}’s disk is wiped`,
    `${who}’s disk is empty now: term, vote and log are gone. Raft does not survive this; it is unsafe.`,
  ],
};

export const networkEvents: Tellers<NetworkFact> = {
  LinkCut: ({ from, to }, { name }) => [
    `the link from ${name(from)} to ${name(to)} is cut`,
    `Nothing from ${name(from)} reaches ${name(to)} any more.`,
  ],
  LinkHealed: ({ from, to }, { name }) => [
    `the link from ${name(from)} to ${name(to)} is healed`,
    `Messages from ${name(from)} reach ${name(to)} again.`,
  ],
  Partitioned: ({ groups }, { name }) => {
    const sides = groups.map((group) => group.map(name).join(', ')).join(' | ');
    return [`the network is split: ${sides}`, `The network is split into ${sides}. Nobody reaches the other side.`];
  },
  NetworkHealed: () => ['the network is healed', 'Every link works again.'],
  LinkChanged: ({ from, to, link }, { name }) => [
    `the link from ${name(from)} to ${name(to)} changes`,
    `From ${name(from)} to ${name(to)} a message now takes ${link.lowUs === link.highUs ? ms(link.lowUs) : `${ms(link.lowUs)} to ${ms(link.highUs)}`}, loss ${link.lossPpm / 10_000} %, duplicates ${link.duplicatePpm / 10_000} %.`,
  ],
  OrderGiven: (fact, scene) => {
    const order = fact.order as ClusterOrder;
    const { who } = scene;
    if (!isClientOrder(order) && order.type === 'Act') {
      return [`${who} acts: ${order.what}`, `${who} is told to act: “${order.what}”.`];
    }
    if (isEditOrder(order)) return [`${who} is edited by hand`, `${who} is edited by hand.`];
    return isClientOrder(order)
      ? [`${who} is given a command`, `${who} is told to run a command.`]
      : [`${who} is given an order`, `${who} is told to ${orderOf(order, scene)}.`];
  },
  ActionIgnored: ({ action, reason }, { who }) => [
    `“${action}” does nothing`,
    `“${action}”${who === '' ? '' : ` on ${who}`} does nothing: ${reason}.`,
  ],
};
