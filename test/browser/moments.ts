import { stateHash } from '../../src/cluster/encode.ts';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { runLink } from '../../src/scenario/link.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { PlacedActionJson, Scenario } from '../../src/scenario/types.ts';
import { compression } from '../../src/store/compression.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

/** A place in a run that a test starts from, as the address after `#`. Computed here, in Node, by the same engine. */
export interface Moment {
  readonly hash: string;
  readonly step: number;
  readonly stateHash: string;
}

/** The first visit's cluster, with things done to it. */
export function cluster(actions: readonly PlacedActionJson[] = [], change: Partial<Scenario> = {}): Scenario {
  return { ...defaultScenario, ...change, ...(actions.length > 0 && { actions }) };
}

/** S1 was elected 5 ms ago: its first heartbeats are in the middle of their roads, nothing is due for 5 ms. */
export const ELECTED_MS = 185;

/** Three commands through S1, from 200 ms on; all are stored and applied well before 400 ms. */
export const THREE_COMMANDS: readonly PlacedActionJson[] = [
  { at: 200, do: 'submit', client: 'C1', command: 'set x 1' },
  { at: 210, do: 'submit', client: 'C1', command: 'add x 2' },
  { at: 220, do: 'submit', client: 'C1', command: 'set y 7' },
];

export async function momentAt(scenario: Scenario, atMs: number): Promise<Moment> {
  const atUs = atMs * 1000;
  const timeline = Timeline.of(toSpec(scenario));
  timeline.extendTo({ atUs });
  const step = timeline.index.stepAt(atUs);
  const position = { step, offsetUs: atUs - timeline.index.atUs(step) };
  const fingerprint = stateHash(timeline.worldAt(step));
  const hash = await runLink({ scenario, position, fingerprint, branch: null, view: {} }, compression);
  return { hash, step, stateHash: fingerprint };
}
