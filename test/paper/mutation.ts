/** A way to break one item of the protocol: replaces text of the engine, which must stand there exactly once. */
export interface Mutation {
  readonly id: string;
  /** What the broken engine does. */
  readonly does: string;
  /** Of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** `rules('P21', what it does, find, replace)` is a mutation of src/raft/rules.ts, and so on. */
const at =
  (file: string) =>
  (id: string, does: string, find: string, replace: string): Mutation => ({ id, does, file, find, replace });
const raft = (name: string) => at(`src/raft/${name}.ts`);

export const rules = raft('rules');
export const server = raft('server');
export const term = raft('term');
export const election = raft('election');
export const leadership = raft('leadership');
export const append = raft('append');
export const checkQuorum = raft('check-quorum');
export const contact = raft('contact');
export const prevote = raft('prevote');
export const stickiness = raft('stickiness');
export const readIndex = raft('read-index');
export const serveRead = raft('serve-read');
export const rounds = raft('rounds');
export const lease = raft('lease');
export const transfer = raft('transfer');
export const timeoutNow = raft('timeout-now');
export const replication = raft('replication');
export const commit = raft('commit');
export const step = raft('step');
export const sending = raft('sending');
export const pipeline = raft('pipeline');
export const durability = raft('durability');
export const durableInvariant = at('src/check/invariants/i06-durable.ts');
export const writes = at('src/sim/writes.ts');
export const fate = at('src/sim/fate.ts');
export const log = raft('log');
export const replaceLog = raft('replace-log');
export const latest = raft('latest-configuration');
export const deciding = raft('deciding');
export const standing = raft('standing');
export const quorum = raft('quorum');
export const change = raft('change');
export const membership = raft('membership');
export const catchUp = raft('catch-up');
export const snapshotTaking = raft('snapshot-taking');
export const install = raft('install');
export const partial = raft('partial');
export const snapshotSending = raft('snapshot-sending');
export const snapshotAnswer = raft('snapshot-answer');
export const simulation = at('src/sim/simulation.ts');
export const timers = at('src/sim/timers.ts');
export const clock = at('src/sim/clock.ts');
export const actions = at('src/sim/actions.ts');
export const encode = at('src/cluster/encode.ts');
export const encodeParts = at('src/cluster/encode-parts.ts');
export const member = at('src/cluster/member.ts');
export const cluster = at('src/cluster/cluster.ts');
export const clientReads = at('src/cluster/reads.ts');
export const client = at('src/cluster/client.ts');
export const clientCall = at('src/cluster/client-call.ts');
export const clientErrand = at('src/cluster/client-errand.ts');
export const filter = at('src/cluster/filter.ts');
export const sessions = at('src/cluster/sessions.ts');
export const proposal = at('src/cluster/proposal.ts');
export const scanLog = raft('scan-log');
export const draw = at('src/base/draw.ts');
