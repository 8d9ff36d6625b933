import { formatMs } from '../../base/time.ts';
import type { Deed, Values } from '../../lessons/process.ts';
import type { FactOf, NameOf, Scene } from '../types.ts';

/** Small protocols: what their processes do, and what the page says about them. */

type Told = readonly [title: string, sentence: string];
type DeedTeller = (values: Values, scene: Scene, event: string) => Told;

function nameOf(value: Values[string] | undefined, name: NameOf): string {
  return typeof value === 'number' ? name(value) : '';
}

function namesOf(value: Values[string] | undefined, name: NameOf): string {
  return Array.isArray(value) ? value.map((one) => nameOf(one as number, name)).join(', ') : '';
}

/** `1908.900 ms`. */
function clock(value: Values[string] | undefined): string {
  return `${formatMs(Number(value ?? 0))} ms`;
}

/** `forward by 5.000 ms`. */
function shift(value: Values[string] | undefined): string {
  const us = Number(value ?? 0);
  return us < 0 ? `back by ${clock(-us)}` : `forward by ${clock(us)}`;
}

const DEEDS: { readonly [D in Deed]: DeedTeller } = {
  event: (_, { who }, event) => [`${event} happens at ${who}`, `Event ${event} happens at ${who}.`],
  holdsElection: ({ asked }, { who, name }) => [
    `${who} holds an election`,
    `${who} holds an election and asks ${namesOf(asked, name)}.`,
  ],
  bullies: ({ from }, { who, name }) => [
    `${who} is stronger than ${nameOf(from, name)}`,
    `${who} answers ${nameOf(from, name)}: somebody stronger is alive.`,
  ],
  isOutbid: ({ by }, { who, name }) => [
    `${who} is out`,
    `${nameOf(by, name)} is stronger and alive: ${who} cannot win, and waits to hear who coordinates.`,
  ],
  leads: (_, { who }) => [`${who} coordinates`, `${who} takes itself for the coordinator.`],
  follows: ({ coordinator }, { who, name }) => [
    `${who} follows ${nameOf(coordinator, name)}`,
    `${who} takes ${nameOf(coordinator, name)} for the coordinator.`,
  ],
  startsList: (_, { who }) => [
    `${who} sends a list round`,
    `${who} holds an election: it sends a list round the ring, with itself at its head.`,
  ],
  passesOn: ({ list }, { who, name }) => [
    `${who} adds itself to the list`,
    `${who} adds itself and passes the list on: ${namesOf(list, name)}.`,
  ],
  skips: ({ skipped }, { who, name }) => [
    `${who} skips ${nameOf(skipped, name)}`,
    `${nameOf(skipped, name)} acknowledged nothing: ${who} sends to the one after it.`,
  ],
  namesWinner: ({ winner, list }, { who, name }) => [
    `${who} has its list back`,
    `The list is back at ${who}: ${namesOf(list, name)}. The strongest in it is ${nameOf(winner, name)}.`,
  ],
  readsClock: ({ us }, { who }, event) => [
    `${event} at ${who}, ${clock(us)} by its clock`,
    `Event ${event} happens at ${who}. Its clock reads ${clock(us)}.`,
  ],
  isCorrected: ({ byUs }, { who }) => [`${who}’s clock moves`, `${who} sets its clock ${shift(byUs)}.`],
  asks: (_, { who }) => [`${who} asks to enter`, `${who} asks the coordinator to let it in, and waits.`],
  enters: (_, { who }) => [`${who} enters`, `${who} is let in: nobody else should be.`],
  leaves: (_, { who }) => [`${who} leaves`, `${who} leaves and tells the coordinator.`],
  grants: ({ who: granted }, { who, name }) => [
    `${who} lets ${nameOf(granted, name)} in`,
    `Nobody is in, as far as ${who} knows: it lets ${nameOf(granted, name)} in.`,
  ],
  queues: ({ who: queued }, { who, name }) => [
    `${who} queues ${nameOf(queued, name)}`,
    `Somebody is in: ${nameOf(queued, name)} has to wait in the queue of ${who}.`,
  ],
  pays: ({ amount, to }, { who, name }) => [
    `${who} pays ${nameOf(to, name)} ${String(amount)}`,
    `${who} takes ${String(amount)} from its balance and sends it to ${nameOf(to, name)}.`,
  ],
  isPaid: ({ amount, from }, { who, name }) => [
    `${who} gets ${String(amount)}`,
    `${who} gets ${String(amount)} from ${nameOf(from, name)} and adds it to its balance.`,
  ],
  records: ({ balance }, { who }) => [
    `${who} writes down ${String(balance)}`,
    `${who} writes down its own balance: ${String(balance)}.`,
  ],
  hearsMarker: ({ from, onTheWay }, { who, name }) => [
    `${who} has the marker of ${nameOf(from, name)}`,
    `All that ${nameOf(from, name)} sent before its marker has arrived at ${who}: ${String(onTheWay)} was on the way.`,
  ],
  executes: ({ command, x }, { who }) => [
    `${who} executes ${String(command)}: x=${String(x)}`,
    `${who} executes “${String(command)}”. Its x is ${String(x)} now.`,
  ],
  copies: ({ x }, { who }) => [`${who} copies x=${String(x)}`, `${who} takes over x=${String(x)} as it came.`],
};

export function lessonEvent(fact: FactOf<'Did'>, scene: Scene): Told {
  return DEEDS[fact.deed](fact.values, scene, fact.event);
}

type FieldKind = 'text' | 'list' | 'name' | 'names' | 'clock' | 'shift' | 'ahead' | 'pending';

/** What a process remembers and a message says, by the names that protocols use: what the page calls it, and how it is written. */
const FIELDS: { readonly [field: string]: readonly [label: string, kind: FieldKind] } = {
  events: ['events', 'list'],
  arrival: ['arrives as', 'text'],
  coordinator: ['coordinator', 'name'],
  election: ['election', 'text'],
  pending: ['not acknowledged', 'pending'],
  list: ['list', 'names'],
  kind: ['of', 'text'],
  offsetUs: ['correction', 'shift'],
  us: ['time', 'clock'],
  byUs: ['correction', 'shift'],
  asked: ['waits for', 'names'],
  ahead: ['ahead by', 'ahead'],
  standing: ['stands', 'text'],
  holder: ['let in', 'name'],
  queue: ['queue', 'names'],
  balance: ['balance', 'text'],
  recorded: ['written down', 'text'],
  onTheWay: ['on the way', 'text'],
  awaits: ['waits for marker of', 'names'],
  amount: ['amount', 'text'],
  x: ['x', 'text'],
  commands: ['commands', 'list'],
  command: ['command', 'text'],
};

function valueText(kind: FieldKind, value: Values[string] | undefined, name: NameOf): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  const items = (Array.isArray(value) ? value : []) as readonly Values[string][];
  switch (kind) {
    case 'text':
      return String(value);
    case 'list':
      return items.join(', ');
    case 'name':
      return nameOf(value, name);
    case 'names':
      return namesOf(value, name);
    case 'clock':
      return clock(value);
    case 'shift':
      return value === 0 ? '' : `${Number(value) > 0 ? '+' : '−'}${clock(Math.abs(Number(value)))}`;
    case 'ahead':
      return (items as readonly (readonly [number, number])[])
        .map(([who, us]) => `${name(who)} ${formatMs(us)} ms`)
        .join(', ');
    case 'pending':
      return (items as readonly (readonly [string, unknown, number])[])
        .map(([what, , to]) => `${what} to ${name(to)}`)
        .join(', ');
  }
}

export const lessons = {
  processes: 'Processes',
  processesNote: 'what each remembers',
  spaceTimeNote: 'a line is a process, a dot an event; a thick line coordinates',
  process: 'process',
  clock: 'its clock',
  start: 'The start of the run. Not Raft: a small protocol of a lecture, on the same simulator.',
  nothing: '–',
  down: 'down',
  paused: 'paused',
  coordinates: 'coordinates',
  remembers: 'What it remembers',
  remembersNothing: 'Nothing yet.',
  act: (what: string): string => ACTS[what] ?? `Execute “${what}”`,
  actTo: (what: string, to: string): string => (what === 'pay' ? `Pay ${to}` : `An event that sends ${to} a message`),
  time: clock,
  apart: (us: number) => `The clocks are up to ${clock(us)} apart.`,
  money: (balances: number, onTheRoad: number, writtenDown: number | null) =>
    `Balances ${balances}, on the road ${onTheRoad}, together ${balances + onTheRoad}.${writtenDown === null ? '' : ` Written down: ${writtenDown}.`}`,
  /** What a process remembers, in a word or two. */
  headline: (values: Values, leads: boolean, name: NameOf): string => headlineOf(values, leads, name),
  /** Fields by name, each with its text; empty where it holds nothing. A field without a label is not shown. */
  fields: (values: Values, name: NameOf): readonly (readonly [label: string, value: string])[] =>
    Object.entries(FIELDS)
      .filter(([field]) => field in values)
      .map(([field, [label, kind]]) => [label, valueText(kind, values[field], name)] as const),
};

const ACTS: { readonly [what: string]: string } = {
  event: 'An event of its own',
  notice: 'Notices that the coordinator is silent',
  poll: 'Poll the clocks',
  lie: 'Set its clock wrong by a minute',
  enter: 'Ask to enter',
  leave: 'Leave',
  record: 'Write down its balance',
  snapshot: 'Start a snapshot with markers',
};

function headlineOf(values: Values, leads: boolean, name: NameOf): string {
  const { coordinator, election, standing, queue, balance, x, events } = values;
  if (typeof balance === 'number') return String(balance);
  if (typeof x === 'number') return `x=${x}`;
  if (Array.isArray(events)) return events.length === 0 ? '' : String(events[events.length - 1]);
  if (leads) return Array.isArray(queue) && queue.length > 0 ? `queue: ${namesOf(queue, name)}` : 'coordinates';
  if (typeof standing === 'string') return standing;
  if (election === 'asks' || election === 'waits') return election;
  if (coordinator === undefined) return '';
  return coordinator === null ? 'knows nobody' : `follows ${nameOf(coordinator, name)}`;
}
