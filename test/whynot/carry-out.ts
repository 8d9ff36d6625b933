import type { Claim, Condition } from '../../src/whynot/condition.ts';
import { idOf, missingOf } from '../../src/whynot/condition.ts';
import type { Lab } from './lab.ts';

type Of<K extends Claim['key']> = Extract<Claim, { readonly key: K }>;

/** Nothing that can be done makes such a condition true by itself. */
const OUT_OF_REACH: readonly Claim['key'][] = [
  'holdsEntry',
  'upToDate',
  'mayStand',
  'isSentTo',
  'undisputed',
  'quorumContact',
  'hasSession',
  'waiting',
];
/** A write is durable when time has passed, and all are: it cannot be left out. */
const BY_ITSELF: readonly Claim['key'][] = ['ownVote', 'written'];

/** The conditions that stand for nothing but themselves, of those that an answer says are missing. */
export function leavesOf(conditions: readonly Condition[]): Condition[] {
  return missingOf(conditions).flatMap((one) => (one.parts.length === 0 ? [one] : leavesOf(partsNeeded(one))));
}

/** Of a majority those voters that the answer says would do. */
function partsNeeded({ claim, parts }: Condition): readonly Condition[] {
  if (!('chosen' in claim)) return claim.key === 'leads' ? parts.filter((part) => !isLost(part)) : parts;
  const { chosen } = claim;
  return parts.filter(({ claim: part }) => chosen?.includes(whose(part)) === true);
}

/** What a leader has lost comes back with the next one. */
function isLost({ claim: { key } }: Condition): boolean {
  return key === 'undisputed' || key === 'quorumContact';
}

function whose(claim: Claim): number {
  return claim.key === 'ballot' ? claim.voter : 'server' in claim && claim.server !== null ? claim.server : 0;
}

/** Whether all that is missing can be brought about, as far as the answer says. */
export function isInReach(conditions: readonly Condition[]): boolean {
  return missingOf(conditions).every((one) => {
    const { claim } = one;
    if ('chosen' in claim && claim.chosen === null) return false;
    if (claim.key === 'leads' && claim.server === null) return false;
    if (claim.key === 'asked' && claim.state === 'never') return false;
    if (claim.key === 'forwarded' && claim.isGone) return false;
    if (OUT_OF_REACH.includes(claim.key)) return false;
    if (claim.key === 'termNotOlder') return claim.asksFor === 'vote';
    return isInReach(partsNeeded(one));
  });
}

export function canBeLeftOut({ claim }: Condition): boolean {
  return !BY_ITSELF.includes(claim.key) && !OUT_OF_REACH.includes(claim.key);
}

/** Makes true what an answer says is missing, in its order, and nothing else; `without` is left as it is. */
export class CarryOut {
  private readonly lab: Lab;
  private readonly without: Condition | null;

  constructor(lab: Lab, without: Condition | null) {
    this.lab = lab;
    this.without = without;
  }

  all(conditions: readonly Condition[]): void {
    for (const one of missingOf(conditions)) if (!this.isLeftOut(one)) this.one(one);
  }

  /** Time that passes for one passes for all; what is said to one about an entry says all that came before. */
  private isLeftOut(one: Condition): boolean {
    const { without } = this;
    if (without === null) return false;
    const [claim, other] = [one.claim, without.claim];
    if (claim.key === 'noContact') return other.key === 'noContact';
    if (claim.key !== 'arrived' || other.key !== 'arrived') return idOf(one) === idOf(without);
    return claim.server === other.server && claim.leader === other.leader;
  }

  private one(one: Condition): void {
    const { lab } = this;
    const { claim } = one;
    switch (claim.key) {
      case 'running':
        return lab.wake(claim.server);
      case 'linked':
        return lab.act({ do: 'heal', from: claim.from, to: claim.to });
      case 'timerOut':
        return lab.fire(claim.server);
      case 'voteFree':
        return lab.fire(claim.candidate);
      case 'ownVote':
      case 'written':
        return lab.settle();
      case 'noContact':
        return this.wait(one, claim);
      case 'majority':
        return this.poll(one, claim);
      case 'termNotOlder':
        return this.learn(claim);
      case 'voteArrived':
        return lab.askForVote(claim.candidate, claim.voter);
      case 'ownTermEntry':
        return lab.command(claim.server);
      case 'arrived':
        return lab.replicate(claim.leader, claim.server, () => this.has(claim));
      case 'acknowledged':
        return this.acknowledge(one, claim);
      case 'told':
        return this.tell(one, claim);
      case 'takesCommands':
        return lab.act({ do: 'tell', address: claim.server, order: { type: 'TransferLeadership', to: claim.server } });
      case 'knowsLeader':
        this.all(one.parts);
        return this.introduce(claim);
      case 'asked':
        return this.ask(claim);
      case 'answers':
        return this.exchange(one, claim);
      case 'forwarded':
        lab.deliver(claim.server, claim.leader, ({ type }) => type === 'ReadIndexRequest');
        return;
      case 'indexGiven':
        lab.deliver(claim.leader, claim.server, ({ type }) => type === 'ReadIndexResponse');
        return;
      case 'replied':
        lab.deliver(claim.server, claim.client);
        return;
      default:
        return this.all(partsNeeded(one));
    }
  }

  /** For as long as it says, and as long as it takes after a restart in the meantime. */
  private wait({ next }: Condition, { voter, electionTimeoutUs }: Of<'noContact'>): void {
    for (const step of next) if (step.kind === 'wait') this.lab.waitUntil(step.untilUs);
    this.lab.waitForSilence(voter, electionTimeoutUs);
  }

  private has({ server, leader, index }: Of<'arrived'>): boolean {
    const { log } = this.lab.server(server);
    return index <= log.baseIndex || log.termAt(index) === this.lab.server(leader).log.termAt(index);
  }

  /** Whoever asks in an older term learns the newer one from the refusal, and stands again before it asks anybody else. */
  private poll(one: Condition, { server }: Of<'majority'>): void {
    const needed = partsNeeded(one);
    const rest = (ballot: Condition): readonly Condition[] => ballot.parts;
    const older = needed.flatMap(rest).filter(({ claim, holds }) => claim.key === 'termNotOlder' && !holds);
    for (const ballot of needed) {
      this.all(rest(ballot).filter(({ claim }) => claim.key !== 'termNotOlder' && claim.key !== 'voteArrived'));
    }
    this.all(older);
    if (older.length > 0) this.lab.fire(server);
    for (const ballot of needed) this.all(rest(ballot).filter(({ claim }) => claim.key === 'voteArrived'));
  }

  private learn({ asker, server }: Of<'termNotOlder'>): void {
    this.lab.askForVote(asker, server);
  }

  private acknowledge(one: Condition, { leader, server, index }: Of<'acknowledged'>): void {
    const { lab } = this;
    this.all(one.parts.filter(({ claim }) => claim.key !== 'arrived'));
    const arrives = one.parts.find(({ claim }) => claim.key === 'arrived');
    if (arrives !== undefined && this.isLeftOut(arrives)) return;
    lab.replicate(leader, server, () => {
      const is = lab.server(leader);
      return is.role === 'leader' && (is.matchIndex[server] ?? 0) >= index;
    });
  }

  private tell(one: Condition, { leader, server, index }: Of<'told'>): void {
    this.all(one.parts.filter(({ claim }) => claim.key !== 'arrived'));
    const arrives = one.parts.find(({ claim }) => claim.key === 'arrived');
    if (arrives !== undefined && this.isLeftOut(arrives)) return;
    this.lab.replicate(leader, server, () => this.lab.server(server).commitIndex >= index);
  }

  private introduce({ leader, server }: Of<'knowsLeader'>): void {
    this.lab.replicate(leader, server, () => this.lab.server(server).leaderId === leader);
  }

  private exchange(one: Condition, { leader, server }: Of<'answers'>): void {
    this.all(one.parts.filter(({ claim }) => claim.key !== 'arrived'));
    const arrives = one.parts.find(({ claim }) => claim.key === 'arrived');
    if (arrives !== undefined && this.isLeftOut(arrives)) return;
    let rounds = 0;
    this.lab.replicate(leader, server, () => rounds++ > 12);
  }

  private ask({ client, request, state }: Of<'asked'>): void {
    const { lab } = this;
    if (state === 'again') {
      const { state: member } = lab.run.host(client);
      const pending = member.kind === 'client' ? member.pending.get(request) : undefined;
      lab.waitUntil(pending?.deadlineUs ?? 0);
      lab.fire(client, 0);
    }
    lab.talk(client, request);
  }
}
