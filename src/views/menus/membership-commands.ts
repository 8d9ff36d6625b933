import type { ClusterAction, ClusterHost } from '../../cluster/types.ts';
import type { ConfigurationChange } from '../../raft/change.ts';
import { isVoter } from '../../raft/configuration.ts';
import type { Address } from '../../sim/types.ts';
import { type Command, type CommandContext, command } from './command.ts';
import { leaderIn, serversOf } from './who.ts';

const MOST_SERVERS = 9;

function changesAt({ store }: CommandContext): boolean {
  return (store.scenario.raft?.membership ?? 'off') !== 'off';
}

/** Why the leader cannot be asked now; null when it can. */
function reasonAgainst({ world, text }: CommandContext): string | null {
  const leader = leaderIn(world);
  if (leader === null) return text.menus.why.noLeaderToAsk;
  return leader.host.paused ? text.menus.why.leaderPaused : null;
}

function asks({ world }: CommandContext, change: ConfigurationChange): ClusterAction[] {
  const leader = leaderIn(world);
  if (leader === null) return [];
  return [{ do: 'tell', address: leader.host.address, order: { type: 'ChangeConfiguration', change } }];
}

/** P94, P97: what the leader can be asked to do with a server. Not there unless the configuration can change. */
export function membershipCommands(host: ClusterHost, context: CommandContext): readonly Command[] {
  if (!changesAt(context)) return [];
  const { menus } = context.text;
  const server = host.address;
  const configuration = leaderIn(context.world)?.raft.configuration;
  const reason = reasonAgainst(context);
  const ask = (kind: Exclude<ConfigurationChange['kind'], 'setVoters'>, label: string): Command =>
    command(kind, label, () => context.store.act(...asks(context, { kind, server })), reason);
  if (configuration !== undefined && isVoter(configuration, server)) {
    return [ask('removeServer', menus.removeServer), ask('demote', menus.demote)];
  }
  if (configuration?.learners.includes(server) === true) {
    return [ask('promote', menus.promote), ask('removeServer', menus.removeServer)];
  }
  return [ask('addServer', menus.addServer), ask('addLearner', menus.addLearner)];
}

/** A server that was not there before starts, and the leader is asked to add it. */
export function newServerCommands(context: CommandContext): readonly Command[] {
  if (!changesAt(context)) return [];
  const { world, store, text } = context;
  const next: Address = serversOf(world).length + 1;
  const full = next > MOST_SERVERS ? text.menus.why.noMoreServers : null;
  const joins: ClusterAction = { do: 'join', server: next };
  const change: ConfigurationChange = { kind: 'addServer', server: next };
  return [
    command(
      'newServer',
      text.menus.newServer,
      () => store.act(joins, ...asks(context, change)),
      full ?? reasonAgainst(context),
    ),
    command('newWaitingServer', text.menus.newWaitingServer, () => store.act(joins), full),
  ];
}
