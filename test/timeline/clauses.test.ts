import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boxesOf, CLAUSE_IDS, CLAUSES, type ClauseId, clauseFor, clausesOf } from '../../src/cluster/clauses.ts';
import { summary } from '../../src/messages/en/summary.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { ClauseTally } from '../../src/timeline/clause-tally.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { sampleRun } from '../messages/sample-run.ts';
import { play, sceneOf } from '../scenes/support.ts';

/** Counts to the end of what was played, so many steps at a time. */
function finish(tally: ClauseTally, steps: number): void {
  while (!tally.isComplete) tally.extend(steps);
}

const NOBODY = (): boolean => false;

describe('the clauses on one page', () => {
  it('cite rules that are in docs/rules.md', () => {
    const text = readFileSync('docs/rules.md', 'utf8');
    const cited = CLAUSE_IDS.flatMap((id): readonly string[] => CLAUSES[id].rules);
    expect(cited.filter((rule) => !text.includes(`| ${rule} |`))).toEqual([]);
  });

  it('stand in one box each, and every rule that decides has a clause', () => {
    const all = boxesOf(toSpec({ raftlight: 1, servers: 3 }).raft, () => true).flatMap(({ clauses }) => clauses);
    expect([...all].sort()).toEqual([...CLAUSE_IDS].sort());
    const boxes = boxesOf(toSpec({ raftlight: 1, servers: 3 }).raft, () => true);
    const decides = [...readFileSync('docs/rules.md', 'utf8').matchAll(/^\| (P\d+) \|.*\*Decides\.\*/gm)].map(
      ([, id]) => id ?? '',
    );
    // Who stands without a vote of its own is a case of P17.
    expect(decides.filter((rule) => clauseFor(rule, boxes) === null)).toEqual(['P99']);
  });

  it('each of them is at work in some run', async () => {
    const joint = await play('joint-consensus', null, 2000);
    const events = [...sampleRun(), ...joint.all()];
    const seen = new Set<ClauseId>();
    let start = 0;
    events.forEach((event, place) => {
      const next = events[place + 1];
      if (next !== undefined && next.i > event.i) return;
      const step = events.slice(start, place + 1);
      for (const one of step) for (const id of clausesOf(one, step)) seen.add(id);
      start = place + 1;
    });
    expect(CLAUSE_IDS.filter((id) => !seen.has(id))).toEqual([]);
  });

  it('a mechanism has a box only where it is on, or has been at work by hand', () => {
    const boxes = (raft: object, wasAtWork: (id: ClauseId) => boolean = NOBODY): string[] =>
      boxesOf(toSpec({ raftlight: 1, servers: 3, raft }).raft, wasAtWork).map(({ id }) => id);
    const basic = ['state', 'vote', 'append', 'all', 'followers', 'candidates', 'leaders'];
    expect(boxes({})).toEqual(basic);
    expect(boxes({ preVote: true })).toEqual([...basic, 'trouble']);
    expect(boxes({ sessions: 'sessions', reads: 'lease' })).toEqual([...basic, 'clients', 'reads']);
    expect(boxes({}, (id) => id === 'snapshotTake')).toEqual([...basic, 'snapshots']);
    expect(clauseFor('P49', boxesOf(toSpec({ raftlight: 1, servers: 3 }).raft, NOBODY))).toBe('leaderCommit');
    expect(clauseFor('P42', boxesOf(toSpec({ raftlight: 1, servers: 3 }).raft, NOBODY))).toBe('leaderSuccess');
    expect(clauseFor('P116', boxesOf(toSpec({ raftlight: 1, servers: 3 }).raft, NOBODY))).toBeNull();
  });

  it('have words', () => {
    for (const id of CLAUSE_IDS) expect(summary.clauses[id]).toMatch(/[.]$/);
  });
});

describe('the count of a run', () => {
  it('finds the two commits of the old-term trap with its rule broken', async () => {
    const { timeline } = await play('old-term-trap', 'off', 600);
    const tally = new ClauseTally(timeline);
    finish(tally, 7);
    const places = tally.slice('leaderCommit', 0, 10);
    const told = places.map(({ step, i }) => timeline.eventsOf(step)[i]);
    expect(told.map((event) => [event?.server, event?.fact.type])).toEqual([
      [1, 'CommitDecided'],
      [5, 'CommitDecided'],
    ]);
    expect(tally.before('leaderCommit', places[0]?.step ?? 0)).toBe(0);
    expect(tally.before('leaderCommit', (places[0]?.step ?? 0) + 1)).toBe(1);
    expect(tally.count('leaderElse')).toBe(0);
  });

  it('is the same in slices as at once, and grows with the run', async () => {
    const timeline = Timeline.of(toSpec(await sceneOf('old-term-trap')));
    timeline.extendTo({ steps: 100 });
    const slices = new ClauseTally(timeline);
    const counts = (tally: ClauseTally): number[] => CLAUSE_IDS.map((id) => tally.count(id));
    slices.extend(33);
    expect(slices.upTo).toBe(32);
    expect(slices.isComplete).toBe(false);
    finish(slices, 33);
    timeline.extendTo({ steps: 200 });
    expect(slices.isComplete).toBe(false);
    finish(slices, 33);
    const whole = new ClauseTally(timeline);
    whole.extend(Infinity);
    expect(counts(slices)).toEqual(counts(whole));
    expect(Math.max(...counts(whole))).toBeGreaterThan(50);
  });
});
