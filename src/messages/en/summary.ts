import type { BoxId, ClauseId } from '../../cluster/clauses.ts';

const boxes: { readonly [B in BoxId]: readonly [title: string, note: string] } = {
  state: ['State', 'term, vote, log: on disk'],
  vote: ['RequestVote', 'candidate to all voters'],
  append: ['AppendEntries', 'leader to all'],
  all: ['All servers', ''],
  followers: ['Followers', ''],
  candidates: ['Candidates', ''],
  leaders: ['Leaders', ''],
  trouble: ['Elections under trouble', ''],
  snapshots: ['InstallSnapshot', 'when the log has been compacted'],
  membership: ['Membership', ''],
  clients: ['Clients', ''],
  reads: ['Reads past the log', ''],
  transfer: ['Handing over', ''],
  pipeline: ['Pipelining', ''],
};

const clauses: { readonly [C in ClauseId]: string } = {
  currentTerm: 'currentTerm: the latest term it has seen; only grows.',
  votedFor: 'votedFor: who has its vote in this term.',
  log: 'log[]: entries from index 1, each a command and its leader’s term.',
  commitIndex: 'commitIndex: up to here nothing can vanish.',
  lastApplied: 'lastApplied: up to here its machine has run.',
  nextIndex: 'nextIndex[]: what a leader sends each follower next.',
  matchIndex: 'matchIndex[]: how far it knows their logs to agree.',

  voteAsk: 'Names term, and index and term of the candidate’s last entry.',
  voteOld: 'Of an older term: refuse.',
  voteGrant:
    'Grant if this term’s vote is free or already its, and its log is no worse: a newer last term, or the same and no shorter.',
  voteAnswer: 'Answer when term and vote are on disk.',

  appendSend: 'Names term, index and term of the entry before the new ones, the new ones, commitIndex.',
  appendOld: 'Of an older term: refuse.',
  appendCheck: 'Reject unless the log has that very entry before the new ones.',
  appendConflict: 'An entry of another term where a new one goes: remove it and all after it.',
  appendNew: 'Append what is not there yet.',
  appendCommit: 'Commit as far as the leader has, but not past the last entry of this request.',
  appendAnswer: 'Answer how far the logs agree, or where they part.',

  allApply: 'commitIndex ahead of lastApplied: apply the next entry.',
  allTerm: 'A newer term in any message: take it over, vote free, leader unknown, and follow.',
  allStale: 'An answer of an older term, or to a role that is over: ignore it.',
  allDisk: 'What depends on a write waits until it is on disk.',

  followLeader: 'Who sends entries in this term leads it.',
  followTimeout: 'An election timeout, drawn anew each time, without word of the leader or a vote given: stand.',

  candidateStand: 'To stand: next term, own vote, new timeout, ask all others.',
  candidateWin: 'Votes of a majority: lead.',
  candidateLeader: 'Entries from this term’s leader: follow.',
  candidateAgain: 'Time is up and nobody has won: stand again.',

  leaderStart: 'Won: nextIndex just after the own log, matchIndex 0, a word to all at once.',
  leaderIdle: 'A word to all with every heartbeat interval.',
  leaderCommand: 'A command: append it, answer when it is applied.',
  leaderElse: 'Who does not lead refuses it, and names the leader.',
  leaderSend: 'Send each follower what it lacks from nextIndex on, until it has it.',
  leaderSuccess: 'It has it: matchIndex and nextIndex go forward.',
  leaderBack: 'It rejects: lower nextIndex, try again.',
  leaderCommit:
    'A majority stores an index past commitIndex, its entry of the own term: commit up to there. Older ones only come with it.',

  preVoteAsk: 'PreVote: before standing, stay in the term and ask who would vote.',
  preVoteGrant:
    'Say yes if the vote could be given to such a log, and no leader was heard for an election timeout. Nothing changes by that.',
  preVoteWin: 'With a majority of yes: stand.',
  quorumLost: 'CheckQuorum: a leader that no majority has answered for an election timeout steps down.',
  sticky: 'Stickiness: who has just heard from its leader ignores candidates, and their term.',

  snapshotTake: 'The log has grown to the limit: take a snapshot of what is applied.',
  snapshotSave: 'Save it with its last index and term; then discard the log up to there.',
  snapshotSend: 'A follower needs an entry that was discarded: send it the snapshot.',
  snapshotOld: 'A snapshot that covers no more than is known to be committed: leave it alone.',
  snapshotChunk: 'Write a chunk where the one before it ended.',
  snapshotInstall:
    'All is there: keep what follows its last entry if the log has that very entry, else drop the whole log. The machine is what the snapshot says.',

  memberOrder:
    'A change is taken up when the last one is committed and the leader has committed something of its own term; one voter at a time unless it is joint.',
  memberCatchUp: 'Who shall vote gets the log first, in rounds.',
  memberUse: 'A configuration counts from the moment it is in the log, and no longer when it is removed from it.',
  memberJoint: 'While it is joint, a majority of the old voters and one of the new ones decide.',
  memberLeave: 'A leader that is left out steps down when that is committed.',

  sessionOpen: 'A command runs in an open session, or not at all.',
  sessionOnce: 'A command that has run before gets the stored response.',
  sessionExpire: 'Sessions expire by what the log says alone.',
  clientRetry: 'No answer: the client asks another server. The first attempt may still count.',

  readRound:
    'ReadIndex: keep the commitIndex of this moment, and wait until a majority has answered a round that began later.',
  readIndex: 'A follower asks its leader for such an index.',
  readLease: 'Lease: while no majority can have elected another, answer without asking.',
  readServe: 'Answer when that index, and all that the client has seen, is applied.',

  transferOrder: 'Told to hand over: bring the target up to date, then tell it to stand.',
  transferStand: 'Told to stand: do so at once, if the order is not old and one may.',
  transferWait: 'Meanwhile take no commands; give up after an election timeout.',

  pipelineWindow: 'Once the end of a follower’s log is found: send on without waiting, a window at a time.',
  pipelineBack: 'A rejection of what is not acknowledged: back to what is, and probe.',
};

/** Raft on one page. */
export const summary = {
  title: 'Raft on one page',
  tab: 'Rules',
  about: 'What this event did is lit. Each clause says how often it was at work in this run.',
  close: 'Close',
  counting: (percent: number) => `counting, ${percent} % of the run`,
  boxes,
  clauses,
  now: 'at work in this event',
  chosen: 'asked about',
  broken: (rule: string) => `${rule} is broken here.`,
  never: 'never',
  times: (count: number) => `${count}×`,
  timesSpoken: (count: number) =>
    count === 0 ? 'never at work in this run' : count === 1 ? 'at work once' : `at work ${count} times`,
  unknown: '…',
  places: (count: number, from: number, to: number) =>
    count === 0 ? 'Never at work in this run so far.' : `At work ${from} to ${to} of ${count}`,
  where: 'Where it was at work',
  earlier: 'Earlier',
  later: 'Later',
  place: (step: number, ms: string, title: string) => `event ${step}, ${ms} ms: ${title}`,
  toInspector: 'Why, in the inspector',
  closePlaces: 'Close the list',
  ruleOnPage: (rule: string) => `${rule}: show it on the page of all rules`,
};
