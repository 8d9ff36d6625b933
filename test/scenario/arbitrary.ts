import fc from 'fast-check';
import { SWITCHES, type Switch } from '../../src/raft/switches.ts';
import { FACT_FIELDS, type FieldKind } from '../../src/scenario/facts.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { PlacedActionJson, Scenario } from '../../src/scenario/types.ts';

/** Scenarios of every shape, for properties. Their servers are S1 to S3 and their clients C1 and C2. */

const server = fc.constantFrom('S1', 'S2', 'S3');
const client = fc.constantFrom('C1', 'C2');
const ms = fc.integer({ min: 0, max: 5_000_000 }).map((us) => us / 1000);
const positiveMs = fc.integer({ min: 1, max: 5_000_000 }).map((us) => us / 1000);
const rangeOf = (value: fc.Arbitrary<number>) =>
  fc.oneof(
    value,
    fc.tuple(value, value).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  );
const percent = fc.integer({ min: 0, max: 1_000_000 }).map((ppm) => ppm / 10_000);
const operation = fc.constantFrom('set x 3', 'get x', 'add x -1', 'delete y', 'cas x 3 4', 'run shl', 'set z abc');
const entry = fc.oneof(
  fc.integer({ min: 1, max: 4 }),
  fc.record({ term: fc.integer({ min: 1, max: 4 }), command: fc.oneof(operation, fc.constant('no-op')) }),
);
const termOf = (value: number | { term: number }): number => (typeof value === 'number' ? value : value.term);
const log = fc.array(entry, { maxLength: 6 }).map((entries) => entries.sort((a, b) => termOf(a) - termOf(b)));
const optional = { requiredKeys: [] };

const switchValue = (choice: Switch): fc.Arbitrary<string | number | boolean> => {
  if (choice.kind === 'flag') return fc.boolean();
  if (choice.kind === 'choice') return fc.constantFrom(...choice.options);
  return fc.integer({ min: choice.least, max: choice.most });
};
const switches = Object.fromEntries(
  Object.entries<Switch>(SWITCHES).map(([name, choice]) => [name, switchValue(choice)] as const),
);

const fieldValue: { readonly [K in FieldKind]: fc.Arbitrary<string | number | boolean | null> } = {
  address: server,
  timer: fc.constantFrom('election', 'heartbeat'),
  number: fc.integer({ min: 0, max: 9 }),
  text: fc.constantFrom('leader', 'follower'),
  flag: fc.boolean(),
};
const kinds: [string, { readonly [field: string]: FieldKind }][] = Object.entries(FACT_FIELDS);
const when = fc.constantFrom(...kinds).chain(([type, fields]) =>
  fc
    .record(
      {
        server,
        nth: fc.integer({ min: 1, max: 3 }),
        ...Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, fieldValue[kind]])),
      },
      optional,
    )
    .map((members) => ({ type, ...members })),
);
const place = fc.oneof(fc.record({ at: ms }), fc.record({ afterStep: fc.nat(100) }), fc.record({ when }));

const ends = fc
  .constantFrom(['S1', 'S2'], ['S2', 'S3'], ['S3', 'C1'], ['C2', 'S1'])
  .map(([from = '', to = '']) => ({ from, to }));
const write = fc.oneof(rangeOf(ms), fc.record({ range: rangeOf(ms), slowPercent: percent, slowMs: rangeOf(ms) }));
const road = { latencyMs: rangeOf(ms), lossPercent: percent, duplicatePercent: percent };
const message = fc.constantFrom('S1>S2#1', 'S2>S1#12.3', 'C1>S3#4');
const ratePpm = fc.oneof(fc.constant(1_000_000), fc.integer({ min: 100_000, max: 10_000_000 }));
const timer = fc.constantFrom('election', 'heartbeat');
const action = fc.oneof(
  fc.record({ do: fc.constantFrom('crash', 'restart', 'pause', 'resume', 'wipe'), server }),
  fc
    .tuple(ends, fc.record({ do: fc.constantFrom('cut', 'heal'), both: fc.boolean() }, { requiredKeys: ['do'] }))
    .map(([a, b]) => ({ ...a, ...b })),
  fc
    .constantFrom([['S1'], ['S2', 'S3']], [['S1', 'S2', 'S3']], [['S3'], [], ['S2', 'S1']])
    .map((groups) => ({ do: 'partition', groups })),
  fc.constant({ do: 'healAll' }),
  fc
    .tuple(ends, fc.record({ ...road, both: fc.boolean(), scriptMs: fc.array(ms, { maxLength: 3 }) }, optional))
    .map(([a, b]) => ({ do: 'setLink', ...a, ...b })),
  fc.record({ do: fc.constantFrom('drop', 'hold', 'release', 'deliver', 'duplicate'), message }),
  fc.record({ do: fc.constant('delay'), message, byMs: ms }),
  fc.record({ do: fc.constantFrom('fireTimer', 'freezeTimer', 'unfreezeTimer'), server, timer }),
  fc.record({ do: fc.constant('setClock'), server, ratePpm }),
  fc.record({ do: fc.constant('takeMessage'), message }),
  fc.record({ do: fc.constant('takeTimer'), host: fc.constantFrom('S1', 'C2'), timer }),
  fc.record({ do: fc.constant('takeWrite'), server, write: fc.integer({ min: 1, max: 9 }) }),
  fc
    .record(
      {
        currentTerm: fc.nat(9),
        votedFor: fc.option(server),
        log: fc.record({ index: fc.integer({ min: 1, max: 9 }), entry: fc.option(entry) }),
        commitIndex: fc.nat(9),
        lastApplied: fc.nat(9),
        role: fc.constantFrom('follower', 'candidate', 'leader'),
        leaderId: fc.option(server),
        votes: fc.uniqueArray(server),
        nextIndex: fc.constantFrom({ S1: 2 }, { S2: 1, S3: 4 }),
        matchIndex: fc.constantFrom({ S1: 0 }, { S2: 1, S3: 4 }),
        contents: fc.constantFrom({ x: 3 }, { y: null, z: 'abc' }),
      },
      optional,
    )
    .filter((values) => Object.keys(values).length > 0)
    .map((values) => ({ do: 'edit', server: 'S2', ...values })),
  fc.record({ do: fc.constant('snapshot'), server }),
  fc.record({ do: fc.constant('transfer'), server, to: server }),
  fc.record(
    { do: fc.constant('submit'), client, command: operation, server },
    { requiredKeys: ['do', 'client', 'command'] },
  ),
  fc.record(
    {
      do: fc.constant('submit'),
      client,
      command: fc.constant('get x'),
      server,
      read: fc.constantFrom('log', 'readIndex', 'lease', 'local'),
    },
    { requiredKeys: ['do', 'client', 'command'] },
  ),
);

export const anyPlacedAction = fc
  .tuple(place, action)
  .map(([where, what]) => ({ ...where, ...what }) as PlacedActionJson);

const state = fc.record(
  {
    currentTerm: fc.constant(4),
    votedFor: server,
    log,
    role: fc.constantFrom('follower', 'candidate', 'leader'),
    leaderId: server,
    snapshot: fc.record(
      {
        lastIndex: fc.integer({ min: 1, max: 9 }),
        lastTerm: fc.constant(1),
        contents: fc.constantFrom({}, { y: 2, x: 'a' }),
      },
      { requiredKeys: ['lastIndex', 'lastTerm'] },
    ),
    down: fc.boolean(),
  },
  { requiredKeys: ['currentTerm'] },
);

/** Makes a random state one that a server with this id can have. */
function fitting(
  id: string,
  raw: { role?: string; votedFor?: string; leaderId?: string; down?: boolean; currentTerm: number },
) {
  const { role = 'follower', votedFor, leaderId, ...common } = raw;
  if (raw.down === true) return { ...common, ...(votedFor !== undefined && { votedFor }) };
  if (role === 'leader')
    return { ...common, role, votes: ['S1', 'S2', 'S3'], nextIndex: { [id === 'S1' ? 'S2' : 'S1']: 1 } };
  if (role === 'candidate') return { ...common, role, votedFor: id, votes: [id] };
  return { ...common, role, ...(votedFor !== undefined && { votedFor }), ...(leaderId !== undefined && { leaderId }) };
}

const servers = fc.oneof(
  fc.constant(3),
  fc
    .tuple(
      fc.option(state, { nil: undefined }),
      fc.option(state, { nil: undefined }),
      fc.option(state, { nil: undefined }),
    )
    .map((states) =>
      states.map((raw, index) => ({
        id: `S${index + 1}`,
        ...(index === 1 && { label: 'L' }),
        ...(index === 2 && { raft: { preVote: true, checkQuorum: false } }),
        ...(raw !== undefined && { state: fitting(`S${index + 1}`, raw) }),
      })),
    ),
);

const term = fc.constant(4);
const messages = fc.array(
  fc
    .oneof(
      fc.record(
        { type: fc.constant('RequestVoteRequest'), term, candidateId: server, lastLogIndex: fc.nat(5) },
        { requiredKeys: ['type', 'term'] },
      ),
      fc.record({ type: fc.constant('RequestVoteResponse'), term, voteGranted: fc.boolean() }),
      fc.record(
        {
          type: fc.constant('AppendEntriesRequest'),
          term,
          leaderId: server,
          entries: log,
          leaderCommit: fc.nat(3),
          prevLogIndex: fc.nat(3),
        },
        { requiredKeys: ['type', 'term'] },
      ),
      fc.record(
        {
          type: fc.constant('AppendEntriesResponse'),
          term,
          success: fc.boolean(),
          matchIndex: fc.nat(3),
          conflict: fc.record({ term: fc.nat(3), index: fc.nat(4) }, { requiredKeys: ['index'] }),
        },
        { requiredKeys: ['type', 'term', 'success'] },
      ),
    )
    .map((content) => ({ from: 'S1', to: 'S2', ...content })),
  { maxLength: 3 },
);

const text = fc.record({ en: fc.string({ maxLength: 20 }).map((value) => value.replace(/\p{Cc}/gu, '')) });

export const anyScenario: fc.Arbitrary<Scenario> = fc
  .record(
    {
      servers,
      clients: fc.constant(2),
      title: fc.constantFrom('', 'A title'),
      seed: fc.integer({ min: 0, max: 0xffffffff }),
      messages,
      raft: fc.record(
        {
          electionTimeoutMs: rangeOf(positiveMs),
          heartbeatMs: positiveMs,
          ...switches,
          clientTimeoutMs: positiveMs,
        },
        optional,
      ),
      broken: fc.uniqueArray(fc.constantFrom('voteTwice', 'commitOldTerm', 'alwaysTruncate')),
      network: fc.record(
        {
          ...road,
          links: fc.uniqueArray(
            fc
              .tuple(
                ends,
                fc.record({ ...road, cut: fc.boolean(), scriptMs: fc.array(ms, { maxLength: 3 }) }, optional),
              )
              .map(([a, b]) => ({ ...a, ...b })),
            { maxLength: 3, selector: (link) => link.from },
          ),
        },
        optional,
      ),
      disks: fc.record({ writeMs: write, servers: fc.dictionary(server, write) }, optional),
      timers: fc.record(
        { frozen: fc.boolean(), scriptMs: fc.dictionary(server, fc.array(ms, { maxLength: 3 })) },
        optional,
      ),
      clocks: fc.dictionary(server, fc.record({ ratePpm })),
      holdMessages: fc.boolean(),
      actions: fc.array(anyPlacedAction, { maxLength: 8 }),
      beats: fc.array(fc.record({ afterStep: fc.nat(50), text }), { maxLength: 2 }),
      view: fc.record({ panels: fc.constant(['ring']), speed: fc.constant(0.1) }, optional),
    },
    { requiredKeys: ['servers', 'clients'] },
  )
  .map((members) => {
    const outcome = parseScenario({ raftlight: 1, ...members });
    if (!outcome.ok) throw new Error(`an arbitrary scenario is wrong: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  });
