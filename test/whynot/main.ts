import { parseArgs } from 'node:util';
import { type Trial, tryOne } from './brute-force.ts';

// npm run whynot -- --states 1000: asks "why not" in random reachable states, and tries the answers out.

const { values } = parseArgs({
  options: {
    states: { type: 'string', default: '1000' },
    first: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});
const wanted = Number(values.states);

interface Count {
  reached: number;
  happened: number;
  outOfReach: number;
  outHappened: number;
  leftOut: number;
  leftOutHappened: number;
}

const counts = new Map<string, Count>();
const blank = (): Count => ({ reached: 0, happened: 0, outOfReach: 0, outHappened: 0, leftOut: 0, leftOutHappened: 0 });

function add(count: Count, { inReach, happened, without }: Trial): void {
  if (inReach) count.reached++;
  else count.outOfReach++;
  if (happened) {
    if (inReach) count.happened++;
    else count.outHappened++;
  }
  if (!inReach || without === null) return;
  count.leftOut++;
  if (without.happened) count.leftOutHappened++;
}

const total = blank();
let seed = Number(values.first);
for (; total.reached < wanted; seed++) {
  const trial = tryOne(seed);
  if (trial === null) continue;
  const { kind } = trial.question;
  const count = counts.get(kind) ?? blank();
  counts.set(kind, count);
  add(count, trial);
  add(total, trial);
  const surprising = trial.happened !== trial.inReach || (trial.inReach && trial.without?.happened === true);
  if (values.verbose && surprising) console.log(JSON.stringify(trial));
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}

function line(name: string, count: Count): string {
  const { reached, happened, outOfReach, outHappened, leftOut, leftOutHappened } = count;
  return [
    name.padEnd(10),
    `happens ${happened} of ${reached} (${percent(happened, reached)})`.padEnd(34),
    `without one of them ${leftOutHappened} of ${leftOut}`.padEnd(34),
    `out of reach ${outOfReach}, happens all the same ${outHappened}`,
  ].join('');
}

for (const [kind, count] of [...counts].sort()) console.log(line(kind, count));
console.log(line('all', total));
console.log(`seeds ${values.first}..${seed - 1}`);
if (total.happened < 0.95 * total.reached) process.exitCode = 1;
