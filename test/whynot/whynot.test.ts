import { expect, test } from 'vitest';
import { type Trial, tryOne } from './brute-force.ts';

// The fixed share of the states; `npm run whynot -- --states N` tries more (docs/why-not.md).
const STATES = 150;
const SHARE = 0.95;

test(`of ${STATES} random states: what an answer says is missing is what is missing`, () => {
  const trials: Trial[] = [];
  for (let seed = 1; trials.filter(({ inReach }) => inReach).length < STATES; seed++) {
    const trial = tryOne(seed);
    if (trial !== null) trials.push(trial);
  }
  const inReach = trials.filter((trial) => trial.inReach);
  const happened = inReach.filter((trial) => trial.happened);
  const tried = inReach.flatMap(({ without }) => (without === null ? [] : [without]));
  const needed = tried.filter((without) => !without.happened);
  console.log(`made true, it happened in ${happened.length} of ${inReach.length}`);
  console.log(`one of them left out, it did not in ${needed.length} of ${tried.length}`);
  expect(happened.length).toBeGreaterThanOrEqual(SHARE * inReach.length);
  expect(needed.length).toBeGreaterThanOrEqual(SHARE * tried.length);
  // What is out of reach does not come about by all the rest.
  expect(trials.filter((trial) => !trial.inReach && trial.happened)).toEqual([]);
  // Every kind of question was asked.
  expect(new Set(inReach.map(({ question }) => question.kind)).size).toBe(8);
});
