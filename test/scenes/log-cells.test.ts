import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { type BeatJson, isClaim, type Scenario, type ServerJson } from '../../src/scenario/types.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { ALL_SCENES, keysOf, opened } from './keys.ts';

/** What a claim says when it is about logs. */
const ABOUT_LOGS = /\b(log|lastLogTerm|lastLogIndex|commitIndex|safeIndex|couldWin)\b/;

/** A changed run is given so much longer to get to where the question is decided. */
const AFTERWARDS_US = 2_000_000;

/** Newer than any term that an entry of these scenes is of. */
const NEWEST_TERM = 8;

type State = NonNullable<ServerJson['state']>;
type Cells = NonNullable<State['log']>;

function isAboutLogs({ choices = [], tap }: BeatJson): boolean {
  const sources = choices.flatMap((choice) => (isClaim(choice) ? [choice.holds] : []));
  if (tap !== undefined) sources.push('index' in tap ? tap.index : tap.servers);
  return sources.some((source) => ABOUT_LOGS.test(source));
}

/** A log with one cell otherwise: the last one not there, or one with another term or command. */
function otherLogs(log: Cells, newestTerm: number): Cells[] {
  const others: Cells[] = [log.slice(0, -1)];
  for (const [place, cell] of log.entries()) {
    for (let term = 1; term <= newestTerm; term++) {
      others.push(log.with(place, typeof cell === 'number' ? term : { ...cell, term }));
    }
    if (typeof cell !== 'number') others.push(log.with(place, { ...cell, command: 'delete z' }));
  }
  return others;
}

/** A server when the log of `id` is `log`: nobody has committed or counted what is not there. */
function knowing({ state = {}, ...server }: ServerJson, id: string, log: Cells): ServerJson {
  const { length } = log;
  const match = state.matchIndex?.[id];
  const matchIndex = match === undefined ? state.matchIndex : { ...state.matchIndex, [id]: Math.min(match, length) };
  const own = server.id === id && { log, commitIndex: Math.min(state.commitIndex ?? 0, length) };
  return { ...server, state: { ...state, ...(matchIndex !== undefined && { matchIndex }), ...own } };
}

/** The scenario with one cell of its logs otherwise, in every way that is still a scenario. */
function* changed(scenario: Scenario): Generator<Scenario> {
  const { servers } = scenario;
  if (typeof servers === 'number') return;
  for (const { id, state } of servers) {
    for (const log of otherLogs(state?.log ?? [], state?.currentTerm ?? 0)) {
      const parsed = parseScenario({ ...scenario, servers: servers.map((server) => knowing(server, id, log)) });
      if (parsed.ok) yield parsed.value;
    }
  }
  yield* setOtherwise(scenario);
}

/** The same of the cells that are set by hand in the run. */
function* setOtherwise(scenario: Scenario): Generator<Scenario> {
  const { actions = [] } = scenario;
  for (const [place, action] of actions.entries()) {
    const cell = action.do === 'edit' ? action.log : undefined;
    if (action.do !== 'edit' || typeof cell?.entry !== 'object' || cell.entry === null) continue;
    for (let term = 1; term <= NEWEST_TERM; term++) {
      const other = { ...action, log: { ...cell, entry: { ...cell.entry, term } } };
      const parsed = parseScenario({ ...scenario, actions: actions.with(place, other) });
      if (parsed.ok) yield parsed.value;
    }
  }
}

function logsAt(timeline: Timeline, step: number): string {
  const { hosts } = timeline.worldAt(step);
  const logs = hosts.map(({ state }) =>
    state.kind === 'server' ? state.raft.log.toArray().map(({ term }) => term) : [],
  );
  return JSON.stringify(logs);
}

/** Whether a question is asked while the logs are still those that the scenario gives. */
function isOfGivenLogs(scenario: Scenario, beat: number): boolean {
  const asked = keysOf(scenario).find((key) => key.beat === beat)?.asked;
  if (asked === undefined) return false;
  const timeline = Timeline.of(toSpec(scenario));
  timeline.extendTo({ atUs: asked.atUs });
  const given = logsAt(timeline, 0);
  return /\d/.test(given) && logsAt(timeline, asked.step) === given;
}

const scenes = await Promise.all(
  ALL_SCENES.map(async ({ id, variant }) => ({ name: `${id} ${variant ?? ''}`, scenario: await opened(id, variant) })),
);
const questions = scenes.flatMap(({ name, scenario }) =>
  (scenario.beats ?? []).flatMap((beat, place) =>
    typeof scenario.servers !== 'number' && isAboutLogs(beat) && isOfGivenLogs(scenario, place)
      ? [{ name, place, scenario }]
      : [],
  ),
);

/** Logs are drawn so that somebody reads them: if no cell mattered, the question would be about something else. */
describe('a question about given logs', () => {
  it.each(questions)('$name $place has another answer when some one cell is another', ({ place, scenario }) => {
    const keyIn = (other: Scenario, untilUs?: number) => keysOf(other, untilUs).find(({ beat }) => beat === place);
    const here = keyIn(scenario);
    const answer = JSON.stringify(here?.answer);
    const untilUs = (here?.decided.atUs ?? 0) + AFTERWARDS_US;
    const matters = [...changed(scenario)].some((other) => {
      const otherwise = keyIn(other, untilUs)?.answer ?? null;
      return otherwise !== null && JSON.stringify(otherwise) !== answer;
    });
    expect(matters).toBe(true);
  });
});
