import type { SceneEntry } from './entry.ts';

/** The argument put to the test, and all that is built on Raft. */
export const FURTHER_SCENES: readonly SceneEntry[] = [
  {
    id: 'safe-to-apply',
    title: 'May I apply it?',
    load: () => import('./safe-to-apply.json'),
  },
  {
    id: 'which-follower',
    title: 'Which follower could there be?',
    load: () => import('./which-follower.json'),
    variants: [
      { id: 'a', title: 'Can it be 1 1 2 2 3?', change: () => import('./which-follower.a.json') },
      { id: 'b', title: 'Can it be 1 1 2 2 4 5?', change: () => import('./which-follower.b.json') },
      { id: 'd', title: 'Can it be 1 1 3 3 2 2?', change: () => import('./which-follower.d.json') },
    ],
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
      {
        id: 'again',
        title: 'Off: two that have to go, one after the other',
        change: () => import('./leader-leaves.again.json'),
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
