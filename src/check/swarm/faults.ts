import { at } from '../../base/assert.ts';
import { linkOf } from '../../cluster/cluster.ts';
import {
  type ClusterAction,
  type ClusterHost,
  type ClusterSpec,
  ELECTION_TIMER,
  type Run,
} from '../../cluster/types.ts';
import type { Operation } from '../../raft/command.ts';
import type { ReadMode } from '../../raft/reads.ts';
import { CLIENT_BASE, type MessageRef } from '../../sim/types.ts';
import { messagesInFlight } from '../../sim/world.ts';
import type { Dice } from './dice.ts';

/** What the swarm can do to a cluster. */
export const FAULTS = [
  'crash',
  'crashLeader',
  'crashWriting',
  'crashAll',
  'restart',
  'pause',
  'resume',
  'oneWayCut',
  'isolateLeader',
  'partition',
  'healAll',
  'storm',
  'calm',
  'delay',
  'duplicate',
  'drop',
  'hold',
  'release',
  'deliverNow',
  'fireTimer',
  'freezeTimer',
  'unfreezeTimer',
  'changeConfiguration',
  'transfer',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Changes of the configuration are drawn apart (membership.ts). */
type Drawn = Exclude<Fault, 'changeConfiguration'>;

const WEIGHTS: readonly (readonly [number, Drawn])[] = [
  [6, 'crash'],
  [5, 'crashLeader'],
  [5, 'crashWriting'],
  [1, 'crashAll'],
  [16, 'restart'],
  [4, 'pause'],
  [8, 'resume'],
  [5, 'oneWayCut'],
  [5, 'isolateLeader'],
  [4, 'partition'],
  [8, 'healAll'],
  [3, 'storm'],
  [5, 'calm'],
  [10, 'delay'],
  [4, 'duplicate'],
  [3, 'drop'],
  [3, 'hold'],
  [5, 'release'],
  [2, 'deliverNow'],
  [4, 'fireTimer'],
  [1, 'freezeTimer'],
  [3, 'unfreezeTimer'],
  [8, 'transfer'],
];

/** Draws a fault, and the actions that bring it about in this world; none when there is nothing to do it to. */
export function drawFault(
  run: Run,
  spec: ClusterSpec,
  dice: Dice,
): { fault: Fault; actions: readonly ClusterAction[] } {
  const fault = dice.weighted(WEIGHTS);
  return { fault, actions: actionsOf(fault, run, spec, dice) };
}

function actionsOf(fault: Drawn, run: Run, spec: ClusterSpec, dice: Dice): readonly ClusterAction[] {
  const servers = run.hosts.slice(0, spec.servers);
  switch (fault) {
    case 'crash':
    case 'crashLeader':
    case 'pause': {
      const [server] = some(
        servers.filter((host) => isRunning(host) && (fault !== 'crashLeader' || leads(host))),
        dice,
      );
      return server === undefined ? [] : [{ do: fault === 'pause' ? 'pause' : 'crash', server: server.address }];
    }
    case 'crashWriting': {
      const most = Math.max(...servers.map(({ writes }) => writes.length));
      const busy = most === 0 ? undefined : servers.find(({ writes }) => writes.length === most);
      return busy === undefined ? [] : [{ do: 'crash', server: busy.address }];
    }
    case 'crashAll':
      return servers.filter((host) => host.up).map(({ address }) => ({ do: 'crash', server: address }));
    case 'restart':
      return some(
        servers.filter((host) => !host.up),
        dice,
      ).map(({ address }) => ({ do: 'restart', server: address }));
    case 'resume':
      return some(
        servers.filter((host) => host.paused),
        dice,
      ).map(({ address }) => ({ do: 'resume', server: address }));
    case 'oneWayCut':
    case 'isolateLeader':
    case 'partition':
    case 'healAll':
    case 'storm':
    case 'calm':
      return networkActions(fault, servers, run, spec, dice);
    case 'delay':
    case 'duplicate':
    case 'drop':
    case 'hold':
    case 'release':
    case 'deliverNow':
      return messageActions(fault, run, spec, dice);
    case 'fireTimer':
    case 'freezeTimer':
    case 'unfreezeTimer': {
      // A lease trusts that nobody stands before its time.
      if (fault === 'fireTimer' && spec.raft.reads === 'lease') return [];
      const frozen = fault === 'unfreezeTimer';
      const [host] = some(
        servers.filter((other) => isRunning(other) && (!frozen || other.frozen.includes(true))),
        dice,
      );
      return host === undefined ? [] : [{ do: fault, server: host.address, timer: ELECTION_TIMER }];
    }
    case 'transfer':
      return transferActions(servers, spec, dice);
  }
}

/** A leader, or somebody who believes to be one, is told to hand over to any server, itself now and then. */
function transferActions(servers: readonly ClusterHost[], spec: ClusterSpec, dice: Dice): readonly ClusterAction[] {
  const [leader] = some(
    servers.filter((host) => isRunning(host) && leads(host)),
    dice,
  );
  if (leader === undefined || !spec.raft.leadershipTransfer) return [];
  const to = dice.pick(servers).address;
  return [{ do: 'tell', address: leader.address, order: { type: 'TransferLeadership', to } }];
}

function isRunning(host: ClusterHost): boolean {
  return host.up && !host.paused;
}

function leads(host: ClusterHost): boolean {
  return host.state.kind === 'server' && host.state.raft.role === 'leader';
}

/** One of them, drawn; none when there are none. */
function some<T>(choices: readonly T[], dice: Dice): readonly T[] {
  return choices.length === 0 ? [] : [dice.pick(choices)];
}

function networkActions(
  fault: 'oneWayCut' | 'isolateLeader' | 'partition' | 'healAll' | 'storm' | 'calm',
  servers: readonly ClusterHost[],
  run: Run,
  spec: ClusterSpec,
  dice: Dice,
): readonly ClusterAction[] {
  const addresses = servers.map((host) => host.address);
  const from = dice.pick(addresses);
  const to = dice.pick(addresses);
  switch (fault) {
    case 'oneWayCut':
      return from === to || at(run.links, run.linkIndex(from, to)).cut ? [] : [{ do: 'cut', from, to }];
    case 'isolateLeader': {
      const [leader] = some(servers.filter(leads), dice);
      if (leader === undefined || addresses.length === 1) return [];
      // Sometimes with a companion, so that a minority keeps a leader that can replicate to somebody.
      const alone = dice.chance(50) ? [leader.address] : addresses.filter((id) => id === leader.address || id === to);
      return [{ do: 'partition', groups: [alone, addresses.filter((id) => !alone.includes(id))] }];
    }
    case 'partition': {
      const groups: number[][] = [[], [], []];
      for (const id of addresses) at(groups, dice.between(0, 2)).push(id);
      const some = groups.filter((group) => group.length > 0);
      return some.length < 2 ? [] : [{ do: 'partition', groups: some }];
    }
    case 'healAll':
      return run.links.some((link) => link.cut) ? [{ do: 'healAll' }] : [];
    case 'storm':
      return storm(from, addresses, spec, dice);
    case 'calm':
      return calm(run, spec);
  }
}

/** For a while, what a server sends or receives takes up to several election timeouts, or is mostly lost. */
function storm(server: number, addresses: readonly number[], spec: ClusterSpec, dice: Dice): readonly ClusterAction[] {
  const { highUs } = spec.electionTimeout;
  const change = dice.chance(70)
    ? { lowUs: 0, highUs: highUs * dice.between(1, 4) }
    : { lossPpm: dice.between(300_000, 900_000), duplicatePpm: dice.between(0, 500_000) };
  const outward = dice.chance(50);
  return addresses
    .filter((other) => other !== server)
    .map((other) => ({ do: 'setLink', from: outward ? server : other, to: outward ? other : server, change }));
}

function calm(run: Run, spec: ClusterSpec): readonly ClusterAction[] {
  const actions: ClusterAction[] = [];
  for (const from of run.hosts) {
    for (const to of run.hosts) {
      const index = run.linkIndex(from.address, to.address);
      const { lowUs, highUs, lossPpm, duplicatePpm } = linkOf(spec, from.address, to.address);
      const now = at(run.links, index);
      if (now.highUs === highUs && now.lossPpm === lossPpm) continue;
      const change = { lowUs, highUs, lossPpm, duplicatePpm };
      actions.push({ do: 'setLink', from: from.address, to: to.address, change });
    }
  }
  return actions;
}

function messageActions(
  fault: 'delay' | 'duplicate' | 'drop' | 'hold' | 'release' | 'deliverNow',
  run: Run,
  spec: ClusterSpec,
  dice: Dice,
): readonly ClusterAction[] {
  const wanted = fault === 'release' ? run.held : messagesInFlight(run.world()).filter((envelope) => !envelope.held);
  const [envelope] = some(
    wanted.filter(({ to }) => run.host(to).up && !run.host(to).paused),
    dice,
  );
  if (envelope === undefined) return [];
  const { from, to, ordinal, copy } = envelope;
  const message: MessageRef = { from, to, ordinal, copy };
  if (fault === 'delay') return [{ do: 'delay', message, byUs: spec.electionTimeout.highUs * dice.between(1, 5) }];
  return [{ do: fault === 'deliverNow' ? 'deliver' : fault, message }];
}

/** A command of one of the clients: of every kind, many of them reads, to any server or straight to a leader. */
export function drawCommand(run: Run, spec: ClusterSpec, dice: Dice): ClusterAction {
  const key = dice.pick(['x', 'y', 'z']);
  const value = dice.between(0, 9);
  const operation = dice.weighted<Operation>([
    [5, { kind: 'set', key, value }],
    [3, { kind: 'add', key, amount: value }],
    [4, { kind: 'get', key }],
    [1, { kind: 'delete', key }],
    [1, { kind: 'cas', key, expected: value, value: value + 1 }],
  ]);
  const [leader] = some(run.hosts.slice(0, spec.servers).filter(leads), dice);
  const server = leader !== undefined && dice.chance(50) ? leader.address : null;
  const address = CLIENT_BASE + dice.between(1, spec.clients);
  if (operation.kind !== 'get') return { do: 'tell', address, order: { operation, server } };
  // Most reads are served as the settings say; a local one may be stale, and is then no violation.
  const read = dice.weighted<ReadMode | undefined>([
    [6, undefined],
    [1, 'log'],
    [2, 'readIndex'],
    [1, 'local'],
  ]);
  return { do: 'tell', address, order: { operation, server, read } };
}
