import { fail, ok, type Result } from '../base/result.ts';
import { engineOf } from '../cluster/cluster.ts';
import { stateHash } from '../cluster/encode.ts';
import type { ClusterAction, ClusterPlacedAction, ClusterSpec } from '../cluster/types.ts';
import { isChoice } from '../sim/choice.ts';
import { choicesIn, isSameChoice } from '../sim/choices.ts';
import { placedActionFromJson } from './action-json.ts';
import { placedActionToJson } from './action-to-json.ts';
import { toSpec } from './spec.ts';
import type { PlacedActionJson, Scenario } from './types.ts';

/**
 * Steps chosen by hand, in few characters (decision 0039): each is the rank of what was chosen among all that could be
 * the next step then, in the order of their structure. Only a link packs them so, as only whoever plays the run knows
 * what a rank means; a scenario names what was chosen.
 */
export interface PackedChoices {
  /** Where each run of choices stands in the list of actions, the step after which it begins, its ranks. */
  readonly runs: readonly (readonly [place: number, afterStep: number, ranks: string])[];
  /** `stateHash` right after the last of them, its first digits. */
  readonly after: string;
}

/** Nobody plays a run further than this for its choices: later ones stand in the link as they are. */
const MAX_REPLAYED_STEPS = 20_000;
const MAX_CHOICES = 5_000;
/** Fewer in a row are not worth their place. */
const FEWEST = 4;
const HASH_DIGITS = 8;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** A rank below this is one digit. The other digits lead a second one. */
const SHORT = 48;
const RANKS = SHORT + (DIGITS.length - SHORT) * DIGITS.length;

function written(rank: number): string {
  if (rank < SHORT) return DIGITS.charAt(rank);
  const rest = rank - SHORT;
  const lead = Math.floor(rest / DIGITS.length);
  return `${DIGITS.charAt(SHORT + lead)}${DIGITS.charAt(rest % DIGITS.length)}`;
}

/** Null when these are no ranks. */
function ranksIn(text: string): number[] | null {
  const ranks: number[] = [];
  for (let place = 0; place < text.length; place++) {
    const digit = DIGITS.indexOf(text.charAt(place));
    if (digit < 0) return null;
    if (digit < SHORT) {
      ranks.push(digit);
      continue;
    }
    place++;
    const second = place < text.length ? DIGITS.indexOf(text.charAt(place)) : -1;
    if (second < 0) return null;
    ranks.push(SHORT + (digit - SHORT) * DIGITS.length + second);
  }
  return ranks;
}

/** The entries `first` .. `end - 1` of a list of actions: choices, each right after the one before. */
interface Stretch {
  readonly first: number;
  readonly end: number;
  readonly afterStep: number;
}

function stretchesIn(list: readonly PlacedActionJson[]): Stretch[] {
  const stretches: Stretch[] = [];
  let first = 0;
  for (let place = 1; place <= list.length; place++) {
    const start = stepOf(list[first]);
    if (start !== null && place < list.length && stepOf(list[place]) === start + place - first) continue;
    if (start !== null && place - first >= FEWEST) stretches.push({ first, end: place, afterStep: start });
    first = place;
  }
  return stretches;
}

/** After which step a choice is placed; null for everything else. */
function stepOf(action: PlacedActionJson | undefined): number | null {
  const isChosen = action?.do === 'takeMessage' || action?.do === 'takeTimer' || action?.do === 'takeWrite';
  return isChosen && action.off !== true ? (action.afterStep ?? null) : null;
}

/** The scenario without its choices, and these apart from it; null when there is nothing to pack. */
export function packChoices(scenario: Scenario): { scenario: Scenario; choices: PackedChoices } | null {
  const list = scenario.actions ?? [];
  const stretches = stretchesIn(list);
  const count = stretches.reduce((sum, { first, end }) => sum + end - first, 0);
  if (count === 0 || count > MAX_CHOICES) return null;
  const actions = list.map(placedActionFromJson);
  const chosen = stretches.map(({ first, end }) => actions.slice(first, end).flat());
  const played = playedRanks(specWith(scenario, actions.flat()), new Set(chosen.flat()));
  // One that could not be taken, or comes too late: all stand in the link as they are.
  if (played.ranks.size < count) return null;
  const runs = stretches.map(({ first, afterStep }, place) => {
    const ranks = (chosen[place] ?? []).map((action) => written(played.ranks.get(action) ?? 0));
    return [first, afterStep, ranks.join('')] as const;
  });
  const left = list.filter((_, place) => !stretches.some(({ first, end }) => place >= first && place < end));
  return { scenario: { ...scenario, actions: left }, choices: { runs, after: played.after } };
}

function specWith(scenario: Scenario, actions: readonly ClusterPlacedAction[]): ClusterSpec {
  const { actions: _, ...rest } = scenario;
  return { ...toSpec(rest), actions };
}

interface Played {
  readonly ranks: ReadonlyMap<ClusterPlacedAction, number>;
  /** Right after the last of them. */
  readonly after: string;
}

/** Plays the run until all these choices are made, and says which of the possible steps each took. */
function playedRanks(spec: ClusterSpec, wanted: ReadonlySet<ClusterPlacedAction>): Played {
  const ranks = new Map<ClusterPlacedAction, number>();
  const run = engineOf(spec).open(null, false);
  for (let seen = 0; seen < wanted.size && run.step < MAX_REPLAYED_STEPS; ) {
    const next = run.nextAction();
    if (next !== null && wanted.has(next)) {
      const { action } = next;
      const rank = isChoice(action) ? choicesIn(run.world()).findIndex((other) => isSameChoice(other, action)) : -1;
      if (rank >= 0 && rank < RANKS) ranks.set(next, rank);
      seen++;
    }
    if (!run.advance()) break;
  }
  return { ranks, after: stateHash(run.world()).slice(0, HASH_DIGITS) };
}

/** A choice whose rank is known, and not yet what it means. */
interface Unknown {
  readonly place: { readonly afterStep: number };
  action: ClusterAction;
  readonly rank: number;
}

/**
 * The scenario with its choices again, which takes playing it. The sentence of a failure says why they cannot be found.
 * `same` is whether the run stands where it stood when they were packed.
 */
export function unpackChoices(
  scenario: Scenario,
  { runs, after }: PackedChoices,
): Result<{ readonly scenario: Scenario; readonly same: boolean }, string> {
  const stretches: Unknown[][] = [];
  for (const [, afterStep, text] of runs) {
    const ranks = text.length > 2 * MAX_CHOICES ? null : ranksIn(text);
    if (ranks === null || afterStep + ranks.length > MAX_REPLAYED_STEPS) return fail(UNREADABLE);
    stretches.push(ranks.map((rank, n) => ({ place: { afterStep: afterStep + n }, action: { do: 'healAll' }, rank })));
  }
  const all = stretches.flat();
  if (all.length > MAX_CHOICES) return fail(UNREADABLE);
  const found = findAgain(
    specWith(scenario, spliced(scenario, runs, stretches, placedActionFromJson).flat()),
    new Set(all),
  );
  if (!found.ok) return found;
  const named = stretches.map((stretch) => stretch.map(({ place, action }) => placedActionToJson({ place, action })));
  const actions = spliced(scenario, runs, named, (action) => action);
  return ok({ scenario: { ...scenario, actions }, same: found.value === after });
}

/** The list of actions with a list in the place of each run. */
function spliced<T, U>(
  { actions = [] }: Scenario,
  runs: PackedChoices['runs'],
  stretches: readonly (readonly U[])[],
  member: (action: PlacedActionJson) => T,
): (T | U)[] {
  const whole: (T | U)[] = actions.map(member);
  for (const [run, [place]] of runs.entries()) whole.splice(place, 0, ...(stretches[run] ?? []));
  return whole;
}

const UNREADABLE =
  'This link holds steps that were chosen by hand, and that part of it cannot be read. Ask for the scenario as a file.';

/** Plays the run, and gives every choice its meaning when its turn comes. The outcome is the state after the last one. */
function findAgain(spec: ClusterSpec, unknown: ReadonlySet<Unknown>): Result<string, string> {
  const run = engineOf(spec).open(null, false);
  for (let seen = 0; seen < unknown.size; ) {
    const next = run.nextAction() as Unknown | null;
    if (next !== null && unknown.has(next)) {
      const possible = choicesIn(run.world());
      const choice = possible[next.rank];
      if (choice === undefined) return fail(lostAt(run.step + 1, possible.length));
      next.action = choice;
      seen++;
    }
    if (run.step >= MAX_REPLAYED_STEPS || !run.advance()) return fail(UNREADABLE);
  }
  return ok(stateHash(run.world()).slice(0, HASH_DIGITS));
}

function lostAt(step: number, possible: number): string {
  return (
    `This link holds steps that were chosen by hand, and event ${step} cannot be found again: ` +
    `only ${possible} ${possible === 1 ? 'step is' : 'steps are'} possible there now. Ask for the scenario as a file.`
  );
}
