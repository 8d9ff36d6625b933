/** What a clock that runs true adds in a second, and the rate of such a clock. */
export const TRUE_RATE_PPM = 1_000_000;

/**
 * P59: the clock of a host. Since virtual time `sinceUs`, when it read `localUs`, it runs at a rate in parts per million.
 * Null is a clock that has always run true: it reads virtual time.
 */
interface RunningClock {
  readonly ratePpm: number;
  readonly sinceUs: number;
  readonly localUs: number;
}
export type Clock = RunningClock | null;

/** The clock of a host that has run at this rate from the beginning. */
export function clockAtRate(ratePpm: number): Clock {
  return ratePpm === TRUE_RATE_PPM ? null : { ratePpm, sinceUs: 0, localUs: 0 };
}

export function rateOf(clock: Clock): number {
  return clock === null ? TRUE_RATE_PPM : clock.ratePpm;
}

/** What the clock reads at a virtual time. Never goes back, whatever becomes of its rate. */
export function readingAt(clock: Clock, nowUs: number): number {
  return clock === null ? nowUs : clock.localUs + elapsed(nowUs - clock.sinceUs, clock.ratePpm);
}

/** The first virtual time at which the clock reads at least `localUs`. */
export function whenItReads(clock: Clock, localUs: number): number {
  return clock === null ? localUs : clock.sinceUs + neededFor(localUs - clock.localUs, clock.ratePpm);
}

/** The same clock at another rate: it goes on from what it reads. */
export function clockWithRate(clock: Clock, nowUs: number, ratePpm: number): Clock {
  const localUs = readingAt(clock, nowUs);
  return localUs === nowUs && ratePpm === TRUE_RATE_PPM ? null : { ratePpm, sinceUs: nowUs, localUs };
}

/** floor(trueUs * rate / 10^6), the whole seconds apart, so that no product leaves the safe integers. */
function elapsed(trueUs: number, ratePpm: number): number {
  const rest = trueUs % TRUE_RATE_PPM;
  return ((trueUs - rest) / TRUE_RATE_PPM) * ratePpm + Math.floor((rest * ratePpm) / TRUE_RATE_PPM);
}

/** ceil(localUs * 10^6 / rate), likewise: the least time for which `elapsed` gives as much. */
function neededFor(localUs: number, ratePpm: number): number {
  const rest = localUs % ratePpm;
  return ((localUs - rest) / ratePpm) * TRUE_RATE_PPM + Math.ceil((rest * TRUE_RATE_PPM) / ratePpm);
}
