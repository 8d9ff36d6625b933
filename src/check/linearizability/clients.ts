import type { ClientMember, ClusterPlacedAction, ClusterSpec, Run, World } from '../../cluster/types.ts';
import type { Violation } from '../violation.ts';
import { historyOf } from './history.ts';
import { checkLinearizable, type Verdict } from './linearizability.ts';

function clientsOf({ hosts }: Pick<World, 'hosts'>): ClientMember[] {
  return hosts.flatMap(({ state }) => (state.kind === 'client' ? [state] : []));
}

/** Whether what the clients of a world have seen so far is linearizable. A local read may be stale (P134): it is left out. */
function judgeClients(world: Pick<World, 'hosts'>): Verdict {
  return checkLinearizable(historyOf(clientsOf(world)).filter(({ read }) => read !== 'local'));
}

/** Nothing brings a command to servers twice: neither its client nor the network (P124). */
function isNothingSentTwice({ raft, links, actions }: ClusterSpec): boolean {
  const doubles = ({ action }: ClusterPlacedAction): boolean =>
    action.do === 'duplicate' || (action.do === 'setLink' && (action.change.duplicatePpm ?? 0) > 0);
  return raft.clientRetries === 0 && links.every(({ duplicatePpm }) => duplicatePpm === 0) && !actions.some(doubles);
}

/**
 * I15, at the end of a run: where commands are promised to run once, or come no more than once, what clients saw must be
 * linearizable. Else a command that comes twice may run twice (P124), and nothing is broken.
 */
export function checkClients(spec: ClusterSpec, run: Run): readonly Violation[] {
  if (spec.raft.sessions === 'off' && !isNothingSentTwice(spec)) return [];
  const { verdict, key } = judgeClients(run);
  if (verdict !== 'violated') return [];
  return [{ invariant: 'I15', step: run.step, atUs: run.nowUs, servers: [], values: { key } }];
}
