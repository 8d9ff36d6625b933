/**
 * What is said about the scenes of the library where they are listed: to which part of a lecture each belongs, what it is
 * for, how long it takes with its questions, and next to which slides it stands. Loaded with the list, not with the page.
 */
export interface AboutScene {
  readonly id: string;
  /** One sentence. */
  readonly goal: string;
  readonly minutes: number;
  /** The section of the lecture slides; null for what goes beyond them. */
  readonly slide: string | null;
}

interface Chapter {
  readonly title: string;
  readonly scenes: readonly AboutScene[];
}

function about(id: string, goal: string, minutes: number, slide: string | null = null): AboutScene {
  return { id, goal, minutes, slide };
}

/** In the order of a lecture; every scene is in one of them. */
export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Same log',
    scenes: [
      about('same-log', 'Order makes the state, not speed.', 4, 'Replicated state machine'),
      about('how-many-may-die', 'A majority decides how many servers may die.', 4, 'Consensus'),
      about('state-transfer', 'Ship the state, or ship the commands?', 5, 'Replicated state machine'),
    ],
  },
  {
    title: 'Clocks',
    scenes: [
      about('clocks-drift', 'Why times of different clocks do not order events.', 4, 'Physical clocks'),
      about(
        'averaging-clocks',
        'What setting clocks by an average can do, and what a liar does to it.',
        5,
        'Physical clocks',
      ),
      about('happens-before', 'Read what could have led to what.', 6, 'Logical clocks'),
      about('vector-clocks', 'Tell “before” from “at the same time” by numbers alone.', 6, 'Logical clocks'),
      about('term-is-a-clock', 'A term is a clock that counts elections.', 4, 'Raft: terms'),
      about('global-state', 'A picture of all servers lacks what is on the road.', 5, 'Limits of a global state'),
    ],
  },
  {
    title: 'Elections',
    scenes: [
      about('coordinator', 'What one coordinator gives, and what dies with it.', 4, 'Centralized algorithm'),
      about('bully', 'The highest number wins, again and again.', 5, 'Elections: bully'),
      about('ring', 'Two elections on a ring come to the same result.', 5, 'Elections: ring'),
      about('split-brain', 'Two leaders need no crash, only a cut.', 5, 'Split brain'),
      about(
        'first-election',
        'Follow one election from the first timeout to the first heartbeat.',
        4,
        'Raft: leader election',
      ),
      about('figure-3-3', 'See every arrow between follower, candidate and leader.', 5, 'Raft: server states'),
      about('figure-3-4', 'A term has one leader or none.', 4, 'Raft: terms'),
      about('split-vote', 'Nobody wins a term, and random timeouts help.', 4, 'Raft: leader election'),
      about('split-vote-of-four', 'A vote is spent for one term only.', 3, 'Raft: leader election'),
      about('election-timeout', 'How long to wait, against how long a message takes.', 6, 'Raft: randomized timeouts'),
      about('request-vote-slide', 'Find what is wrong with a short RequestVote.', 4, 'Raft: RequestVote'),
      about('newer-term-first', 'Why the term comes before everything else in a request.', 3, 'Raft: RequestVote'),
      about('one-vote-per-term', 'Why a vote has to be on disk.', 5, 'Raft: one vote per term'),
      about('two-leaders', 'There can be two leaders, and only one can commit.', 5, 'Raft: leaders that were replaced'),
    ],
  },
  {
    title: 'Replication',
    scenes: [
      about('lagging-commit', 'Who knows when that an entry is committed.', 5, 'Raft: normal operation'),
      about('figure-3-5', 'Read a log: index, term, command, committed.', 3, 'Raft: log structure'),
      about('legal-logs', 'Which logs can a run leave behind?', 6, 'Raft: log structure'),
      about('log-consistency', 'The same index and term means the same log up to there.', 3, 'Raft: log consistency'),
      about('consistency-check', 'Why an entry comes with the one before it.', 4, 'Raft: consistency check'),
      about('two-requests', 'Which log each field of a request is about.', 5, 'Raft: consistency check'),
    ],
  },
  {
    title: 'Leader changes',
    scenes: [
      about('leader-changes', 'How crashes leave logs that do not fit together.', 5, 'Raft: leader changes'),
      about('how-could-f-happen', 'Rebuild every log of Figure 3.6 in one run.', 8, 'Raft: log inconsistencies'),
      about('figure-3-6', 'Compare six followers with their leader.', 3, 'Raft: log inconsistencies'),
      about('repairing-logs', 'How a leader makes all logs like its own.', 5, 'Raft: repairing follower logs'),
      about('repairing-logs-fast', 'The same with hints: a term at a time.', 4, 'Raft: repairing follower logs'),
      about('repairing-follower-logs', 'Missing and additional entries, repaired.', 3, 'Raft: repairing follower logs'),
      about('backing-up', 'Count the refusals of three kinds of difference.', 4, 'Raft: repairing follower logs'),
    ],
  },
  {
    title: 'Safety',
    scenes: [
      about('best-leader', 'Why the best log has to lead.', 3, 'Raft: picking the best leader'),
      about('who-could-win', 'Read from five logs who can be elected.', 3, 'Raft: picking the best leader'),
      about('tempting-vote-rule', 'Why the longest log must not win.', 5, 'Raft: picking the best leader'),
      about(
        'committing-own-term',
        'Committed: on a majority, and of the leader’s own term.',
        4,
        'Raft: committing entries',
      ),
      about('committing-old-term', 'On a majority, and not safe yet.', 4, 'Raft: committing entries'),
      about('old-term-trap', 'An entry on a majority can be overwritten.', 7, 'Raft: new commitment rules'),
      about('safe-to-apply', 'Up to which index is a log safe?', 4, 'Raft: committing entries'),
      about('which-follower', 'Which logs can exist beside a leader’s.', 6, 'Raft: log consistency'),
      about('deposed-leader-commits', 'A leader that was replaced may still commit.', 5, 'Raft: majorities intersect'),
      about(
        'figure-3-8',
        'Two majorities share a voter, and it keeps what is committed.',
        4,
        'Raft: majorities intersect',
      ),
    ],
  },
  {
    title: 'Clients',
    scenes: [
      about('stale-read', 'A leader that was replaced reads an old value.', 5, 'Raft: client protocol'),
      about('lease', 'When a leader may answer alone.', 5, 'Raft: client protocol'),
      about('fast-clocks', 'What leases ask of clocks.', 4, 'Raft: client protocol'),
      about('going-back', 'Reads that never go back in time.', 4, 'Raft: client protocol'),
      about('run-once', 'Ask again, and run once.', 6, 'Raft: client protocol'),
      about('forgotten-session', 'A machine cannot remember every client.', 4, 'Raft: client protocol'),
    ],
  },
  {
    title: 'Membership',
    scenes: [
      about('figure-4-3', 'One server at a time: majorities always meet.', 4, 'Raft: configuration changes'),
      about('direct-switch', 'Why a configuration cannot be switched directly.', 4, 'Raft: configuration changes'),
      about('figure-4-4', 'What an empty newcomer does to availability.', 4, 'Raft: configuration changes'),
      about('figure-4-5', 'A newcomer catches up before it votes.', 4, 'Raft: configuration changes'),
      about('joint-consensus', 'Two majorities for a while, and never one alone.', 7, 'Raft: joint consensus'),
      about('leader-leaves', 'When a leader that has to go steps down.', 5, 'Raft: joint consensus'),
      about('figure-4-6', 'Why a removed server may have to lead once more.', 4, 'Raft: configuration changes'),
      about('one-at-a-time', 'The bug of 2015, and its correction.', 6, 'Raft: configuration changes'),
      about('removed-server', 'A removed server disturbs, and how to ignore it.', 4, 'Raft: configuration changes'),
    ],
  },
  {
    title: 'Beyond',
    scenes: [
      about('connected-majority', 'All servers run, a majority is connected, and no leader stays.', 6),
      about('frozen-leader', 'A leader that can do nothing and goes on leading.', 4),
      about('transfer', 'Hand leadership over without waiting.', 4),
      about('snapshot', 'A snapshot instead of a long log.', 6, 'Raft: log compaction'),
      about('growing-log', 'When to take a snapshot, and what it costs.', 5, 'Raft: log compaction'),
      about('disk-and-network', 'What the time of a commit consists of.', 5),
      about('pipelining', 'Send on without waiting for answers.', 5),
    ],
  },
  {
    title: 'Laboratory: a clause, and what happens without it',
    scenes: [
      about('who-resets-the-timer', 'Why refusing a vote does not start the timer again.', 4, 'Raft: leader election'),
      about('heartbeat-checked', 'Why a heartbeat is checked like any other request.', 4, 'Raft: consistency check'),
      about('late-append', 'Why a follower removes only what conflicts.', 4, 'Raft: repairing follower logs'),
      about('what-an-ok-means', 'What a leader may conclude from a success.', 4, 'Raft: normal operation'),
      about(
        'how-far-to-commit',
        'Why a follower commits no further than what was checked.',
        3,
        'Raft: normal operation',
      ),
      about('old-acknowledgement', 'Why answers of older terms do not count.', 4, 'Raft: terms'),
      about('forgotten-tail', 'Why an entry is on disk before it is acknowledged.', 4, 'Raft: persistent state'),
      about('commit-index-is-forgotten', 'Why commitIndex need not be on disk.', 4, 'Raft: persistent state'),
      about('refused-by-term', 'Why a refusal is not always about the log.', 4, 'Raft: terms'),
      about('same-index', 'Why an index alone does not name a command.', 5, 'Raft: client protocol'),
    ],
  },
];

/** What people believe, or slides say, and the scene that shows whether it is so. */
interface Myth {
  readonly statement: string;
  readonly scene: string;
  readonly variant: string | null;
}

function myth(statement: string, scene: string, variant: string | null = null): Myth {
  return { statement, scene, variant };
}

export const MYTHS: readonly Myth[] = [
  myth('There is only one leader at a time.', 'two-leaders'),
  myth('A cluster that is cut in two has two leaders that can both decide.', 'split-brain', 'raft'),
  myth('The candidate with the longest log should win.', 'tempting-vote-rule', 'off'),
  myth('An entry that is stored on a majority is committed.', 'old-term-trap', 'd1'),
  myth('What is on a majority may be applied.', 'safe-to-apply'),
  myth('A vote is given only if the candidate’s term is newer than the voter’s.', 'request-vote-slide', 'off'),
  myth('A failed election is a split brain.', 'split-vote'),
  myth('A leader finds a command that comes twice by looking for its id in the log.', 'run-once', 'compacted'),
  myth('Additional entries of a follower are removed as soon as the leader hears of them.', 'repairing-logs'),
  myth('A leader that was replaced cannot commit anything.', 'deposed-leader-commits'),
  myth('Followers have what their leader has, or less.', 'which-follower'),
  myth('Reading at a leader always gives the newest value.', 'stale-read'),
  myth('votedFor need not be on disk.', 'one-vote-per-term', 'off'),
  myth('A heartbeat is empty, so there is nothing to check.', 'heartbeat-checked', 'off'),
  myth('A follower may cut its log at the place that the leader names.', 'late-append', 'off'),
  myth('The server with the smallest timeout always becomes leader.', 'who-resets-the-timer'),
  myth('A wide network needs another protocol.', 'election-timeout', 'wan-slow'),
  myth('Two leaders at once make the data differ.', 'two-leaders'),
  myth('A client is told when its entry is replaced.', 'two-leaders'),
  myth('What is applied at the index that a leader named is the client’s command.', 'same-index', 'off'),
  myth('A vote goes by what is committed.', 'old-term-trap', 'd1'),
  myth('Three servers are enough for the old-term trap.', 'old-term-trap', 'three'),
  myth('While nothing happens, all servers are in the same term.', 'term-is-a-clock'),
  myth('An election timeout is drawn once and kept.', 'split-vote', 'off'),
  myth('Who refuses AppendEntries has another log.', 'refused-by-term', 'off'),
  myth('prevLogIndex and lastLogIndex are the same thing.', 'two-requests'),
  myth('What is committed has run on all servers.', 'lagging-commit'),
  myth('commitIndex has to be on disk.', 'commit-index-is-forgotten'),
  myth('Old and new servers may go over to the new configuration whenever they hear of it.', 'direct-switch', 'off'),
];
