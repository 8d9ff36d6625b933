import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sceneProblems } from '../../src/quiz/check.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { play } from './support.ts';

/** The same clause kept and broken, each in a scene: what breaks first, and nothing where it is kept. */
describe('a clause that implementations got wrong', () => {
  it.each([
    ['heartbeat-checked', 'I16 at 35', 'I5'],
    ['late-append', 'I6 at 40', 'I5'],
    ['what-an-ok-means', 'I6 at 55', 'I5'],
    ['how-far-to-commit', 'I5 at 15', 'I5'],
    ['old-acknowledgement', 'I6 at 60', 'I5'],
    ['forgotten-tail', 'I10 at 160', 'I5'],
    ['tempting-vote-rule', 'I4 at 70', 'I5'],
  ])('%s: keeps every promise, and off breaks %s first and then %s', async (id, first, falls) => {
    const [kept, off] = [await play(id, null, 1000), await play(id, 'off', 1000)];
    expect(kept.violations()).toEqual([]);
    expect(off.violations()[0]).toBe(first);
    expect(off.violations().map((line) => line.split(' ')[0])).toContain(falls);
    // The rule is the only difference.
    expect(off.scenario.servers).toEqual(kept.scenario.servers);
    expect(off.scenario.broken).toHaveLength(1);
  });

  it('who-resets-the-timer: S2 leads when its timer runs out, or S4 stands ten times and nobody leads', async () => {
    expect((await play('who-resets-the-timer', null, 1500)).leaders()).toEqual(['260 S2 leads 4 by S2 S3 S4']);
    const off = await play('who-resets-the-timer', 'off', 3000);
    expect(off.facts('RoleChanged').filter(({ server, atUs }) => server === 4 && atUs <= 1_500_000)).toHaveLength(10);
    expect(off.at(1500)[3]).toBe('candidate 12 [1,1] 0');
    expect(Number(off.leaders()[0]?.split(' ')[0])).toBeGreaterThan(1510);
  });

  it('split-vote-of-four off: three candidates wait for ever', async () => {
    const off = await play('split-vote-of-four', 'off', 5000);
    expect(off.at(5000).slice(1)).toEqual(new Array(3).fill('candidate 2 [] 0'));
    expect(off.violations()).toEqual([]);
  });

  it('how-far-to-commit: S3 runs the entry that was committed, or its own', async () => {
    const third = (name: string | null) =>
      play('how-far-to-commit', name, 1000).then((scene) =>
        scene.facts('Applied').filter(({ server, fact }) => server === 3 && fact.index === 3),
      );
    expect(await third(null)).toMatchObject([{ fact: { term: 5 } }]);
    expect(await third('off')).toMatchObject([{ fact: { term: 4 } }]);
  });
});

describe('a belief about requests and what is remembered', () => {
  it('refused-by-term: S1 steps down, or goes back to the first entry although the logs agree', async () => {
    const kept = await play('refused-by-term', null, 1000);
    expect(kept.at(60)).toEqual(['follower 5 [1,1,3] 3', 'follower 3 [1,1,3] 3', 'follower 5 [1,1,3] 3']);
    expect(kept.rejectionsOf(3)).toBe(0);
    const off = await play('refused-by-term', 'off', 1000);
    expect(off.at(190)[0]).toBe('leader 3 [1,1,3] 3');
    expect(off.facts('NextIndexLowered').map(({ fact }) => fact.to)).toEqual([3, 2, 1]);
    expect([kept, off].map((scene) => scene.leaders())).toEqual([
      ['230 S3 leads 6 by S3 S1'],
      ['230 S3 leads 6 by S3 S1'],
    ]);
  });

  it('two-requests: lastLogIndex is the same for all, prevLogIndex differs, and commitIndex comes later', async () => {
    const scene = await play('two-requests', null, 1000);
    const sent = scene.facts('MessageSent').map(({ fact }) => fact.envelope);
    const asked = sent.flatMap(({ message }) =>
      message.type === 'RequestVoteRequest' ? [[message.lastLogIndex, message.lastLogTerm]] : [],
    );
    expect(asked).toEqual([
      [4, 2],
      [4, 2],
    ]);
    const tried = (follower: number) =>
      sent.flatMap(({ to, message }) =>
        to === follower && message.type === 'AppendEntriesRequest' && message.entries.count > 0
          ? [message.prevLogIndex]
          : [],
      );
    // The last one of each repairs the log; what comes after it is the client's command.
    expect([tried(2), tried(3)]).toEqual([
      [3, 2, 4],
      [3, 4],
    ]);
    expect(scene.at(225).map((line) => line.split(' ').pop())).toEqual(['5', '2', '2']);
    expect(scene.at(275).map((line) => line.split(' ').pop())).toEqual(['5', '5', '5']);
  });

  it('commit-index-is-forgotten: all committed entries are there, and committed again with the first of term 2', async () => {
    const scene = await play('commit-index-is-forgotten', null, 1000);
    expect(scene.at(59)).toEqual(['follower 1 [1,1,1] 0', 'follower 1 [1,1,1] 0', 'follower 1 [1,1] 0']);
    expect(scene.at(190)[1]).toBe('leader 2 [1,1,1] 0');
    expect(scene.commits()).toEqual(['S2 4']);
    expect(scene.at(300)).toEqual(['follower 2 [1,1,1,2] 4', 'leader 2 [1,1,1,2] 4', 'follower 2 [1,1,1,2] 4']);
    expect(scene.violations()).toEqual([]);
  });

  it('same-index: index 2 is named for the commands of C2 and C4, and that of C2 is committed', async () => {
    const scene = await play('same-index', null, 2000);
    const named = scene.facts('EntriesAppended').filter(({ server, fact }) => server === 1 && fact.firstIndex === 2);
    expect(named).toHaveLength(2);
    const logs = (ms: number) => scene.at(ms).map((line) => /\[.*\]/.exec(line)?.[0]);
    expect(logs(180)).toEqual(['[1,1]', '[1,1]', '[]', '[]', '[]']);
    expect(logs(290)).toEqual(['[2]', '[1,1]', '[2]', '[]', '[]']);
    expect(logs(350)).toEqual(['[2,3]', '[1,1]', '[2]', '[]', '[]']);
    expect(logs(1000)).toEqual(new Array(5).fill('[1,1,4]'));
    expect(scene.votes(2)).toEqual(['S1 no S3', 'S2 no S3', 'S4 yes S3', 'S5 yes S3']);
    expect(scene.votes(4).sort()).toEqual(['S1 no S2', 'S3 no S2', 'S4 yes S2', 'S5 yes S2']);
    expect(scene.outcomes().sort()).toEqual([
      'C1 #1 unknown',
      'C2 #1 unknown',
      'C3 #1 unknown',
      'C4 #1 unknown',
      'C5 #1 ok',
    ]);
    const off = await play('same-index', 'off', 2000);
    expect(off.outcomes()).toContain('C4 #1 ok');
    expect(off.at(1000)).toEqual(scene.at(1000));
    expect(off.timeline.violations).toMatchObject([
      { index: 1 },
      { index: 1 },
      { invariant: 'I17', index: 2, term: 4 },
    ]);
  });

  it('split-vote off: S1 and S2 wait 85 ms again and again, and nobody wins', async () => {
    const off = await play('split-vote', 'off', 2000);
    const stood = off.facts('RoleChanged').filter(({ fact }) => fact.to === 'candidate');
    const terms = off.facts('TermChanged').filter(({ server, atUs }) => server === 1 && atUs > 150_000);
    expect(stood.map(({ server, atUs }) => `${atUs / 1000} S${server}`).slice(1, 3)).toEqual(['165 S1', '165 S2']);
    expect(terms.map(({ atUs }) => atUs / 1000).slice(0, 4)).toEqual([165, 250, 335, 420]);
    expect(off.leaders().slice(1)).toEqual(['497 S3 leads 6 by S3 S1 S4']);
    expect(off.violations()).toEqual([]);
  });

  it('two-leaders: nothing is broken, and C1 hears of x=8 only that its fate is unknown', async () => {
    const scene = await play('two-leaders', null, 1000);
    expect(scene.at(560).filter((line) => line.startsWith('leader'))).toHaveLength(2);
    expect(scene.outcomes()).toEqual(['C1 #1 ok', 'C2 #1 ok', 'C1 #2 unknown']);
    expect(scene.violations()).toEqual([]);
  });
});

describe('the trap with three servers', () => {
  it('old-term-trap three: S3 has one vote of three, and breaks a promise when it is made leader', async () => {
    const scene = await play('old-term-trap', 'three', 1000);
    expect(scene.votes(3)).toEqual(['S2 no S3']);
    expect(scene.timeline.violations).toMatchObject([{ invariant: 'I11', term: 3, values: { votes: 1, voters: 3 } }]);
    expect(scene.violations()).toEqual(['I11 at 140']);
  });

  const told: unknown = JSON.parse(readFileSync('docs/debugging/three-servers.json', 'utf8'));

  it('is refused as it is told: the step that is not possible is the first stop that is not reached', () => {
    const parsed = parseScenario(told);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { value } = parsed;
    expect(sceneProblems(Timeline.of(toSpec(value)), value)).toEqual(
      [2, 3, 4].map((beat) => ({ kind: 'unreached', beat })),
    );
    expect(value.beats?.[2]?.text.en).toBe('n3 times out and becomes leader of term 2.');
  });

  it('is refused as a state: a leader has a majority', () => {
    const log = [{ term: 1, command: 'set v x' }];
    const servers = [
      { id: 'S1', state: { currentTerm: 1, log } },
      { id: 'S2', state: { currentTerm: 1, log } },
      { id: 'S3', state: { currentTerm: 2, role: 'leader', votes: ['S3'] } },
    ];
    expect(parseScenario({ raftlight: 1, servers })).toEqual({
      ok: false,
      error: [
        { path: 'servers[2].state.votes', message: 'a leader was elected by at least 2 of 3 servers; name them' },
      ],
    });
  });
});
