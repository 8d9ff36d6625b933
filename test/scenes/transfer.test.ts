import { describe, expect, it } from 'vitest';
import { type Played, play } from './support.ts';

/** When S1 last led, and when somebody led after it, in ms. */
function handover(scene: Played): readonly [number, number] {
  const [, second] = scene.facts('RoleChanged').filter(({ fact }) => fact.to === 'leader');
  const ends = scene
    .all()
    .filter(
      ({ server, fact }) =>
        server === 1 && (fact.type === 'Crashed' || (fact.type === 'RoleChanged' && fact.from === 'leader')),
    );
  return [(ends[0]?.atUs ?? 0) / 1000, (second?.atUs ?? 0) / 1000];
}

describe('transfer', () => {
  it('gives S3 the leadership three messages after the order, and no timer runs out', async () => {
    const scene = await play('transfer', null, 1000);
    expect(scene.leaders()).toEqual(['80 S1 leads 1 by S1 S2', '345 S3 leads 2 by S3 S1']);
    expect(handover(scene)).toEqual([330, 345]);
    const fired = scene.facts('TimerFired').filter(({ server, atUs, fact }) => {
      return fact.timer === 0 && server !== null && server < 100 && atUs > 80_000;
    });
    expect(fired).toEqual([]);
    expect(scene.outcomes()).toEqual(['C1 #1 ok', 'C1 #2 failed', 'C1 #3 ok']);
    expect(scene.at(1000)).toEqual(['follower 2 [1,1,2,2] 4', 'follower 2 [1,1,2,2] 4', 'leader 2 [1,1,2,2] 4']);
  });

  it('gives up after an election timeout when S3 is down, and S1 leads on', async () => {
    const scene = await play('transfer', 'gives-up', 1000);
    expect(scene.leaders()).toEqual(['80 S1 leads 1 by S1 S2']);
    expect(scene.facts('TransferAborted')).toMatchObject([{ atUs: 480_000, server: 1, fact: { reason: 'timeout' } }]);
    expect(scene.outcomes()).toEqual(['C1 #1 ok', 'C1 #2 failed', 'C1 #3 ok']);
    expect(scene.at(1000)).toEqual(['leader 1 [1,1,1] 3', 'follower 1 [1,1,1] 3', 'follower 1 [1,1,1] 3']);
  });

  it('costs an election timeout when transfers are off: the order is refused, and S1 is missed', async () => {
    const scene = await play('transfer', 'off', 1500);
    expect(scene.facts('OrderRefused')).toMatchObject([{ atUs: 300_000, server: 1 }]);
    const [until, from] = handover(scene);
    expect(until).toBe(400);
    expect(from - until).toBeGreaterThan(100);
  });
});
