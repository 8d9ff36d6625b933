import type { Fact } from '../../cluster/types.ts';
import type { MutationName } from '../../raft/config.ts';
import type { Decision, RuleId, RuleValue } from '../../raft/rules.ts';
import type { ComparedRow, Ruling, Scene } from '../types.ts';
import { inContact, lostQuorum } from './contact-ruling.ts';
import { overtakenWrite, pipelineRolledBack, windowFull } from './disk-ruling.ts';
import { membershipWords } from './membership-ruling.ts';
import { mutations } from './mutations.ts';
import { enoughPreVotes, preVoteRuling } from './prevote-ruling.ts';
import { appliedRead, confirmedRead, leaseRead, monotonicRead } from './read-ruling.ts';
import { copyKnown, sessionKnown, sessionOver } from './session-ruling.ts';
import {
  chunkInOrder,
  logBehindSnapshot,
  snapshotDue,
  snapshotNeeded,
  snapshotNow,
  snapshotOld,
} from './snapshot-ruling.ts';
import { caughtUp, handingOver, staleOrder, toldToStand, transferOrder, transferTime } from './transfer-ruling.ts';
import { compare, num, row, type Words } from './values.ts';
import { voteRuling } from './vote-ruling.ts';

type Values = Decision['values'];

/** The name of each rule and where it is written. */
export const ruleNames: { readonly [R in RuleId]: string } = {
  P9: 'A write that was overtaken, etcd',
  P12: 'Newer term rule, dissertation figure 3.1',
  P13: 'Old requests are refused, dissertation §3.3',
  P14: 'Old answers are ignored, TLA+ DropStaleResponse',
  P16: 'A candidate follows the leader of its term, dissertation §3.4',
  P17: 'Election timeout, dissertation figure 3.1',
  P21: 'Vote rule, dissertation §3.6.1',
  P23: 'Majority of votes, dissertation §3.4',
  P31: 'Consistency check, dissertation §3.5',
  P33: 'Conflict rule, dissertation figure 3.1',
  P35: 'Commit rule of followers, dissertation figure 3.1',
  P42: 'matchIndex moves forward only, TLA+ mmatchIndex',
  P43: 'Going back after a rejection, dissertation §3.5',
  P47: 'A pipeline is rolled back, dissertation §10.2.2',
  P48: 'The window of a pipeline, etcd',
  P49: 'Commit rule of leaders, dissertation §3.6.2',
  P61: 'A leader without a majority steps down, dissertation §6.2',
  P65: 'Majority of pre-votes, dissertation §9.6',
  P66: 'Pre-vote rule, dissertation §9.6',
  P76: 'In contact with a leader, dissertation §4.2.3',
  P130: 'ReadIndex, dissertation §6.4',
  P131: 'Applied up to the readIndex, dissertation §6.4',
  P132: 'Lease, dissertation §6.4.1',
  P133: 'Never back in time, dissertation §6.4.1',
  P80: 'The target of a transfer is up to date, dissertation §3.10',
  P81: 'A transfer takes an election timeout at most, dissertation §3.10',
  P82: 'Who hands over, and to whom, dissertation §3.10',
  P84: 'Told to stand for election, dissertation §3.10',
  P85: 'An old TimeoutNow means nothing, dissertation §6.4.1',
  P86: 'No commands during a transfer, dissertation §3.10',
  P88: 'Single-server changes, dissertation §4.1',
  P89: 'One change at a time, dissertation §4.1',
  P90: 'A commit in the own term first, erratum of 2015',
  P95: 'Catching up before voting, dissertation §4.2.1',
  P98: 'A leader that is left out steps down, dissertation §4.2.2',
  P99: 'Standing without an own vote, dissertation §4.2.2',
  P108: 'A snapshot covers what is applied, dissertation §5',
  P111: 'When to take a snapshot, dissertation §5.1.2',
  P112: 'Who gets the snapshot, dissertation figure 5.3',
  P114: 'Chunks come in order, dissertation figure 5.3',
  P115: 'Nothing moves backwards, etcd',
  P116: 'What stays behind a snapshot, dissertation figure 5.3',
  P120: 'Only the leader takes commands, dissertation §6.2',
  P125: 'Sessions of clients, dissertation §6.3',
  P126: 'A command runs once, dissertation §6.3',
  P128: 'Expiry of sessions, dissertation §6.3',
};

function single(name: string, theirs: RuleValue, own: RuleValue, verdict: string): readonly ComparedRow[] {
  return [row(name, theirs, own, verdict, 'decides')];
}

function newerTerm(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'messageTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `The message is of term ${theirs}, ${who} is in term ${own}. A newer term is taken over at once, before anything else: the vote in it is free, its leader not known yet.`,
    theirs: 'message',
    own: `${who} has`,
    rows: single('term', theirs, own, `${compare(theirs, own)}: adopt`),
  };
}

function oldRequest(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `The request is of term ${theirs}, but ${who} has seen term ${own}. What is older is refused, and the answer names the newer term.`,
    theirs: 'request',
    own: `${who} has`,
    rows: single('term', theirs, own, `${compare(theirs, own)}: refuse`),
  };
}

function oldResponse(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'responseTerm');
  const own = num(values, 'currentTerm');
  const old = theirs < own;
  const expected = values['roleExpected'] === true;
  return {
    why: old
      ? `The answer is of term ${theirs}, and ${who} is in term ${own} by now. What was asked then no longer matters.`
      : `${who} is no longer what it was when it asked, so the answer decides nothing any more.`,
    theirs: 'answer',
    own: `${who} has`,
    rows: [
      row(
        'term',
        theirs,
        own,
        old ? `${compare(theirs, own)}: ignore` : compare(theirs, own),
        old ? 'decides' : 'passed',
      ),
      row('role still held', null, expected, old ? 'not compared' : 'ignore', old ? 'notCompared' : 'decides'),
    ],
  };
}

function leaderOfTerm(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'leaderTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `Somebody leads term ${theirs} already. A term has one leader at most, so ${who} cannot win it any more and follows.`,
    theirs: 'leader',
    own: `${who} has`,
    rows: [
      row('term', theirs, own, compare(theirs, own), 'passed'),
      row('candidate', null, values['isCandidate'] ?? null, 'follow', 'decides'),
    ],
  };
}

function timeout(values: Values, { who }: Scene): Words {
  return {
    why: `Until its timer ran out ${who} heard from no leader and gave no vote. It may vote and does not lead, so it stands for election.`,
    theirs: 'needed',
    own: `${who} is`,
    rows: [
      row('leader', false, values['isLeader'] ?? null, '', 'passed'),
      row('voter', true, values['isVoter'] ?? null, 'stands', 'decides'),
    ],
  };
}

function majority(values: Values, { who }: Scene, outcome: boolean): Words {
  const votes = num(values, 'votes');
  const voters = num(values, 'voters');
  const needed = Math.floor(voters / 2) + 1;
  const joint = jointWhy(values, outcome, who);
  if (joint !== null) return { ...joint, rows: jointRows(values, single('votes', needed, votes, 'new majority')) };
  return {
    why: outcome
      ? `${votes} of ${voters} voters are a majority. Any two majorities share a server, and a server votes once a term, so nobody else can win it: ${who} leads.`
      : `${who} has ${votes} of ${voters} votes, and a majority is ${needed}. It has to wait for more.`,
    theirs: 'needed',
    own: `${who} has`,
    rows: jointRows(values, single('votes', needed, votes, votes >= needed ? 'enough' : `${needed - votes} missing`)),
  };
}

/** P101: while a configuration is joint, both of its halves have to agree. */
function jointWhy(values: Values, outcome: boolean, who: string): Omit<Words, 'rows'> | null {
  if (values['oldVoters'] === undefined) return null;
  const why = outcome
    ? 'The configuration is joint: a majority of the old voters and a majority of the new ones are needed, and both are there. So neither half can decide without the other.'
    : 'The configuration is joint: a majority of the old voters and a majority of the new ones are needed. Not both are there yet.';
  return { why, theirs: 'needed', own: `${who} has` };
}

function jointRows(values: Values, rows: readonly ComparedRow[]): readonly ComparedRow[] {
  if (values['oldVoters'] === undefined) return rows;
  const needed = Math.floor(num(values, 'oldVoters') / 2) + 1;
  return [
    row('of the old voters', needed, values['oldVotes'] ?? values['oldStored'] ?? 0, 'old majority', 'passed'),
    ...rows,
  ];
}

function consistency(values: Values, { who }: Scene, outcome: boolean): Words {
  const index = num(values, 'prevLogIndex');
  const theirs = num(values, 'prevLogTerm');
  const own = values['termAtPrevLogIndex'] ?? null;
  const verdict = outcome ? 'fits' : own === null ? 'a hole' : 'differs';
  return {
    why: consistencyWhy(index, theirs, own, who),
    theirs: 'leader sends',
    own: `${who} has`,
    rows: [
      row(
        'prevLogIndex',
        index,
        index === 0 ? 0 : own === null ? null : index,
        index === 0 ? 'the start' : '',
        'passed',
      ),
      row('prevLogTerm', theirs, index === 0 ? 0 : own, verdict, 'decides'),
    ],
  };
}

function consistencyWhy(index: number, theirs: number, own: RuleValue, who: string): string {
  if (index === 0) return 'Nothing comes before index 1, so what starts there always fits.';
  if (own === null) return `${who}’s log ends before index ${index}. Taking the new entries would leave a hole.`;
  if (own === theirs) {
    return `Before the new entries the leader has term ${theirs} at index ${index}, and so has ${who}. Equal index and term mean that everything before is equal, too.`;
  }
  return `At index ${index} the leader has an entry of term ${theirs}, ${who} one of term ${own}. Their logs part before that, so nothing can be appended here.`;
}

function conflict(values: Values, { who }: Scene, outcome: boolean): Words {
  const own = num(values, 'existingTerm');
  const theirs = num(values, 'newTerm');
  return {
    why: `${who} has an entry of term ${own} where the leader has one of term ${theirs}. Two entries of different terms at one index are different entries: the follower’s goes, and everything after it.`,
    theirs: 'leader sends',
    own: `${who} has`,
    rows: single('term', theirs, own, outcome ? 'differs: remove' : 'equal: keep'),
  };
}

function followerCommit(values: Values, { who }: Scene): Words {
  const leader = num(values, 'leaderCommit');
  const last = num(values, 'lastNewIndex');
  const own = num(values, 'commitIndex');
  const least = Math.min(leader, last);
  return {
    why: `The leader has committed up to index ${leader}, and this request vouches for ${who}’s log up to index ${last}. The smaller of the two, ${least}, is what ${who} can be sure of.`,
    theirs: 'request',
    own: `${who} has`,
    rows: [
      row('leaderCommit', leader, null, leader <= last ? 'the smaller' : '', 'passed'),
      row('last new index', last, null, last < leader ? 'the smaller' : '', 'passed'),
      row('commitIndex', least, own, compare(least, own), 'decides'),
    ],
  };
}

function matchForward(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'acknowledgedIndex');
  const own = num(values, 'matchIndex');
  return {
    why: `The answer itself says up to where the logs are equal: index ${theirs}. ${who} knew of ${own}, and what is known to be stored only grows.`,
    theirs: 'answer',
    own: `${who} knew`,
    rows: single('matchIndex', theirs, own, compare(theirs, own)),
  };
}

function goBack(values: Values, { who }: Scene, outcome: boolean): Words {
  const asked = num(values, 'prevLogIndex');
  const next = num(values, 'nextIndex');
  const match = num(values, 'matchIndex');
  const fresh = asked === next - 1;
  return {
    why: outcome
      ? `The follower has nothing that fits at index ${asked}, where ${who} just asked. So the place where the logs agree lies further back.`
      : fresh
        ? `${who} knows that the logs agree up to index ${match}, so this rejection is an old one.`
        : `The rejection is about index ${asked}, but ${who} is at nextIndex ${next} by now: it answers an older request.`,
    theirs: 'rejected',
    own: `${who} has`,
    rows: [
      row(
        'prevLogIndex',
        asked,
        next - 1,
        fresh ? 'the latest question' : 'an older question',
        fresh ? 'passed' : 'decides',
      ),
      row(
        'matchIndex',
        asked,
        match,
        fresh ? compare(asked, match) : 'not compared',
        fresh ? 'decides' : 'notCompared',
      ),
    ],
  };
}

function leaderCommit(values: Values, { who }: Scene): Words {
  const index = num(values, 'index');
  const stored = num(values, 'stored');
  const voters = num(values, 'voters');
  const needed = Math.floor(voters / 2) + 1;
  const entryTerm = num(values, 'entryTerm');
  const currentTerm = num(values, 'currentTerm');
  const own = entryTerm === currentTerm;
  const joint = own ? jointWhy(values, true, who) : null;
  return {
    why:
      joint !== null
        ? joint.why
        : own
          ? `${stored} of ${voters} servers store index ${index}, and its entry is of the leader’s own term ${currentTerm}. So it cannot vanish any more, and nothing before it can.`
          : `${stored} of ${voters} servers store index ${index}, but its entry is of term ${entryTerm} and ${who} leads term ${currentTerm}. A later leader could still replace it: copies of old entries are not counted.`,
    theirs: 'needed',
    own: 'there is',
    rows: jointRows(values, [
      row('servers that store it', needed, stored, 'a majority', 'passed'),
      row('term of the entry', currentTerm, entryTerm, own ? 'its own: commit' : 'older: wait', 'decides'),
    ]),
  };
}

function notLeader(_: Values, { who }: Scene): Words {
  return {
    why: `Entries come into a log through the leader alone, and ${who} is not the leader.`,
    theirs: 'needed',
    own: `${who} is`,
    rows: single('leader', true, false, 'refuse'),
  };
}

const tellers: { readonly [R in RuleId]: (values: Values, scene: Scene, outcome: boolean) => Words } = {
  P9: overtakenWrite,
  P12: newerTerm,
  P13: oldRequest,
  P14: oldResponse,
  P16: leaderOfTerm,
  P17: timeout,
  P21: voteRuling,
  P23: majority,
  P31: consistency,
  P33: conflict,
  P35: followerCommit,
  P42: matchForward,
  P43: goBack,
  P47: pipelineRolledBack,
  P48: windowFull,
  P49: leaderCommit,
  P61: lostQuorum,
  P65: enoughPreVotes,
  P66: preVoteRuling,
  P76: inContact,
  P80: caughtUp,
  P81: transferTime,
  P82: transferOrder,
  P84: toldToStand,
  P85: staleOrder,
  P86: handingOver,
  ...membershipWords,
  P108: snapshotNow,
  P111: snapshotDue,
  P112: snapshotNeeded,
  P114: chunkInOrder,
  P115: snapshotOld,
  P116: logBehindSnapshot,
  P120: notLeader,
  P125: sessionKnown,
  P126: copyKnown,
  P128: sessionOver,
  P130: confirmedRead,
  P131: appliedRead,
  P132: leaseRead,
  P133: monotonicRead,
};

/** What a decision compared, and why that led to its outcome. Null for a fact that no rule decided. */
export function rulingOf(fact: Fact, scene: Scene): Ruling | null {
  const decision = 'decision' in fact ? fact.decision : undefined;
  if (decision === undefined) return null;
  const words = tellers[decision.rule](decision.values, scene, decision.outcome);
  const broken = decision.brokenBy === undefined ? null : `Not Raft: ${brokenText(decision.brokenBy)}.`;
  return { rule: decision.rule, ruleName: ruleNames[decision.rule], ...words, broken };
}

function brokenText(name: string): string {
  const known = Object.hasOwn(mutations, name) ? mutations[name as MutationName] : null;
  return known === null ? name : `${known.label.charAt(0).toLowerCase()}${known.label.slice(1)}`;
}
