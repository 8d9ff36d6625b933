import { describe, expect, it } from 'vitest';
import { type Migration, migrate } from '../../src/scenario/migrate.ts';

describe('migrate', () => {
  // A made-up past: version 1 called servers `nodes`, version 2 had no seed.
  const migrations = new Map<number, Migration>([
    [1, ({ nodes, ...others }) => ({ ...others, servers: nodes })],
    [2, (scenario) => ({ ...scenario, seed: 1 })],
  ]);

  it('leads through every version in turn', () => {
    expect(migrate({ raftlight: 1, nodes: 3 }, migrations, 3)).toEqual({
      ok: true,
      value: { raftlight: 3, servers: 3, seed: 1 },
    });
    expect(migrate({ raftlight: 2, servers: 3 }, migrations, 3)).toEqual({
      ok: true,
      value: { raftlight: 3, servers: 3, seed: 1 },
    });
  });

  it('leaves the current version alone', () => {
    const scenario = { raftlight: 3, servers: 5 };
    expect(migrate(scenario, migrations, 3)).toEqual({ ok: true, value: scenario });
  });

  it('refuses versions that never were and those to come', () => {
    expect(migrate({ raftlight: 0 }, migrations, 3)).toMatchObject({ ok: false, error: { path: 'raftlight' } });
    expect(migrate({ raftlight: 4 }, migrations, 3)).toMatchObject({ ok: false, error: { path: 'raftlight' } });
  });
});
