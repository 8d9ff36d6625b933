import { actions, clock, cluster, encode, type Mutation, simulation, timers } from './mutation.ts';

/** P59, clocks that run at different rates. */
export const clockMutations: readonly Mutation[] = [
  simulation(
    'P59',
    'times by true time',
    'whenItReads(clock, readingAt(clock, this.nowUs) + delayUs)',
    'this.nowUs + delayUs',
  ),
  simulation(
    'P59',
    'hears by true time',
    'message, localUs, step: this.step',
    'message, localUs: this.nowUs, step: this.step',
  ),
  simulation(
    'P59',
    'fires timers with the true time',
    "this.tell(host.address, { type: 'TimerFired', timer, localUs,",
    "this.tell(host.address, { type: 'TimerFired', timer, localUs: this.nowUs,",
  ),
  simulation(
    'P59',
    'writes by true time',
    'disk: write.disk, localUs, step: this.step',
    'disk: write.disk, localUs: this.nowUs, step: this.step',
  ),
  simulation(
    'P59',
    'writes at once by true time',
    'disk: persisted, localUs, step: this.step',
    'disk: persisted, localUs: this.nowUs, step: this.step',
  ),
  actions(
    'P59',
    'takes orders by true time',
    'order, localUs: readingAt(host.clock, sim.nowUs)',
    'order, localUs: sim.nowUs',
  ),
  actions(
    'P59',
    'starts by true time',
    "type: 'Started', localUs: readingAt(host.clock, sim.nowUs)",
    "type: 'Started', localUs: sim.nowUs",
  ),
  actions('P59', 'leaves timers as they are', 'sim.timers.changeClock(', 'if (false) sim.timers.changeClock('),
  timers(
    'P59',
    'leaves the timers of a paused server as they are',
    'else if (parked >= 0 && host.frozen[timer] !== true)',
    'else if (false)',
  ),
  timers(
    'P59',
    'changes what is left of frozen timers',
    'else if (parked >= 0 && host.frozen[timer] !== true)',
    'else if (parked >= 0)',
  ),
  timers('P59', 'freezes by true time', 'readingAt(clock, due) - readingAt(clock, nowUs)', 'due - nowUs'),
  timers('P59', 'unfreezes by true time', 'whenItReads(clock, readingAt(clock, nowUs) + left)', 'nowUs + left'),
  clock(
    'P59',
    'starts anew when its rate changes',
    '{ ratePpm, sinceUs: nowUs, localUs }',
    '{ ratePpm, sinceUs: nowUs, localUs: nowUs }',
  ),
  clock(
    'P59',
    'forgets what it was off',
    'localUs === nowUs && ratePpm === TRUE_RATE_PPM',
    'ratePpm === TRUE_RATE_PPM',
  ),
  clock('P59', 'keeps a clock that is not off', 'localUs === nowUs && ratePpm === TRUE_RATE_PPM', 'false'),
  clock(
    'P59',
    'fires a moment too early',
    'Math.ceil((rest * TRUE_RATE_PPM) / ratePpm)',
    'Math.floor((rest * TRUE_RATE_PPM) / ratePpm)',
  ),
  clock(
    'P59',
    'multiplies beyond the safe integers',
    '((trueUs - rest) / TRUE_RATE_PPM) * ratePpm + Math.floor((rest * ratePpm) / TRUE_RATE_PPM)',
    'Math.floor((trueUs * ratePpm) / TRUE_RATE_PPM)',
  ),
  cluster(
    'P59',
    'has true clocks only',
    'clockAtRate(spec.clockRates?.[id - 1] ?? TRUE_RATE_PPM)',
    'clockAtRate(TRUE_RATE_PPM)',
  ),
  encode('P59', 'hashes no clocks', 'clock: encodeClock(host.clock, world.nowUs),', ''),
];
