import { at } from '../../src/base/assert.ts';
import type { ClusterAction, ClusterEnvelope, TraceEvent } from '../../src/cluster/types.ts';
import type { ConfigurationChange } from '../../src/raft/change.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

const scenario: Scenario = {
  raftlight: 1,
  servers: 5,
  clients: 1,
  raft: { noOpOnElection: true, electionTimeoutMs: [100, 200], clientTimeoutMs: 300 },
  network: { latencyMs: [5, 30], lossPercent: 3, duplicatePercent: 3 },
  disks: { writeMs: [1, 4] },
};

/** What is done to the cluster, and after how many milliseconds. */
const actions: readonly (readonly [atMs: number, action: ClusterAction])[] = [
  [400, { do: 'tell', address: 101, order: { operation: { kind: 'set', key: 'x', value: 3 }, server: null } }],
  [450, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: null } }],
  [460, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 2 } }],
  [470, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 3 } }],
  [500, { do: 'tell', address: 101, order: { operation: { kind: 'add', key: 'x', amount: 1 }, server: 2 } }],
  [
    600,
    {
      do: 'partition',
      groups: [
        [1, 2],
        [3, 4, 5],
      ],
    },
  ],
  [610, { do: 'tell', address: 101, order: { operation: { kind: 'set', key: 'y', value: 1 }, server: 1 } }],
  [620, { do: 'tell', address: 101, order: { operation: { kind: 'set', key: 'y', value: 2 }, server: 3 } }],
  [660, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 1 } }],
  [680, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 2 } }],
  [700, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 3 } }],
  [720, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 4 } }],
  [740, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 5 } }],
  [720, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 1, read: 'local' } }],
  [1200, { do: 'healAll' }],
  [1500, { do: 'pause', server: 1 }],
  [1700, { do: 'resume', server: 1 }],
  [1800, { do: 'crash', server: 2 }],
  [1850, { do: 'crash', server: 2 }],
  [1900, { do: 'restart', server: 2 }],
  [2000, { do: 'cut', from: 1, to: 2 }],
  [2050, { do: 'heal', from: 1, to: 2 }],
  [2100, { do: 'freezeTimer', server: 3, timer: 0 }],
  [2150, { do: 'unfreezeTimer', server: 3, timer: 0 }],
  [2200, { do: 'setLink', from: 1, to: 3, change: { lowUs: 1000, highUs: 2000 } }],
  [2260, { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 4, read: 'local' } }],
  [2300, { do: 'wipe', server: 5 }],
  [2290, { do: 'tell', address: 3, order: { type: 'Edit', edit: { field: 'votedFor', value: null } } }],
  [2295, { do: 'tell', address: 3, order: { type: 'Edit', edit: { field: 'commitIndex', value: 999 } } }],
  [2305, { do: 'setClock', server: 4, ratePpm: 1_100_000 }],
];

/** Every event of runs with faults. Together they show every kind of fact and every rule. */
export function sampleRun(): readonly TraceEvent[] {
  const troubled = [
    ...eventsOfSeed(2),
    ...eventsOfSeed(4),
    ...eventsOfSeed(2, { checkQuorum: true, stickiness: true }),
    ...eventsOfSeed(3, { preVote: true }),
    ...eventsOfSeed(2, { reads: 'readIndex', monotonicReads: true }),
    ...eventsOfSeed(2, { reads: 'lease', stickiness: true }),
    ...eventsOfSeed(3, { pipelining: true, maxInFlight: 1, maxEntriesPerAppend: 1 }),
  ];
  return [
    ...troubled,
    ...overtakenWrite(),
    ...patience(),
    ...eventsOfTransfers(),
    ...eventsOfSnapshots(),
    ...eventsOfClients(),
    ...membershipEvents(),
  ];
}

/** A deposed leader hears of its successor while it still writes what the successor replaces. */
function overtakenWrite(): readonly TraceEvent[] {
  const spec = toSpec({
    raftlight: 1,
    servers: 3,
    raft: { noOpOnElection: true },
    disks: { servers: { S1: 60 } },
    timers: { scriptMs: { S1: [100], S2: [9000], S3: [9000] } },
    actions: [
      { at: 800, do: 'partition', groups: [['S1'], ['S2', 'S3']] },
      { at: 800, do: 'fireTimer', server: 'S2', timer: 'election' },
      { at: 1000, do: 'submit', client: 'C1', command: 'set x 1', server: 'S1' },
      { at: 1001, do: 'submit', client: 'C1', command: 'set x 2', server: 'S1' },
      { at: 1020, do: 'healAll' },
    ],
  });
  const timeline = Timeline.of(spec);
  timeline.extendTo({ atUs: 1_300_000 });
  return eventsOf(timeline);
}

/** A log of which nothing is new is acknowledged, a write ends while its server is paused, and a read waits for its server. */
function patience(): readonly TraceEvent[] {
  const spec = toSpec({
    raftlight: 1,
    servers: 3,
    raft: { pipelining: true, monotonicReads: true },
    disks: { servers: { S1: 60 } },
    network: { latencyMs: 5 },
    timers: { scriptMs: { S1: [100], S2: [900], S3: [900] } },
    actions: [
      { at: 300, do: 'partition', groups: [['S1', 'S2'], ['S3']] },
      { at: 310, do: 'submit', client: 'C1', command: 'set x 1', server: 'S1' },
      { at: 320, do: 'pause', server: 'S1' },
      { at: 400, do: 'resume', server: 'S1' },
      { at: 500, do: 'submit', client: 'C1', command: 'get x', server: 'S3', read: 'local' },
    ],
  });
  const timeline = Timeline.of(spec);
  timeline.extendTo({ atUs: 600_000 });
  return eventsOf(timeline);
}

/** Leadership goes from hand to hand: done, given up, refused, and the order that comes too late. */
function eventsOfTransfers(): readonly TraceEvent[] {
  const order = (server: number, to: number): ClusterAction => {
    return { do: 'tell', address: server, order: { type: 'TransferLeadership', to } };
  };
  const ask: ClusterAction = { do: 'tell', address: 101, order: { operation: { kind: 'get', key: 'x' }, server: 1 } };
  const slow: ClusterAction = {
    do: 'setLink',
    from: 1,
    to: 2,
    change: { scriptedUs: new Array<number>(20).fill(30_000) },
  };
  const steps: readonly (readonly [atMs: number, action: ClusterAction])[] = [
    [200, order(2, 3)],
    [201, order(1, 2)],
    [202, order(1, 2)],
    [203, ask],
    [215, order(1, 1)],
    [216, ask],
    [300, { do: 'crash', server: 3 }],
    [301, order(1, 3)],
    [600, order(1, 2)],
  ];
  const placed = [[190, slow] as const, ...steps].map(([atMs, action]) => ({ place: { atUs: atMs * 1000 }, action }));
  const timeline = Timeline.of({
    ...toSpec({
      raftlight: 1,
      servers: 3,
      raft: { leadershipTransfer: true, noOpOnElection: true },
      network: { latencyMs: 5 },
      timers: { scriptMs: { S1: [100], S2: [400], S3: [400] } },
    }),
    actions: placed,
  });
  timeline.extendTo({ atUs: 800_000 });
  return eventsOf(timeline);
}

/** Two clients that ask again and again over a bad network, with sessions and with a leader that scans its log. */
function eventsOfClients(): readonly TraceEvent[] {
  const restless: Scenario = {
    raftlight: 1,
    servers: 3,
    clients: 2,
    raft: { clientRetries: 2, clientTimeoutMs: 60, sessionLimit: 1, sessionTimeoutMs: 200 },
    network: { latencyMs: [5, 30], lossPercent: 20, duplicatePercent: 10 },
  };
  const told = Array.from({ length: 60 }, (_, place) => ({
    place: { atUs: place * 40_000 },
    action: {
      do: 'tell',
      address: 101 + (place % 7 < 5 ? 0 : 1),
      order: { operation: { kind: 'add', key: 'x', amount: 1 }, server: null },
    } satisfies ClusterAction,
  }));
  return (['sessions', 'scanLog'] as const).flatMap((sessions) => {
    const spec = toSpec({ ...restless, raft: { ...restless.raft, sessions } });
    const timeline = Timeline.of({ ...spec, actions: told });
    timeline.extendTo({ atUs: 2_500_000 });
    return eventsOf(timeline);
  });
}

/** A follower that missed entries gets snapshots in chunks, out of order, from more than one leader. */
function eventsOfSnapshots(): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  for (const seed of [1, 2, 3]) {
    const raft = { ...scenario.raft, snapshotEntries: 2, snapshotChunk: 1 };
    const asked = Array.from({ length: 40 }, (_, place) => {
      const operation = { kind: 'set', key: `k${place % 7}`, value: place } as const;
      return [200 + place * 50, { do: 'tell', address: 101, order: { operation, server: null } }] as const;
    });
    const faults = [100, 700, 1300, 1900].flatMap((atMs, place) => {
      const server = (place % 5) + 1;
      return [[atMs, { do: 'crash', server }] as const, [atMs + 430, { do: 'restart', server }] as const];
    });
    const orders = [[50, 1] as const, [2200, 3] as const, [2201, 3] as const].map(
      ([atMs, address]) => [atMs, { do: 'tell', address, order: { type: 'TakeSnapshot' } }] as const,
    );
    const placed = [...asked, ...faults, ...orders].map(([atMs, action]) => ({ place: { atUs: atMs * 1000 }, action }));
    const network = { latencyMs: [5, 60], lossPercent: 5, duplicatePercent: 20 } as const;
    const timeline = Timeline.of({
      ...toSpec({ ...scenario, seed, raft, network }),
      actions: placed.sort((a, b) => a.place.atUs - b.place.atUs),
    });
    timeline.extendTo({ atUs: 3_000_000 });
    events.push(...eventsOf(timeline));
  }
  return events;
}

/** The configuration changes in every way, is taken back, and a change is refused for every reason. */
function membershipEvents(): readonly TraceEvent[] {
  const change = (atMs: number, server: number, wanted: ConfigurationChange) => ({
    place: { atUs: atMs * 1000 },
    action: { do: 'tell', address: server, order: { type: 'ChangeConfiguration', change: wanted } } as const,
  });
  const spec = toSpec({
    raftlight: 1,
    servers: 5,
    configuration: ['S1', 'S2', 'S3'],
    raft: { noOpOnElection: true, membership: 'single', commitBeforeChange: true, catchUpRounds: 1 },
    network: { latencyMs: 10 },
    timers: { scriptMs: { S1: [100] } },
  });
  const actions = [
    change(125, 1, { kind: 'addServer', server: 4 }),
    change(300, 2, { kind: 'addServer', server: 4 }),
    change(350, 1, { kind: 'setVoters', voters: [1, 2, 3, 4, 5] }),
    change(400, 1, { kind: 'addLearner', server: 4 }),
    change(405, 1, { kind: 'promote', server: 4 }),
    change(500, 1, { kind: 'promote', server: 4 }),
    change(700, 1, { kind: 'demote', server: 3 }),
    { place: { atUs: 900_000 }, action: { do: 'crash', server: 5 } as const },
    change(950, 1, { kind: 'addServer', server: 5 }),
    {
      place: { atUs: 1_300_000 },
      action: { do: 'partition', groups: [[1], [2, 3, 4, 5]] } as const,
    },
    change(1320, 1, { kind: 'removeServer', server: 2 }),
    { place: { atUs: 2_500_000 }, action: { do: 'healAll' } as const },
    { place: { atUs: 2_600_000 }, action: { do: 'join', server: 6 } as const },
    ...[1, 2, 4].flatMap((server) => [
      change(3500, server, { kind: 'removeServer', server }),
      { place: { atUs: 4_000_000 + server * 1000 }, action: { do: 'fireTimer', server, timer: 0 } as const },
    ]),
  ];
  const timeline = Timeline.of({ ...spec, actions });
  timeline.extendTo({ atUs: 4_500_000 });
  return eventsOf(timeline);
}

function eventsOf(timeline: Timeline): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  timeline.visitEvents(0, timeline.steps, (_, some) => events.push(...some));
  return events;
}

function eventsOfSeed(seed: number, switches: Scenario['raft'] = {}): readonly TraceEvent[] {
  const placed = actions.map(([atMs, action]) => ({ place: { atUs: atMs * 1000 }, action }));
  let timeline = Timeline.of({
    ...toSpec({ ...scenario, seed, raft: { ...scenario.raft, ...switches } }),
    actions: placed,
  });
  timeline.extendTo({ atUs: 2_500_000 });
  timeline = withMessageActions(timeline);
  return eventsOf(timeline);
}

/** Holds, releases, delays, duplicates and drops a message, each as soon as there is one. */
function withMessageActions(timeline: Timeline): Timeline {
  let next = timeline;
  for (const what of ['hold', 'release', 'delay', 'duplicate', 'drop'] as const) {
    const { from, to, ordinal, copy } = what === 'release' ? heldMessage(next) : nextMessage(next);
    const message = { from, to, ordinal, copy };
    const action: ClusterAction = what === 'delay' ? { do: what, message, byUs: 3000 } : { do: what, message };
    next = next.branch(next.steps, [{ place: { afterStep: next.steps }, action }]);
    next.extendTo({ steps: next.steps + 1 });
  }
  return next;
}

function heldMessage(timeline: Timeline): ClusterEnvelope {
  return at(timeline.worldAt(timeline.steps).held, 0);
}

/** Plays on until a message is on its way that will arrive. */
function nextMessage(timeline: Timeline): ClusterEnvelope {
  for (let tries = 0; tries < 1000; tries++) {
    timeline.extendTo({ steps: timeline.steps + 1 });
    for (const item of timeline.worldAt(timeline.steps).queue) {
      if (item.kind === 'envelope' && !item.doomed) return item;
    }
  }
  throw new Error('no message was sent in 1000 steps');
}

/** What every small protocol does in its scenes. */
export async function sampleLessons(): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  for (const { id, variants = [] } of SCENES) {
    for (const variant of [null, ...variants.map((entry) => entry.id)]) {
      const scene = await openScene(id, variant);
      if (!scene.ok || scene.value.lesson === undefined) continue;
      const timeline = Timeline.of(toSpec(scene.value));
      timeline.extendTo({ atUs: 2_500_000 });
      events.push(...eventsOf(timeline));
    }
  }
  return events;
}
