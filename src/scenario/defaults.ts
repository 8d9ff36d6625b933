import type { Scenario } from './types.ts';

/** What a first visit shows: five servers, "paper basics". With this seed S1 is elected first, early. */
export const defaultScenario: Scenario = {
  raftlight: 1,
  title: 'Five servers',
  seed: 10,
  servers: 5,
  clients: 1,
  raft: { electionTimeoutMs: [150, 300], heartbeatMs: 50, maxEntriesPerAppend: 100, clientTimeoutMs: 1000 },
  network: { latencyMs: [10, 15] },
};
