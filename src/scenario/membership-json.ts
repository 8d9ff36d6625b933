import type { ConfigurationChange } from '../raft/change.ts';
import { knownAddress, nameOf } from './names.ts';
import type { ActionJson, ChangeJson } from './types.ts';

export function changeFromJson(json: ChangeJson): ConfigurationChange {
  switch (json.do) {
    case 'addServer':
    case 'addLearner':
      return { kind: json.do, server: knownAddress(json.add) };
    case 'removeServer':
      return { kind: json.do, server: knownAddress(json.remove) };
    case 'promote':
      return { kind: json.do, server: knownAddress(json.learner) };
    case 'demote':
      return { kind: json.do, server: knownAddress(json.voter) };
    case 'changeConfiguration':
      return { kind: 'setVoters', voters: json.voters.map(knownAddress) };
  }
}

/** The inverse of `changeFromJson`. */
export function changeToJson(server: string, change: ConfigurationChange): Extract<ActionJson, ChangeJson> {
  switch (change.kind) {
    case 'addServer':
    case 'addLearner':
      return { do: change.kind, server, add: nameOf(change.server) };
    case 'removeServer':
      return { do: change.kind, server, remove: nameOf(change.server) };
    case 'promote':
      return { do: change.kind, server, learner: nameOf(change.server) };
    case 'demote':
      return { do: change.kind, server, voter: nameOf(change.server) };
    case 'setVoters':
      return { do: 'changeConfiguration', server, voters: change.voters.map(nameOf) };
  }
}

/** The servers that such an action names besides the one that is told, by their member. */
export function serversIn(json: ChangeJson): readonly (readonly [member: string, names: readonly string[]])[] {
  switch (json.do) {
    case 'addServer':
    case 'addLearner':
      return [['add', [json.add]]];
    case 'removeServer':
      return [['remove', [json.remove]]];
    case 'promote':
      return [['learner', [json.learner]]];
    case 'demote':
      return [['voter', [json.voter]]];
    case 'changeConfiguration':
      return [['voters', json.voters]];
  }
}
