import type { Address } from '../sim/types.ts';
import { accounts } from './accounts.ts';
import { bully } from './bully.ts';
import { averagingClocks, driftingClocks } from './clocks.ts';
import { namedEvents } from './events.ts';
import { lockServer } from './lock-server.ts';
import type { LessonSetting, SmallProtocol } from './process.ts';
import { replicas } from './replicas.ts';
import { ring } from './ring.ts';

const PROTOCOLS = {
  events: namedEvents,
  bully,
  ring,
  'drifting-clocks': driftingClocks,
  'averaging-clocks': averagingClocks,
  'lock-server': lockServer,
  accounts,
  replicas,
} satisfies { readonly [name: string]: (setting: LessonSetting) => SmallProtocol };

/** A lesson as a scenario writes it, with processes by name. */
interface Written {
  readonly protocol: keyof typeof PROTOCOLS;
  readonly numbers?: LessonSetting['numbers'];
  readonly start?: { readonly [process: string]: number };
  readonly events?: readonly {
    readonly name: string;
    readonly to?: string;
    readonly message?: string;
    readonly arrival?: string;
  }[];
}

/** The small protocol that a scenario asks for. `names` is what it calls its processes, in the order of their addresses. */
export function smallProtocolOf(
  { protocol, numbers = {}, start = {}, events = [] }: Written,
  names: readonly string[],
  draw: LessonSetting['draw'],
): SmallProtocol {
  const addressOf = (name: string | undefined): Address | null => (name === undefined ? null : names.indexOf(name) + 1);
  return PROTOCOLS[protocol]({
    processes: names.length,
    numbers,
    start: (address) => start[names[address - 1] ?? ''] ?? 0,
    events: events.map(({ name, to, message = name, arrival = '' }) => {
      return { name, to: addressOf(to), message, arrival };
    }),
    draw,
  });
}
