import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placedActionFromJson } from '../../src/scenario/action-json.ts';
import { placedActionToJson } from '../../src/scenario/action-to-json.ts';
import { canonicalScenario, formatScenario } from '../../src/scenario/format.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { anyPlacedAction, anyScenario } from './arbitrary.ts';

function parsed(input: unknown): Scenario {
  const outcome = parseScenario(input);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

describe('formatScenario', () => {
  it('leaves defaults out and says each thing in one way', () => {
    const scenario = parsed({
      network: { latencyMs: [10, 15], lossPercent: 0, links: [{ from: 'S1', to: 'S2', cut: false }] },
      raft: { heartbeatMs: 50, conflictHint: false, noOpOnElection: true, electionTimeoutMs: [150, 150] },
      raftlight: 1,
      seed: 1,
      clients: 1,
      servers: [
        { id: 'S1' },
        { id: 'S2', state: { log: [] } },
        { id: 'S3', state: { currentTerm: 1, log: [{ term: 1, command: 'no-op' }] } },
      ],
      actions: [{ do: 'cut', when: { nth: 1, type: 'RoleChanged', to: 'leader' }, from: 'S1', to: 'S2', both: false }],
    });
    expect(formatScenario(scenario)).toBe(`{
  "raftlight": 1,
  "servers": [
    { "id": "S1" },
    { "id": "S2" },
    { "id": "S3", "state": { "currentTerm": 1, "log": [1] } }
  ],
  "raft": { "electionTimeoutMs": 150, "noOpOnElection": true },
  "actions": [
    { "when": { "type": "RoleChanged", "to": "leader" }, "do": "cut", "from": "S1", "to": "S2" }
  ]
}
`);
  });

  it('reads back what it wrote, and writes it again the same', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const text = formatScenario(scenario);
        const again = parsed(text);
        expect(again).toEqual(canonicalScenario(scenario));
        expect(formatScenario(again)).toBe(text);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('never changes the run', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        expect(toSpec(canonicalScenario(scenario))).toEqual(toSpec(scenario));
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('actions', () => {
  it('come back from the engine as they went in', () => {
    fc.assert(
      fc.property(anyPlacedAction, (action) => {
        const engine = placedActionFromJson(action);
        expect(engine.flatMap((placed) => placedActionFromJson(placedActionToJson(placed)))).toEqual(engine);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
