import type { ClusterHost } from '../../cluster/types.ts';
import { type Address, isClient } from '../../sim/types.ts';
import { currentTimeline } from '../../store/store.ts';
import { type Command, type CommandContext, command } from './command.ts';

/** What a process of a lesson can be told to do: its protocol knows it by `what`, and some of it needs a second process. */
interface Deed {
  readonly what: string;
  readonly toOthers?: boolean;
  /** Only this process does it. */
  readonly only?: Address;
}

type Protocol = NonNullable<CommandContext['store']['scenario']['lesson']>['protocol'];

const DEEDS: { readonly [P in Protocol]: readonly Deed[] } = {
  events: [{ what: 'event' }, { what: 'event', toOthers: true }],
  'drifting-clocks': [{ what: 'event' }, { what: 'event', toOthers: true }],
  'averaging-clocks': [{ what: 'poll', only: 1 }, { what: 'lie' }],
  bully: [{ what: 'notice' }],
  ring: [{ what: 'notice' }],
  'lock-server': [{ what: 'enter' }, { what: 'leave' }],
  accounts: [{ what: 'pay', toOthers: true }, { what: 'record' }, { what: 'snapshot' }],
  replicas: [
    { what: 'add 2', only: 1 },
    { what: 'times 3', only: 1 },
    { what: 'random', only: 1 },
  ],
};

/** What a process can be told to do now. Servers of Raft are told nothing like it. */
export function lessonCommands(host: ClusterHost, { world, store, text, name }: CommandContext): readonly Command[] {
  const { lesson } = store.scenario;
  if (lesson === undefined) return [];
  const { lessons, menus } = text;
  const server = host.address;
  const stopped = !host.up ? menus.why.down : host.paused ? menus.why.paused : null;
  const others = world.hosts.map(({ address }) => address).filter((other) => other !== server && !isClient(other));
  const tell = (what: string, to: Address | null, label: string): Command => {
    const run = (): void => {
      const named = what === 'event' ? nextEvent(store) : what;
      store.act({ do: 'tell', address: server, order: { type: 'Act', what: named, to } });
    };
    return command(`${what}.${to ?? ''}`, label, run, stopped);
  };
  return DEEDS[lesson.protocol]
    .filter(({ only = server }) => only === server)
    .flatMap(({ what, toOthers = false }) =>
      toOthers
        ? others.map((other) => tell(what, other, lessons.actTo(what, name(other))))
        : [tell(what, null, lessons.act(what))],
    );
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A letter that no event so far has: g after a to f. */
function nextEvent(store: CommandContext['store']): string {
  const timeline = currentTimeline(store);
  const used = new Set<string>();
  timeline.visitEvents(0, timeline.steps, (_, events) => {
    for (const { fact } of events) if (fact.type === 'Did') used.add(fact.event);
  });
  for (let place = 0; place < LETTERS.length; place++) {
    const letter = LETTERS.charAt(place);
    if (!used.has(letter)) return letter;
  }
  return `e${used.size}`;
}
