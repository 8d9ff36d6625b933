import { formatMs } from '../base/time.ts';
import { formatCommand } from '../cluster/command-text.ts';
import type { ClusterHost, World } from '../cluster/types.ts';
import type { Durable, Server } from '../raft/server.ts';
import { labelOfAddress, nameOf, nameOfMessage } from '../scenario/names.ts';
import type { Scenario } from '../scenario/types.ts';
import { messagesInFlight } from '../sim/world.ts';
import { messageFields, nameOrNull } from './state-json.ts';

/** Every server with the names of the paper, and the messages in flight, as `--state` prints them. */
export function stateText(scenario: Scenario, world: World): string {
  const servers = world.hosts.flatMap((host) => serverLines(scenario, host));
  const messages = messagesInFlight(world).map((envelope) => {
    const when = envelope.held
      ? 'held'
      : `${envelope.doomed ? 'lost at' : 'arrives at'} ${formatMs(envelope.dueAtUs)} ms`;
    return `  ${nameOfMessage(envelope)} ${envelope.message.type} (${messageFields(envelope)}) ${when}`;
  });
  const title = messages.length === 0 ? 'no messages in flight' : 'messages in flight';
  return [...servers, title, ...messages].join('\n');
}

function serverLines(scenario: Scenario, host: ClusterHost): string[] {
  if (host.state.kind !== 'server') return [];
  const { raft, machine } = host.state;
  const name = nameOf(host.address);
  const label = labelOfAddress(scenario, host.address);
  const standing = host.up ? `${raft.role}${host.paused ? ' (paused)' : ''}` : 'down';
  const contents = [...machine.contents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`);
  return [
    `${name}${label === name ? '' : ` "${label}"`} ${standing}`,
    `  ${durableText(raft)}, commitIndex ${raft.commitIndex}, lastApplied ${raft.lastApplied}, leaderId ${nameOrNull(raft.leaderId) ?? 'none'}`,
    ...roleLines(raft),
    `  log ${logText(raft)}`,
    `  kv ${contents.length === 0 ? '(empty)' : contents.join(' ')}`,
    ...diskLines(raft, host),
  ];
}

function durableText({ currentTerm, votedFor }: Durable): string {
  return `currentTerm ${currentTerm}, votedFor ${nameOrNull(votedFor) ?? 'none'}`;
}

/** `1:1 set x 3` is index 1, term 1. */
function logText({ log }: Durable): string {
  const entries = log
    .toArray()
    .map(({ term, command }, place) => `${log.baseIndex + place + 1}:${term} ${formatCommand(command)}`);
  return entries.length === 0 ? '(empty)' : entries.join(' | ');
}

function roleLines(server: Server): string[] {
  const byPeer = (values: readonly number[]): string =>
    server.configuration.voters
      .filter((id) => id !== server.id)
      .map((id) => `${nameOf(id)}=${values[id] ?? 0}`)
      .join(' ');
  switch (server.role) {
    case 'follower':
      return [];
    case 'pre-candidate':
      return [`  preVotesGranted ${server.preVotesGranted.map(nameOf).join(' ')}`];
    case 'candidate':
      return [`  votesGranted ${server.votesGranted.map(nameOf).join(' ') || 'none'}`];
    case 'leader':
      return [`  nextIndex ${byPeer(server.nextIndex)}`, `  matchIndex ${byPeer(server.matchIndex)}`];
  }
}

/** The disk is worth a line only where it differs from memory. */
function diskLines(raft: Server, { disk, writes }: ClusterHost): string[] {
  if (disk === null) return [];
  const same =
    disk.currentTerm === raft.currentTerm && disk.votedFor === raft.votedFor && logText(disk) === logText(raft);
  const pending = writes.length === 0 ? '' : `, ${writes.length} writes under way`;
  return same && pending === '' ? [] : [`  disk ${durableText(disk)}, log ${logText(disk)}${pending}`];
}
