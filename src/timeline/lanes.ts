import type { ClusterHost, Member, Step } from '../cluster/types.ts';
import type { Role, Server } from '../raft/server.ts';
import { StepKind } from '../sim/record.ts';
import type { Address, Link } from '../sim/types.ts';

/** What a server's lane shows from a step on, until the next change of the same server. */
export interface LaneChange {
  readonly step: number;
  readonly atUs: number;
  readonly address: Address;
  readonly state: 'up' | 'paused' | 'down';
  readonly term: number;
  readonly role: Role;
}

/** Which pairs of servers cannot talk in either direction, from a step on: `1-2`, the smaller address first. */
export interface CutChange {
  readonly step: number;
  readonly atUs: number;
  readonly cut: ReadonlySet<string>;
}

/** What the lane of a host looks like; null for a client, whose lane never changes. */
export function laneOf(host: ClusterHost, step: number, atUs: number): LaneChange | null {
  const { state: member } = host;
  if (member.kind === 'client') return null;
  const state = !host.up ? 'down' : host.paused ? 'paused' : 'up';
  // A process has no terms; one that takes itself for the coordinator is drawn as a leader is.
  if (member.kind === 'process') {
    return { step, atUs, address: host.address, state, term: 0, role: member.leads ? 'leader' : 'follower' };
  }
  const { currentTerm: term, role } = member.raft;
  return { step, atUs, address: host.address, state, term, role };
}

/** The change of a lane that a step made; null when its lane goes on as it was. */
export function laneChangeOf(record: Step): LaneChange | null {
  const { before, after, step, atUs } = record;
  if (after !== null && record.action?.do === 'join') return laneOf(after, step, atUs);
  if (before === null || after === null || before === after) return null;
  const same = before.up === after.up && before.paused === after.paused && sameRole(before.state, after.state);
  return same ? null : laneOf(after, step, atUs);
}

function sameRole(was: Member, is: Member): boolean {
  if (was.kind === 'server' && is.kind === 'server') return sameRaft(was.raft, is.raft);
  return was.kind !== 'process' || is.kind !== 'process' || was.leads === is.leads;
}

function sameRaft(before: Server, after: Server): boolean {
  return before === after || (before.role === after.role && before.currentTerm === after.currentTerm);
}

/** Whether a step could have cut or healed a link. */
export function mayCut(record: Step): boolean {
  if (record.kind !== StepKind.action || record.action === null) return false;
  const { do: what } = record.action;
  return what === 'cut' || what === 'heal' || what === 'partition' || what === 'healAll' || what === 'join';
}

/** The pairs of servers between which nothing passes. `links` is by `from * hosts + to`; servers come first. */
export function cutPairs(links: readonly Link[], hosts: number, servers: number): ReadonlySet<string> {
  const cut = new Set<string>();
  for (let from = 0; from < servers; from++) {
    for (let to = from + 1; to < servers; to++) {
      if (links[from * hosts + to]?.cut && links[to * hosts + from]?.cut) cut.add(pairName(from + 1, to + 1));
    }
  }
  return cut;
}

export function pairName(a: Address, b: Address): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}
