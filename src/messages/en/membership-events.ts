import type { ChangeStatus } from '../../raft/change.ts';
import type { Tellers } from '../types.ts';
import { configurationText, listOf } from './change-text.ts';
import { ms } from './event-words.ts';
import { count } from './words.ts';

const ANSWERS: { readonly [S in ChangeStatus]: readonly [title: string, sentence: string] } = {
  OK: ['OK: the change is made', 'the new configuration is committed, and the change is made'],
  NOT_LEADER: ['NOT_LEADER: ask the leader', 'only a leader changes the configuration; nothing was changed'],
  TIMEOUT: ['TIMEOUT: the newcomer is too slow', 'the newcomer did not catch up in time; nothing was changed'],
  RETRY: ['RETRY: not now', 'the configuration cannot be changed just now; nothing was changed'],
  REFUSED: ['REFUSED: that cannot be done', 'the change is none that could be made here'],
  UNKNOWN: ['UNKNOWN: leadership lost', 'it has lost its office, and others may still complete the change'],
};

type MembershipFact =
  | 'ConfigurationAdopted'
  | 'ConfigurationRestored'
  | 'CatchUpStarted'
  | 'CatchUpRoundEnded'
  | 'ChangeAnswered';

export const membershipEvents: Tellers<MembershipFact> = {
  ConfigurationAdopted: ({ index, configuration }, { who, name }) => [
    `${who} uses the configuration of index ${index}`,
    `${who} uses the configuration of index ${index} from now on, committed or not: ${configurationText(configuration, name)}.`,
  ],
  ConfigurationRestored: ({ configuration }, { who, name }) => [
    `${who} returns to the configuration before`,
    `The entry with ${who}’s configuration is gone, so it returns to the one before: ${configurationText(configuration, name)}.`,
  ],
  CatchUpStarted: ({ servers, endIndex }, { who, name }) => [
    `${who} brings ${listOf(servers, name)} up to date`,
    `${who} sends its log to ${listOf(servers, name)}, in the first round up to index ${endIndex}. Until they have caught up they count nowhere.`,
  ],
  CatchUpRoundEnded: ({ round, tookUs, decision }, { who }) => [
    `${who} ends catch-up round ${round}`,
    `Round ${round} of ${count(Number(decision.values['rounds']), 'round', 'rounds')} took ${ms(tookUs)}.`,
  ],
  ChangeAnswered: ({ status, leaderHint }, { who, name }) => {
    const [title, sentence] = ANSWERS[status];
    const hint = leaderHint === null ? '' : `. It names ${name(leaderHint)} as the leader`;
    return [`${who} answers ${title}`, `${who} answers ${status}: ${sentence}${hint}.`];
  },
};
