import { planOf } from '../../src/sim/plan.ts';
import { Simulation } from '../../src/sim/simulation.ts';
import type {
  Action,
  Envelope,
  Host,
  Link,
  Place,
  PlacedAction,
  Protocol,
  SimEffect,
  SimSettings,
} from '../../src/sim/types.ts';
import { messagesInFlight, type World } from '../../src/sim/world.ts';

/** A protocol that does what it is told and writes down what it hears: the simulator's own rules, and no others. */
interface Note {
  readonly type: 'Noted';
  readonly text: string;
}
export type Order = readonly SimEffect<string, Note>[];
interface Diary {
  /** Facts so far, with the time: `10 S2 hello`, `20 timer 0`, `30 written 2`. */
  readonly heard: readonly string[];
}
type Disk = readonly string[];
export type ToyWorld = World<Diary, Disk, string>;
export type Toy = Simulation<Diary, Disk, string, Note, Order>;
export type ToyAction = Action<Order>;

const protocol: Protocol<Diary, Disk, string, Note, Order> = {
  timers: ['first', 'second'],
  step: (state, input) => {
    if (input.type === 'Told') return { state, effects: input.order };
    return { state: { heard: [...state.heard, `${input.localUs} ${factOf(input)}`] }, effects: [] };
  },
  durableOf: ({ heard }) => heard,
  restart: (_, disk) => ({ heard: disk }),
  blankDisk: () => [],
};

function factOf(input: Parameters<typeof protocol.step>[1]): string {
  switch (input.type) {
    case 'Received':
      return `S${input.from} ${input.message}`;
    case 'TimerFired':
      return `timer ${input.timer}`;
    case 'Written':
      return `written ${input.disk.length}`;
    default:
      return input.type;
  }
}

export interface Ground {
  readonly hosts?: number;
  readonly link?: Partial<Link>;
  readonly seed?: number;
  readonly writeUs?: readonly [number, number];
  readonly scripted?: SimSettings['scriptedTimers'];
  readonly hold?: boolean;
  readonly patient?: boolean;
}

export const PLAIN: Link = { lowUs: 10, highUs: 10, lossPpm: 0, duplicatePpm: 0, cut: false, scriptedUs: [] };

function settingsOf(ground: Ground): SimSettings {
  const [lowUs, highUs] = ground.writeUs ?? [0, 0];
  return {
    seed: ground.seed ?? 1,
    newcomer: {
      link: { lowUs: 0, highUs: 0, lossPpm: 0, duplicatePpm: 0, cut: false, scriptedUs: [] },
      writeLatency: { lowUs, highUs },
    },
    writeLatency: new Array(ground.hosts ?? 3).fill({ lowUs, highUs }),
    scriptedTimers: ground.scripted ?? [],
    holdMessages: ground.hold ?? false,
    sendsWaitForDisk: ground.patient ?? true,
    drawsOnce: false,
  };
}

function firstWorld({ hosts: count = 3, link = {} }: Ground): ToyWorld {
  const zeros = (size: number): number[] => new Array<number>(size).fill(0);
  const hosts = Array.from(
    { length: count },
    (_, place): Host<Diary, Disk, string> => ({
      address: place + 1,
      state: { heard: [] },
      disk: [],
      writes: [],
      up: true,
      paused: false,
      inbox: [],
      frozen: [false, false],
      life: 1,
      clock: null,
    }),
  );
  return {
    nowUs: 0,
    step: 0,
    hosts,
    links: new Array<Link>(count * count).fill({ ...PLAIN, ...link }),
    queue: [],
    held: [],
    timerDueUs: new Array<number>(2 * count).fill(Infinity),
    timerParkedUs: new Array<number>(2 * count).fill(-1),
    timerDraws: zeros(2 * count),
    timerSetStep: zeros(2 * count),
    timerSetI: zeros(2 * count),
    sentCounts: zeros(count * count),
    writeCounts: zeros(count),
    actionsDone: { byTime: 0, byStep: 0, matches: [], taken: [], ready: [] },
  };
}

export type Script = readonly (readonly [Place, ToyAction])[];

/** A run of the script, explaining, not begun. */
export function toy(script: Script, ground: Ground = {}, world?: ToyWorld): Toy {
  const placed = script.map(([place, action]): PlacedAction<Order> => ({ place, action }));
  const sim: Toy = new Simulation(protocol, settingsOf(ground), planOf(placed), world ?? firstWorld(ground));
  sim.explaining = true;
  return sim;
}

/** Played to its end, or to a time. */
export function played(script: Script, ground: Ground = {}, limitUs = 1_000_000): Toy {
  const sim = toy(script, ground);
  while (sim.advance(limitUs));
  return sim;
}

export function heard(sim: Toy, address: number): readonly string[] {
  return sim.host(address).state.heard;
}

export const at = (atUs: number): Place => ({ atUs });

export function tell(address: number, ...order: Order): ToyAction {
  return { do: 'tell', address, order };
}

export function send(to: number, message: string): Order[number] {
  return { type: 'Send', to, message };
}

export const persist: Order[number] = { type: 'Persist' };

export function setTimer(timer: number, lowUs: number, highUs = lowUs): Order[number] {
  return { type: 'SetTimer', timer, lowUs, highUs };
}

/** The first message from one to another: `ref(1, 2, 3)` is the third, `ref(1, 2, 3, 1)` its first duplicate. */
export function ref(from: number, to: number, ordinal = 1, copy = 0) {
  return { from, to, ordinal, copy };
}

export function inFlight(sim: Toy): Envelope<string>[] {
  return messagesInFlight(sim.world());
}
