import { describe, expect, it } from 'vitest';
import { type Played, play } from './support.ts';

/** `S3 t1`: who led which term, in order. */
function led(played: Played): string[] {
  return played
    .facts('RoleChanged')
    .filter(({ fact }) => fact.to === 'leader')
    .map(({ server, fact }) => `S${server} t${fact.term}`);
}

describe('P74 a majority is connected (Howard and Abraham, the first topology)', () => {
  it('P74 P75 plain Raft changes its leader for ever', async () => {
    const leaders = led(await play('connected-majority', null, 5_990));
    expect(leaders.slice(0, 5)).toEqual(['S3 t1', 'S1 t3', 'S2 t4', 'S3 t5', 'S1 t6']);
    expect(leaders.length).toBeGreaterThan(6);
    expect(new Set(leaders.map((name) => name.slice(0, 2)))).toEqual(new Set(['S1', 'S2', 'S3']));
  });

  it('P74 with PreVote and CheckQuorum the first leader stays', async () => {
    const played = await play('connected-majority', 'settled', 5_990);
    expect(led(played)).toEqual(['S3 t1']);
    expect(played.facts('RoleChanged').filter(({ fact }) => fact.from === 'leader')).toEqual([]);
    expect(played.at(5_900)[2]).toMatch(/^leader 1/);
  });
});

describe('P74 a leader that reaches one follower (Howard and Abraham, the second topology)', () => {
  it('P74 with PreVote alone the commit index stands still', async () => {
    const played = await play('frozen-leader', null, 2_990);
    expect(led(played)).toEqual(['S4 t1']);
    expect(played.commits()).toEqual(['S4 1']);
    expect(played.at(2_990)[3]).toMatch(/^leader 1 .* 1$/);
  });

  it('P74 with CheckQuorum as well the others elect a leader', async () => {
    const played = await play('frozen-leader', 'check-quorum', 2_990);
    const leaders = led(played);
    expect(leaders).toHaveLength(2);
    expect(leaders[1]).toMatch(/^S[123] t2$/);
  });
});
