import { describe, expect, it } from 'vitest';
import { raftTrace, slideTrace, type VoteCase } from '../../src/cluster/vote-code.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { lastVoteStep, type VoteStep } from '../../src/timeline/vote-step.ts';

const ASKED: VoteCase = {
  term: 5,
  candidateId: 1,
  currentTerm: 5,
  votedFor: null,
  theirLast: [4, 1],
  ownLast: [4, 1],
};

/** Every request of a run that a server decided about. */
async function decided(id: string, variant: string | null, ms: number): Promise<readonly VoteStep[]> {
  const scene = await openScene(id, variant);
  if (!scene.ok) throw new Error(`no scene ${id}`);
  const timeline = Timeline.of(toSpec(scene.value));
  timeline.extendTo({ atUs: ms * 1000 });
  const all: VoteStep[] = [];
  let last = lastVoteStep(timeline, timeline.steps);
  while (last !== null) {
    all.push(last);
    last = lastVoteStep(timeline, last.step - 1);
  }
  return all;
}

describe('RequestVote as code', () => {
  it.each<[string, Partial<VoteCase>, boolean, boolean]>([
    ['a newer term', { currentTerm: 4, votedFor: 3 }, true, true],
    ['a term that the voter knows already, and has not voted in', {}, false, true],
    ['the same request once more', { votedFor: 1 }, false, true],
    ['a vote that is spent', { votedFor: 2 }, false, false],
    ['an older term', { currentTerm: 6 }, false, false],
    ['a log that misses something', { currentTerm: 4, ownLast: [4, 2] }, true, false],
  ])('%s', (_, change, slide, raft) => {
    expect(slideTrace({ ...ASKED, ...change }).granted).toBe(slide);
    expect(raftTrace({ ...ASKED, ...change }).granted).toBe(raft);
  });

  it('takes line by line: what is not reached is not lit', () => {
    expect(slideTrace(ASKED).lines).toEqual(['on', 'newer', 'else', 'refuse']);
    expect(raftTrace({ ...ASKED, votedFor: 2 }).lines).toEqual([
      'on',
      'newer',
      'same',
      'unspent',
      'if',
      'save',
      'answer',
    ]);
    expect(raftTrace({ ...ASKED, currentTerm: 4 }).lines.slice(1, 6)).toEqual([
      'newer',
      'term',
      'role',
      'free',
      'same',
    ]);
  });

  it.each([
    ['first-election', null],
    ['split-vote', null],
    ['how-could-f-happen', null],
    ['request-vote-slide', null],
    ['request-vote-slide', 'lost'],
  ])('Raft’s lines say what a run of Raft does: %s %s', async (id, variant) => {
    const steps = await decided(id, variant, 1500);
    expect(steps.length).toBeGreaterThan(1);
    for (const { asked, granted } of steps) expect(raftTrace(asked).granted).toBe(granted);
  });

  it.each(['off', 'lost-off'])('the slide’s lines say what a run with its rule does: %s', async (variant) => {
    const steps = await decided('request-vote-slide', variant, 1000);
    expect(steps.some(({ asked, granted }) => raftTrace(asked).granted !== granted)).toBe(true);
    for (const { asked, granted } of steps) expect(slideTrace(asked).granted).toBe(granted);
  });
});
