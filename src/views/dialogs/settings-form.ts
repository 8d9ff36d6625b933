import type { Messages } from '../../messages/index.ts';
import type { MutationName } from '../../raft/config.ts';
import {
  pickSwitches,
  SWITCH_NAMES,
  SWITCHES,
  type Switch,
  type Switches,
  type SwitchName,
} from '../../raft/switches.ts';
import { clientCount, serverCount } from '../../scenario/names.ts';
import { STANDARD } from '../../scenario/standards.ts';
import { isSlowWrite, type RaftJson, type RangeJson, type Scenario, type WriteJson } from '../../scenario/types.ts';
import { Reader } from './fields.tsx';

const LONGEST_MS = 100_000;
const LARGEST_SEED = 2_147_483_647;

/** A switch as it is being chosen: a number is text until it is read. */
export type SwitchForm = { readonly [K in SwitchName]: boolean | string };

/** The settings as they are being written: numbers are text until they are read. */
export interface SettingsForm {
  readonly servers: string;
  readonly clients: string;
  readonly seed: string;
  readonly electionLow: string;
  readonly electionHigh: string;
  readonly heartbeat: string;
  readonly clientTimeout: string;
  readonly latencyLow: string;
  readonly latencyHigh: string;
  readonly loss: string;
  readonly duplicates: string;
  readonly writeLow: string;
  readonly writeHigh: string;
  readonly switches: SwitchForm;
  readonly frozen: boolean;
  readonly hold: boolean;
  readonly broken: readonly MutationName[];
}

function ends(range: RangeJson): readonly [string, string] {
  return typeof range === 'number' ? [String(range), String(range)] : [String(range[0]), String(range[1])];
}

/** What a scenario says, or means where it says nothing. */
export function formOf(scenario: Scenario): SettingsForm {
  return {
    servers: String(serverCount(scenario)),
    clients: String(clientCount(scenario)),
    seed: String(scenario.seed ?? STANDARD.seed),
    ...raftForm(scenario.raft ?? {}),
    ...worldForm(scenario),
    frozen: scenario.timers?.frozen ?? false,
    hold: scenario.holdMessages ?? false,
    broken: scenario.broken ?? [],
  };
}

function raftForm(raft: RaftJson) {
  const [electionLow, electionHigh] = ends(raft.electionTimeoutMs ?? STANDARD.electionTimeoutMs);
  return {
    electionLow,
    electionHigh,
    heartbeat: String(raft.heartbeatMs ?? STANDARD.heartbeatMs),
    clientTimeout: String(raft.clientTimeoutMs ?? STANDARD.clientTimeoutMs),
    switches: switchForm(pickSwitches(raft)),
  };
}

export function switchForm(switches: Switches): SwitchForm {
  const shown = (value: Switches[SwitchName]): boolean | string => (typeof value === 'number' ? String(value) : value);
  const values = SWITCH_NAMES.map((name) => [name, shown(switches[name])] as const);
  return Object.fromEntries(values) as SwitchForm;
}

function worldForm({ network = {}, disks = {} }: Scenario) {
  const [latencyLow, latencyHigh] = ends(network.latencyMs ?? STANDARD.latencyMs);
  const [writeLow, writeHigh] = ends(rangeOfWrite(disks.writeMs));
  const loss = String(network.lossPercent ?? 0);
  const duplicates = String(network.duplicatePercent ?? 0);
  return { latencyLow, latencyHigh, loss, duplicates, writeLow, writeHigh };
}

/** The form knows the range of most writes; slow ones stay as they are. */
function rangeOfWrite(write: WriteJson = STANDARD.writeMs): RangeJson {
  return isSlowWrite(write) ? write.range : write;
}

function withRange(write: WriteJson | undefined, range: RangeJson): WriteJson {
  return isSlowWrite(write) ? { ...write, range } : range;
}

function rangeJson([low, high]: readonly [number, number]): RangeJson {
  return low === high ? low : [low, high];
}

/** The scenario with the settings of a form, or the sentences about what cannot be read. */
export function applyForm(
  scenario: Scenario,
  form: SettingsForm,
  text: Messages,
): { readonly scenario: Scenario; readonly problems: readonly string[] } {
  const words = text.dialogs.settings;
  const reader = new Reader(text);
  const servers = reader.whole(words.servers, form.servers, 1, 9);
  const clients = reader.whole(words.clients, form.clients, 0, 9);
  const seed = reader.whole(words.seed, form.seed, 0, LARGEST_SEED);
  const raft = raftOf(scenario, form, reader, text);
  const latencyMs = rangeJson(reader.range(words.latency, form.latencyLow, form.latencyHigh, 0, LONGEST_MS));
  const lossPercent = reader.number(words.loss, form.loss, 0, 100);
  const duplicatePercent = reader.number(words.duplicates, form.duplicates, 0, 100);
  const writeMs = rangeJson(reader.range(words.write, form.writeLow, form.writeHigh, 0, LONGEST_MS));
  const { broken: _, holdMessages: __, ...rest } = scenario;
  const next: Scenario = {
    ...rest,
    seed,
    clients,
    servers: serversOf(scenario, servers),
    raft,
    network: { ...scenario.network, latencyMs, lossPercent, duplicatePercent },
    disks: { ...scenario.disks, writeMs: withRange(scenario.disks?.writeMs, writeMs) },
    timers: { ...scenario.timers, frozen: form.frozen },
    ...(form.hold && { holdMessages: true }),
    ...(form.broken.length > 0 && { broken: form.broken }),
  };
  return { scenario: next, problems: reader.problems };
}

function raftOf(scenario: Scenario, form: SettingsForm, reader: Reader, text: Messages): RaftJson {
  const words = text.dialogs.settings;
  return {
    ...scenario.raft,
    electionTimeoutMs: rangeJson(reader.range(words.election, form.electionLow, form.electionHigh, 0.001, LONGEST_MS)),
    heartbeatMs: reader.number(words.heartbeat, form.heartbeat, 0.001, LONGEST_MS),
    clientTimeoutMs: reader.number(words.clientTimeout, form.clientTimeout, 0.001, LONGEST_MS),
    ...switchesOf(form, reader, text),
  };
}

/** The switches of a form; a number that cannot be read is told to the reader. */
export function switchesOf(form: SettingsForm, reader: Reader, text: Messages): Switches {
  const values = SWITCH_NAMES.map((name): readonly [string, unknown] => {
    const choice = SWITCHES[name] as Switch;
    const value = form.switches[name];
    if (choice.kind !== 'whole') return [name, value];
    const label = text.dialogs.settings.switches[name];
    return [name, reader.whole(label, String(value), choice.least, choice.most)];
  });
  return Object.fromEntries(values) as unknown as Switches;
}

/** Servers with labels or a state of their own keep them; new ones start empty. */
function serversOf(scenario: Scenario, count: number): Scenario['servers'] {
  const { servers } = scenario;
  if (typeof servers === 'number') return count;
  return Array.from({ length: count }, (_, place) => servers[place] ?? { id: `S${place + 1}` });
}
