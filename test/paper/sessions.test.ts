import { describe, expect, test } from 'vitest';
import { type MachineRules, NO_SESSIONS } from '../../src/cluster/filter.ts';
import { applyCommand, EMPTY_MACHINE, type Machine } from '../../src/cluster/machine.ts';
import { type Command, NO_OP, type Operation } from '../../src/raft/command.ts';
import { CLIENT_BASE } from '../../src/sim/types.ts';
import { byHand, type Cast, CLIENT, Stage } from './stage.ts';
import { deepFreeze, set } from './support.ts';

const OTHER = CLIENT_BASE + 2;
const add = (amount: number): Operation => ({ kind: 'add', key: 'x', amount });
const cas = (expected: string, value: string): Operation => ({ kind: 'cas', key: 'lock', expected, value });

type Switched = NonNullable<Cast['raft']>;

const once: Switched = { clientRetries: 5, sessions: 'sessions' };
const twice: Switched = { clientRetries: 5 };
const scanning: Switched = { clientRetries: 5, sessions: 'scanLog' };

/** S1 leads from 110 ms on, and nobody else stands; a client waits 100 ms for an answer. */
function ledByS1(cast: Cast = {}): Stage {
  return new Stage({ timeouts: [[100]], election: [20_000, 30_000], clientTimeout: 100, ...cast }).until(200);
}

function told(stage: Stage, address: number, operation: Operation, server: number | null = 1): Stage {
  return stage.act({ do: 'tell', address, order: { operation, server } });
}

/** The answers of S1 get lost for a while, so that the client asks again and again. */
function unheard(stage: Stage, operation: Operation): Stage {
  if (stage.spec.raft.sessions === 'sessions') told(stage, CLIENT, set('y', 0)).until(stage.run.nowUs / 1000 + 200);
  const { nowUs } = stage.run;
  stage.act({ do: 'cut', from: 1, to: CLIENT });
  told(stage, CLIENT, operation);
  return stage
    .until(nowUs / 1000 + 280)
    .act({ do: 'heal', from: 1, to: CLIENT })
    .until(nowUs / 1000 + 1000);
}

function contents(stage: Stage, key: string) {
  return [1, 2, 3].map((id) => stage.member(id).machine.contents.get(key));
}

function outcomes(stage: Stage) {
  return stage.finished.map(({ outcome, reason, result }) => [
    outcome,
    reason,
    result?.ok === true ? result.value : null,
  ]);
}

/** A command of session 1, the `sequence`-th of its client. */
function stamped(sequence: number, firstUnanswered = sequence, operation = add(1), session = 1): Command {
  return { kind: 'client', operation, stamp: { session, sequence, firstUnanswered } };
}

/** What a machine answers to commands at the indexes 1, 2, 3 ... */
function answers(commands: readonly Command[], rules: MachineRules = NO_SESSIONS) {
  let machine: Machine = EMPTY_MACHINE;
  const results = commands.map((command, place) => {
    const applied = applyCommand(deepFreeze(machine), place + 1, command, rules);
    machine = applied.machine;
    return applied.result.ok ? applied.result.value : applied.result.error;
  });
  return { machine, results };
}

const register: Command = { kind: 'register' };

describe('a command whose answer is lost', () => {
  test('P124 runs again without sessions, and the client cannot tell', () => {
    const stage = unheard(ledByS1({ raft: twice }), add(1));
    const copies = stage
      .raft(1)
      .log.toArray()
      .filter(({ command }) => command.kind === 'client');
    expect(copies.length).toBeGreaterThan(1);
    expect(contents(stage, 'x')).toEqual([copies.length, copies.length, copies.length]);
    expect(stage.finished).toMatchObject([{ outcome: 'ok', result: { value: copies.length } }]);
    expect(stage.violations).toEqual([]);
  });

  test('P124 makes a client find its own lock taken (T-Fig 6.2), and with sessions it has the lock', () => {
    const takes = (raft: Switched): Stage => {
      const stage = ledByS1({ raft });
      told(stage, CLIENT, { kind: 'set', key: 'lock', value: 'free' }).until(400);
      return unheard(stage, cas('free', 'C1'));
    };
    const off = takes(twice);
    expect(off.finished.at(-1)).toMatchObject({ outcome: 'ok', result: { ok: false, error: 'compareFailed' } });
    const on = takes(once);
    expect(on.finished.at(-1)).toMatchObject({ outcome: 'ok', result: { ok: true, value: 'C1' } });
    const scan = takes(scanning);
    expect(scan.finished.at(-1)).toMatchObject({ outcome: 'ok', result: { ok: true, value: 'C1' } });
    for (const stage of [off, on, scan]) expect(contents(stage, 'lock')).toEqual(['C1', 'C1', 'C1']);
  });
});

describe('a session', () => {
  test('P125 is opened by an entry, and its id is the index of that entry', () => {
    const stage = ledByS1({ raft: once, clients: 2 });
    told(stage, CLIENT, set('x', 1)).until(260);
    expect(stage.finished).toEqual([]);
    stage.until(400);
    told(stage, OTHER, set('x', 2)).until(600);
    const log = stage
      .raft(3)
      .log.toArray()
      .map(({ command }) => command);
    expect(log).toMatchObject([
      { kind: 'noop' },
      { kind: 'register' },
      { kind: 'client', stamp: { session: 2, sequence: 1, firstUnanswered: 1 } },
      { kind: 'register' },
      { kind: 'client', stamp: { session: 4, sequence: 1 } },
    ]);
    expect(stage.of('SessionGranted').map(({ server, fact }) => [server, fact.session])).toEqual([
      [CLIENT, 2],
      [OTHER, 4],
    ]);
    for (const id of [1, 2, 3]) expect([...stage.member(id).machine.sessions.keys()]).toEqual([2, 4]);
    expect(outcomes(stage)).toEqual([['ok', 'applied', 1]]);
  });

  test('P125 gives copies of a command the answer of the first, and runs it once', () => {
    expect(answers([register, stamped(1), stamped(2), stamped(1, 1), stamped(2, 1), stamped(3)]).results).toEqual([
      1,
      1,
      2,
      'sessionExpired',
      2,
      3,
    ]);
    const { results, machine } = answers([register, stamped(1, 1), stamped(2, 1), stamped(1, 1), stamped(2, 1)]);
    expect(results).toEqual([1, 1, 2, 1, 2]);
    expect(machine.contents.get('x')).toBe(2);
    // Another session is another client.
    expect(answers([register, register, stamped(1), stamped(1, 1, add(1), 2)]).results).toEqual([1, 2, 1, 2]);
    const stage = unheard(ledByS1({ raft: once }), add(1));
    expect(contents(stage, 'x')).toEqual([1, 1, 1]);
    expect(stage.of('CopyFiltered').length).toBeGreaterThan(2);
    expect(stage.finished[1]).toMatchObject({ outcome: 'ok', result: { value: 1 } });
    expect(stage.violations).toEqual([]);
  });

  test('P125 that is not open runs nothing: its client hears that it has expired, and does not know', () => {
    expect(answers([NO_OP, stamped(1), { kind: 'keepAlive', session: 1 }]).results).toEqual([
      null,
      'sessionExpired',
      'sessionExpired',
    ]);
    const stage = ledByS1({ raft: { ...once, sessionLimit: 1 }, clients: 2 });
    told(stage, CLIENT, add(1)).until(400);
    told(stage, OTHER, set('y', 1)).until(600);
    told(stage, CLIENT, add(1)).until(800);
    expect(outcomes(stage)).toEqual([
      ['ok', 'applied', 1],
      ['unknown', 'sessionExpired', null],
    ]);
    expect(contents(stage, 'x')).toEqual([1, 1, 1]);
    // The next command comes with a session of its own.
    told(stage, CLIENT, add(1)).until(1000);
    expect(stage.finished[2]).toMatchObject({ outcome: 'ok', result: { value: 2 }, session: 7 });
  });

  test('P125 nothing is asked without one: if it cannot be had, what waited for it fails for certain', () => {
    const stage = new Stage({
      raft: { ...once, clientRetries: 1 },
      timeouts: [[9000], [9000], [9000]],
      clientTimeout: 100,
    });
    stage.ask(2).until(500);
    expect(outcomes(stage)).toEqual([['failed', 'noSession', null]]);
    expect(stage.of('MessageSent').filter(({ fact }) => fact.envelope.message.type === 'ClientRequest')).toEqual([]);
  });
});

describe('copies of a command', () => {
  /** Two copies in the log of S1 before either is committed. */
  function bothInLog(raft: Switched, mutations: NonNullable<Cast['mutations']> = {}): Stage {
    const stage = ledByS1({ raft, mutations });
    told(stage, CLIENT, set('y', 1)).until(400);
    stage.partition([1], [2, 3]);
    return told(stage, CLIENT, add(1)).until(700).heal().until(1500);
  }

  test('P126 can both be in the log, so they are filtered when they are applied', () => {
    const stage = bothInLog(once);
    const copies = stage
      .raft(2)
      .log.toArray()
      .filter(({ command }) => command.kind === 'client' && command.operation.kind === 'add');
    expect(copies.length).toBeGreaterThan(1);
    expect(contents(stage, 'x')).toEqual([1, 1, 1]);
    expect(stage.finished[1]).toMatchObject({ outcome: 'ok', result: { value: 1 } });
    const [filtered] = stage.of('CopyFiltered');
    expect(filtered?.fact.decision).toMatchObject({ rule: 'P126', values: { copyAt: 4 }, outcome: true });
    const mutated = bothInLog(once, { filterWhenProposed: true });
    expect(contents(mutated, 'x')).not.toEqual([1, 1, 1]);
    expect(mutated.broken).toEqual(['I15']);
  });

  test('P126 a leader that scans its log appends a command once, and answers every copy', () => {
    const stage = bothInLog(scanning);
    const inLog = stage
      .raft(2)
      .log.toArray()
      .flatMap(({ command }) => (command.kind === 'client' ? [command.tag] : []));
    expect(inLog).toEqual([
      { client: CLIENT, request: 1 },
      { client: CLIENT, request: 2 },
    ]);
    expect(stage.of('CopyFound')[0]?.fact).toMatchObject({ index: 3, tag: { request: 2 } });
    expect(stage.finished[1]).toMatchObject({ outcome: 'ok', index: 3, result: { value: 1 } });
    const again = unheard(ledByS1({ raft: scanning }), add(1));
    expect(contents(again, 'x')).toEqual([1, 1, 1]);
    expect(again.finished).toMatchObject([{ outcome: 'ok', index: 2, result: { value: 1 } }]);
    expect(again.violations).toEqual([]);
  });

  test('P126 the scan waits for ever for a copy of an older term that nothing else commits (P50); a session does not', () => {
    // S2 holds the command of S1's term and leads; without a no-op nothing of its own term comes.
    const retried = (sessions: 'scanLog' | 'sessions'): Stage => {
      const raft = { clientRetries: 5, sessions, noOpOnElection: false } as const;
      const stage = byHand({ raft }).elect(1, 2, 3).settle(1, 2, 3);
      stage.ask(1, add(1));
      if (sessions === 'sessions') stage.settle(1, 2, 3, CLIENT).ask(1, add(1));
      stage.deliver(CLIENT, 1).deliver(1, 2, 'AppendEntriesRequest').crash(1).dropAll().elect(2, 3).settle(2, 3);
      for (let tries = 0; tries < 3; tries++) stage.until(stage.run.nowUs / 1000 + 1100).settle(2, 3, CLIENT);
      return stage;
    };
    const scan = retried('scanLog');
    expect(scan.of('CopyFound').length).toBeGreaterThan(0);
    expect(scan.raft(2)).toMatchObject({ role: 'leader', commitIndex: 0 });
    expect(scan.finished).toEqual([]);
    const session = retried('sessions');
    expect(session.finished.at(-1)).toMatchObject({ outcome: 'ok', result: { ok: true, value: 2 } });
    expect(session.member(2).machine.contents.get('x')).toBe(2);
  });
});

describe('several requests in flight', () => {
  test('P127 a session keeps the response to each until its client has it', () => {
    const { machine, results } = answers([
      register,
      stamped(1, 1),
      stamped(3, 1),
      stamped(2, 1),
      stamped(1, 1),
      stamped(3, 3),
    ]);
    expect(results).toEqual([1, 1, 2, 3, 1, 2]);
    const session = machine.sessions.get(1);
    expect(session?.firstKept).toBe(3);
    expect([...(session?.responses ?? [])]).toMatchObject([{ sequence: 3, index: 3 }]);
    expect(answers([register, stamped(2, 2), stamped(1, 1)]).results).toEqual([1, 1, 'sessionExpired']);
    const broken = { ...NO_SESSIONS, keepLastResponseOnly: true };
    expect(answers([register, stamped(1, 1), stamped(2, 1), stamped(1, 1)], broken).results).toEqual([1, 1, 2, 3]);
  });

  test('P127 the client sends the lowest request that it has no answer to', () => {
    const stage = ledByS1({ raft: once, clientTimeout: 5000 });
    told(stage, CLIENT, add(1)).until(400);
    stage.act({ do: 'cut', from: 1, to: CLIENT });
    told(told(stage, CLIENT, add(1)), CLIENT, add(1)).until(500);
    stage.act({ do: 'heal', from: 1, to: CLIENT });
    told(stage, CLIENT, add(1)).until(600);
    const asked = stage.of('MessageSent').flatMap(
      ({
        fact: {
          envelope: { message },
        },
      }) => (message.type === 'ClientRequest' ? [[message.request, message.firstUnanswered]] : []),
    );
    expect(asked).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 2],
    ]);
    const kept = stage.member(2).machine.sessions.get(2)?.responses ?? [];
    expect([...kept].map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
  });

  test('P127 the lowest is the lowest, also when a read past the log was asked before the session was there', () => {
    const stage = ledByS1({ raft: { ...once, reads: 'readIndex' }, clientTimeout: 5000 });
    told(told(stage, CLIENT, set('x', 3)), CLIENT, { kind: 'get', key: 'x' }).until(600);
    const asked = stage.of('MessageSent').flatMap(({ fact: { envelope } }) => {
      const { message } = envelope;
      return message.type === 'ClientRequest' && message.session !== undefined ? [message.firstUnanswered] : [];
    });
    expect(asked).toEqual([1]);
    expect(stage.of('OperationFinished').map(({ fact }) => fact.operation.outcome)).toEqual(['ok', 'ok']);
  });

  test('P127 copies of all of them run once', () => {
    const story = (mutations: NonNullable<Cast['mutations']>): Stage => {
      const stage = ledByS1({ raft: once, mutations });
      told(stage, CLIENT, set('x', 0)).until(400).act({ do: 'cut', from: 1, to: CLIENT });
      told(told(stage, CLIENT, add(1)), CLIENT, add(10)).until(650);
      return stage.act({ do: 'heal', from: 1, to: CLIENT }).until(1500);
    };
    const stage = story({});
    expect(contents(stage, 'x')).toEqual([11, 11, 11]);
    const byRequest = [...stage.finished].sort((a, b) => a.request - b.request);
    expect(byRequest.map(({ result }) => result)).toMatchObject([{ value: 0 }, { value: 1 }, { value: 11 }]);
    expect(story({ keepLastResponseOnly: true }).broken).toEqual(['I15']);
  });
});

describe('the end of a session', () => {
  const limit = (sessionLimit: number): MachineRules => ({ ...NO_SESSIONS, sessionLimit });
  const timeout = (sessionTimeoutUs: number): MachineRules => ({ ...NO_SESSIONS, sessionTimeoutUs });
  const at = (leaderUs: number, command: Command): Command => ({ ...command, leaderUs }) as Command;

  test('P128 when there are too many, the one goes that was used least recently', () => {
    const commands = [register, register, stamped(1), register];
    expect([...answers(commands, limit(2)).machine.sessions.keys()]).toEqual([1, 4]);
    expect([...answers([register, register, register], limit(2)).machine.sessions.keys()]).toEqual([2, 3]);
    expect([
      ...answers([register, register, { kind: 'keepAlive', session: 1 }, register], limit(2)).machine.sessions.keys(),
    ]).toEqual([1, 4]);
    expect(answers(commands, limit(3)).machine.sessions.size).toBe(3);
    expect(answers(commands).machine.sessions.size).toBe(3);
  });

  test('P128 by time: the time of leaders in the entries, which never goes back', () => {
    const idle = [at(100, register), at(1100, register), at(1101, register)];
    expect([...answers(idle, timeout(1000)).machine.sessions.keys()]).toEqual([2, 3]);
    expect([...answers(idle.slice(0, 2), timeout(1000)).machine.sessions.keys()]).toEqual([1, 2]);
    const kept = [
      at(100, register),
      at(900, { kind: 'keepAlive', session: 1 }),
      at(1500, stamped(1)),
      at(2400, register),
    ];
    expect([...answers(kept, timeout(1000)).machine.sessions.keys()]).toEqual([1, 4]);
    // A new leader whose clock is behind.
    const behind = answers(
      [at(5000, register), at(100, register), at(5900, register), at(5950, register)],
      timeout(1000),
    );
    expect(behind.machine).toMatchObject({ leaderUs: 5950 });
    expect([...behind.machine.sessions.keys()]).toEqual([1, 2, 3, 4]);
    expect(answers(idle).machine.sessions.size).toBe(3);
  });

  /** C1 is cut off for longer than a session lives, while C2 goes on; then S3 starts again and applies the whole log. */
  function idle(mutations: NonNullable<Cast['mutations']> = {}): Stage {
    const stage = ledByS1({ raft: { ...once, sessionTimeoutMs: 500 }, clients: 2, mutations });
    told(told(stage, CLIENT, add(1)), OTHER, add(1)).until(400);
    for (const id of [1, 2, 3]) stage.act({ do: 'cut', from: CLIENT, to: id });
    return stage.until(1200).reboot(3).until(1500);
  }

  test('P128 all servers expire the same sessions at the same index, in replay too; an idle client keeps its own alive', () => {
    const stage = idle();
    const [, kept] = stage.of('SessionGranted');
    for (const id of [1, 2, 3]) expect([...stage.member(id).machine.sessions.keys()]).toEqual([kept?.fact.session]);
    expect(new Set(stage.of('SessionExpired').map(({ server }) => server))).toEqual(new Set([1, 2, 3]));
    expect(stage.of('SessionExpired')[0]?.fact.decision).toMatchObject({ rule: 'P128', outcome: true });
    expect(
      stage
        .raft(1)
        .log.toArray()
        .some(({ command }) => command.kind === 'keepAlive'),
    ).toBe(true);
    expect(stage.violations).toEqual([]);
    expect(idle({ expireByLocalClock: true }).broken).toEqual(['I15']);
  });
});

describe('I15', () => {
  /** S1 takes a snapshot while its client waits for an answer that was lost. */
  function compacted(raft: Switched): Stage {
    const stage = ledByS1({ raft });
    told(stage, CLIENT, set('y', 1)).until(400).act({ do: 'cut', from: 1, to: CLIENT });
    told(stage, CLIENT, add(1)).until(480);
    stage.act({ do: 'tell', address: 1, order: { type: 'TakeSnapshot' } }, { do: 'heal', from: 1, to: CLIENT });
    return stage.until(1000);
  }

  test('I15 a command runs once, also when it comes again after a snapshot that took the session along', () => {
    const stage = compacted(once);
    expect(stage.of('SnapshotTaken')).toHaveLength(1);
    expect(contents(stage, 'x')).toEqual([1, 1, 1]);
    expect(stage.broken).toEqual([]);
  });

  test('I15 a scan of the log does not find what was compacted, and the command runs twice', () => {
    const stage = compacted(scanning);
    expect(contents(stage, 'x')).toEqual([2, 2, 2]);
    expect(stage.broken).toEqual(['I15']);
    expect(unheard(ledByS1({ raft: scanning }), add(1)).broken).toEqual([]);
  });
});
