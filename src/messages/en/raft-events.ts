import { assertNever } from '../../base/assert.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import type { ClusterNote } from '../../cluster/types.ts';
import type { FactOf, Scene, Tellers } from '../types.ts';
import { commandOf, orderOf, reasonOf } from './event-words.ts';
import { lessonEvent } from './lessons.ts';
import { membershipEvents } from './membership-events.ts';
import { readEvents } from './read-events.ts';
import { sessionEvents } from './session-events.ts';
import { snapshotEvents } from './snapshot-events.ts';
import { transferEvents } from './transfer-events.ts';
import { count, indexes, resultOf } from './words.ts';

function roleSentence(fact: FactOf<'RoleChanged'>, scene: Scene): readonly [string, string] {
  const { from, to, term, edge } = fact;
  const { who } = scene;
  if (to === 'pre-candidate') return preVoteSentence(fact, scene);
  switch (edge) {
    case 'timesOut':
      return [
        `${who} stands for election`,
        `${who} heard from no leader in time and stands for election in term ${term}.`,
      ];
    case 'timesOutAgain':
      return [`${who} stands again`, `Nobody won in time. ${who} tries again in term ${term}.`];
    case 'winsPreVotes':
      return [
        `${who} stands for election`,
        `A majority would vote for ${who}: it stands for election in term ${term}. Pre-votes do not count in it.`,
      ];
    case 'toldToStand':
      return [
        `${who} stands as it was told to`,
        `The leader told ${who} to take over: it stands for election in term ${term}, without waiting.`,
      ];
    case 'wins':
      return [`${who} leads term ${term}`, `${who} has a majority of the votes and leads term ${term}.`];
    case 'discoversLeader':
      return [`${who} accepts the leader`, `Term ${term} has a leader: ${who} stops standing and follows it.`];
    case 'discoversNewTerm':
      return [`${who} steps back`, `${who} hears of term ${term}. It is no ${from} any more, but a ${to}.`];
    case 'stepsDown':
      return [`${who} steps down`, `${who} gives up leadership in term ${term}.`];
    default:
      return assertNever(edge);
  }
}

function preVoteSentence({ edge, term }: FactOf<'RoleChanged'>, { who }: Scene): readonly [string, string] {
  return edge === 'timesOut'
    ? [
        `${who} asks for pre-votes`,
        `${who} heard from no leader in time. It stays in term ${term} and asks who would vote for it in the next one.`,
      ]
    : [
        `${who} asks for pre-votes again`,
        `No majority came together in time. ${who} asks again, still in term ${term}.`,
      ];
}

function commitSentence(fact: FactOf<'CommitDecided'>, { who }: Scene): readonly [string, string] {
  const { from, to, decision } = fact;
  const { index } = decision.values;
  if (from === to) {
    return [
      `${who} does not commit index ${index}`,
      `${who} knows index ${index} on a majority, but may not commit it yet.`,
    ];
  }
  if (to < from)
    return [`${who}’s commitIndex goes back to ${to}`, `${who} takes commitIndex back from ${from} to ${to}.`];
  const what = indexes(from + 1, to);
  return decision.rule === 'P49'
    ? [`${who} commits ${what}`, `${who} commits ${what}: a majority of servers stores it.`]
    : [`${who} learns of the commit of ${what}`, `${who} learns from the leader that ${what} is committed.`];
}

export const raftEvents: Tellers<Exclude<ClusterNote['type'], ClientFact | 'EditedByHand' | 'EditRefused'>> = {
  Did: lessonEvent,
  ...readEvents,
  ...sessionEvents,
  ...snapshotEvents,
  TermChanged: ({ from, to }, { who }) => [`${who} enters term ${to}`, `${who} goes from term ${from} to term ${to}.`],
  RoleChanged: roleSentence,
  VoteDecided: ({ candidate, granted }, { who, name }) =>
    granted
      ? [`${who} grants its vote to ${name(candidate)}`, `${who} grants its vote to ${name(candidate)}.`]
      : [`${who} refuses its vote to ${name(candidate)}`, `${who} does not vote for ${name(candidate)}.`],
  VoteCounted: ({ voter, granted, votes, needed }, { who, self, name }) => {
    if (!granted) {
      return [
        `${who} is refused by ${name(voter)}`,
        `${name(voter)} refuses its vote to ${who}, which has ${votes} of the ${needed} votes it needs.`,
      ];
    }
    const whose = voter === self ? 'its own vote' : `the vote of ${name(voter)}`;
    return [`${who} counts ${whose}`, `${who} counts ${whose}. It has ${votes} of the ${needed} votes it needs.`];
  },
  PreVoteDecided: ({ candidate, granted }, { who, name }) =>
    granted
      ? [`${who} grants a pre-vote to ${name(candidate)}`, `${who} would vote for ${name(candidate)}, and says so.`]
      : [`${who} refuses a pre-vote to ${name(candidate)}`, `${who} would not vote for ${name(candidate)} now.`],
  PreVoteCounted: ({ voter, granted, votes, needed }, { who, self, name }) => {
    const has = `It has ${votes} of the ${needed} pre-votes it needs.`;
    if (!granted) return [`${who} is refused by ${name(voter)}`, `${name(voter)} would not vote for ${who}. ${has}`];
    const whose = voter === self ? 'its own pre-vote' : `the pre-vote of ${name(voter)}`;
    return [`${who} counts ${whose}`, `${who} counts ${whose}. ${has}`];
  },
  CandidateIgnored: ({ candidate }, { who, name }) => [
    `${who} ignores ${name(candidate)}`,
    `${name(candidate)} asks for a vote, but ${who} is in contact with a leader: it neither answers nor takes over the term.`,
  ],
  StaleRequestRefused: ({ from }, { who, name }) => [
    `${who} refuses an old request of ${name(from)}`,
    `${name(from)}’s request is of an older term: ${who} refuses it and tells the newer term.`,
  ],
  StaleResponseIgnored: ({ from }, { who, name }) => [
    `${who} ignores an old answer of ${name(from)}`,
    `The answer of ${name(from)} comes too late to mean anything: ${who} ignores it.`,
  ],
  ConsistencyChecked: ({ leader, matched, decision }, { who, name }) => {
    const { prevLogIndex } = decision.values;
    return matched
      ? [
          `${who} hears from ${name(leader)}`,
          prevLogIndex === 0
            ? `${who} hears from its leader ${name(leader)}.`
            : `${who} hears from its leader ${name(leader)}: their logs match up to index ${prevLogIndex}.`,
        ]
      : [
          `${who} rejects what ${name(leader)} sends`,
          `${who}’s log does not match ${name(leader)}’s at index ${prevLogIndex}, so it takes nothing.`,
        ];
  },
  LogTruncated: ({ fromIndex, removed }, { who }) => [
    `${who} removes ${indexes(fromIndex, fromIndex + removed.length - 1)}`,
    `${who} removes ${count(removed.length, 'entry', 'entries')} from index ${fromIndex} on: the leader has something else there.`,
  ],
  WriteSuperseded: ({ lastIndex }, { who }) => [
    `${who} learns nothing from an old write`,
    `A write up to index ${lastIndex} is done, but by now ${who}’s log has been replaced there: it says nothing about what stands there today.`,
  ],
  LeaderHeard: ({ leader, term }, { who, name }) => [
    `${who} knows ${name(leader)} as its leader`,
    `${name(leader)} speaks as the leader of term ${term}: ${who} follows it, and names it to clients.`,
  ],
  EntriesDurable: ({ lastIndex }, { who }) => [
    `${who} has its log on disk up to index ${lastIndex}`,
    `A write up to index ${lastIndex} is done: what stands there survives a crash of ${who}.`,
  ],
  EntriesAppended: ({ firstIndex, count: number }, { who }) => [
    `${who} appends ${indexes(firstIndex, firstIndex + number - 1)}`,
    `${who} appends ${count(number, 'entry', 'entries')} to its log, at ${indexes(firstIndex, firstIndex + number - 1)}.`,
  ],
  CommitDecided: commitSentence,
  MatchAdvanced: ({ follower, to }, { who, name }) => [
    `${who} learns that ${name(follower)} has index ${to}`,
    `${who} now knows that ${name(follower)} stores its log up to index ${to}.`,
  ],
  MatchKept: ({ follower, to }, { who, name }) => [
    `${who} hears again that ${name(follower)} has index ${to}`,
    `${name(follower)}’s answer says nothing new: ${who} knew that it stores its log up to index ${to}.`,
  ],
  BatchSent: ({ follower, firstIndex, count: number }, { who, name }) => {
    const what = indexes(firstIndex, firstIndex + number - 1);
    return [
      `${who} has ${what} for ${name(follower)}`,
      `${who} sends ${name(follower)} ${what}, as soon as what the message depends on is durable.`,
    ];
  },
  NextIndexLowered: ({ follower, from, to }, { who, name }) => [
    `${who} goes back to index ${to} for ${name(follower)}`,
    `${name(follower)}’s log differs before index ${from}: ${who} tries again from index ${to}.`,
  ],
  FlowChanged: ({ follower, to }, { who, name }) =>
    to === 'replicate'
      ? [
          `${who} sends to ${name(follower)} in a pipeline`,
          `${who} knows where ${name(follower)}’s log ends, and sends on without waiting for answers.`,
        ]
      : [
          `${who} probes ${name(follower)}`,
          `${who} sends ${name(follower)} one request at a time, until it knows what has arrived.`,
        ],
  WindowFull: ({ follower }, { who, name }) => [
    `${who} waits for ${name(follower)}`,
    `As much as may be is under way to ${name(follower)}: ${who} sends on when something is acknowledged.`,
  ],
  StaleRejectionIgnored: ({ from }, { who, name }) => [
    `${who} ignores an old rejection of ${name(from)}`,
    `${name(from)}’s rejection answers a question that ${who} no longer asks.`,
  ],
  CommandRefused: ({ leaderHint, decision }, { who, name }) => [
    `${who} refuses a command`,
    decision.rule === 'P86'
      ? `${who} hands its leadership over and takes no commands meanwhile.`
      : leaderHint === null
        ? `${who} is not the leader and knows none: the command is refused.`
        : `${who} is not the leader: it sends the client on to ${name(leaderHint)}.`,
  ],
  ...transferEvents,
  OrderRefused: ({ order }, scene) => [
    `${scene.who} refuses an order`,
    `${scene.who} does not ${orderOf(order, scene)}.`,
  ],
  ...membershipEvents,
  Applied: ({ index, command, result }, { who }) => [
    `${who} applies index ${index}`,
    command.kind === 'noop'
      ? `${who} applies index ${index}, the no-op: nothing changes.`
      : command.kind === 'configuration'
        ? `${who} applies index ${index}, ${commandOf(command)}: it was in use already, now it is committed.`
        : `${who} applies index ${index}, ${commandOf(command)}: ${resultOf(result)}.`,
  ],
};

type ClientFact =
  | 'OperationStarted'
  | 'OperationRedirected'
  | 'OperationRetried'
  | 'OperationRests'
  | 'OperationFinished';

export const clientEvents: Tellers<ClientFact> = {
  OperationStarted: ({ operation, to }, { who, name }) => [
    `${who} asks for “${formatOperation(operation)}”`,
    `${who} asks ${name(to)} for “${formatOperation(operation)}”.`,
  ],
  OperationRedirected: ({ to }, { who, name }) => [
    `${who} turns to ${name(to)}`,
    `${who} was told that ${name(to)} leads, and asks there.`,
  ],
  OperationRetried: ({ to, retries }, { who, name }) => [
    `${who} tries ${name(to)}`,
    `${who} got no answer and asks again, ${name(to)} this time: retry ${retries}. The first attempt may still be carried out.`,
  ],
  OperationRests: ({ reason }, { who }) => [
    `${who} waits before it asks again`,
    `The attempt came to nothing: ${reasonOf(reason)}. ${who} waits a little and asks again.`,
  ],
  OperationFinished: ({ operation }, { who }) => {
    const text = `“${formatOperation(operation.operation)}”`;
    if (operation.outcome === 'ok' && operation.result !== null) {
      return [`${who} has its answer`, `${who} has the answer to ${text}: ${resultOf(operation.result)}.`];
    }
    return operation.outcome === 'failed'
      ? [`${who}’s request fails`, `${text} failed for certain: ${reasonOf(operation.reason)}.`]
      : [`${who}’s request ends as unknown`, `The outcome of ${text} is unknown: ${reasonOf(operation.reason)}.`];
  },
};
