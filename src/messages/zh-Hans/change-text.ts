import { assertNever } from '../../base/assert.ts';
import type { ConfigurationChange } from '../../raft/change.ts';
import type { Configuration } from '../../raft/configuration.ts';
import type { NameOf } from '../types.ts';

/** `S1`, `S1 和 S2`, `S1、S2 和 S3`. */
export function listOf(servers: readonly number[], name: NameOf): string {
  const names = servers.map(name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join('、')} 和 ${last}`;
}

/** Who votes by a configuration, and who else is in it. */
export function configurationText({ voters, learners, old }: Configuration, name: NameOf): string {
  const joint = old === null ? '' : `${listOf(old, name)}，连同 `;
  const also = learners.length === 0 ? '' : `；学习者 (learner) 为 ${listOf(learners, name)}`;
  return `投票者为 ${joint}${listOf(voters, name)}${also}`;
}

/** What an order asks for: `把 S4 加为投票者`. */
export function changeOf(change: ConfigurationChange, name: NameOf): string {
  switch (change.kind) {
    case 'addServer':
      return `把 ${name(change.server)} 加为投票者`;
    case 'removeServer':
      return `移除 ${name(change.server)}`;
    case 'addLearner':
      return `把 ${name(change.server)} 加为学习者`;
    case 'promote':
      return `把学习者 ${name(change.server)} 改为投票者`;
    case 'demote':
      return `把投票者 ${name(change.server)} 改为学习者`;
    case 'setVoters':
      return `只让 ${listOf(change.voters, name)} 投票`;
    default:
      return assertNever(change);
  }
}
