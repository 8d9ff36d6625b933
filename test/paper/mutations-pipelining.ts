import { type Mutation, pipeline, replication, rules } from './mutation.ts';

/** Section 5: replication at speed. */
export const pipeliningMutations: readonly Mutation[] = [
  pipeline(
    'P47',
    'never begins',
    'if (!turn.config.pipelining) return inFlight;',
    'if (turn.config.explain !== null) return inFlight;',
  ),
  pipeline('P47', 'begins without being asked to', 'if (!turn.config.pipelining) return inFlight;', ''),
  pipeline('P47', 'goes back too far', 'const to = matchIndex + 1;', 'const to = 1;'),
  pipeline(
    'P47',
    'goes on as if nothing had been rejected',
    'next.inFlight = withAt(leader.inFlight, from, null);',
    '',
  ),
  pipeline(
    'P47',
    'sends the same again and again',
    'next.nextIndex = withAt(leader.nextIndex, follower, last + 1);',
    '',
  ),
  pipeline('P47', 'is silent when it has nothing to send', 'if (quiet) sendEntries', 'if (false) sendEntries'),
  rules(
    'P47',
    'goes back for every rejection',
    'v.prevLogIndex > v.matchIndex,\n\n  /** P48',
    'v.prevLogIndex >= v.matchIndex,\n\n  /** P48',
  ),
  replication('P47', 'rewinds on a late success', 'rewindOnSuccess ? after', 'nextIndex > 0 ? after'),
  replication('P47', 'takes a success for all that was sent', 'mutations.matchFromNextIndex ? ', 'nextIndex > 0 ? '),
  rules('P48', 'has no window', 'v.underWay < v.maxInFlight', 'v.maxInFlight > 0'),
  pipeline('P48', 'never makes room', 'underWay.some((last) => last <= index)', 'underWay.some((last) => last < 0)'),
  pipeline('P48', 'makes room for everything', 'underWay.filter((last) => last > index)', '[]'),
  replication('P48', 'does not find whom it probed', 'acknowledgedIndex >= (leader.matchIndex[from] ?? 0)', 'false'),
];
