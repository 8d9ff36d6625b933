import { historyOf } from '../../src/check/linearizability/history.ts';
import { checkLinearizable } from '../../src/check/linearizability/linearizability.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import type { Fact, FactType, TraceEvent } from '../../src/cluster/types.ts';
import type { ServerId } from '../../src/raft/messages.ts';
import { problemText } from '../../src/scenario/problem.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

type EventOf<T extends FactType> = TraceEvent & { readonly fact: Extract<Fact, { readonly type: T }> };

/** A scene that has been played to a time, and how it is read in the words of the tests. */
export class Played {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  private events: readonly TraceEvent[] | null = null;

  constructor(scenario: Scenario, untilMs: number) {
    this.scenario = scenario;
    this.timeline = Timeline.of(toSpec(scenario));
    this.timeline.extendTo({ atUs: untilMs * 1000 });
  }

  /** By server: `leader 2 [1,1,2] 3` is role, term, log and commitIndex after everything that happens at `ms`. */
  at(ms: number): string[] {
    const world = this.timeline.worldAt(this.timeline.index.stepAt(ms * 1000));
    const lines: string[] = [];
    for (const { state, up } of world.hosts) {
      if (state.kind !== 'server') continue;
      const { role, currentTerm, log, commitIndex } = state.raft;
      const terms = log.toArray().map((entry) => entry.term);
      lines.push(`${up ? role : 'down'} ${currentTerm} [${terms.join(',')}] ${commitIndex}`);
    }
    return lines;
  }

  /** Everything that happened, in order: one explaining run, which is quicker than asking the timeline step by step. */
  all(): readonly TraceEvent[] {
    if (this.events !== null) return this.events;
    const run = openRun(this.timeline.spec, null, true);
    const events = [...run.events];
    while (run.step < this.timeline.steps && run.advance()) events.push(...run.events);
    this.events = events;
    return events;
  }

  /** All events of a type, in their order. */
  facts<T extends FactType>(type: T): EventOf<T>[] {
    return this.all().filter((event): event is EventOf<T> => event.fact.type === type);
  }

  /** `180 S1 leads 1 by S1 S2 S3`: every election that was won, with the votes that were counted. */
  leaders(): string[] {
    return this.facts('RoleChanged')
      .filter(({ fact }) => fact.to === 'leader')
      .map(({ step, atUs, server, fact }) => {
        const state = this.timeline.worldAt(step).hosts[(server ?? 1) - 1]?.state;
        const raft = state?.kind === 'server' ? state.raft : null;
        const votes = raft?.role === 'leader' ? raft.votesGranted.map((id) => `S${id}`) : [];
        return `${atUs / 1000} S${server} leads ${fact.term} by ${votes.join(' ')}`;
      });
  }

  /** What the other servers answered to the candidates of a term: `S3 yes S1`, in the order of the answers. */
  votes(term: number): string[] {
    return this.facts('VoteDecided')
      .filter(({ fact }) => fact.decision.values['requestTerm'] === term)
      .map(({ server, fact }) => `S${server} ${fact.granted ? 'yes' : 'no'} S${fact.candidate}`);
  }

  /** `S1 3`: who, and up to which index, for every time that a leader committed. */
  commits(): string[] {
    return this.facts('CommitDecided')
      .filter(({ fact }) => fact.decision.rule === 'P49' && fact.to > fact.from)
      .map(({ server, fact }) => `S${server} ${fact.to}`);
  }

  /** By client, how each of its operations ended: `C1 x ok`. */
  outcomes(): string[] {
    return this.facts('OperationFinished').map(({ server, fact }) => {
      return `C${(server ?? 0) - 100} #${fact.operation.request} ${fact.operation.outcome}`;
    });
  }

  /** The promises that were broken, each with the virtual time in ms. */
  violations(): string[] {
    return this.timeline.violations.map(({ invariant, atUs }) => `${invariant} at ${atUs / 1000}`);
  }

  /** How often a leader had to go back for a follower. */
  rejectionsOf(follower: ServerId): number {
    return this.facts('NextIndexLowered').filter(({ fact }) => fact.follower === follower).length;
  }
}

/** What the linearizability checker makes of all that the clients saw, whatever was promised. */
export function verdict(scene: Played): string {
  const { hosts } = scene.timeline.worldAt(scene.timeline.steps);
  return checkLinearizable(historyOf(hosts.flatMap(({ state }) => (state.kind === 'client' ? [state] : [])))).verdict;
}

export async function sceneOf(id: string, variant: string | null = null): Promise<Scenario> {
  const scene = await openScene(id, variant);
  if (!scene.ok) throw new Error(scene.error.map(problemText).join('\n'));
  return scene.value;
}

const played = new Map<string, Promise<Played>>();

/** A scene played to a time, kept: nothing in it changes. */
export function play(id: string, variant: string | null, untilMs: number): Promise<Played> {
  const key = `${id}/${variant ?? ''} ${untilMs}`;
  const known = played.get(key) ?? sceneOf(id, variant).then((scenario) => new Played(scenario, untilMs));
  played.set(key, known);
  return known;
}
