import { linkOf, openRun } from '../cluster/cluster.ts';
import type { ClusterAction, ClusterSpec, Run, World } from '../cluster/types.ts';
import { membersOf } from '../raft/configuration.ts';
import type { ServerId } from '../raft/messages.ts';
import type { Server } from '../raft/server.ts';
import { CLIENT_BASE } from '../sim/types.ts';
import { act } from './act.ts';
import { checkClients } from './linearizability/clients.ts';
import type { Monitor } from './monitor.ts';
import type { Violation } from './violation.ts';

/** How long a healed cluster has: in election timeouts, counted at the upper end of their range. */
export const HEALING_TIMEOUTS = 20;

/** What became of a cluster after everything that was broken was mended. */
export interface Healing {
  /** A leader, the command committed, and equal logs, in time. */
  readonly ok: boolean;
  readonly leader: ServerId | null;
  /** Whether the command that was submitted after healing was acknowledged; true when the cluster has no client. */
  readonly committed: boolean;
  readonly equalLogs: boolean;
  /** From healing until all was well, or until the time was over; microseconds. */
  readonly tookUs: number;
  /** The run after healing, where it ended. */
  readonly run: Run;
  readonly violations: readonly Violation[];
}

/**
 * Mends everything (links, loss, servers, timers, held messages), submits a command, and demands a leader, the command
 * committed, and equal logs within 20 election timeouts. The actions of the spec that have not been taken are dropped.
 * A command is needed: without a no-op a new leader cannot commit what its predecessors left (P50).
 */
export function healAndDemand(spec: ClusterSpec, world: World, monitor: Monitor): Healing {
  const run = openRun({ ...spec, actions: [], holdMessages: false, freezeTimers: false }, world);
  const violations: Violation[] = [];
  for (const action of mendings(spec, run)) {
    act(run, action);
    violations.push(...monitor.observe(run));
  }
  const healedAtUs = run.nowUs;
  const deadlineUs = healedAtUs + HEALING_TIMEOUTS * spec.electionTimeout.highUs;
  const command = new Command(spec);
  let state = judge(run, command);
  while (!state.ok && run.advance(deadlineUs)) {
    violations.push(...monitor.observe(run));
    if (command.mayAsk(run)) {
      act(run, command.ask(run));
      violations.push(...monitor.observe(run));
    }
    state = judge(run, command);
  }
  violations.push(...checkClients(spec, run));
  return { ...state, tookUs: run.nowUs - healedAtUs, run, violations };
}

/** Every action that something in this world needs to work again, in the order in which they are taken. */
function mendings(spec: ClusterSpec, run: Run): ClusterAction[] {
  const actions: ClusterAction[] = [{ do: 'healAll' }];
  for (const from of run.hosts) {
    for (const to of run.hosts) {
      const { lowUs, highUs } = linkOf(spec, from.address, to.address);
      const change = { lowUs, highUs, lossPpm: 0, duplicatePpm: 0 };
      actions.push({ do: 'setLink', from: from.address, to: to.address, change });
    }
  }
  for (const { address, up, paused, frozen } of run.hosts) {
    if (!up) actions.push({ do: 'restart', server: address });
    if (paused) actions.push({ do: 'resume', server: address });
    frozen.forEach((stands, timer) => {
      if (!stands) return;
      // A timer of a server that is down stands still as well, and only a running server's can be set going.
      actions.push({ do: 'unfreezeTimer', server: address, timer });
    });
  }
  for (const { from, to, ordinal, copy } of run.held) {
    actions.push({ do: 'release', message: { from, to, ordinal, copy } });
  }
  return actions;
}

/** The command that has to get through: asked of the leader, again whenever the last attempt ended without success. */
class Command {
  private readonly client: number | null;
  private first = 0;

  constructor(spec: ClusterSpec) {
    this.client = spec.clients > 0 ? CLIENT_BASE + 1 : null;
  }

  mayAsk(run: Run): boolean {
    return this.client !== null && leaderOf(run) !== null && !this.pending(run) && !this.done(run);
  }

  ask(run: Run): ClusterAction {
    const address = this.client ?? CLIENT_BASE + 1;
    const member = run.host(address).state;
    if (this.first === 0 && member.kind === 'client') this.first = member.requestCount + 1;
    const operation = { kind: 'set', key: 'healed', value: run.step } as const;
    return { do: 'tell', address, order: { operation, server: leaderOf(run)?.id ?? null } };
  }

  done(run: Run): boolean {
    if (this.client === null) return true;
    const member = run.host(this.client).state;
    if (this.first === 0 || member.kind !== 'client') return false;
    const { finished } = member;
    for (let place = finished.length - 1; place >= 0; place--) {
      const operation = finished.get(place);
      if (operation === undefined || operation.request < this.first) continue;
      if (operation.outcome === 'ok') return true;
    }
    return false;
  }

  private pending(run: Run): boolean {
    if (this.client === null) return false;
    const member = run.host(this.client).state;
    if (member.kind !== 'client' || this.first === 0) return false;
    return [...member.pending, ...member.queued].some(({ request }) => request >= this.first);
  }
}

function judge(run: Run, command: Command): Pick<Healing, 'ok' | 'leader' | 'committed' | 'equalLogs'> {
  const leader = leaderOf(run);
  const committed = command.done(run);
  const equalLogs = haveEqualLogs(run);
  return { ok: leader !== null && committed && equalLogs, leader: leader?.id ?? null, committed, equalLogs };
}

function serversOf(run: Run): Server[] {
  const servers: Server[] = [];
  for (const { state } of run.hosts) if (state.kind === 'server') servers.push(state.raft);
  return servers;
}

/** The leader of the newest term that has one, unless a member of its configuration is in a newer term. */
function leaderOf(run: Run): Server | null {
  let leader: Server | null = null;
  for (const { state, up } of run.hosts) {
    if (state.kind !== 'server' || !up || state.raft.role !== 'leader') continue;
    if (leader === null || state.raft.currentTerm > leader.currentTerm) leader = state.raft;
  }
  if (leader === null) return null;
  const { currentTerm, configuration } = leader;
  const members = membersOf(configuration);
  return serversOf(run).some((server) => server.currentTerm > currentTerm && members.includes(server.id))
    ? null
    : leader;
}

/** By Log Matching, equal ends are equal logs; the monitor watches that it holds. Who is no member gets no entries. */
function haveEqualLogs(run: Run): boolean {
  const leader = leaderOf(run);
  const members = leader === null ? null : membersOf(leader.configuration);
  const [first, ...others] = serversOf(run).filter(({ id }) => members?.includes(id) ?? true);
  if (first === undefined) return true;
  const { lastIndex, lastTerm } = first.log;
  return others.every(({ log }) => log.lastIndex === lastIndex && log.lastTerm === lastTerm);
}
