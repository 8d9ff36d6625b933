import { expect, test } from 'vitest';
import { FAULTS } from '../../src/check/swarm/faults.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { SITUATIONS } from '../../src/check/swarm/tally.ts';
import { describeViolation } from '../../src/check/violation.ts';

// The fixed share of the swarm; `npm run swarm -- --seeds A..B` plays more (docs/swarm.md).
const SEEDS = 400;
// About one in a hundred clusters gets into these; the whole swarm has to, and counts them (docs/swarm.md).
const RARE: readonly string[] = ['orders to stand ignored', 'write queues cut in the middle', 'writes superseded'];

test(`${SEEDS} random clusters with faults keep every promise and recover`, { timeout: 120_000 }, () => {
  const counts = new Map<string, number>();
  const add = (name: string, count: number): unknown => counts.set(name, (counts.get(name) ?? 0) + count);
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violations, healing, faults, tally } = runSwarm(seed);
    expect(violations.map(describeViolation), `seed ${seed}`).toEqual([]);
    const { ok, leader, committed, equalLogs } = healing;
    expect({ ok, committed, equalLogs }, `seed ${seed}, leader ${leader}`).toEqual({
      ok: true,
      committed: true,
      equalLogs: true,
    });
    for (const [fault, count] of faults) add(fault, count);
    for (const [situation, count] of tally.counts) add(situation, count);
  }
  // A swarm that never got into a situation says nothing about it.
  const expected = [...FAULTS, ...SITUATIONS].filter((name) => !RARE.includes(name));
  expect(expected.filter((name) => (counts.get(name) ?? 0) === 0)).toEqual([]);
});
