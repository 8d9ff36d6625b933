import { describe, expect, test } from 'vitest';
import { at } from '../../src/base/assert.ts';
import type { Configuration } from '../../src/raft/configuration.ts';
import type { Note } from '../../src/raft/effects.ts';
import { type Decision, evaluate, type RuleId, type RuleValue, rules } from '../../src/raft/rules.ts';
import { byHand, CLIENT, Stage } from '../paper/stage.ts';
import { append, basics, follower, receive, set, tell } from '../paper/support.ts';

/** Runs in which every rule has something to decide: elections, splits, conflicts, repairs, partitions, clients. */
function decisions(): Decision[] {
  const stages = [
    troubled({ servers: 5, seed: 1, latency: [5, 90], lossPpm: 40_000, duplicatePpm: 100_000 }),
    troubled({ servers: 5, seed: 2, latency: [5, 90], raft: { conflictHint: true }, duplicatePpm: 200_000 }),
    troubled({ servers: 4, seed: 3, latency: [1, 140], raft: { noOpOnElection: false, maxEntriesPerAppend: 2 } }),
    troubled({ servers: 3, seed: 4, write: [1, 30], raft: { noOpOnElection: false } }),
    troubled({ servers: 5, seed: 6, latency: [5, 40], lossPpm: 50_000, raft: { preVote: true } }),
    troubled({
      servers: 3,
      seed: 6,
      latency: [5, 90],
      duplicatePpm: 100_000,
      raft: { pipelining: true, maxInFlight: 2, maxEntriesPerAppend: 1 },
    }),
    troubled({ servers: 3, seed: 5, latency: [5, 40], raft: { checkQuorum: true, stickiness: true } }),
    troubled({
      servers: 3,
      seed: 6,
      latency: [5, 40],
      clients: 3,
      clientTimeout: 100,
      lossPpm: 200_000,
      raft: { clientRetries: 6, sessions: 'sessions', sessionLimit: 1 },
    }),
    troubled({
      servers: 3,
      seed: 7,
      latency: [5, 40],
      clients: 2,
      clientTimeout: 100,
      raft: { clientRetries: 6, sessions: 'sessions', sessionTimeoutMs: 300 },
    }),
    troubled({
      servers: 3,
      seed: 8,
      latency: [5, 40],
      clientTimeout: 100,
      lossPpm: 100_000,
      raft: { clientRetries: 6, sessions: 'scanLog' },
    }),
    forgetting(),
    new Stage({
      timeouts: [
        [100, 200],
        [100, 300],
        [100, 400],
      ],
    }).until(1000),
    oldTermOnly(),
    readers({ reads: 'readIndex', monotonicReads: true }),
    readers({ reads: 'lease', stickiness: true, leadershipTransfer: true }),
    troubled({ servers: 5, seed: 6, latency: [5, 90], duplicatePpm: 200_000, raft: { ...compacting } }),
    troubled({ servers: 3, seed: 7, latency: [5, 40], write: [1, 30], raft: { ...compacting, snapshotChunk: 0 } }),
    new Stage({ timeouts: [[100], [900], [900]] }).snapshot(1).ask(1).until(1000).snapshot(1),
    transfers(),
    ...changingStages(),
  ];
  const played = stages.flatMap((stage) => stage.events.map(({ fact }) => fact));
  return [...played, ...overtaken()].flatMap((fact) => ('decision' in fact ? [fact.decision] : []));
}

/** Clients that read everywhere, while leaders come and go. */
function readers(raft: NonNullable<NonNullable<ConstructorParameters<typeof Stage>[0]>['raft']>): Stage {
  const stage = new Stage({ servers: 3, seed: 6, latency: [2, 30], raft });
  for (let round = 1; round <= 40; round++) {
    if (round % 10 === 4)
      stage.partition(
        [...stage.leaders, 3].slice(0, 1),
        [1, 2, 3].filter((id) => id !== (stage.leaders[0] ?? 3)),
      );
    if (round % 10 === 8) stage.heal();
    if (round % 10 === 1) for (const lead of stage.leaders) stage.transfer(lead, 1 + (lead % 3));
    if (round % 10 === 3) stage.ask(stage.leaders[0] ?? 1, set('x', round));
    for (const { id } of stage.servers) stage.read(id).read(id, 'local');
    stage.until(round * 90);
  }
  return stage;
}
/** Two keys, so that the size of the last snapshot counts now and then. */
const compacting = { snapshotEntries: 6, snapshotFactor: 4, snapshotChunk: 1 };

function troubled(cast: ConstructorParameters<typeof Stage>[0]): Stage {
  const stage = new Stage(cast);
  const count = stage.spec.servers;
  for (let round = 1; round <= 100; round++) {
    const one = 1 + (round % count);
    const rest = stage.servers.map(({ id }) => id).filter((id) => id !== one);
    if (round % 10 === 4) stage.partition([one], rest);
    if (round % 10 === 8) stage.heal();
    if (round % 13 === 0) stage.reboot(one);
    stage.ask(one, set('x', round));
    for (const lead of stage.leaders) stage.ask(lead, set('y', round));
    if (stage.spec.clients > 1 && round % 5 < 3) other(stage, one);
    stage.until(round * 80);
  }
  return stage;
}

/** Another client asks, too. */
function other(stage: Stage, server: number): void {
  stage.act({ do: 'tell', address: CLIENT + 1, order: { operation: set('z', server), server } });
}

/** A copy of a command comes when its client has said that it has the answer. */
function forgetting(): Stage {
  const stage = byHand({ raft: { sessions: 'sessions' } })
    .elect(1, 2)
    .settle(1, 2, 3)
    .ask(1)
    .settle(1, 2, 3, CLIENT);
  stage.ask(1, set('x', 4)).act({ do: 'duplicate', message: at(stage.between(CLIENT, 1), 0) });
  stage.deliver(CLIENT, 1).settle(1, 2, 3).deliver(1, CLIENT, 'ClientResponse').ask(1, set('x', 5));
  stage.act({ do: 'deliver', message: at(stage.between(CLIENT, 1), 1) }).settle(1, 2, 3);
  return stage.deliver(CLIENT, 1).settle(1, 2, 3, CLIENT);
}

/** Leadership is handed over, given up, refused, and asked for too late. */
function transfers(): Stage {
  const stage = byHand({ raft: { leadershipTransfer: true } })
    .elect(1, 2, 3)
    .settle(1, 2, 3);
  stage.transfer(2, 3).transfer(1, 7).transfer(1, 1);
  // S3 misses an entry; then it is told to stand, the transfer is called off, and the TimeoutNow comes too late.
  stage.command(1).transfer(1, 3).transfer(1, 3).command(1).exchange(1, 3).transfer(1, 1).command(1);
  stage.deliver(1, 3, 'AppendEntriesRequest').deliver(1, 3, 'TimeoutNowRequest');
  stage.settle(1, 2, 3).transfer(1, 3).drop(1, 3, 'TimeoutNowRequest').until(400).heartbeat(1).settle(1, 2, 3);
  stage.transfer(1, 3).deliver(1, 3, 'TimeoutNowRequest').settle(1, 2, 3);
  // S2 stands by itself before it hears that it should.
  return stage.transfer(3, 2).timeOut(2).deliver(3, 2, 'TimeoutNowRequest').settle(1, 2, 3);
}

/** A majority stores an entry of an old term, and the leader does not take it for committed. */
function oldTermOnly(): Stage {
  const start = { currentTerm: 1, log: [1, 1] };
  const stage = byHand({ raft: { noOpOnElection: false }, initial: [start, start, start] });
  return stage.elect(1, 2).settle(1, 2, 3).heartbeat(1).settle(1, 2, 3);
}

/** An entry gives way to another and comes back, while its first write is still under way (P9). */
function overtaken(): Note[] {
  const explaining = { ...basics, explain: true };
  const first = follower({ term: 1, log: [1], durable: 0 });
  const second = receive(first, 2, append({ term: 2, terms: [2] })).server;
  const third = receive(second, 3, append({ term: 3, leader: 3, terms: [1] })).server;
  const write = {
    type: 'WriteCompleted',
    term: 1,
    votedFor: null,
    lastIndex: 1,
    lastTerm: 1,
    snapshotIndex: 0,
    localUs: 0,
  } as const;
  return tell(third, write, explaining).effects.flatMap((effect) => (effect.type === 'Note' ? [effect.note] : []));
}

/** Every reason not to change the configuration, and what leads to and from a change. */
function changingStages(): Stage[] {
  const single = { membership: 'single', commitBeforeChange: true } as const;
  const timeouts = [[100], [900], [900], [900]];
  const grown = new Stage({ servers: 4, configuration: [1, 2, 3], timeouts, raft: { ...single, catchUpRounds: 2 } });
  grown
    .until(115)
    .change(1, { kind: 'removeServer', server: 3 })
    .until(121)
    .change(1, { kind: 'removeServer', server: 3 });
  grown
    .until(400)
    .change(1, { kind: 'removeServer', server: 9 })
    .change(1, { kind: 'setVoters', voters: [4] });
  grown.change(1, { kind: 'addServer', server: 4 }).change(1, { kind: 'addServer', server: 4 }).until(800);
  grown.change(1, { kind: 'removeServer', server: 3 }).change(1, { kind: 'removeServer', server: 2 }).until(1200);
  grown.crash(3).change(1, { kind: 'addServer', server: 3 }).until(1600);
  grown.change(1, { kind: 'removeServer', server: 1 }).until(2600).timeOut(1).until(2650);
  const off = new Stage({ timeouts }).until(400).change(1, { kind: 'removeServer', server: 3 });
  return [grown, off, slowNewcomer(), demoted(), foundJoint()];
}

/** The last round of a newcomer takes longer than an election timeout. */
function slowNewcomer(): Stage {
  const raft = { membership: 'single', catchUpRounds: 1 } as const;
  const stage = new Stage({ servers: 4, configuration: [1, 2, 3], election: [300, 300], timeouts: [[100]], raft });
  const change = { lowUs: 140_000, highUs: 140_000 };
  stage.until(400).act({ do: 'setLink', from: 1, to: 4, change }, { do: 'setLink', from: 4, to: 1, change });
  return stage.change(1, { kind: 'addServer', server: 4 }).until(2000);
}

/** A voter that became a learner stands, as it does not know that this is committed. */
function demoted(): Stage {
  const stage = byHand({ servers: 2, raft: { membership: 'single' } })
    .elect(1, 2)
    .settle(1, 2);
  return stage.change(1, { kind: 'demote', server: 1 }).dropAll().reboot(1).timeOut(1);
}

/** A leader finds a joint configuration that it knows to be committed; with it another decides about both halves. */
function foundJoint(): Stage {
  const joint: Configuration = { voters: [2, 3], learners: [], old: [1, 2] };
  const start = { currentTerm: 1, log: [[1, joint] as const], commitIndex: 1 };
  const stage = byHand({ raft: { membership: 'joint' }, initial: [start, start, start] });
  stage.timeOut(2).exchange(2, 1).change(2, { kind: 'addServer', server: 1 }).exchange(2, 3);
  return stage.change(2, { kind: 'addServer', server: 1 }).settle(1, 2, 3);
}

/** Other values of the same kind: near ones, far ones, and those that the decision compares it with. */
function alternatives(value: RuleValue, others: readonly RuleValue[]): RuleValue[] {
  if (typeof value === 'boolean') return [!value];
  const near = [value, ...others].flatMap((other) => (typeof other === 'number' ? [other - 1, other, other + 1] : []));
  return [...near, null, -1, 1_000_000].filter((other) => other !== value);
}

/** The decision with one value altered, in every way that is tried, with the name of that value. */
function altered({ values }: Decision): { readonly name: string; readonly values: Decision['values'] }[] {
  return Object.keys(values).flatMap((name) =>
    alternatives(values[name] ?? null, Object.values(values)).map((other) => ({
      name,
      values: { ...values, [name]: other },
    })),
  );
}

const flipsOf = new Map<string, string[]>();

/** The names of the values that, altered alone, turn the decision round. Runs decide the same again and again. */
function flips(decision: Decision): string[] {
  const key = JSON.stringify([decision.rule, decision.values, decision.outcome]);
  const known = flipsOf.get(key) ?? triedFlips(decision);
  flipsOf.set(key, known);
  return known;
}

function triedFlips(decision: Decision): string[] {
  const { rule, outcome } = decision;
  const turned = altered(decision).filter(({ values }) => evaluate(rule, values) !== outcome);
  return [...new Set(turned.map(({ name }) => name))];
}

/** A refusal can have two reasons, each enough: then one value of each has to be another. */
function hasTwoReasons(decision: Decision): boolean {
  return altered(decision).some(({ values }) => flips({ ...decision, values }).length > 0);
}

describe('every decision in a trace', () => {
  const all = decisions();

  test('follows from the rule that it cites and the values that it shows', () => {
    expect(all.length).toBeGreaterThan(5000);
    for (const decision of all) {
      expect(decision.brokenBy).toBeUndefined();
      expect(evaluate(decision.rule, decision.values), JSON.stringify(decision)).toBe(decision.outcome);
    }
  });

  test('comes out otherwise when one value is another, or one of each of its two reasons', () => {
    const stubborn = all.filter((decision) => flips(decision).length === 0);
    expect([...new Set(stubborn.map(({ rule }) => rule))].sort()).toEqual([
      'P132',
      'P14',
      'P21',
      'P23',
      'P43',
      'P66',
      'P9',
    ]);
    expect(stubborn.filter((decision) => !hasTwoReasons(decision))).toEqual([]);
    expect(stubborn.length * 10).toBeLessThan(all.length);
  });

  test.each(Object.keys(rules) as RuleId[])('rule %s decides something, and each of its values matters', (rule) => {
    const mine = all.filter((decision) => decision.rule === rule);
    expect(mine.length).toBeGreaterThan(0);
    const names = new Set(mine.flatMap((decision) => Object.keys(decision.values)));
    const deciding = new Set(mine.flatMap(flips));
    expect([...names].filter((name) => !deciding.has(name))).toEqual([]);
  });

  test('says yes and no where a rule can do both', () => {
    const outcomes = new Map<RuleId, Set<boolean>>();
    for (const { rule, outcome } of all) outcomes.set(rule, (outcomes.get(rule) ?? new Set()).add(outcome));
    const both = (Object.keys(rules) as RuleId[]).filter((rule) => outcomes.get(rule)?.size === 2);
    expect(both).toEqual(expect.arrayContaining(['P21', 'P23', 'P31', 'P43', 'P49']));
  });
});

describe('a decision that a mutation overruled', () => {
  test('names the mutation, and the rule says the opposite or something less', () => {
    const stage = byHand({ mutations: { voteTwice: true } })
      .elect(1, 2)
      .elect(3, 2);
    const overruled = stage.of('VoteDecided').filter(({ fact }) => fact.decision.brokenBy !== undefined);
    expect(overruled).toHaveLength(1);
    for (const { fact } of overruled) {
      expect(fact.decision.brokenBy).toBe('voteTwice');
      expect(evaluate(fact.decision.rule, fact.decision.values)).toBe(!fact.decision.outcome);
    }
  });
});
