import { describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { parseCondition, parseQuery } from '../../src/query/compile.ts';
import { hitsBetween } from '../../src/query/search.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

/** S1 leads term 3 of three; S3 is down and holds an entry of term 2 at index 2. */
function cluster(): Timeline {
  const outcome = parseScenario({
    raftlight: 1,
    clients: 1,
    timers: { frozen: true },
    servers: [
      {
        id: 'S1',
        state: {
          currentTerm: 3,
          role: 'leader',
          votes: ['S1', 'S2'],
          commitIndex: 1,
          log: [{ term: 1, command: 'set x 3' }, 3],
          nextIndex: { S2: 3, S3: 2 },
          matchIndex: { S2: 2 },
        },
      },
      { id: 'S2', state: { currentTerm: 3, votedFor: 'S1', log: [{ term: 1, command: 'set x 3' }, 3] } },
      { id: 'S3', state: { currentTerm: 2, log: [1, 2], down: true } },
    ],
  });
  if (!outcome.ok) throw new Error('expected a scenario');
  return Timeline.of(toSpec(outcome.value));
}

const start = cluster().worldAt(0);

function answer(source: string): unknown {
  const parsed = parseQuery(source, 3);
  if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
  return parsed.query.read({ nowUs: 1500, step: 7, hosts: start.hosts, event: null, broken: [] });
}

describe('a question', () => {
  it.each([
    ['leader(S1)', true],
    ['leader(S2) || S1.commitIndex >= 1', true],
    ['leader(S1) && !leader(S2) && S3.up == false', true],
    ['count(role == "leader")', 1],
    ['count(currentTerm == max(currentTerm))', 2],
    ['any(votedFor == S1)', true],
    ['all(up)', false],
    ['min(lastLogIndex) + 2 * 3', 8],
    ['(1 + 2) * 3 - -1', 10],
    ['S2.votedFor == S1', true],
    ['S2.votedFor != none', true],
    ['S3.votedFor == none', true],
    ['S1.log[1].command', 'set x 3'],
    ['S3.log[2].term', 2],
    ['S1.log[9].term == none', true],
    ['S1.log[9].term < 5', false],
    ['S1.nextIndex[S3]', 2],
    ['S2.nextIndex[S3] == none', true],
    ['S1.machine["x"] == 3', true],
    ['S1.disk.log.length', 2],
    ['time', 1.5],
    ['step == 7', true],
    ['S1', 'S1'],
    ['1 < 2 == true', undefined],
  ])('%s', (source, value) => {
    if (value === undefined) expect(() => answer(source)).toThrow();
    else expect(answer(source)).toEqual(value);
  });
});

describe('what is wrong with a question', () => {
  it.each([
    ['S1.comitIndex > 3', 'comitIndex', 'A server has no “comitIndex”. Did you mean “commitIndex”?'],
    ['leaderr(S1)', 'leaderr', 'There is no “leaderr”. Did you mean “leader”?'],
    [
      'commitIndex > 3',
      'commitIndex',
      'Whose “commitIndex”? Write S1.commitIndex, or any(commitIndex …), count(commitIndex …).',
    ],
    ['S4.up', 'S4', 'There is no “S4”. Did you mean “S1”?'],
    ['S1.role > "x"', 'S1.role > "x"', 'A text cannot be compared with a text like this.'],
    ['S1.role == 3', 'S1.role == 3', 'A text cannot be compared with a number like this.'],
    [
      'S1.commitIndex && true',
      'S1.commitIndex',
      'Here a condition that is true or false is needed, and this is a number.',
    ],
    ['leader(S1', '', 'A closing ) is missing: the question ends.'],
    ['S1.', '', 'The name of a field is missing after the dot: the question ends.'],
    [
      'leader(S1) leader(S2)',
      'leader',
      'The question should end here, but there is “leader”. Join two conditions by && or ||.',
    ],
    ['S1.role == "lea', '"lea', 'This text has no closing quotation mark.'],
    ['S1 # S2', '#', '“#” means nothing here.'],
    ['', '', 'A value is missing: the question ends.'],
    ['event.type == "VoteDecied"', '"VoteDecied"', 'It can never be “VoteDecied”. Did you mean “VoteDecided”?'],
    ['any(role == "Leader")', '"Leader"', 'It can never be “Leader”. Did you mean “leader”?'],
    ['broken(I19)', 'I19', 'There is no promise “I19”: they are I1 to I18.'],
    ['always leader(S1)', 'always', '“always” claims something of the whole run: it belongs to the properties.'],
    ['S1.up[3]', 'S1.up', 'Here a log is needed, and this is a condition that is true or false.'],
  ])('%s', (source, place, sentence) => {
    const parsed = parseQuery(source, 3);
    if (!('problem' in parsed)) throw new Error('expected a problem');
    const { at, length } = parsed.problem;
    expect(source.slice(at, at + length)).toBe(place);
    expect(en.query.problem(parsed.problem)).toBe(sentence);
  });

  it('is said of a number where a condition is asked for, and of a question nested without end', () => {
    expect(parseCondition('S1.commitIndex', 3)).toMatchObject({ problem: { type: 'wrongKind', found: 'number' } });
    expect(parseQuery(`${'('.repeat(5000)}1`)).toMatchObject({ problem: { type: 'tooDeep' } });
    expect(parseQuery(`${'!'.repeat(50_000)}true`)).toMatchObject({ problem: { type: 'tooDeep' } });
  });
});

describe('looking through a run', () => {
  function played(): Timeline {
    const outcome = parseScenario({
      raftlight: 1,
      seed: 3,
      servers: 3,
      actions: [{ at: 900, do: 'crash', server: 'S1' }],
    });
    if (!outcome.ok) throw new Error('expected a scenario');
    const timeline = Timeline.of(toSpec(outcome.value));
    timeline.extendTo({ atUs: 3_000_000 });
    return timeline;
  }

  function hits(timeline: Timeline, source: string, from = 0, to = timeline.steps, most = Infinity) {
    const parsed = parseCondition(source, 3);
    if ('problem' in parsed) throw new Error(source);
    return hitsBetween(timeline, parsed.query, from, to, most);
  }

  it('finds where a state begins to hold, and only there', () => {
    const timeline = played();
    const found = hits(timeline, 'any(role == "leader")');
    expect(found.length).toBeGreaterThan(0);
    for (const { step } of found) {
      const leads = (at: number): boolean =>
        timeline.worldAt(at).hosts.some(({ state }) => state.kind === 'server' && state.raft.role === 'leader');
      expect([leads(step - 1), leads(step)]).toEqual([false, true]);
    }
    expect(hits(timeline, 'any(role == "leader")', (found[0]?.step ?? 0) + 1)).toEqual(found.slice(1));
  });

  it('finds where a promise was found broken, by its name and any', () => {
    const outcome = parseScenario({
      raftlight: 1,
      seed: 1,
      servers: 3,
      disks: { writeMs: 5 },
      broken: ['replyBeforeDurable'],
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    const timeline = Timeline.of(toSpec(outcome.value));
    timeline.extendTo({ atUs: 1_000_000 });
    const broken = [...new Set(timeline.violations.map(({ step }) => step))];
    expect(broken.length).toBeGreaterThan(0);
    const found = hits(timeline, 'broken(I16)');
    expect(found.map(({ step }) => step).every((step) => broken.includes(step))).toBe(true);
    expect(found[0]?.step).toBe(timeline.violations.find(({ invariant }) => invariant === 'I16')?.step);
    expect(hits(timeline, 'broken(I2)')).toEqual([]);
    expect(hits(timeline, 'broken')[0]?.step).toBe(broken[0]);
  });

  it('leaves out no step that could change the answer: time, and servers that join', () => {
    const timeline = played();
    for (const source of ['time >= 100', 'step == 40', 'count(up) == 2', 'any(writes > 0)', 'S2.log.length > 0']) {
      const parsed = parseCondition(source, 3);
      if ('problem' in parsed) throw new Error(source);
      const expected: number[] = [];
      let held = false;
      for (let step = 0; step <= timeline.steps; step++) {
        const { nowUs, hosts } = timeline.worldAt(step);
        const holds = parsed.query.read({ step, nowUs, hosts, event: null, broken: [] }) === true;
        if (holds && !held) expected.push(step);
        held = holds;
      }
      expect(
        hits(timeline, source).map(({ step }) => step),
        source,
      ).toEqual(expected);
    }
  });

  it('finds every event that meets a condition, the first ones if asked to', () => {
    const timeline = played();
    const expected: { step: number; i: number }[] = [];
    timeline.visitEvents(0, timeline.steps, (step, events) => {
      for (const { fact, i, server } of events) {
        if (fact.type === 'VoteDecided' && fact.granted && server === 2) expected.push({ step, i });
      }
    });
    const source = 'event.type == "VoteDecided" && event.granted == true && event.server == S2';
    expect(hits(timeline, source)).toEqual(expected);
    expect(hits(timeline, 'event.message == "AppendEntriesRequest"', 0, timeline.steps, 5)).toHaveLength(5);
  });
});
