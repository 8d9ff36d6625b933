import { assert } from '../base/assert.ts';
import { bitsToRange, drawBits, Purpose } from '../base/draw.ts';
import type { smallProtocolOf } from '../lessons/index.ts';
import type { SmallProtocol } from '../lessons/process.ts';
import { nameOf, serverCount } from './names.ts';
import { STANDARD } from './standards.ts';
import type { Scenario } from './types.ts';

/** Most runs are Raft's: the small protocols are loaded when a scenario first names one. */
let make: typeof smallProtocolOf | null = null;

/** To be waited for before a scenario with a lesson is turned into a spec; nothing to wait for without one. */
export async function loadLesson(scenario: { readonly lesson?: unknown }): Promise<void> {
  if (scenario.lesson !== undefined) make ??= (await import('../lessons/index.ts')).smallProtocolOf;
}

/** What the servers of a scenario run instead of Raft. */
export function lessonOf(scenario: Scenario): { readonly lesson?: SmallProtocol } {
  const { lesson, seed = STANDARD.seed } = scenario;
  if (lesson === undefined) return {};
  assert(make !== null, 'a lesson is loaded before its scenario is run');
  const names = Array.from({ length: serverCount(scenario) }, (_, place) => nameOf(place + 1));
  const draw = (address: number, nth: number): number =>
    bitsToRange(drawBits(seed, Purpose.lesson, address, 0, nth), 1, 99);
  return { lesson: make(lesson, names, draw) };
}
