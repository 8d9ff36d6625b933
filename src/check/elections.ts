import { openRun } from '../cluster/cluster.ts';
import type { ClusterSpec, Run, Step } from '../cluster/types.ts';

/** How many elections a picture of them is made of. */
export const ELECTIONS = 200;
/** An election has as many timeouts and round trips as this until it counts as one that found nobody. */
const PATIENCE = 10;

/** What became of one start of a cluster in which nobody leads. */
export interface Election {
  readonly seed: number;
  /** From the start until somebody led; null when nobody did in time. */
  readonly tookUs: number | null;
  /** The term that has its leader, or the highest one that was tried in vain. Each term before it was an election, too. */
  readonly term: number;
}

/** What an election is tried with: `[T, 2T]` to wait, and one way of a message. */
export interface ElectionTimes {
  readonly timeoutUs: number;
  readonly latencyUs: number;
}

/** Longer than this nobody waits for a leader. Grows with both times, so that each pair of them is judged alike. */
export function patienceUs({ timeoutUs, latencyUs }: ElectionTimes): number {
  return PATIENCE * (timeoutUs + 2 * latencyUs);
}

/**
 * The cluster of a spec at its very start, with these times on every link and for every server: the same servers, rules,
 * switches, disks and clocks, and nothing that was prepared, planned or scripted, for that would be the same in every run.
 */
function electionSpec(spec: ClusterSpec, { timeoutUs, latencyUs }: ElectionTimes, seed: number): ClusterSpec {
  const { servers } = spec;
  const link = {
    ...spec.newcomer.link,
    lowUs: latencyUs,
    highUs: latencyUs,
    lossPpm: 0,
    duplicatePpm: 0,
    cut: false,
    scriptedUs: [],
  };
  return {
    ...spec,
    seed,
    clients: 0,
    electionTimeout: { lowUs: timeoutUs, highUs: 2 * timeoutUs },
    heartbeatUs: Math.max(1, Math.floor(timeoutUs / 3)),
    links: new Array<typeof link>(servers * servers).fill(link),
    newcomer: { ...spec.newcomer, link },
    scriptedTimeouts: spec.scriptedTimeouts.map(() => []),
    holdMessages: false,
    freezeTimers: false,
    initial: spec.initial.map(() => null),
    messages: [],
    actions: [],
  };
}

/** Elections of one cluster, seed by seed from 1, played as far as somebody has the time for. Pure: a seed decides its run. */
export class ElectionSeries {
  readonly outcomes: Election[] = [];
  private readonly spec: ClusterSpec;
  private readonly times: ElectionTimes;
  private readonly limitUs: number;
  private run: Run | null = null;
  private term = 0;

  constructor(spec: ClusterSpec, times: ElectionTimes) {
    this.spec = spec;
    this.times = times;
    this.limitUs = patienceUs(times);
  }

  get isComplete(): boolean {
    return this.outcomes.length >= ELECTIONS;
  }

  /** Takes at most so many steps, over as many runs as they last for. */
  advance(steps: number): void {
    for (let left = steps; left > 0 && !this.isComplete; left--) this.step();
  }

  private step(): void {
    const seed = this.outcomes.length + 1;
    this.run ??= openRun(electionSpec(this.spec, this.times, seed));
    const goesOn = this.run.advance(this.limitUs);
    const server = goesOn ? serverAfter(this.run.record) : null;
    if (server !== null && server.currentTerm > this.term) this.term = server.currentTerm;
    const leads = server?.role === 'leader';
    if (goesOn && !leads) return;
    this.outcomes.push({ seed, tookUs: leads ? this.run.nowUs : null, term: this.term });
    this.run = null;
    this.term = 0;
  }
}

function serverAfter({ after }: Step): { readonly role: string; readonly currentTerm: number } | null {
  const state = after?.state;
  return state?.kind === 'server' ? state.raft : null;
}

/** What many elections have in common. */
export interface ElectionCount {
  readonly runs: number;
  readonly found: number;
  /** Runs in which nobody led in time. */
  readonly none: number;
  /** Runs in which a term passed without a leader. */
  readonly split: number;
  /** Half of the runs had a leader by then; null when fewer than half had one at all. */
  readonly medianUs: number | null;
  /** How many runs have their leader in a term; ascending. */
  readonly byTerm: readonly (readonly [term: number, runs: number])[];
}

export function countElections(outcomes: readonly Election[]): ElectionCount {
  const found = outcomes.filter(({ tookUs }) => tookUs !== null);
  const times = found.map(({ tookUs }) => tookUs ?? 0).sort((a, b) => a - b);
  const terms = new Map<number, number>();
  for (const { term } of found) terms.set(term, (terms.get(term) ?? 0) + 1);
  return {
    runs: outcomes.length,
    found: found.length,
    none: outcomes.length - found.length,
    split: outcomes.filter(({ tookUs, term }) => term > 1 || (tookUs === null && term > 0)).length,
    medianUs: times[Math.ceil(outcomes.length / 2) - 1] ?? null,
    byTerm: [...terms].sort(([a], [b]) => a - b),
  };
}
