import { placedActionToJson } from '../scenario/action-to-json.ts';
import { loadLesson } from '../scenario/lessons.ts';
import type { LinkView } from '../scenario/link.ts';
import { parseScenario } from '../scenario/parse.ts';
import { toSpec } from '../scenario/spec.ts';
import type { PlacedActionJson, Scenario } from '../scenario/types.ts';
import { Timeline } from '../timeline/timeline.ts';
import type { AppState, Branch, Cursor, Guesses, RestoredSession, Source } from './types.ts';

/** All that a reload, or going back and forward, must not lose: plain data, kept with the browser's history entry. */
export interface Session {
  readonly session: 1;
  readonly scenario: Scenario;
  readonly source: Source;
  readonly view?: LinkView;
  readonly branches: readonly SessionBranch[];
  readonly branchId: number;
  readonly cursor: Cursor;
  readonly firstVisit: boolean;
  readonly guesses?: Guesses;
  readonly told?: number;
}

interface SessionBranch extends Omit<Branch, 'timeline'> {
  readonly actions: readonly PlacedActionJson[];
}

/** The scenario of a branch: what a file or a link of it carries. */
export function scenarioOf(scenario: Scenario, timeline: Timeline): Scenario {
  const { actions: _, ...rest } = scenario;
  const actions = timeline.spec.actions.map(placedActionToJson);
  return actions.length === 0 ? rest : { ...rest, actions };
}

export function sessionOf(state: AppState, cursor: Cursor): Session {
  const { scenario, source, view, branchId, firstVisit, guesses, told } = state;
  const branches = state.branches.map(({ timeline, ...branch }) => ({
    ...branch,
    actions: timeline.spec.actions.map(placedActionToJson),
  }));
  const read = told === null ? {} : { told };
  return { session: 1, scenario, source, view, branches, branchId, cursor, firstVisit, guesses, ...read };
}

/** To be waited for before a session is restored that may be one of a lesson. */
export async function prepareSession(kept: unknown): Promise<void> {
  const { scenario } = (kept ?? {}) as Partial<Session>;
  if (scenario !== undefined) await loadLesson(scenario);
}

/** The state that a session was made of; null when it is not one (any more). Branches are played again when visited. */
export function restoreSession(kept: unknown): RestoredSession | null {
  if (typeof kept !== 'object' || kept === null || (kept as Partial<Session>).session !== 1) return null;
  const session = kept as Session;
  const branches: Branch[] = [];
  for (const { actions, ...branch } of session.branches) {
    const parsed = parseScenario({ ...session.scenario, actions });
    if (!parsed.ok) return null;
    branches.push({ ...branch, timeline: Timeline.of(toSpec(parsed.value)) });
  }
  const { scenario, source, view = {}, branchId, cursor, firstVisit, guesses = {}, told = null } = session;
  if (branches.length === 0) return null;
  return { scenario, source, view, branches, branchId, cursor, firstVisit, guesses, told };
}
