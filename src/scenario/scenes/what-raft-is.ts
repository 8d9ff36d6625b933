import type { SceneEntry } from './entry.ts';

/** What Raft is, up to its argument for safety. */
export const FIRST_SCENES: readonly SceneEntry[] = [
  {
    id: 'same-log',
    title: 'Same log, same state',
    load: () => import('./same-log.json'),
  },
  {
    id: 'how-many-may-die',
    title: 'How many may die?',
    load: () => import('./how-many-may-die.json'),
    variants: [
      { id: 'three', title: 'Three servers', change: () => import('./how-many-may-die.three.json') },
      { id: 'five', title: 'Five servers', change: () => import('./how-many-may-die.five.json') },
      { id: 'seven', title: 'Seven servers', change: () => import('./how-many-may-die.seven.json') },
    ],
  },
  {
    id: 'state-transfer',
    title: 'State transfer or replicated state machine?',
    load: () => import('./state-transfer.json'),
    variants: [{ id: 'state', title: 'The state is shipped', change: () => import('./state-transfer.state.json') }],
  },
  {
    id: 'clocks-drift',
    title: 'Clocks drift',
    load: () => import('./clocks-drift.json'),
    variants: [{ id: 'often', title: 'Clocks set twice as often', change: () => import('./clocks-drift.often.json') }],
  },
  { id: 'averaging-clocks', title: 'Averaging clocks', load: () => import('./averaging-clocks.json') },
  { id: 'happens-before', title: 'Happens-before and Lamport’s clock', load: () => import('./happens-before.json') },
  { id: 'vector-clocks', title: 'Vector clocks', load: () => import('./vector-clocks.json') },
  { id: 'term-is-a-clock', title: 'A term is a logical clock', load: () => import('./term-is-a-clock.json') },
  {
    id: 'global-state',
    title: 'A global state needs the messages',
    load: () => import('./global-state.json'),
    variants: [
      { id: 'markers', title: 'A snapshot with markers', change: () => import('./global-state.markers.json') },
    ],
  },
  { id: 'coordinator', title: 'A coordinator and its queue', load: () => import('./coordinator.json') },
  { id: 'bully', title: 'The bully algorithm', load: () => import('./bully.json') },
  { id: 'ring', title: 'Election on a ring', load: () => import('./ring.json') },
  {
    id: 'split-brain',
    title: 'Split brain needs no crash',
    load: () => import('./split-brain.json'),
    variants: [{ id: 'raft', title: 'The same cut in Raft', change: () => import('./split-brain.raft.json') }],
  },
  { id: 'first-election', title: 'The first election', load: () => import('./first-election.json') },
  { id: 'figure-3-3', title: 'Figure 3.3: every arrow between the roles', load: () => import('./figure-3-3.json') },
  { id: 'figure-3-4', title: 'Figure 3.4: terms', load: () => import('./figure-3-4.json') },
  {
    id: 'split-vote',
    title: 'Split vote',
    load: () => import('./split-vote.json'),
    variants: [
      {
        id: 'off',
        title: 'Off: every server waits as long as the first time',
        change: () => import('./split-vote.off.json'),
      },
    ],
  },
  {
    id: 'split-vote-of-four',
    title: 'Three candidates, three votes',
    load: () => import('./split-vote-of-four.json'),
    variants: [{ id: 'off', title: 'Off: a candidate waits', change: () => import('./split-vote-of-four.off.json') }],
  },
  {
    id: 'election-timeout',
    title: 'Election timeout and broadcast time',
    load: () => import('./election-timeout.json'),
    variants: [
      { id: 't30', title: '30 to 60 ms', change: () => import('./election-timeout.t30.json') },
      { id: 't15', title: '15 to 30 ms', change: () => import('./election-timeout.t15.json') },
      {
        id: 'wan',
        title: 'Round the world, with the timeouts of a room',
        change: () => import('./election-timeout.wan.json'),
      },
      {
        id: 'wan-slow',
        title: 'Round the world, with longer timeouts',
        change: () => import('./election-timeout.wan-slow.json'),
      },
    ],
  },
  {
    id: 'request-vote-slide',
    title: 'The RequestVote on the slide',
    load: () => import('./request-vote-slide.json'),
    variants: [
      { id: 'off', title: 'Off: only a newer term gets a vote', change: () => import('./request-vote-slide.off.json') },
      { id: 'lost', title: 'The answer is lost', change: () => import('./request-vote-slide.lost.json') },
      { id: 'lost-off', title: 'Off: the answer is lost', change: () => import('./request-vote-slide.lost-off.json') },
    ],
  },
  {
    id: 'newer-term-first',
    title: 'First the term, then the question',
    load: () => import('./newer-term-first.json'),
    variants: [{ id: 'off', title: 'Off: the question first', change: () => import('./newer-term-first.off.json') }],
  },
  {
    id: 'one-vote-per-term',
    title: 'One vote per term, on disk',
    load: () => import('./one-vote-per-term.json'),
    variants: [
      { id: 'off', title: 'One vote per term, forgotten', change: () => import('./one-vote-per-term.off.json') },
    ],
  },
  {
    id: 'who-resets-the-timer',
    title: 'Who resets the timer?',
    load: () => import('./who-resets-the-timer.json'),
    variants: [
      {
        id: 'off',
        title: 'Off: every RequestVote resets the timer',
        change: () => import('./who-resets-the-timer.off.json'),
      },
    ],
  },
  { id: 'two-leaders', title: 'Two leaders at once', load: () => import('./two-leaders.json') },
  {
    id: 'lagging-commit',
    title: 'Normal operation and the lagging commit index',
    load: () => import('./lagging-commit.json'),
    variants: [
      {
        id: 'crash',
        title: 'The leader crashes before the followers know',
        change: () => import('./lagging-commit.crash.json'),
      },
      { id: 'no-op', title: 'The next leader has a no-op', change: () => import('./lagging-commit.no-op.json') },
    ],
  },
  { id: 'figure-3-5', title: 'Figure 3.5: logs', load: () => import('./figure-3-5.json') },
  {
    id: 'legal-logs',
    title: 'Legal or impossible?',
    load: () => import('./legal-logs.json'),
    variants: [
      { id: 'gap', title: '1 1 3 3 5', change: () => import('./legal-logs.gap.json') },
      { id: 'down', title: '1 1 3 2 2', change: () => import('./legal-logs.down.json') },
      { id: 'hole', title: '1 1 _ 2 2 2 2', change: () => import('./legal-logs.hole.json') },
    ],
  },
  { id: 'log-consistency', title: 'Two logs that agree', load: () => import('./log-consistency.json') },
  { id: 'consistency-check', title: 'The consistency check', load: () => import('./consistency-check.json') },
  {
    id: 'heartbeat-checked',
    title: 'A heartbeat is checked, too',
    load: () => import('./heartbeat-checked.json'),
    variants: [
      { id: 'off', title: 'Off: heartbeats are not checked', change: () => import('./heartbeat-checked.off.json') },
    ],
  },
  {
    id: 'late-append',
    title: 'A late AppendEntries',
    load: () => import('./late-append.json'),
    variants: [
      { id: 'off', title: 'Off: a follower always truncates', change: () => import('./late-append.off.json') },
    ],
  },
  {
    id: 'what-an-ok-means',
    title: 'What an OK means',
    load: () => import('./what-an-ok-means.json'),
    variants: [
      { id: 'off', title: 'Off: an OK counts for the whole log', change: () => import('./what-an-ok-means.off.json') },
    ],
  },
  {
    id: 'how-far-to-commit',
    title: 'How far may a follower commit?',
    load: () => import('./how-far-to-commit.json'),
    variants: [
      { id: 'off', title: 'Off: up to its own last entry', change: () => import('./how-far-to-commit.off.json') },
    ],
  },
  {
    id: 'old-acknowledgement',
    title: 'An acknowledgement from an old term',
    load: () => import('./old-acknowledgement.json'),
    variants: [
      { id: 'off', title: 'Off: old acknowledgements count', change: () => import('./old-acknowledgement.off.json') },
    ],
  },
  {
    id: 'forgotten-tail',
    title: 'What is acknowledged is on disk',
    load: () => import('./forgotten-tail.json'),
    variants: [
      { id: 'off', title: 'Off: the end of the log is forgotten', change: () => import('./forgotten-tail.off.json') },
    ],
  },
  {
    id: 'refused-by-term',
    title: 'Refused because of the term',
    load: () => import('./refused-by-term.json'),
    variants: [
      {
        id: 'off',
        title: 'Off: a newer term is taken for a conflict',
        change: () => import('./refused-by-term.off.json'),
      },
    ],
  },
  { id: 'two-requests', title: 'Two requests, field by field', load: () => import('./two-requests.json') },
  {
    id: 'commit-index-is-forgotten',
    title: 'commitIndex is forgotten',
    load: () => import('./commit-index-is-forgotten.json'),
  },
  {
    id: 'same-index',
    title: 'The same index twice',
    load: () => import('./same-index.json'),
    variants: [
      {
        id: 'off',
        title: 'Off: whatever is applied at its index answers a client',
        change: () => import('./same-index.off.json'),
      },
    ],
  },
  { id: 'leader-changes', title: 'Leader changes', load: () => import('./leader-changes.json') },
  { id: 'how-could-f-happen', title: 'How could (f) happen?', load: () => import('./how-could-f-happen.json') },
  { id: 'figure-3-6', title: 'Figure 3.6: logs of all kinds', load: () => import('./figure-3-6.json') },
  { id: 'repairing-logs', title: 'Repairing logs', load: () => import('./repairing-logs.json') },
  { id: 'repairing-logs-fast', title: 'Repairing logs, faster', load: () => import('./repairing-logs-fast.json') },
  {
    id: 'repairing-follower-logs',
    title: 'Repairing two followers',
    load: () => import('./repairing-follower-logs.json'),
  },
  {
    id: 'backing-up',
    title: 'Three ways to disagree',
    load: () => import('./backing-up.json'),
    variants: [
      { id: 'fast', title: 'Three ways to disagree, with hints', change: () => import('./backing-up.fast.json') },
    ],
  },
  { id: 'best-leader', title: 'Picking the best leader', load: () => import('./best-leader.json') },
  {
    id: 'who-could-win',
    title: 'Who could win?',
    load: () => import('./who-could-win.json'),
  },
  {
    id: 'tempting-vote-rule',
    title: 'The tempting vote rule',
    load: () => import('./tempting-vote-rule.json'),
    variants: [
      { id: 'off', title: 'Off: the longest log wins', change: () => import('./tempting-vote-rule.off.json') },
    ],
  },
  {
    id: 'committing-own-term',
    title: 'Committing an entry of the current term',
    load: () => import('./committing-own-term.json'),
    variants: [
      { id: 's1', title: 'S1 stands for term 3', change: () => import('./committing-own-term.s1.json') },
      { id: 's2', title: 'S2 stands for term 3', change: () => import('./committing-own-term.s2.json') },
      { id: 's3', title: 'S3 stands for term 3', change: () => import('./committing-own-term.s3.json') },
      { id: 's4', title: 'S4 stands for term 3', change: () => import('./committing-own-term.s4.json') },
      { id: 's5', title: 'S5 stands for term 3', change: () => import('./committing-own-term.s5.json') },
    ],
  },
  {
    id: 'committing-old-term',
    title: 'Committing an entry of an earlier term',
    load: () => import('./committing-old-term.json'),
    variants: [
      {
        id: 'overwritten',
        title: 'The same, but S1 crashes first',
        change: () => import('./committing-old-term.overwritten.json'),
      },
    ],
  },
  {
    id: 'old-term-trap',
    aliases: ['figure-3-7', 'figure-8'],
    title: 'The old-term trap',
    load: () => import('./old-term-trap.json'),
    variants: [
      { id: 'd1', title: 'd1: S5 overwrites the entry', change: () => import('./old-term-trap.d1.json') },
      { id: 'd2', title: 'd2: an entry of its own term first', change: () => import('./old-term-trap.d2.json') },
      {
        id: 'three',
        title: 'A story with three servers that cannot be',
        change: () => import('./old-term-trap.three.json'),
      },
      { id: 'off', title: 'Off: counting copies of old terms', change: () => import('./old-term-trap.off.json') },
    ],
  },
];
