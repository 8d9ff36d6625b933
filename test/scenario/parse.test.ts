import { describe, expect, it } from 'vitest';
import { ABSENT_SWITCHES } from '../../src/raft/switches.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { problemText } from '../../src/scenario/problem.ts';
import { toSpec } from '../../src/scenario/spec.ts';

/** The problems of a scenario, as they are printed. */
function problemsOf(members: Record<string, unknown>): string[] {
  const outcome = parseScenario({ raftlight: 1, servers: 5, ...members });
  return outcome.ok ? [] : outcome.error.map(problemText);
}

describe('parseScenario', () => {
  it('accepts the smallest scenario', () => {
    expect(parseScenario('{"raftlight":1,"servers":3}')).toEqual({ ok: true, value: { raftlight: 1, servers: 3 } });
  });

  it('puts members in their canonical order', () => {
    const outcome = parseScenario('{"servers":3,"seed":2,"raftlight":1}');
    expect(outcome.ok && Object.keys(outcome.value)).toEqual(['raftlight', 'seed', 'servers']);
  });

  it.each([
    ['{', 'this is not JSON'],
    ['[]', 'this is not a scenario'],
    ['7', 'this is not a scenario'],
    ['{"servers":3}', 'raftlight: the format version is missing: expected "raftlight": 1'],
    ['{"raftlight":2,"servers":3}', 'raftlight: version 2 is newer than this program'],
    ['{"raftlight":0,"servers":3}', 'raftlight: there is no version 0'],
    ['{"raftlight":"1","servers":3}', 'raftlight: expected the format version'],
    ['{"raftlight":1}', 'servers: this field is missing'],
    ['{"raftlight":1,"servers":3,"__proto__":{}}', '__proto__: this field is not known here'],
    ['{"raftlight":1,"servers":3,"constructor":{}}', 'constructor: this field is not known here'],
  ])('says what is wrong with %s', (text, expected) => {
    const outcome = parseScenario(text);
    expect(outcome.ok ? '' : outcome.error.map(problemText)[0]).toContain(expected);
  });

  it.each([
    [{ servers: 10 }, 'servers: expected a whole number from 1 to 9, found 10'],
    [{ seed: 1.5 }, 'seed: expected a whole number from 0 to 4294967295, found 1.5'],
    [{ colour: 'red' }, 'colour: this field is not known here; known are raftlight, title'],
    [{ raft: [] }, 'raft: expected an object, found a list of 0'],
    [{ raft: { heartbeatMs: 0.0001 } }, 'raft.heartbeatMs: expected milliseconds from 0.001'],
    [
      { raft: { electionTimeoutMs: [300, 150] } },
      'raft.electionTimeoutMs: expected milliseconds, or a range [low, high]',
    ],
    [{ raft: { noOpOnElection: 1 } }, 'raft.noOpOnElection: expected true or false, found 1'],
    [{ broken: ['everything'] }, 'broken[0]: expected one of "voteTwice"'],
    [{ broken: ['voteTwice', 'voteTwice'] }, 'broken[1]: "voteTwice" is named twice'],
    [{ network: { lossPercent: 101 } }, 'network.lossPercent: expected a percentage from 0 to 100'],
    [{ network: { links: [{ from: 'S1', to: 'S1' }] } }, 'network.links[0].to: a link leads from one to another'],
    [
      { network: { links: [{ from: 'S1', to: 'C2' }] } },
      'network.links[0].to: there is no client C2; this scenario has only C1',
    ],
    [{ disks: { servers: { S6: 1 } } }, 'disks.servers.S6: there is no server S6; this scenario has S1 to S5'],
    [{ timers: { scriptMs: { S1: [-1] } } }, 'timers.scriptMs.S1[0]: expected milliseconds from 0'],
    [
      { actions: [{ at: 1, do: 'crash', server: 'S9' }] },
      'actions[0].server: there is no server S9; this scenario has S1 to S5',
    ],
    [{ actions: [{ at: 1, do: 'crush', server: 'S1' }] }, 'actions[0].do: expected one of "crash", "restart"'],
    [{ actions: [{ do: 'healAll' }] }, 'actions[0]: expected exactly one of "at", "afterStep" and "when"'],
    [{ actions: [{ at: 1, afterStep: 1, do: 'healAll' }] }, 'actions[0]: expected exactly one of'],
    [{ actions: [{ at: 1.0001, do: 'healAll' }] }, 'actions[0].at: expected milliseconds'],
    [
      { actions: [{ at: 1, do: 'drop', message: 'S1-S2' }] },
      'actions[0].message: expected a message such as "S1>S2#5"',
    ],
    [{ actions: [{ at: 1, do: 'drop', message: 'S1>S7#1' }] }, 'actions[0].message: there is no server S7'],
    [
      { actions: [{ at: 1, do: 'submit', client: 'C1', command: 'put x 1' }] },
      'actions[0].command: "put x 1" is not a command',
    ],
    [
      {
        actions: [
          {
            at: 1,
            do: 'partition',
            groups: [
              ['S1', 'S2'],
              ['S2', 'S3', 'S4'],
            ],
          },
        ],
      },
      'actions[0].groups[1][0]: S2 is in two places',
    ],
    [
      { actions: [{ at: 1, do: 'partition', groups: [['S1', 'S2']] }] },
      'actions[0].groups: every server is in one group; S3, S4, S5 is in none',
    ],
    [
      { actions: [{ when: { type: 'Elected' }, do: 'healAll' }] },
      'actions[0].when.type: there is no event "Elected"; there are',
    ],
    [
      { actions: [{ when: { type: 'RoleChanged', role: 'leader' }, do: 'healAll' }] },
      'actions[0].when.role: RoleChanged cannot be told by this',
    ],
    [
      { actions: [{ when: { type: 'TimerFired', timer: 'tea' }, do: 'healAll' }] },
      'actions[0].when.timer: expected "election" or "heartbeat"',
    ],
    [{ beats: [{ at: 1, text: { de: 'x' } }] }, 'beats[0].text: the English text "en" is missing'],
    [{ beats: [{ at: 1, text: { en: 'x' }, answer: 1 }] }, 'beats[0].answer: this needs a "question"'],
    [
      {
        beats: [
          { at: 2, text: { en: 'x' } },
          { at: 1, text: { en: 'x' } },
        ],
      },
      'beats[1].at: beats stand in the order',
    ],
    [
      { messages: [{ from: 'S1', to: 'S2', type: 'Vote', term: 1 }] },
      'messages[0].type: expected one of "RequestVoteRequest"',
    ],
    [
      { messages: [{ from: 'S1', to: 'S1', type: 'RequestVoteRequest', term: 1 }] },
      'messages[0].to: a server sends no messages to itself',
    ],
    [{ view: { speed: 0 } }, 'view.speed: expected a number from 0.0001 to 100'],
  ])('refuses %j', (members, expected) => {
    expect(problemsOf(members)[0]).toContain(expected);
  });

  it.each([
    [{ currentTerm: 2, log: [1, 2, 1] }, 'log[2]: the terms of a log never decrease: 1 after 2'],
    [{ currentTerm: 2, log: [1, 3] }, 'log[1]: an entry of term 3 cannot be here in term 2'],
    [{ currentTerm: 2, log: [0] }, 'log[0]: expected a whole number from 1'],
    [{ currentTerm: 1, log: [1], commitIndex: 2 }, 'commitIndex: the log ends at index 1'],
    [{ nextIndex: { S2: 1 } }, 'nextIndex: only a leader has nextIndex'],
    [{ votes: ['S1'] }, 'votes: only a candidate or leader has votes'],
    [{ currentTerm: 1, role: 'leader', votes: ['S1'] }, 'votes: a leader was elected by at least 2 of 3 servers'],
    [{ currentTerm: 1, role: 'leader', votes: ['S2', 'S3'] }, 'votes: a leader has its own vote'],
    [{ role: 'candidate' }, 'currentTerm: a candidate is in term 1 or later'],
    [{ currentTerm: 1, role: 'candidate', votedFor: 'S2' }, 'votedFor: a candidate has voted for itself'],
    [{ down: true, commitIndex: 0 }, 'commitIndex: a server that is down has lost its memory'],
    [
      { currentTerm: 1, role: 'leader', votes: ['S1', 'S2'], nextIndex: { S2: 2 } },
      'nextIndex.S2: expected an index from 1 to 1',
    ],
    [
      { currentTerm: 1, log: [1], role: 'leader', votes: ['S1', 'S2'], nextIndex: { S2: 1 }, matchIndex: { S2: 1 } },
      'matchIndex.S2: matchIndex 1 is below',
    ],
  ])('refuses the state %j', (state, expected) => {
    const servers = [{ id: 'S1', state }, { id: 'S2' }, { id: 'S3' }];
    expect(problemsOf({ servers })[0]).toContain(`servers[0].state.${expected}`);
  });

  it('reports several problems together, at most 20', () => {
    const actions = Array.from({ length: 50 }, () => ({ at: 1, do: 'crash', server: 'S8' }));
    expect(problemsOf({ actions })).toHaveLength(20);
    expect(problemsOf({ raft: { a: 1, heartbeatMs: 'x' }, seed: -1 })).toHaveLength(3);
  });

  it('does not look into a list that is too long', () => {
    const actions = new Array(20_001).fill(0);
    expect(problemsOf({ actions })).toEqual(['actions: expected a list of at most 20000, found a list of 20001']);
  });

  it('survives deep nesting', () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    const outcome = parseScenario(`{"raftlight":1,"servers":3,"view":${deep}}`);
    expect(outcome.ok ? '' : outcome.error[0]?.message).toContain('nested');
  });
});

describe('toSpec', () => {
  it('turns an absent switch off and fills in the documented numbers', () => {
    const outcome = parseScenario({ raftlight: 1, servers: 2 });
    if (!outcome.ok) throw new Error('expected a scenario');
    const spec = toSpec(outcome.value);
    expect(spec).toMatchObject({
      seed: 1,
      clients: 1,
      electionTimeout: { lowUs: 150_000, highUs: 300_000 },
      heartbeatUs: 50_000,
      clientTimeoutUs: 1_000_000,
      raft: ABSENT_SWITCHES,
      holdMessages: false,
      freezeTimers: false,
      initial: [null, null],
    });
    expect(spec.links).toHaveLength(9);
    expect(spec.links[1]).toEqual({
      lowUs: 10_000,
      highUs: 15_000,
      lossPpm: 0,
      duplicatePpm: 0,
      cut: false,
      scriptedUs: [],
    });
    expect(Object.values(spec.raft.mutations).some(Boolean)).toBe(false);
  });

  it('describes one direction of a link at a time, clients too', () => {
    const outcome = parseScenario({
      raftlight: 1,
      servers: 2,
      network: { lossPercent: 1, links: [{ from: 'S1', to: 'C1', latencyMs: 20, cut: true }] },
    });
    if (!outcome.ok) throw new Error('expected a scenario');
    const { links } = toSpec(outcome.value);
    expect(links[2]).toMatchObject({ lowUs: 20_000, highUs: 20_000, lossPpm: 10_000, cut: true });
    expect(links[6]).toMatchObject({ lowUs: 10_000, highUs: 15_000, lossPpm: 10_000, cut: false });
  });

  it('builds a leader with what its followers have', () => {
    const state = {
      currentTerm: 3,
      log: [1, { term: 3, command: 'set x 3' }],
      commitIndex: 1,
      role: 'leader',
      votes: ['S1', 'S2'],
      nextIndex: { S2: 2 },
    };
    const outcome = parseScenario({ raftlight: 1, servers: [{ id: 'S1', state }, { id: 'S2' }, { id: 'S3' }] });
    if (!outcome.ok) throw new Error('expected a scenario');
    expect(toSpec(outcome.value).initial[0]).toEqual({
      currentTerm: 3,
      votedFor: 1,
      log: [
        { term: 1, command: { kind: 'noop' } },
        { term: 3, command: { kind: 'client', operation: { kind: 'set', key: 'x', value: 3 } } },
      ],
      snapshot: null,
      commitIndex: 1,
      role: 'leader',
      leaderId: 1,
      votesGranted: [1, 2],
      nextIndex: [3, 3, 2, 3],
      matchIndex: null,
      up: true,
    });
  });
});
