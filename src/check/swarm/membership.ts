import type { ClusterAction, ClusterSpec, Run } from '../../cluster/types.ts';
import type { ConfigurationChange } from '../../raft/change.ts';
import { membersOf } from '../../raft/configuration.ts';
import type { ServerId } from '../../raft/messages.ts';
import type { Dice } from './dice.ts';

/**
 * How a cluster of the swarm changes its configuration, if it does: then some servers wait to be added. With stickiness,
 * as servers that were left out would depose every leader for ever (P104), and liveness could not be asked.
 */
export function drawMembership(spec: ClusterSpec, dice: Dice): ClusterSpec {
  const membership = dice.weighted<'off' | 'single' | 'joint'>([
    [2, 'off'],
    [1, 'single'],
    [1, 'joint'],
  ]);
  if (membership === 'off') return spec;
  const waiting = spec.configuration.filter(() => dice.chance(30));
  const configuration = spec.configuration.filter((id) => !waiting.includes(id));
  return {
    ...spec,
    configuration: configuration.length === 0 ? [1] : configuration,
    raft: {
      ...spec.raft,
      stickiness: true,
      membership,
      commitBeforeChange: true,
      catchUpRounds: dice.pick([0, 1, 3, 10]),
    },
  };
}

/** An order to change the configuration, mostly to a leader; null where nobody is told. */
export function drawChange(run: Run, spec: ClusterSpec, dice: Dice): ClusterAction | null {
  const servers = run.hosts.slice(0, spec.servers);
  const leaders = servers.filter(({ up, state }) => up && state.kind === 'server' && state.raft.role === 'leader');
  const { address, state } = dice.pick(leaders.length > 0 && dice.chance(90) ? leaders : servers);
  if (state.kind !== 'server') return null;
  const { configuration } = state.raft;
  const all = servers.map((host) => host.address);
  const members = membersOf(configuration);
  const change = drawKind(all, members, configuration.learners, dice);
  return { do: 'tell', address, order: { type: 'ChangeConfiguration', change } };
}

function drawKind(
  all: readonly ServerId[],
  members: readonly ServerId[],
  learners: readonly ServerId[],
  dice: Dice,
): ConfigurationChange {
  const outside = all.filter((id) => !members.includes(id));
  const of = (list: readonly ServerId[]): ServerId => dice.pick(list.length === 0 ? all : list);
  const kind = dice.weighted<ConfigurationChange['kind']>([
    [6, 'addServer'],
    [5, 'removeServer'],
    [4, 'addLearner'],
    [4, 'promote'],
    [2, 'demote'],
    [5, 'setVoters'],
  ]);
  switch (kind) {
    case 'addServer':
    case 'addLearner':
      return { kind, server: of(outside) };
    case 'promote':
      return { kind, server: of(learners) };
    case 'removeServer':
    case 'demote':
      return { kind, server: of(members) };
    case 'setVoters': {
      const voters = all.filter(() => dice.chance(60));
      return { kind, voters: voters.length === 0 ? [of(all)] : voters };
    }
  }
}
