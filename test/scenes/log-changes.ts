import { formatCommand } from '../../src/cluster/command-text.ts';
import { type Command, NO_OP } from '../../src/raft/command.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { EntryJson, PlacedActionJson, Scenario, ServerJson } from '../../src/scenario/types.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

type State = NonNullable<ServerJson['state']>;
type Cells = NonNullable<State['log']>;

/** Another command than any in the library. */
const OTHER_COMMAND = 'delete z';

/** A log with one cell otherwise: the last one not there, or one with another term or command. */
function otherLogs(log: Cells, newestTerm: number): Cells[] {
  const others: Cells[] = [log.slice(0, -1)];
  for (const [place, cell] of log.entries()) {
    for (let term = 1; term <= newestTerm; term++) {
      others.push(log.with(place, typeof cell === 'number' ? term : { ...cell, term }));
    }
    if (typeof cell !== 'number') others.push(log.with(place, { ...cell, command: OTHER_COMMAND }));
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

/** The scenario with one cell of the logs that it gives otherwise, in every way that is still a scenario. */
export function* givenOtherwise(scenario: Scenario): Generator<Scenario> {
  const { servers } = scenario;
  if (typeof servers === 'number') return;
  for (const { id, state } of servers) {
    for (const log of otherLogs(state?.log ?? [], state?.currentTerm ?? 0)) {
      yield* valid({ ...scenario, servers: servers.map((server) => knowing(server, id, log)) });
    }
  }
}

/** Newer than any term that an entry set by hand is of. */
const NEWEST_TERM = 8;

/** The same of the cells that the scenario sets by hand. */
export function* setOtherwise(scenario: Scenario): Generator<Scenario> {
  const { actions = [] } = scenario;
  for (const [place, action] of actions.entries()) {
    const cell = action.do === 'edit' ? action.log : undefined;
    if (action.do !== 'edit' || typeof cell?.entry !== 'object' || cell.entry === null) continue;
    for (let term = 1; term <= NEWEST_TERM; term++) {
      const other = { ...action, log: { ...cell, entry: { ...cell.entry, term } } };
      yield* valid({ ...scenario, actions: actions.with(place, other) });
    }
  }
}

/** The same of the cells that clients write: one command is another, or is not sent. */
export function* submittedOtherwise(scenario: Scenario): Generator<Scenario> {
  const { actions = [] } = scenario;
  for (const [place, action] of actions.entries()) {
    if (action.do !== 'submit' || action.command.startsWith('get')) continue;
    yield* valid({ ...scenario, actions: actions.with(place, { ...action, command: OTHER_COMMAND }) });
    yield* valid({ ...scenario, actions: actions.with(place, { ...action, off: true }) });
  }
}

/**
 * The scenario in which one cell of the logs that are there right after a step is otherwise from then on: set by hand, as
 * anybody can on the page. What cannot be edited (a server that is down) changes nothing.
 */
export function* editedAfter(scenario: Scenario, step: number): Generator<Scenario> {
  for (const { server, index, entries } of cellsAfter(scenario, step)) {
    for (const entry of entries) {
      const edit: PlacedActionJson = { afterStep: step, do: 'edit', server, log: { index, entry } };
      yield* valid({ ...scenario, actions: [...(scenario.actions ?? []), edit] });
    }
  }
}

/** The same entry of another term, the newer ones first, or with another command. */
function otherEntries(entry: EntryJson): EntryJson[] {
  const term = typeof entry === 'number' ? entry : entry.term;
  const terms = [term + 1, term + 2, term - 1].filter((other) => other > 0);
  const others = terms.map((other) => (typeof entry === 'number' ? other : { ...entry, term: other }));
  return [...others, { term, command: OTHER_COMMAND }];
}

interface Cell {
  readonly server: string;
  readonly index: number;
  /** What could be there instead; null: nothing, from there on. */
  readonly entries: readonly (EntryJson | null)[];
}

/** The cells of the servers that run right after a step, and the one behind each log, newest first: most questions are about ends. */
function cellsAfter(scenario: Scenario, step: number): Cell[] {
  const logs = logsAfter(scenario, step);
  const cells = logs.flatMap(({ server, term, first, log }) => {
    const own = log.map((entry, place) => ({ server, index: first + place, entries: [null, ...otherEntries(entry)] }));
    const behind = first + log.length;
    const theirs = logs.flatMap((other) => other.log[behind - other.first] ?? []);
    const next = theirs.length === 0 ? [{ term, command: OTHER_COMMAND }] : theirs;
    return term === 0 ? own : [...own, { server, index: behind, entries: next }];
  });
  return cells.sort((a, b) => b.index - a.index);
}

interface DrawnLog {
  readonly server: string;
  /** The server's current one. */
  readonly term: number;
  /** The index of its first entry. */
  readonly first: number;
  readonly log: readonly EntryJson[];
}

/** The logs of the servers that run right after a step. */
function logsAfter(scenario: Scenario, step: number): DrawnLog[] {
  const timeline = Timeline.of(toSpec(scenario));
  timeline.extendTo({ steps: step });
  return timeline.worldAt(step).hosts.flatMap(({ address, state, up }) => {
    if (state.kind !== 'server' || !up) return [];
    const { log, currentTerm: term } = state.raft;
    return [{ server: `S${address}`, term, first: log.baseIndex + 1, log: log.toArray().map(toJson) }];
  });
}

function toJson({ term, command }: { readonly term: number; readonly command: Command }): EntryJson {
  return command === NO_OP ? term : { term, command: formatCommand(command) };
}

function* valid(scenario: Scenario): Generator<Scenario> {
  const parsed = parseScenario(scenario);
  if (parsed.ok) yield parsed.value;
}
