import type { ClientMember, ClusterSpec, Run, World } from '../../cluster/types.ts';
import type { Violation } from '../violation.ts';
import { historyOf } from './history.ts';
import { checkLinearizable, type Verdict } from './linearizability.ts';

function clientsOf({ hosts }: Pick<World, 'hosts'>): ClientMember[] {
  return hosts.flatMap(({ state }) => (state.kind === 'client' ? [state] : []));
}

/** Whether what the clients of a world have seen so far is linearizable. */
function judgeClients(world: Pick<World, 'hosts'>): Verdict {
  return checkLinearizable(historyOf(clientsOf(world)));
}

/**
 * I15, at the end of a run: where commands are promised to run once, what clients saw must be linearizable. Without that
 * promise a command that comes twice may run twice (P124), and nothing is broken.
 */
export function checkClients(spec: ClusterSpec, run: Run): readonly Violation[] {
  if (spec.raft.sessions === 'off') return [];
  const { verdict, key } = judgeClients(run);
  if (verdict !== 'violated') return [];
  return [{ invariant: 'I15', step: run.step, atUs: run.nowUs, servers: [], values: { key } }];
}
