import * as v from 'valibot';
import { type MutationName, NO_MUTATIONS } from '../raft/config.ts';
import {
  FLAG_NAMES,
  type FlagName,
  SWITCH_NAMES,
  SWITCHES,
  type Switch,
  type Switches,
  type SwitchName,
} from '../raft/switches.ts';
import { command, key, operation, value } from './command-pieces.ts';
import {
  byName,
  client,
  flag,
  host,
  list,
  messageName,
  ms,
  msRange,
  object,
  oneOf,
  percent,
  plainObject,
  scalar,
  server,
  text,
  whole,
} from './pieces.ts';
import type { ActionJson, MessageJson, ScenarioJson } from './types.ts';

/** The shape of a scenario, version 1. Members stand in the order in which they are written out. */

const LIMITS = {
  servers: 9,
  clients: 9,
  actions: 20_000,
  beats: 200,
  logEntries: 10_000,
  messages: 1_000,
  scripted: 1_000,
  seed: 0xffffffff,
  term: 1_000_000_000,
  step: 1_000_000_000,
} as const;

const maybe = v.exactOptional;
const term = whole(0, LIMITS.term);
const index = whole(0, LIMITS.term);

const fullEntry = object({ term: whole(1, LIMITS.term), command });
const bareEntry = whole(1, LIMITS.term);
const entry = v.lazy((input) => (typeof input === 'object' && input !== null ? fullEntry : bareEntry));
const entries = list(LIMITS.logEntries, entry);

const snapshotShape = {
  lastIndex: whole(1, LIMITS.term),
  lastTerm: whole(1, LIMITS.term),
  contents: maybe(byName(key, value)),
};
const snapshot = object(snapshotShape);

const role = oneOf('follower', 'pre-candidate', 'candidate', 'leader');

const state = object({
  currentTerm: maybe(term),
  votedFor: maybe(server),
  log: maybe(entries),
  snapshot: maybe(snapshot),
  commitIndex: maybe(index),
  role: maybe(role),
  leaderId: maybe(server),
  votes: maybe(list(LIMITS.servers, server)),
  nextIndex: maybe(byName(server, index)),
  matchIndex: maybe(byName(server, index)),
  down: maybe(flag),
});

const serverList = list(
  LIMITS.servers,
  object({ id: server, label: maybe(text(16)), raft: maybe(flags()), state: maybe(state) }),
  1,
);
const serverCount = whole(1, LIMITS.servers);
const servers = v.lazy((input) => (Array.isArray(input) ? serverList : serverCount));

/** Some of the servers, at least one. */
const someServers = list(LIMITS.servers, server, 1);

const ends = { from: server, to: server };
const lastEntry = { candidateId: maybe(server), lastLogIndex: maybe(index), lastLogTerm: maybe(term) };
const voteResponse = <T extends 'RequestVoteResponse' | 'PreVoteResponse'>(type: T) =>
  object({ ...ends, type: oneOf(type), term, voteGranted: flag });
const messageShapes = {
  RequestVoteRequest: object({
    ...ends,
    type: oneOf('RequestVoteRequest'),
    term,
    ...lastEntry,
    byTransfer: maybe(flag),
  }),
  RequestVoteResponse: voteResponse('RequestVoteResponse'),
  PreVoteRequest: object({ ...ends, type: oneOf('PreVoteRequest'), term, ...lastEntry }),
  PreVoteResponse: voteResponse('PreVoteResponse'),
  AppendEntriesRequest: object({
    ...ends,
    type: oneOf('AppendEntriesRequest'),
    term,
    leaderId: maybe(server),
    prevLogIndex: maybe(index),
    prevLogTerm: maybe(term),
    entries: maybe(entries),
    leaderCommit: maybe(index),
  }),
  AppendEntriesResponse: object({
    ...ends,
    type: oneOf('AppendEntriesResponse'),
    term,
    success: flag,
    matchIndex: maybe(index),
    prevLogIndex: maybe(index),
    conflict: maybe(object({ term: maybe(term), index })),
  }),
  InstallSnapshotRequest: object({
    ...ends,
    type: oneOf('InstallSnapshotRequest'),
    term,
    leaderId: maybe(server),
    ...snapshotShape,
  }),
  InstallSnapshotResponse: object({
    ...ends,
    type: oneOf('InstallSnapshotResponse'),
    term,
    lastIndex: whole(1, LIMITS.term),
    offset: maybe(index),
    received: maybe(index),
    matchIndex: maybe(index),
  }),
  TimeoutNowRequest: object({
    ...ends,
    type: oneOf('TimeoutNowRequest'),
    term,
    leaderId: maybe(server),
    lastLogIndex: maybe(index),
  }),
};

const message: v.GenericSchema<unknown, MessageJson> = v.lazy((input) => chosen(input, 'type', messageShapes));

/** The member of a family of shapes that `input[key]` names; a shape that explains the error when there is none. */
function chosen<S extends { readonly [name: string]: v.GenericSchema }>(input: unknown, key: string, shapes: S) {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return plainObject as never;
  const name = (input as { readonly [key: string]: unknown })[key];
  if (typeof name === 'string' && Object.hasOwn(shapes, name)) return shapes[name] as S[keyof S];
  return v.looseObject(
    { [key]: oneOf(...Object.keys(shapes)) },
    `the field "${key}" is missing: ${Object.keys(shapes).join(', ')}`,
  ) as never;
}

const timing = { latencyMs: maybe(msRange()), lossPercent: maybe(percent), duplicatePercent: maybe(percent) };
const script = list(LIMITS.scripted, ms());
const hosts = { from: host, to: host };

const network = object({
  ...timing,
  links: maybe(list(400, object({ ...hosts, ...timing, scriptMs: maybe(script), cut: maybe(flag) }))),
});

const slowWrite = object({ range: msRange(), slowPercent: percent, slowMs: msRange() });
const writeRange = msRange();
const write = v.lazy((input) =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ? slowWrite : writeRange,
);

/** A tenth to ten times as fast: times stay far below what a number can count. */
const ratePpm = whole(100_000, 10_000_000);

const when = v.pipe(
  plainObject,
  v.objectWithRest(
    { type: text(40), server: maybe(host), nth: maybe(whole(1, 1_000_000)) },
    scalar,
    'the field "type" is missing',
  ),
);
const place = { at: maybe(ms()), afterStep: maybe(whole(0, LIMITS.step)), when: maybe(when) };
const placed = { ...place, off: maybe(v.literal(true, 'expected true, or no "off" at all')) };

const onServer = (name: 'crash' | 'restart' | 'pause' | 'resume' | 'wipe' | 'join') =>
  object({ ...placed, do: oneOf(name), server });
const onLink = (name: 'cut' | 'heal') => object({ ...placed, do: oneOf(name), ...hosts, both: maybe(flag) });
const onMessage = (name: 'drop' | 'hold' | 'release' | 'deliver' | 'duplicate') =>
  object({ ...placed, do: oneOf(name), message: messageName });
const onTimer = (name: 'fireTimer' | 'freezeTimer' | 'unfreezeTimer') =>
  object({ ...placed, do: oneOf(name), server, timer: oneOf('election', 'heartbeat') });

const actionShapes = {
  crash: onServer('crash'),
  restart: onServer('restart'),
  pause: onServer('pause'),
  resume: onServer('resume'),
  wipe: onServer('wipe'),
  join: onServer('join'),
  cut: onLink('cut'),
  heal: onLink('heal'),
  partition: object({ ...placed, do: oneOf('partition'), groups: list(LIMITS.servers, list(LIMITS.servers, server)) }),
  healAll: object({ ...placed, do: oneOf('healAll') }),
  setLink: object({ ...placed, do: oneOf('setLink'), ...hosts, both: maybe(flag), ...timing, scriptMs: maybe(script) }),
  drop: onMessage('drop'),
  hold: onMessage('hold'),
  release: onMessage('release'),
  deliver: onMessage('deliver'),
  duplicate: onMessage('duplicate'),
  delay: object({ ...placed, do: oneOf('delay'), message: messageName, byMs: ms() }),
  fireTimer: onTimer('fireTimer'),
  freezeTimer: onTimer('freezeTimer'),
  unfreezeTimer: onTimer('unfreezeTimer'),
  setClock: object({ ...placed, do: oneOf('setClock'), server, ratePpm }),
  submit: object({
    ...placed,
    do: oneOf('submit'),
    client,
    command: operation,
    server: maybe(server),
    read: maybe(oneOf(...SWITCHES.reads.options)),
  }),
  takeMessage: object({ ...placed, do: oneOf('takeMessage'), message: messageName }),
  takeTimer: object({ ...placed, do: oneOf('takeTimer'), host, timer: oneOf('election', 'heartbeat') }),
  takeWrite: object({ ...placed, do: oneOf('takeWrite'), server, write: whole(1, LIMITS.step) }),
  edit: object({
    ...placed,
    do: oneOf('edit'),
    server,
    currentTerm: maybe(term),
    votedFor: maybe(v.nullable(server)),
    log: maybe(object({ index: whole(1, LIMITS.term), entry: v.nullable(entry) })),
    commitIndex: maybe(index),
    lastApplied: maybe(index),
    role: maybe(role),
    leaderId: maybe(v.nullable(server)),
    votes: maybe(list(LIMITS.servers, server)),
    nextIndex: maybe(byName(server, index)),
    matchIndex: maybe(byName(server, index)),
    contents: maybe(byName(key, v.nullable(value))),
  }),
  addServer: object({ ...placed, do: oneOf('addServer'), server, add: server }),
  removeServer: object({ ...placed, do: oneOf('removeServer'), server, remove: server }),
  addLearner: object({ ...placed, do: oneOf('addLearner'), server, add: server }),
  promote: object({ ...placed, do: oneOf('promote'), server, learner: server }),
  demote: object({ ...placed, do: oneOf('demote'), server, voter: server }),
  changeConfiguration: object({ ...placed, do: oneOf('changeConfiguration'), server, voters: someServers }),
  snapshot: object({ ...placed, do: oneOf('snapshot'), server }),
  transfer: object({ ...placed, do: oneOf('transfer'), server, to: server }),
  act: object({ ...placed, do: oneOf('act'), server, what: text(40), to: maybe(server) }),
} satisfies { readonly [name in ActionJson['do']]: v.GenericSchema };

const action = v.lazy((input) => chosen(input, 'do', actionShapes));

const language = v.custom<string>(
  (value) => typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(value),
  'expected a language such as "en"',
);
const translated = v.pipe(
  byName(language, text(2_000)),
  v.custom<{ readonly en: string; readonly [language: string]: string }>(
    (value) => typeof value === 'object' && value !== null && 'en' in value,
    'the English text "en" is missing',
  ),
);
const mutation = oneOf(...(Object.keys(NO_MUTATIONS) as MutationName[]));

/** A question about the run; whether it can be read is asked where the language of questions is known. */
const inquiry = text(400);
const claim = object({ says: translated, holds: inquiry, mistake: maybe(mutation) });
const choice = v.lazy((input) =>
  typeof input === 'object' && input !== null && ('says' in input || 'holds' in input) ? claim : translated,
);
const tap = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'servers' in input
    ? object({ servers: inquiry })
    : object({ index: inquiry }),
);
const light = v.lazy((input) =>
  typeof input === 'string' ? text(32) : object({ index: whole(1, LIMITS.step), term: whole(0, LIMITS.step) }),
);
const beat = object({
  ...place,
  text: translated,
  focus: maybe(object({ light: maybe(light), view: maybe(oneOf('cluster', 'logs', 'spacetime', 'inspector')) })),
  question: maybe(translated),
  choices: maybe(list(9, choice, 2)),
  answer: maybe(whole(0, 8)),
  tap: maybe(tap),
  reveal: maybe(object(place)),
  because: maybe(translated),
  notes: maybe(translated),
});

const lesson = object({
  protocol: oneOf(
    'events',
    'bully',
    'ring',
    'drifting-clocks',
    'averaging-clocks',
    'lock-server',
    'accounts',
    'replicas',
  ),
  numbers: maybe(byName(text(40), whole(-1_000_000, 1_000_000))),
  start: maybe(byName(server, whole(-1_000_000, 1_000_000))),
  events: maybe(
    list(100, object({ name: text(12), to: maybe(server), message: maybe(text(12)), arrival: maybe(text(12)) })),
  ),
});

type SwitchShapes = {
  readonly [K in SwitchName]: v.ExactOptionalSchema<v.GenericSchema<unknown, Switches[K]>, undefined>;
};

/** A shape for every switch of the table. */
function switches(): SwitchShapes {
  const shapes = SWITCH_NAMES.map((name) => [name, maybe(shapeOf(SWITCHES[name]))] as const);
  return Object.fromEntries(shapes) as unknown as SwitchShapes;
}

/** A shape for every switch that is only on or off. */
function flags() {
  const shapes = FLAG_NAMES.map((name) => [name, maybe(flag)] as const);
  return object(
    Object.fromEntries(shapes) as { readonly [K in FlagName]: v.ExactOptionalSchema<typeof flag, undefined> },
  );
}

function shapeOf(choice: Switch): v.GenericSchema {
  switch (choice.kind) {
    case 'flag':
      return flag;
    case 'whole':
      return whole(choice.least, choice.most);
    case 'choice':
      return oneOf(...choice.options);
  }
}

export const scenarioSchema: v.GenericSchema<unknown, ScenarioJson> = object({
  raftlight: oneOf(1),
  title: maybe(text(200)),
  about: maybe(text(4_000)),
  seed: maybe(whole(0, LIMITS.seed)),
  servers,
  configuration: maybe(someServers),
  clients: maybe(whole(0, LIMITS.clients)),
  messages: maybe(list(LIMITS.messages, message)),
  raft: maybe(
    object({
      electionTimeoutMs: maybe(msRange(0.001)),
      heartbeatMs: maybe(ms(0.001)),
      ...switches(),
      clientTimeoutMs: maybe(ms(0.001)),
    }),
  ),
  broken: maybe(list(Object.keys(NO_MUTATIONS).length, mutation)),
  network: maybe(network),
  disks: maybe(object({ writeMs: maybe(write), servers: maybe(byName(server, write)) })),
  timers: maybe(object({ frozen: maybe(flag), scriptMs: maybe(byName(server, script)) })),
  clocks: maybe(byName(server, object({ ratePpm }))),
  holdMessages: maybe(flag),
  lesson: maybe(lesson),
  actions: maybe(list(LIMITS.actions, action)),
  beats: maybe(list(LIMITS.beats, beat)),
  view: maybe(
    object({
      panels: maybe(list(16, text(32))),
      stamps: maybe(oneOf('none', 'lamport', 'vector')),
      picture: maybe(oneOf('none', 'elections', 'vote', 'clocks')),
      spanMs: maybe(ms(1)),
      speed: maybe(
        v.custom<number>(
          (value) => typeof value === 'number' && value >= 0.0001 && value <= 100,
          'expected a number from 0.0001 to 100',
        ),
      ),
    }),
  ),
});
