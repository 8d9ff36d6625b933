import type { RuleId, RuleValue } from '../../src/raft/rules.ts';

/**
 * Every deciding rule once more, from the words of docs/rules.md and on the recorded values alone. Nothing here comes
 * from the engine: what it decides and what is decided here must be the same.
 */

type Values = { readonly [name: string]: RuleValue };

class Read {
  private readonly values: Values;

  constructor(values: Values) {
    this.values = values;
  }

  /** A number that must be there. */
  n(name: string): number {
    const value = this.values[name];
    if (typeof value !== 'number') throw new Error(`no number ${name}`);
    return value;
  }

  is(name: string): boolean {
    const value = this.values[name];
    if (typeof value !== 'boolean') throw new Error(`no flag ${name}`);
    return value;
  }

  /** A number, or null for none. */
  maybe(name: string): number | null {
    const value = this.values[name];
    if (value !== null && typeof value !== 'number') throw new Error(`no number or none ${name}`);
    return value;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }
}

/** More than half of all, in each half of the configuration. */
function most(v: Read, count: string, all: string, oldCount: string, oldAll: string): boolean {
  if (2 * v.n(count) <= v.n(all)) return false;
  return !v.has(oldAll) || 2 * v.n(oldCount) > v.n(oldAll);
}

function voteIsFree(v: Read): boolean {
  const given = v.maybe('votedFor');
  return given === null || given === v.n('candidateId');
}

function logIsNoWorse(v: Read): boolean {
  const newer = v.n('candidateLastLogTerm') - v.n('lastLogTerm');
  return newer === 0 ? v.n('candidateLastLogIndex') >= v.n('lastLogIndex') : newer > 0;
}

function isSmallStep(v: Read): boolean {
  return v.is('joint') || (v.is('single') && v.n('differing') < 2);
}

const JUDGES: { readonly [R in RuleId]: (v: Read) => boolean } = {
  P9: (v) => {
    if (v.maybe('termThere') !== v.n('lastTerm')) return false;
    const from = v.maybe('replacedFrom');
    return from === null || v.n('lastIndex') < from || v.n('writeTerm') >= v.n('replacedInTerm');
  },
  P12: (v) => v.n('currentTerm') < v.n('messageTerm'),
  P13: (v) => v.n('currentTerm') > v.n('requestTerm'),
  P14: (v) => !(v.is('roleExpected') && v.n('responseTerm') >= v.n('currentTerm')),
  P16: (v) => v.is('isCandidate') && v.n('leaderTerm') === v.n('currentTerm'),
  P17: (v) => v.is('isVoter') && !v.is('isLeader'),
  P21: (v) => v.n('requestTerm') === v.n('currentTerm') && voteIsFree(v) && logIsNoWorse(v),
  P23: (v) => most(v, 'votes', 'voters', 'oldVotes', 'oldVoters'),
  P31: (v) => v.n('prevLogIndex') === 0 || v.maybe('termAtPrevLogIndex') === v.n('prevLogTerm'),
  P33: (v) => v.n('existingTerm') !== v.n('newTerm'),
  P35: (v) => v.n('leaderCommit') > v.n('commitIndex') && v.n('lastNewIndex') > v.n('commitIndex'),
  P42: (v) => v.n('matchIndex') < v.n('acknowledgedIndex'),
  P43: (v) => v.n('prevLogIndex') + 1 === v.n('nextIndex') && v.n('matchIndex') < v.n('prevLogIndex'),
  P47: (v) => v.n('matchIndex') < v.n('prevLogIndex'),
  P48: (v) => v.n('maxInFlight') > v.n('underWay'),
  P49: (v) =>
    v.n('entryTerm') === v.n('currentTerm') &&
    v.n('index') > v.n('commitIndex') &&
    most(v, 'stored', 'voters', 'oldStored', 'oldVoters'),
  P61: (v) => v.n('electionTimeoutUs') <= v.n('sinceContactUs'),
  P65: (v) => most(v, 'preVotes', 'voters', 'oldPreVotes', 'oldVoters'),
  P66: (v) => {
    const since = v.maybe('sinceContactUs');
    if (since !== null && since < v.n('electionTimeoutUs')) return false;
    const ahead = v.n('requestTerm') - v.n('currentTerm');
    return logIsNoWorse(v) && (ahead > 0 || (ahead === 0 && voteIsFree(v)));
  },
  P76: (v) => v.n('requestTerm') >= v.n('currentTerm') && v.n('electionTimeoutUs') > v.n('sinceContactUs'),
  P80: (v) => v.n('lastLogIndex') <= v.n('matchIndex'),
  P81: (v) => v.n('electionTimeoutUs') <= v.n('sinceStartUs'),
  P82: (v) => ['enabled', 'isLeader', 'targetIsVoter'].every((name) => v.is(name)) && !v.is('targetIsSelf'),
  P84: (v) => !v.is('isLeader') && v.is('isVoter'),
  P85: (v) => v.n('currentTerm') > v.n('requestTerm') || v.n('lastLogIndex') !== v.n('leaderLastLogIndex'),
  P86: (v) => v.maybe('transferTo') !== null,
  P88: (v) => v.is('changes') && isSmallStep(v),
  P89: (v) => v.is('isJoint') || v.is('catchingUp') || v.n('commitIndex') < v.n('configurationIndex'),
  P90: (v) => v.n('currentTerm') !== v.n('committedTerm'),
  P95: (v) => {
    const limit = v.n('electionTimeoutUs');
    return v.n('sinceProgressUs') >= limit || (v.n('tookUs') >= limit && v.n('round') >= v.n('rounds'));
  },
  P98: (v) => v.n('commitIndex') >= v.n('configurationIndex') && !v.is('isVoter'),
  P99: (v) => v.n('members') !== 0 && (v.is('wasVoter') || !v.is('isLearner')),
  P108: (v) => v.n('snapshotIndex') < v.n('lastApplied'),
  P111: (v) => {
    const enough = v.n('snapshotEntries');
    return enough !== 0 && v.n('applied') >= enough && v.n('applied') >= v.n('snapshotFactor') * v.n('previousSize');
  },
  P112: (v) => v.n('discardedTo') >= v.n('nextIndex'),
  P114: (v) => v.n('received') === v.n('offset'),
  P115: (v) => v.n('commitIndex') < v.n('lastIndex'),
  P116: (v) => v.maybe('termAtLastIndex') === v.n('lastTerm'),
  P120: (v) => !v.is('isLeader'),
  P125: (v) => v.is('sessionOpen') && v.n('firstKept') <= v.n('sequence'),
  P126: (v) => v.maybe('copyAt') !== null,
  P128: (v) => {
    const tooMany = v.n('sessionLimit') !== 0 && v.n('sessions') > v.n('sessionLimit');
    return tooMany || (v.n('sessionTimeoutUs') !== 0 && v.n('idleUs') > v.n('sessionTimeoutUs'));
  },
  P130: (v) =>
    v.n('termAtCommitIndex') === v.n('currentTerm') &&
    v.n('round') <= v.n('confirmedRound') &&
    v.n('readIndex') <= v.n('lastApplied'),
  P131: (v) => v.n('lastApplied') >= Math.max(v.n('readIndex'), v.n('minIndex')),
  P132: (v) =>
    v.n('termAtCommitIndex') === v.n('currentTerm') && v.n('leaseUntilUs') > v.n('localUs') && !v.is('mayBeReplaced'),
  P133: (v) => v.n('minIndex') <= v.n('lastApplied'),
};

/** What a rule says of these values. */
export function judge(rule: RuleId, values: Values): boolean {
  return JUDGES[rule](new Read(values));
}
