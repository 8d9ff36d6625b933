import type { RaftLine, SlideLine } from '../../cluster/vote-code.ts';

/** The code is the same in every language: field names and the words of programs stay. Two blanks are one step in. */
export const slideCode: { readonly [L in SlideLine]: string } = {
  on: 'on RequestVote(candidate, term)',
  newer: '  if currentTerm < term',
  term: '    currentTerm = term',
  role: '    role = follower',
  vote: '    votedFor = candidate',
  grant: '    answer(currentTerm, true)',
  timer: '    restart the timer',
  else: '  else',
  refuse: '    answer(currentTerm, false)',
};

export const raftCode: { readonly [L in RaftLine]: string } = {
  on: 'on RequestVote(candidate, term, last)',
  newer: '  if currentTerm < term',
  term: '    currentTerm = term',
  role: '    role = follower',
  free: '    votedFor = none',
  same: '  grant = currentTerm == term',
  unspent: '    and votedFor is none or it',
  upToDate: '    and upToDate(last)',
  if: '  if grant',
  vote: '    votedFor = candidate',
  timer: '    restart the timer',
  save: '  save(currentTerm, votedFor)',
  answer: '  answer(currentTerm, grant)',
};

/** RequestVote line by line. */
export const voteCode = {
  slide: 'On the slide',
  raft: 'Raft',
  slideCode,
  raftCode,
  follows: 'this run',
  request: (step: number, voter: string, candidate: string, term: number) =>
    `#${step}: ${candidate} asks ${voter} for its vote of term ${term}.`,
  noRequest: 'The lines that a request takes are marked when one has arrived.',
  grants: 'grants',
  refuses: 'refuses',
  taken: 'taken',
  yes: 'yes',
  no: 'no',
  none: 'none',
  last: (term: number, index: number) => `(${term}, ${index})`,
  bothGrant: 'Both grant.',
  bothRefuse: 'Both refuse.',
  part: (voter: string) => `Here they part: the slide’s ${voter} refuses, Raft’s ${voter} grants.`,
  slideAlone: (voter: string) => `Here they part: the slide’s ${voter} grants, Raft’s ${voter} refuses.`,
  missing: 'Missing on the slide: whether the vote is spent (P22), the log (P21), and the disk (P1).',
};
