import { citedBy } from '../../src/cluster/cited.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { nameOf } from '../../src/cluster/names.ts';
import {
  type ClusterHost,
  type ClusterSpec,
  type Fact,
  type Run,
  TIMER_NAMES,
  type TraceEvent,
} from '../../src/cluster/types.ts';
import type { Mutations } from '../../src/raft/config.ts';
import type { Entry, Log } from '../../src/raft/log.ts';
import { nameOfMessage } from '../../src/scenario/names.ts';
import { messagesInFlight } from '../../src/sim/world.ts';
import { type Change, EVIDENCE, EXPLAINED, type Explanation, FAULTS, STOPS_TIMER } from './fields.ts';
import { judge } from './judges.ts';

/** What is on its way and when timers ring: what a step may change besides hosts. */
interface Around {
  readonly messages: ReadonlySet<string>;
  readonly cut: string;
  readonly timerDueUs: readonly number[];
  readonly hosts: number;
}

/** One step, as it is to be explained. */
export interface Taken {
  readonly step: number;
  readonly before: ClusterHost | null;
  readonly after: ClusterHost | null;
  readonly around: { readonly before: Around; readonly after: Around };
  readonly addresses: readonly number[];
  readonly events: readonly TraceEvent[];
  readonly mutations: Mutations;
}

/** Plays a spec to a time or a number of steps, and hands over every step with its events. */
export function walk(
  spec: ClusterSpec,
  limit: { untilUs?: number; steps?: number },
  visit: (taken: Taken) => void,
): void {
  const { untilUs = Infinity, steps = Infinity } = limit;
  const run = openRun(spec, null, true);
  let before = aroundOf(run);
  while (run.step < steps && run.nextAtUs() <= untilUs && run.advance()) {
    const after = aroundOf(run);
    const { record } = run;
    visit({
      step: run.step,
      before: record.before,
      after: record.after,
      around: { before, after },
      addresses: run.hosts.map(({ address }) => address),
      events: [...run.events],
      mutations: spec.raft.mutations,
    });
    before = after;
  }
}

function aroundOf(run: Run): Around {
  const world = run.world();
  const { timerDueUs, links } = world;
  return {
    messages: new Set(messagesInFlight(world).map(nameOfMessage)),
    cut: links.map(({ cut }) => (cut ? '1' : '0')).join(''),
    timerDueUs,
    hosts: world.hosts.length,
  };
}

/** Everything about a step that nothing explains, and every decision in it that its own values do not give. */
export function complaintsOf(taken: Taken): string[] {
  const complaints = [...unexplainedFields(taken), ...wrongLog(taken), ...wrongAround(taken)];
  for (const { fact } of taken.events) complaints.push(...wrongDecision(fact, taken.mutations));
  return complaints.map((text) => `step ${taken.step}: ${text}`);
}

function unexplainedFields({ before, after, events }: Taken): string[] {
  if (before === null || after === null || before === after) return [];
  const own = events.filter(({ server }) => server === after.address);
  // A value that was set by hand needs no rule: that it was is what is told.
  if (own.some(({ fact }) => fact.type === 'EditedByHand')) return [];
  if (own.some(({ fact }) => FAULTS.has(fact.type) && citedBy(fact) !== null)) return [];
  return changesOf(before, after)
    .filter((change) => !isExplained(change, own))
    .map(
      ({ field, place }) =>
        `${nameOf(after.address)} ${field}${place === null ? '' : `[${place}]`} changed by ${told(own)}`,
    );
}

function isExplained(change: Change, events: readonly TraceEvent[]): boolean {
  const explanations = EXPLAINED.get(change.field);
  if (explanations === undefined) throw new Error(`nobody says what may change ${change.field}`);
  const isBy = ({ fact }: TraceEvent, { type, rule, fits }: Explanation): boolean =>
    fact.type === type && fits(fact, change) && (rule ?? citedBy(fact) ?? nameOfDeed(fact)) !== null;
  return events.some((event) => explanations.some((explanation) => isBy(event, explanation)));
}

/** What a person does to the cluster has a name of its own, and needs no rule. */
function nameOfDeed({ type }: Fact): string | null {
  return type === 'TimerFrozen' || type === 'TimerUnfrozen' || type === 'OrderGiven' ? type : null;
}

function told(events: readonly TraceEvent[]): string {
  return events.map(({ fact }) => fact.type).join(' ') || 'nothing';
}

/** In the protocol of a lesson also whatever word arrives: an acknowledgement is all that is waited for. */
function stopsTimer(fact: Fact): boolean {
  return STOPS_TIMER.has(fact.type) || (fact.type === 'MessageReceived' && fact.envelope.message.type === 'Telling');
}

type Fields = { readonly [name: string]: unknown };

function changesOf(before: ClusterHost, after: ClusterHost): Change[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const changes: Change[] = [];
  for (const field of new Set([...was.keys(), ...is.keys()])) {
    const [one, two] = [was.get(field), is.get(field)];
    if (EVIDENCE.has(field) || same(one, two)) continue;
    const places =
      Array.isArray(one) && Array.isArray(two) && BY_SERVER.has(field) ? differingPlaces(one, two) : [null];
    for (const place of places) changes.push({ field, place, before, after });
  }
  return changes;
}

/** Arrays by server id: every place of them is a field of its own. */
const BY_SERVER: ReadonlySet<string> = new Set(
  ['nextIndex', 'matchIndex', 'awaiting', 'inFlight', 'heardUs', 'installing', 'obeysBelow'].map(
    (name) => `raft.${name}`,
  ),
);

function differingPlaces(one: readonly unknown[], two: readonly unknown[]): number[] {
  const length = Math.max(one.length, two.length);
  return Array.from({ length }, (_, place) => place).filter((place) => !same(one[place] ?? null, two[place] ?? null));
}

/** Every field of a host, by name: its own, and those of what runs on it. */
function fieldsOf(host: ClusterHost): Map<string, unknown> {
  const { state, ...rest } = host;
  const { kind, ...own } = state;
  const parts: [string, Fields][] = [['host', rest]];
  if (state.kind === 'server') {
    const { raft, machine, ...beside } = own as unknown as { raft: Fields; machine: Fields };
    parts.push(['raft', raft], ['server', { ...beside, ...machine }]);
  } else parts.push([kind, own]);
  const fields = new Map<string, unknown>();
  for (const [part, values] of parts) {
    for (const [name, value] of Object.entries(values)) {
      if (!CONSTANT.has(name)) fields.set(`${part}.${name}`, value);
    }
  }
  return fields;
}

const CONSTANT: ReadonlySet<string> = new Set(['address', 'id']);

function same(one: unknown, two: unknown): boolean {
  return one === two || (typeof one === typeof two && plain(one) === plain(two));
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? [...inner] : inner));
}

/** The log is what its events make of the log before: nothing appended, removed or discarded without a word. */
function wrongLog({ before, after, events }: Taken): string[] {
  if (before?.state.kind !== 'server' || after?.state.kind !== 'server') return [];
  const own = events.filter(({ server }) => server === after.address);
  if (own.some(({ fact }) => FAULTS.has(fact.type))) return [];
  const [was, is] = [before.state.raft.log, after.state.raft.log];
  const made = { base: was.baseIndex, last: was.lastIndex };
  for (const { fact } of own) alter(made, fact);
  const fits = made.base === is.baseIndex && made.last === is.lastIndex && (was === is || keptIsSame(was, is, own));
  return fits
    ? []
    : [
        `${nameOf(after.address)} has a log from ${is.baseIndex} to ${is.lastIndex}, told from ${made.base} to ${made.last}`,
      ];
}

function alter(made: { base: number; last: number }, fact: Fact): void {
  if (fact.type === 'EntriesAppended' && fact.firstIndex === made.last + 1) made.last += fact.count;
  else if (fact.type === 'LogTruncated') made.last = fact.fromIndex - 1;
  else if (fact.type === 'LogDiscarded') made.base = fact.toIndex;
  else if (fact.type === 'EditedByHand' && fact.edit.field === 'log') {
    const { index, value } = fact.edit;
    made.last = value === null ? index - 1 : Math.max(made.last, index);
  } else if (fact.type === 'SnapshotInstalled') {
    made.base = fact.lastIndex;
    made.last = fact.lastIndex + fact.retained;
  }
}

/** Entries that no event removed are the same as before. */
function keptIsSame(was: Log, is: Log, events: readonly TraceEvent[]): boolean {
  let kept = Math.min(was.lastIndex, is.lastIndex);
  const byHand = new Map<number, Entry>();
  for (const { fact } of events) {
    if (fact.type === 'LogTruncated') kept = Math.min(kept, fact.fromIndex - 1);
    if (fact.type === 'EditedByHand' && fact.edit.field === 'log' && fact.edit.value !== null) {
      byHand.set(fact.edit.index, fact.edit.value);
    }
  }
  for (const [index, entry] of byHand) if (!same(is.entryAt(index), entry)) return false;
  for (let index = Math.max(was.baseIndex, is.baseIndex) + 1; index <= kept; index++) {
    if (!byHand.has(index) && was.entryAt(index) !== is.entryAt(index)) return false;
  }
  return true;
}

/** Messages come and go, links are cut and healed, and timers are set and stopped by something that the trace names. */
function wrongAround({ around: { before, after }, events, addresses }: Taken): string[] {
  const complaints: string[] = [];
  const about = new Map<string, Set<string>>();
  for (const { fact } of events) {
    if (!('envelope' in fact)) continue;
    const name = nameOfMessage(fact.envelope);
    about.set(name, (about.get(name) ?? new Set()).add(fact.type));
  }
  const isTold = (name: string, ...types: string[]): boolean =>
    types.some((type) => about.get(name)?.has(type) === true);
  for (const name of after.messages) {
    if (!before.messages.has(name) && !isTold(name, 'MessageSent', 'MessageDuplicated'))
      complaints.push(`${name} comes from nowhere`);
  }
  for (const name of before.messages) {
    if (!after.messages.has(name) && !isTold(name, 'MessageReceived', 'MessageLost', 'MessageWaits'))
      complaints.push(`${name} is gone`);
  }
  if (before.hosts !== after.hosts) return complaints;
  const cutTold = events.some(({ fact }) =>
    ['LinkCut', 'LinkHealed', 'Partitioned', 'NetworkHealed'].includes(fact.type),
  );
  if (before.cut !== after.cut && !cutTold) complaints.push('links change');
  after.timerDueUs.forEach((due, index) => {
    if (due === before.timerDueUs[index]) return;
    const address = addresses[Math.floor(index / TIMER_NAMES.length)];
    const own = events.filter(({ server }) => server === address);
    const isSet = due !== Infinity;
    const fits = own.some(({ fact }) => setsOrStops(fact, index % TIMER_NAMES.length, isSet));
    if (!fits) complaints.push(`a timer of ${nameOf(address ?? 0)} is ${isSet ? 'set' : 'stopped'} by ${told(own)}`);
  });
  return complaints;
}

function setsOrStops(fact: Fact, timer: number, isSet: boolean): boolean {
  if (fact.type === 'TimerSet' || fact.type === 'TimerFired')
    return fact.timer === timer && (fact.type === 'TimerSet') === isSet;
  // A leader made by hand waits for nobody.
  if (fact.type === 'EditedByHand') return fact.edit.field === 'role' && !isSet;
  return (
    FAULTS.has(fact.type) ||
    (stopsTimer(fact) && (!isSet || ['TimerUnfrozen', 'ClockSet', 'Resumed'].includes(fact.type)))
  );
}

/** The rule on the recorded values gives the recorded decision, unless it is a rule that the scenario breaks. */
function wrongDecision(fact: Fact, mutations: Mutations): string[] {
  const decision = 'decision' in fact ? fact.decision : undefined;
  if (decision === undefined) return fact.type === 'RoundAnswered' ? wrongRound(fact) : [];
  const { rule, values, outcome, brokenBy } = decision;
  if (brokenBy !== undefined) {
    return mutations[brokenBy as keyof Mutations] ? [] : [`${fact.type} blames ${brokenBy}, which is not broken`];
  }
  return judge(rule, values) === outcome
    ? []
    : [`${fact.type}: ${rule} on ${JSON.stringify(values)} is not ${outcome}`];
}

function wrongRound({ answers, needed, confirmed }: Extract<Fact, { type: 'RoundAnswered' }>): string[] {
  return confirmed && answers < needed ? ['RoundAnswered: confirmed without a majority'] : [];
}
