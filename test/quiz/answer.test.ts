import { describe, expect, it } from 'vitest';
import { answerOf, isRight } from '../../src/quiz/answer.ts';
import { questionOf, questionProblems } from '../../src/quiz/question.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { problemText } from '../../src/scenario/problem.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { BeatJson, Scenario } from '../../src/scenario/types.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

function accepted(scenario: unknown): Scenario {
  const parsed = parseScenario(scenario);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const at0 = { at: 0, text: { en: 'Look.' }, question: { en: 'Who?' } } as const;
const logs = (...terms: readonly (readonly number[])[]) =>
  terms.map((log, place) => ({ id: `S${place + 1}`, state: { currentTerm: 3, log } }));

/** Slide 19 of the UIUC talk: the election for term 4. */
const BEST_LEADER = {
  raftlight: 1,
  servers: logs(
    [1, 1, 1, 2, 2, 3, 3, 3],
    [1, 1, 1, 2, 2, 3, 3],
    [1, 1, 1, 2, 2, 3, 3, 3, 3],
    [1, 1, 1, 2, 2, 3, 3, 3],
    [1, 1, 1, 2, 2, 2, 2, 2, 2],
  ),
} as const;

function answered(scenario: Scenario, beat: Omit<BeatJson, 'text'>, resolvedMs = 0) {
  const timeline = Timeline.of(toSpec(scenario));
  timeline.extendTo({ atUs: resolvedMs * 1000 });
  const question = questionOf({ text: { en: '' }, ...beat }, 5);
  if (question === null) throw new Error('it asks something');
  return answerOf(timeline, question, 0, timeline.steps);
}

describe('who could win', () => {
  const scenario = accepted(BEST_LEADER);

  it('is found by an election on trial: those whose log is at least as up to date as a majority’s', () => {
    const answer = answered(scenario, { ...at0, tap: { servers: 'couldWin' } });
    expect(answer).toEqual({ kind: 'servers', servers: [1, 3, 4] });
    expect(answer !== null && isRight(answer, [4, 1, 3])).toBe(true);
    expect(answer !== null && isRight(answer, [1, 3])).toBe(false);
  });

  it('takes whoever is down as back from its disk: it may come back any time', () => {
    const servers = BEST_LEADER.servers.map((server, place) =>
      place === 2 || place === 3 ? { ...server, state: { ...server.state, down: true } } : server,
    );
    expect(answered(accepted({ ...BEST_LEADER, servers }), { ...at0, tap: { servers: 'couldWin' } })).toEqual({
      kind: 'servers',
      servers: [1, 3, 4],
    });
  });

  it('takes no leader of an older term for granted: it would have to be elected anew', () => {
    const led = (log: readonly number[], currentTerm: number, votes: readonly string[]) => ({
      state: { currentTerm, log, role: 'leader', votedFor: votes[0], votes },
    });
    const servers = [
      { id: 'S1', ...led([1], 2, ['S1', 'S2']) },
      { id: 'S2', ...led([1, 3], 3, ['S2', 'S3']) },
      { id: 'S3', state: { currentTerm: 3, votedFor: 'S2', log: [1, 3] } },
    ];
    const scenario = accepted({ raftlight: 1, servers });
    expect(answered(scenario, { ...at0, tap: { servers: 'couldWin' } })).toEqual({ kind: 'servers', servers: [2, 3] });
    expect(answered(scenario, { ...at0, tap: { index: 'safeIndex(S2)' } })).toEqual({ kind: 'index', index: 2 });
  });

  it('stands again after it has learnt of a newer term', () => {
    const servers = BEST_LEADER.servers.map((server, place) =>
      place === 4 ? { ...server, state: { ...server.state, currentTerm: 9 } } : server,
    );
    expect(answered(accepted({ ...BEST_LEADER, servers }), { ...at0, tap: { servers: 'couldWin' } })).toEqual({
      kind: 'servers',
      servers: [1, 3, 4],
    });
  });
});

/** Question 2 of the user study: only entries 1 and 2 may be applied. */
const QUIZ_2 = accepted({
  raftlight: 1,
  servers: [
    {
      id: 'S1',
      state: { currentTerm: 4, role: 'leader', votedFor: 'S1', votes: ['S1', 'S3', 'S5'], log: [1, 1, 2, 2, 2, 2, 4] },
    },
    { id: 'S2', state: { currentTerm: 3, log: [1, 1, 1, 3] } },
    { id: 'S3', state: { currentTerm: 4, votedFor: 'S1', log: [1, 1, 2, 2, 2] } },
    { id: 'S4', state: { currentTerm: 3, log: [1] } },
    { id: 'S5', state: { currentTerm: 4, votedFor: 'S1', log: [1, 1, 2, 2, 2, 2] } },
  ],
});

describe('which index', () => {
  it('is safe: what nobody who could win lacks', () => {
    const answer = answered(QUIZ_2, { ...at0, tap: { index: 'safeIndex(S1)' } });
    expect(answer).toEqual({ kind: 'index', index: 2 });
    expect(answer !== null && isRight(answer, 2)).toBe(true);
    expect(answer !== null && isRight(answer, 5)).toBe(false);
  });
});

describe('which choice', () => {
  const scenario = accepted({ raftlight: 1, servers: 3, timers: { scriptMs: { S1: [100], S2: [200], S3: [200] } } });
  const says = { en: 'So it is.' };

  it('holds when the question is resolved, with what has happened since it was asked', () => {
    const choices = [
      { says, holds: 'leader(S2)' },
      { says, holds: 'leader(S1) && times(event.type == "VoteDecided" && event.granted == true) == 2' },
    ];
    expect(answered(scenario, { ...at0, choices }, 200)).toMatchObject({ kind: 'choice', right: 1 });
  });

  it('is none where several hold, or none does: the run does not answer it', () => {
    const both = [
      { says, holds: 'leader(S1)' },
      { says, holds: 'S1.currentTerm == 1' },
    ];
    expect(answered(scenario, { ...at0, choices: both }, 200)).toMatchObject({ kind: 'choice', right: null });
    const none = both.map(() => ({ says, holds: 'leader(S3)' }));
    expect(answered(scenario, { ...at0, choices: none }, 200)).toMatchObject({ kind: 'choice', right: null });
  });

  it('asks what a client was told', () => {
    const told = accepted({
      raftlight: 1,
      servers: 3,
      timers: { scriptMs: { S1: [100] } },
      actions: [{ at: 300, do: 'submit', client: 'C1', command: 'set x 3', server: 'S1' }],
    });
    const choices = [
      { says, holds: 'C1.waiting == 1' },
      { says, holds: 'C1[1].outcome == "ok" && C1.last.value == 3 && C1.last.server == S1' },
    ];
    expect(answered(told, { ...at0, choices }, 310)).toMatchObject({ kind: 'choice', right: 0 });
    expect(answered(told, { ...at0, choices }, 500)).toMatchObject({ kind: 'choice', right: 1 });
  });
});

describe('a question that cannot be read', () => {
  it('is told with its place in the scenario', () => {
    const beats = [
      {
        ...at0,
        choices: [
          { says: { en: 'a' }, holds: 'S1.role == 3' },
          { says: { en: 'b' }, holds: 'leader(S1)' },
        ],
      },
      { ...at0, tap: { servers: 'S1.currentTerm' } },
    ];
    const scenario = accepted({ raftlight: 1, servers: 3, beats });
    expect(questionProblems(scenario, 3)).toMatchObject([
      { beat: 0, member: 'choices[0].holds', problem: { type: 'notComparable' } },
      { beat: 1, member: 'tap.servers', problem: { type: 'wrongKind', wanted: 'flag' } },
    ]);
  });

  it('is refused with words where its form is wrong', () => {
    const problemsOf = (beat: object): string[] => {
      const parsed = parseScenario({ raftlight: 1, servers: 3, beats: [beat] });
      return parsed.ok ? [] : parsed.error.map(problemText);
    };
    const claim = { says: { en: 'a' }, holds: 'leader(S1)' };
    expect(problemsOf({ ...at0, choices: [claim, { en: 'b' }] })[0]).toMatch('either every choice has "says"');
    expect(problemsOf({ ...at0, choices: [claim, claim], answer: 0 })[0]).toMatch('leave "answer" out');
    expect(problemsOf({ ...at0, choices: [claim, claim], tap: { index: '1' } })[0]).toMatch('not by both');
    expect(problemsOf({ at: 0, text: { en: '' }, reveal: { at: 3 } })[0]).toMatch('needs a "question"');
    expect(problemsOf({ at: 0, text: { en: '' }, focus: { light: 'S7' } })[0]).toMatch('there is no server S7');
  });
});

describe('what a claim may ask beyond a moment', () => {
  const scenario = accepted({ raftlight: 1, servers: 3, timers: { scriptMs: { S1: [100], S2: [400], S3: [400] } } });
  const says = { en: 'So it is.' };
  const claims = (...holds: readonly string[]) => ({ ...at0, choices: holds.map((claim) => ({ says, holds: claim })) });

  it('counts since the question, or since the start', () => {
    const timeline = Timeline.of(toSpec(scenario));
    timeline.extendTo({ atUs: 200_000 });
    const led = '(event.type == "RoleChanged" && event.to == "leader") == 1';
    const question = questionOf({ ...claims(`times${led}`, `timesInAll${led}`) }, 3);
    if (question === null) throw new Error('it asks something');
    const elected = timeline.index.stepAt(150_000);
    expect(answerOf(timeline, question, 0, timeline.steps)).toMatchObject({ kind: 'choice', right: null });
    expect(answerOf(timeline, question, elected, timeline.steps)).toMatchObject({ kind: 'choice', right: 1 });
  });

  it('reads what an AppendEntries is checked by, where a log begins, and how long a lease runs', () => {
    const sent = 'event.type == "MessageSent" && event.prevLogIndex == 0 && event.prevLogTerm == 0';
    const beats = claims(
      `times(${sent}) >= 2 && S1.log.baseIndex == 0 && S1.log.baseTerm == 0`,
      'times(event.prevLogIndex > 0) > 0',
    );
    expect(answered(scenario, beats, 200)).toMatchObject({ kind: 'choice', right: 0 });
    const leases = accepted({ ...scenario, raft: { reads: 'lease', stickiness: true, noOpOnElection: true } });
    const lease = claims('S1.leaseUntil > time && S2.leaseUntil == none', 'S1.leaseUntil == none');
    expect(answered(leases, lease, 200)).toMatchObject({ kind: 'choice', right: 0 });
    expect(answered(scenario, lease, 200)).toMatchObject({ kind: 'choice', right: 1 });
  });
});
