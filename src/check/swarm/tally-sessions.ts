import type { ClusterEnvelope, ClusterHost, ServerMember } from '../../cluster/types.ts';

type Situation = 'sessions opened' | 'sessions expired' | 'copies filtered' | 'commands of an expired session';

/** P125 to P128: what a step did to the sessions in the machine of a server. */
export function tallySessions(
  was: ServerMember,
  is: ServerMember,
  add: (situation: Situation, count: number) => void,
): void {
  const before = was.machine.sessions;
  const after = is.machine.sessions;
  if (before === after && after.size === 0) return;
  for (const id of after.keys()) if (!before.has(id)) add('sessions opened', 1);
  for (const id of before.keys()) if (!after.has(id)) add('sessions expired', 1);
  for (let index = was.raft.lastApplied + 1; index <= is.raft.lastApplied; index++) {
    const command = is.raft.log.entryAt(index)?.command;
    if (command?.kind !== 'client' || command.stamp === undefined) continue;
    const { session, sequence } = command.stamp;
    const response = after.get(session)?.responses.get(sequence);
    if (response === undefined) add('commands of an expired session', 1);
    else if (response.index !== index) add('copies filtered', 1);
  }
}

/** P126: a leader that scans its log did not append the command that it got. */
export function isCopyFound(
  { message }: ClusterEnvelope,
  { state: was }: ClusterHost,
  { state: is }: ClusterHost,
): boolean {
  if (message.type !== 'ClientRequest' || was.kind !== 'server' || is.kind !== 'server') return false;
  return is.raft.role === 'leader' && was.raft.log === is.raft.log && was.requests !== is.requests;
}
