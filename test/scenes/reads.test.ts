import { describe, expect, it } from 'vitest';
import { type Played, play, verdict } from './support.ts';

/** `C2 get x = 7 local`: every read, in the order of the answers. */
function reads(scene: Played): string[] {
  return scene.facts('OperationFinished').flatMap(({ server, fact }) => {
    const { operation, result, read } = fact.operation;
    if (operation.kind !== 'get') return [];
    return [`C${(server ?? 0) - 100} get ${operation.key} = ${result?.ok === true ? result.value : 'none'} ${read}`];
  });
}

function leases(scene: Played): string[] {
  return scene.facts('LeaseChecked').map(({ server, atUs, fact }) => {
    const { outcome, values } = fact.decision;
    return `${atUs / 1000} S${server} ${outcome ? 'holds' : 'over'} until ${Number(values['leaseUntilUs']) / 1000}`;
  });
}

const TWO_LEADERS = ['180 S1 leads 1 by S1 S2 S3', '490 S3 leads 2 by S3 S4 S5'];

describe('stale-read', () => {
  it('P134 shows a value that was replaced before the question was asked', async () => {
    const scene = await play('stale-read', null, 2000);
    expect(scene.leaders()).toEqual(TWO_LEADERS);
    expect(reads(scene)).toEqual(['C2 get x = 7 local']);
    expect(scene.outcomes()).toEqual(['C1 #1 ok', 'C2 #1 ok', 'C2 #2 ok', 'C1 #2 unknown']);
    expect(verdict(scene)).toBe('violated');
  });

  it('P130 with ReadIndex is not answered by S1, and in the end by S3', async () => {
    const scene = await play('stale-read', 'read-index', 2000);
    expect(scene.leaders()).toEqual(TWO_LEADERS);
    expect(reads(scene)).toEqual(['C2 get x = 9 readIndex']);
    expect(scene.facts('ReadRefused').map(({ atUs, server }) => `${atUs / 1000} S${server}`)).toEqual(['805 S1']);
    expect(scene.facts('ReadServed').map(({ server }) => server)).toEqual([3]);
    expect(verdict(scene)).toBe('linearizable');
  });

  it('P132 with a lease is answered by S1 only before S3 can be elected', async () => {
    const scene = await play('stale-read', 'lease', 2000);
    expect(scene.leaders()).toEqual(TWO_LEADERS);
    expect(reads(scene)).toEqual(['C2 get x = 7 lease', 'C2 get x = 9 lease']);
    expect(leases(scene)).toEqual(['335 S1 holds until 380', '595 S1 over until 380', '835 S3 holds until 940']);
    expect(verdict(scene)).toBe('linearizable');
  });
});

describe('figure 6.3', () => {
  it('P132 the lease runs from the beginning of a round, for the election timeout less what clocks drift', async () => {
    const scene = await play('figure-6-3', null, 2000);
    const gained = scene.facts('LeaseGained').map(({ server, fact }) => `S${server} ${fact.untilUs / 1000}`);
    // 130 ms, when S1 won and began a round, and 150 ms / 1.2.
    expect(gained[0]).toBe('S1 255');
    expect(leases(scene).slice(0, 3)).toEqual([
      '275 S1 holds until 355',
      '375 S1 holds until 405',
      '465 S1 over until 405',
    ]);
    expect(reads(scene)).toEqual(['C1 get x = 7 lease', 'C1 get x = 7 lease', 'C1 get x = 9 lease']);
    const [, second] = scene.facts('RoleChanged').filter(({ fact }) => fact.to === 'leader');
    expect(second).toMatchObject({ server: 2 });
    expect(second?.atUs).toBeGreaterThan(405_000);
    expect(verdict(scene)).toBe('linearizable');
  });
});

describe('fast-clocks', () => {
  it('P132 within the bound on clocks the lease is over before anybody else leads', async () => {
    const scene = await play('fast-clocks', null, 2000);
    expect(scene.leaders()).toEqual(['60 S1 leads 1 by S1 S2', '305 S2 leads 2 by S2 S3']);
    expect(leases(scene)[0]).toBe('327 S1 over until 285');
    expect(reads(scene)).toEqual(['C2 get x = 9 lease']);
    expect(verdict(scene)).toBe('linearizable');
  });

  it('P132 beyond it a leader answers from a lease that is void, and no order of what clients saw explains that', async () => {
    const scene = await play('fast-clocks', 'off', 2000);
    expect(scene.leaders()).toEqual(['60 S1 leads 1 by S1 S2', '305 S2 leads 2 by S2 S3']);
    expect(leases(scene)).toEqual(['327 S1 holds until 335']);
    expect(reads(scene)).toEqual(['C2 get x = 7 lease']);
    expect(verdict(scene)).toBe('violated');
  });
});

describe('going-back', () => {
  it('P133 S3 waits until it has applied what the client has seen', async () => {
    const scene = await play('going-back', null, 1500);
    expect(reads(scene)).toEqual(['C1 get x = 2 local', 'C1 get x = 2 local']);
    expect(scene.facts('ReadServed').at(-1)).toMatchObject({ server: 3, atUs: 545_000 });
  });

  it('P133 off: it answers at once with what it has', async () => {
    const scene = await play('going-back', 'off', 1500);
    expect(reads(scene)).toEqual(['C1 get x = 2 local', 'C1 get x = 1 local']);
    expect(scene.facts('ReadServed').at(-1)).toMatchObject({ server: 3, atUs: 465_000 });
  });
});
