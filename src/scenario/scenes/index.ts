/**
 * The library of scenes. A scene is a scenario file of its own in this folder, loaded when it is asked for; its id is
 * its short link `#/scene/<id>`. A variant is what changes in it, in a file of its own, with the link
 * `#/scene/<id>/<variant>`. How to write one: docs/writing-a-scene.md.
 */
export interface SceneEntry {
  readonly id: string;
  /** Other names that open it, such as the number of a figure. */
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly load: () => Promise<{ readonly default: unknown }>;
  readonly variants?: readonly VariantEntry[];
}

/** `change` holds members of a scenario; each replaces the scene's own as a whole, and null leaves it out. */
interface VariantEntry {
  readonly id: string;
  readonly title: string;
  readonly change: () => Promise<{ readonly default: unknown }>;
}

/** In the order in which a lecture shows them. */
export const SCENES: readonly SceneEntry[] = [
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
  { id: 'split-vote', title: 'Split vote', load: () => import('./split-vote.json') },
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
      { id: 'off', title: 'Off: counting copies of old terms', change: () => import('./old-term-trap.off.json') },
    ],
  },
  {
    id: 'safe-to-apply',
    title: 'May I apply it?',
    load: () => import('./safe-to-apply.json'),
  },
  {
    id: 'which-follower',
    title: 'Which follower could there be?',
    load: () => import('./which-follower.json'),
  },
  {
    id: 'deposed-leader-commits',
    title: 'A deposed leader commits',
    load: () => import('./deposed-leader-commits.json'),
  },
  {
    id: 'figure-3-8',
    title: 'Figure 3.8: the voter',
    load: () => import('./figure-3-8.json'),
    variants: [{ id: 'off', title: 'Off: the longer log wins', change: () => import('./figure-3-8.off.json') }],
  },
  {
    id: 'connected-majority',
    title: 'A majority is connected, yet no leader stays',
    load: () => import('./connected-majority.json'),
    variants: [
      {
        id: 'settled',
        title: 'A majority is connected, and its leader stays',
        change: () => import('./connected-majority.settled.json'),
      },
    ],
  },
  {
    id: 'frozen-leader',
    title: 'A leader that can do nothing and goes on leading',
    load: () => import('./frozen-leader.json'),
    variants: [
      {
        id: 'check-quorum',
        title: 'A leader that can do nothing steps down',
        change: () => import('./frozen-leader.check-quorum.json'),
      },
    ],
  },
  {
    id: 'transfer',
    title: 'Handing over leadership',
    load: () => import('./transfer.json'),
    variants: [
      {
        id: 'gives-up',
        title: 'Handing over to a server that is down',
        change: () => import('./transfer.gives-up.json'),
      },
      { id: 'off', title: 'Shut down without handing over', change: () => import('./transfer.off.json') },
    ],
  },
  {
    id: 'figure-4-3',
    title: 'Figure 4.3: majorities that overlap',
    load: () => import('./figure-4-3.json'),
  },
  {
    id: 'direct-switch',
    aliases: ['figure-4-2'],
    title: 'Switching directly',
    load: () => import('./direct-switch.json'),
    variants: [{ id: 'off', title: 'Off: two leaders in one term', change: () => import('./direct-switch.off.json') }],
  },
  {
    id: 'figure-4-4',
    title: 'Figure 4.4: a newcomer that stops the cluster',
    load: () => import('./figure-4-4.json'),
    variants: [
      { id: 'b', title: '(b): several newcomers', change: () => import('./figure-4-4.b.json') },
      { id: 'catch-up', title: 'With a phase of catching up', change: () => import('./figure-4-4.catch-up.json') },
    ],
  },
  {
    id: 'figure-4-5',
    title: 'Figure 4.5: catching up in rounds',
    load: () => import('./figure-4-5.json'),
  },
  {
    id: 'joint-consensus',
    aliases: ['figure-4-8'],
    title: 'Joint consensus',
    load: () => import('./joint-consensus.json'),
    variants: [
      {
        id: 'crash',
        title: 'The leader crashes in the joint phase',
        change: () => import('./joint-consensus.crash.json'),
      },
      {
        id: 'single',
        title: 'The same order, one server at a time',
        change: () => import('./joint-consensus.single.json'),
      },
    ],
  },
  {
    id: 'leader-leaves',
    title: 'A leader that is not in the new configuration',
    load: () => import('./leader-leaves.json'),
    variants: [
      {
        id: 'off',
        title: 'Off: it steps down when C_new is appended',
        change: () => import('./leader-leaves.off.json'),
      },
    ],
  },
  {
    id: 'figure-4-6',
    title: 'Figure 4.6: a removed server must lead once more',
    load: () => import('./figure-4-6.json'),
  },
  {
    id: 'one-at-a-time',
    aliases: ['bug-of-2015'],
    title: 'One at a time, and the bug of 2015',
    load: () => import('./one-at-a-time.json'),
    variants: [{ id: 'off', title: 'Off: the bug of 2015', change: () => import('./one-at-a-time.off.json') }],
  },
  {
    id: 'removed-server',
    aliases: ['figure-4-7'],
    title: 'A removed server disturbs',
    load: () => import('./removed-server.json'),
    variants: [
      {
        id: 'stickiness',
        title: 'A removed server is ignored',
        change: () => import('./removed-server.stickiness.json'),
      },
    ],
  },
  {
    id: 'stale-read',
    title: 'A stale read',
    load: () => import('./stale-read.json'),
    variants: [
      { id: 'read-index', title: 'The same read with ReadIndex', change: () => import('./stale-read.read-index.json') },
      { id: 'lease', title: 'The same read with a lease', change: () => import('./stale-read.lease.json') },
    ],
  },
  { id: 'lease', aliases: ['figure-6-3'], title: 'Figure 6.3: a lease', load: () => import('./lease.json') },
  {
    id: 'fast-clocks',
    title: 'Clocks and leases',
    load: () => import('./fast-clocks.json'),
    variants: [{ id: 'off', title: 'Clocks beyond the bound', change: () => import('./fast-clocks.off.json') }],
  },
  {
    id: 'going-back',
    title: 'Reads that never go back',
    load: () => import('./going-back.json'),
    variants: [{ id: 'off', title: 'Reads that go back', change: () => import('./going-back.off.json') }],
  },
  {
    id: 'snapshot',
    aliases: ['figure-5-2'],
    title: 'A snapshot instead of the log',
    load: () => import('./snapshot.json'),
    variants: [
      {
        id: 'crash',
        title: 'A crash between the snapshot and the log',
        change: () => import('./snapshot.crash.json'),
      },
      { id: 'off', title: 'Off: applied twice', change: () => import('./snapshot.off.json') },
    ],
  },
  {
    id: 'growing-log',
    title: 'A log that does not grow for ever',
    load: () => import('./growing-log.json'),
    variants: [
      { id: 'off', title: 'A log that grows for ever', change: () => import('./growing-log.off.json') },
      { id: 'factor', title: 'When the log has grown by as much', change: () => import('./growing-log.factor.json') },
      { id: 'chunks', title: 'A snapshot in pieces', change: () => import('./growing-log.chunks.json') },
    ],
  },
  {
    id: 'run-once',
    aliases: ['figure-6-2'],
    title: 'Redirect, retry, run once',
    load: () => import('./run-once.json'),
    variants: [
      {
        id: 'without-sessions',
        title: 'The same, without a session',
        change: () => import('./run-once.without-sessions.json'),
      },
      { id: 'scan', title: 'The leader scans its log', change: () => import('./run-once.scan.json') },
      { id: 'compacted', title: 'It scans a compacted log', change: () => import('./run-once.compacted.json') },
      { id: 'no-retry', title: 'The client does not ask again', change: () => import('./run-once.no-retry.json') },
    ],
  },
  {
    id: 'forgotten-session',
    title: 'Sessions make room',
    load: () => import('./forgotten-session.json'),
    variants: [
      { id: 'off', title: 'Sessions that stay for ever', change: () => import('./forgotten-session.off.json') },
      { id: 'timeout', title: 'Sessions that run out', change: () => import('./forgotten-session.timeout.json') },
    ],
  },
  {
    id: 'disk-and-network',
    aliases: ['figure-10-2'],
    title: 'Disk and network, one after the other',
    load: () => import('./disk-and-network.json'),
    variants: [
      {
        id: 'parallel',
        title: 'Disk and network at the same time',
        change: () => import('./disk-and-network.parallel.json'),
      },
      {
        id: 'slow-leader',
        title: 'Committed before it is on the leader’s disk',
        change: () => import('./disk-and-network.slow-leader.json'),
      },
      { id: 'vote', title: 'A candidate asks while it writes', change: () => import('./disk-and-network.vote.json') },
    ],
  },
  {
    id: 'pipelining',
    title: 'Pipelining',
    load: () => import('./pipelining.json'),
    variants: [
      { id: 'one-at-a-time', title: 'One request at a time', change: () => import('./pipelining.one-at-a-time.json') },
      { id: 'lost', title: 'A pipeline with a leak', change: () => import('./pipelining.lost.json') },
      { id: 'flood', title: 'A leak, and no window', change: () => import('./pipelining.flood.json') },
      { id: 'batch', title: 'One request with all that waits', change: () => import('./pipelining.batch.json') },
    ],
  },
];
