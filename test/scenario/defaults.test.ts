import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../src/cluster/cluster.ts';
import { SWITCH_NAMES, SWITCHES } from '../../src/raft/switches.ts';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { PRESETS, presetOf } from '../../src/scenario/presets.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';

/** Who leads in which term when, up to a time. */
function elections(scenario: Scenario, untilUs: number): string[] {
  const run = openRun(toSpec(scenario), null, true);
  const found: string[] = [];
  while (run.advance(untilUs)) {
    for (const { server, atUs, fact } of run.events) {
      if (fact.type === 'RoleChanged' && fact.to === 'leader')
        found.push(`S${server ?? 0} term ${fact.term} at ${atUs}`);
    }
  }
  return found;
}

describe('the scenario of a first visit', () => {
  it('is a valid scenario, with the switches of paper basics', () => {
    expect(parseScenario(defaultScenario)).toEqual({ ok: true, value: defaultScenario });
    expect(presetOf(defaultScenario.raft)?.title).toBe('paper basics');
  });

  it('elects S1 early and keeps it', () => {
    expect(elections(defaultScenario, 5_000_000)).toEqual(['S1 term 1 at 182474']);
  });
});

describe('presets', () => {
  it('are told apart by their switches alone', () => {
    for (const preset of PRESETS) expect(presetOf({ ...preset.raft, heartbeatMs: 20 })).toBe(preset);
    expect(presetOf(undefined)?.id).toBe('paper-basics');
    expect(presetOf({ noOpOnElection: true })).toBeNull();
  });

  it('leave nothing off in "everything on" that is only on or off', () => {
    const everything = PRESETS.find(({ id }) => id === 'dissertation')?.raft;
    const flags = SWITCH_NAMES.filter((name) => SWITCHES[name].kind === 'flag');
    expect(flags.length).toBeGreaterThan(4);
    expect(flags.filter((name) => everything?.[name] !== true)).toEqual([]);
  });

  it.each(PRESETS)('$id: a row for each of its switches, a leader, and a command that commits', ({ raft }) => {
    const table = readFileSync('docs/presets.md', 'utf8');
    const chosen = SWITCH_NAMES.filter((name) => raft[name] !== SWITCHES[name].absent);
    expect(chosen.filter((name) => !table.includes(`| \`${name}\``))).toEqual([]);
    const submit = { do: 'submit', client: 'C1', command: 'set x 3', server: 'S1' } as const;
    const scenario: Scenario = { ...defaultScenario, raft, actions: [{ at: 300, ...submit }] };
    expect(elections(scenario, 2_000_000)).toHaveLength(1);
    const run = openRun(toSpec(scenario));
    while (run.advance(2_000_000));
    const members = run.hosts.flatMap(({ state }) =>
      state.kind === 'server' ? [state.machine.contents.get('x')] : [],
    );
    expect(members).toEqual([3, 3, 3, 3, 3]);
  });
});

describe('the scene first-election', () => {
  it('goes as its beats say', async () => {
    const scene = await openScene('first-election');
    if (!scene.ok) throw new Error('expected a scene');
    const [first, second] = elections(scene.value, 2_000_000);
    expect(first).toBe('S1 term 1 at 180000');
    expect(second).toMatch(/^S[2-5] term [2-9] at /);
  });
});
