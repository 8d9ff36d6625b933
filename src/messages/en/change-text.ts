import { assertNever } from '../../base/assert.ts';
import type { ConfigurationChange } from '../../raft/change.ts';
import type { Configuration } from '../../raft/configuration.ts';
import type { NameOf } from '../types.ts';

/** `S1`, `S1 and S2`, `S1, S2 and S3`. */
export function listOf(servers: readonly number[], name: NameOf): string {
  const names = servers.map(name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** Who votes by a configuration, and who else is in it. */
export function configurationText({ voters, learners, old }: Configuration, name: NameOf): string {
  const joint = old === null ? '' : `${listOf(old, name)} together with `;
  const also = learners.length === 0 ? '' : `, learning ${listOf(learners, name)}`;
  return `voting ${joint}${listOf(voters, name)}${also}`;
}

/** What an order asks for, as an infinitive: `add S4`. */
export function changeOf(change: ConfigurationChange, name: NameOf): string {
  switch (change.kind) {
    case 'addServer':
      return `add ${name(change.server)} as a voter`;
    case 'removeServer':
      return `remove ${name(change.server)}`;
    case 'addLearner':
      return `add ${name(change.server)} as a learner`;
    case 'promote':
      return `make the learner ${name(change.server)} a voter`;
    case 'demote':
      return `make the voter ${name(change.server)} a learner`;
    case 'setVoters':
      return `let ${listOf(change.voters, name)} vote and nobody else`;
    default:
      return assertNever(change);
  }
}
