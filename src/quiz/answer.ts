import type { ClusterHost, Run } from '../cluster/types.ts';
import type { Query } from '../query/compile.ts';
import type { RunScope, Scope } from '../query/scope.ts';
import type { ServerHost } from '../query/values.ts';
import type { Address } from '../sim/types.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { couldWin, safeIndex } from '../whynot/contest.ts';
import { Sight } from '../whynot/sight.ts';
import { lessonAnswer } from './lesson.ts';
import type { Question } from './question.ts';

/** What is right, as the run has it. */
export type Answer =
  /**
   * The place of the only choice that holds; null when none does or several do: then the run does not answer it. `holding`:
   * how many do.
   */
  | { readonly kind: 'choice'; readonly right: number | null; readonly holding: number }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'servers'; readonly servers: readonly Address[] };

/** What somebody said before it was shown. */
export type Guess = number | readonly Address[];

/**
 * Reads the answer off a run. `asked` is the step after which it is asked, `resolved` the one after which it is decided;
 * both have been played. Null for a question that nobody can be right about.
 */
export function answerOf(timeline: Timeline, question: Question, asked: number, resolved: number): Answer | null {
  const scope = scopeOf(timeline, asked, resolved);
  switch (question.kind) {
    case 'open':
      return null;
    case 'typed':
      return { kind: 'choice', right: question.right, holding: 1 };
    case 'choice': {
      const holding = question.claims.flatMap((claim, place) => (claim.read(scope) === true ? [place] : []));
      const right = holding.length === 1 ? (holding[0] ?? null) : null;
      return { kind: 'choice', right, holding: holding.length };
    }
    case 'index': {
      const index = question.index.read(scope);
      return { kind: 'index', index: typeof index === 'number' ? index : 0 };
    }
    case 'servers':
      return { kind: 'servers', servers: serversFor(question.holds, scope) };
  }
}

export function isRight(answer: Answer, guess: Guess): boolean {
  if (answer.kind === 'choice') return answer.right === guess;
  if (answer.kind === 'index') return answer.index === guess;
  return (
    typeof guess !== 'number' &&
    guess.length === answer.servers.length &&
    answer.servers.every((server) => guess.includes(server))
  );
}

function serversFor(holds: Query, scope: Scope): Address[] {
  const servers = scope.hosts.filter((host: ClusterHost): host is ServerHost => host.state.kind === 'server');
  return servers.filter((server) => holds.read(scope, server) === true).map(({ address }) => address);
}

function scopeOf(timeline: Timeline, asked: number, resolved: number): Scope {
  const world = timeline.worldAt(resolved);
  const { nowUs, hosts } = world;
  const sight = new Sight(timeline.spec, world);
  const run: RunScope = {
    times: (holds) => timesBetween(timeline, asked, resolved, holds),
    timesInAll: (holds) => timesBetween(timeline, 0, resolved, holds),
    couldWin: (server) => couldWin(sight, server),
    safeIndex: (server) => safeIndex(sight, server),
    lesson: (what, about) => lessonAnswer(timeline, resolved, what, about),
  };
  const broken = timeline.violations.filter(({ step }) => step <= resolved).map(({ invariant }) => invariant);
  return { nowUs, step: resolved, hosts, event: null, broken, run };
}

/** How many events after `asked` up to and including `resolved` meet a condition. */
function timesBetween(timeline: Timeline, asked: number, resolved: number, holds: (scope: Scope) => boolean): number {
  let count = 0;
  if (resolved <= asked) return 0;
  const see = ({ hosts, nowUs, step, events }: Run): undefined => {
    for (const event of events) if (holds({ nowUs, step, hosts, event, broken: [] })) count++;
  };
  timeline.visitRuns(asked + 1, resolved, see, () => true);
  return count;
}
