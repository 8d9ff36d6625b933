import {
  type ClusterAction,
  type ClusterHost,
  ELECTION_TIMER,
  HEARTBEAT_TIMER,
  type World,
} from '../../cluster/types.ts';
import { rateOf, TRUE_RATE_PPM } from '../../sim/clock.ts';
import { type Address, isClient } from '../../sim/types.ts';
import type { AppStore } from '../../store/types.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { type Command, type CommandContext, command } from './command.ts';
import { lessonCommands } from './lesson-commands.ts';
import { membershipCommands } from './membership-commands.ts';
import { leaderIn, serversOf } from './who.ts';

/** Whether messages from one address to another are cut off. */
export function isCut(world: World, from: Address, to: Address): boolean {
  const { hosts, links } = world;
  const place = (address: Address): number => hosts.findIndex((host) => host.address === address);
  return links[place(from) * hosts.length + place(to)]?.cut === true;
}

export function clientsOf(world: World): Address[] {
  return world.hosts.map((host) => host.address).filter(isClient);
}

/** What can be done to a server. */
export function serverCommands(host: ClusterHost, context: CommandContext): readonly Command[] {
  const { store, text } = context;
  if (host.state.kind === 'process') {
    return [
      ...lessonCommands(host, context),
      ...processCommands(host, context),
      ...wireCommands(host, context),
      ...clockCommands(host, context),
    ];
  }
  const wipe = command('wipe', text.menus.wipe, () => store.act({ do: 'wipe', server: host.address }));
  const stopped = !host.up ? text.menus.why.down : host.paused ? text.menus.why.paused : null;
  const edit = command('edit', text.menus.edit, () => openDialog({ kind: 'edit', server: host.address }), stopped);
  return [
    ...processCommands(host, context),
    ...timerCommands(host, context),
    ...transferCommands(host, context),
    ...membershipCommands(host, context),
    ...snapshotCommands(host, context),
    ...readCommands(host, context),
    ...wireCommands(host, context),
    ...clockCommands(host, context),
    { ...edit, unsafe: true },
    { ...wipe, unsafe: true },
  ];
}

function processCommands(host: ClusterHost, { store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  const server = host.address;
  const act = (what: 'crash' | 'restart' | 'pause' | 'resume') => (): void => store.act({ do: what, server });
  const first = host.up
    ? command('crash', menus.crash, act('crash'))
    : command('restart', menus.restart, act('restart'));
  const second = host.paused
    ? command('resume', menus.resume, act('resume'))
    : command('pause', menus.pause, act('pause'), host.up ? null : menus.why.down);
  return [first, second];
}

function timerCommands(host: ClusterHost, { store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  const server = host.address;
  const leads = host.state.kind === 'server' && host.state.raft.role === 'leader';
  const timer = leads ? HEARTBEAT_TIMER : ELECTION_TIMER;
  const stopped = !host.up ? menus.why.down : host.paused ? menus.why.paused : null;
  const frozen = host.frozen[timer] === true;
  const freeze = leads ? menus.freezeHeartbeat : menus.freeze;
  const unfreeze = leads ? menus.unfreezeHeartbeat : menus.unfreeze;
  return [
    command(
      'timeOut',
      leads ? menus.heartbeatNow : menus.timeOut,
      () => store.act({ do: 'fireTimer', server, timer }),
      stopped,
    ),
    command(
      frozen ? 'unfreeze' : 'freeze',
      frozen ? unfreeze : freeze,
      () => store.act({ do: frozen ? 'unfreezeTimer' : 'freezeTimer', server, timer }),
      stopped,
    ),
  ];
}

const CLOCK_RATES = [
  ['clockFast', 1_100_000],
  ['clockSlow', 900_000],
  ['clockTrue', TRUE_RATE_PPM],
] as const;

/** P59. A server keeps its clock when it is down. */
function clockCommands({ address, clock }: ClusterHost, { store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  return CLOCK_RATES.filter(([, ratePpm]) => ratePpm !== rateOf(clock)).map(([id, ratePpm]) =>
    command(id, menus[id], () => store.act({ do: 'setClock', server: address, ratePpm })),
  );
}

/** P80: on the server that is to lead; on a leader that hands over, to end that. Not there unless it is switched on. */
function transferCommands(host: ClusterHost, { world, store, text, name }: CommandContext): readonly Command[] {
  const { menus } = text;
  if (store.scenario.raft?.leadershipTransfer !== true) return [];
  const to = host.address;
  const leader = leaderIn(world);
  if (leader === null) return [command('takeOver', menus.takeOver, () => undefined, menus.why.noLeader)];
  const { address } = leader.host;
  const order = (): void => store.act({ do: 'tell', address, order: { type: 'TransferLeadership', to } });
  const paused = leader.host.paused ? menus.why.leaderPaused : null;
  const { transfer } = leader.raft;
  if (address === to) {
    return transfer === null ? [] : [command('keepLeading', menus.keepLeading(name(transfer.to)), order, paused)];
  }
  const already = transfer?.to === to ? menus.why.takesOverAlready : null;
  return [command('takeOver', menus.takeOverFrom(name(address)), order, paused ?? already)];
}

/** Where servers take snapshots, or have some: in a cluster of the basics there is nothing to be seen of it. */
function snapshotCommands(host: ClusterHost, { world, store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  const concerned = (store.scenario.raft?.snapshotEntries ?? 0) > 0 || world.hosts.some(hasSnapshot);
  if (host.state.kind !== 'server' || !concerned) return [];
  const { lastApplied, snapshot } = host.state.raft;
  const stopped = !host.up ? menus.why.down : host.paused ? menus.why.paused : null;
  const covered = lastApplied > (snapshot?.lastIndex ?? 0) ? null : menus.why.nothingApplied;
  const order = (): void => store.act({ do: 'tell', address: host.address, order: { type: 'TakeSnapshot' } });
  return [command('snapshot', menus.snapshot, order, stopped ?? covered)];
}

/** P129: where clients read past the log, it matters at which server. */
function readCommands({ address: server }: ClusterHost, { world, store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  const { reads = 'log' } = store.scenario.raft ?? {};
  if (reads === 'log') return [];
  const open = (): void => openDialog({ kind: 'command', client: null, server, written: 'get x' });
  return [command('readHere', menus.readHere, open, clientsOf(world).length === 0 ? menus.why.noClient : null)];
}

function hasSnapshot({ state }: ClusterHost): boolean {
  return state.kind === 'server' && state.raft.snapshot !== null;
}

function wireCommands(host: ClusterHost, { world, store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  const server = host.address;
  const others = serversOf(world).filter((other) => other !== server);
  const incoming = others.filter((other) => !isCut(world, other, server));
  const outgoing = others.filter((other) => !isCut(world, server, other));
  const alone = others.length === 0 ? menus.why.alone : null;
  const cut = (from: Address, to: Address): ClusterAction => ({ do: 'cut', from, to });
  const healed = [
    ...others
      .filter((other) => !incoming.includes(other))
      .map((other) => ({ do: 'heal', from: other, to: server }) as const),
    ...others
      .filter((other) => !outgoing.includes(other))
      .map((other) => ({ do: 'heal', from: server, to: other }) as const),
  ];
  const already = (open: readonly Address[]): string | null =>
    alone ?? (open.length === 0 ? menus.why.cutAlready : null);
  const send = command(
    'sendCommand',
    menus.sendCommand,
    () => openDialog({ kind: 'command', client: null, server }),
    clientsOf(world).length === 0 ? menus.why.noClient : null,
  );
  return [
    ...(host.state.kind === 'process' ? [] : [send]),
    command('cutOff', menus.cutOff, () => cutOff(world, server, store), already([...incoming, ...outgoing])),
    command(
      'cutIncoming',
      menus.cutIncoming,
      () => store.act(...incoming.map((other) => cut(other, server))),
      already(incoming),
    ),
    command(
      'cutOutgoing',
      menus.cutOutgoing,
      () => store.act(...outgoing.map((other) => cut(server, other))),
      already(outgoing),
    ),
    command(
      'healServer',
      menus.healServer,
      () => store.act(...healed),
      alone ?? (healed.length === 0 ? menus.why.notCut : null),
    ),
  ];
}

/** One action where the others' links are whole: a partition. Where some of them are cut, only this server's are added. */
function cutOff(world: World, server: Address, store: AppStore): void {
  const others = serversOf(world).filter((other) => other !== server);
  const whole = others.every((from) => others.every((to) => from === to || !isCut(world, from, to)));
  if (whole) {
    store.act({ do: 'partition', groups: [[server], others] });
    return;
  }
  const actions: ClusterAction[] = [];
  for (const other of others) {
    if (!isCut(world, server, other)) actions.push({ do: 'cut', from: server, to: other });
    if (!isCut(world, other, server)) actions.push({ do: 'cut', from: other, to: server });
  }
  store.act(...actions);
}
