/** The names of the panels, and what a first visit says. */
export const shell = {
  spaceTimeNote: 'a line is a server, its colour the term it is in; a thick line leads',
  cluster: 'Cluster',
  logs: 'Logs',
  logsNote: 'solid cannot vanish, outlined still can',
  events: 'Events',
  /** Of the space-time diagram: where there is room, and where there is little. */
  spaceTime: 'Space and time',
  time: 'Time',
  story: 'What happened',
  inspector: 'Inspector',
  why: 'Why',
  views: 'Views',
  hint: (leader: string) => `${leader} leads. Click it, and see who takes over.`,
  hintNoLeader: 'Nobody leads yet. Whose timer runs out first stands for election.',
  differs: (step: number) =>
    `This link was made by another version of the engine, which computed another state at event ${step}. What you see is what today’s engine computes.`,
  nothingLeft: 'Nothing more happens by itself. Deliver a held message, fire a timer, or send a command.',
  noSuchEventAhead: 'No such event in the next 10 virtual seconds.',
  noSuchEventBefore: 'There was no such event before.',
  mainBranch: 'main',
  branchName: (count: number) => `what if ${count - 1}`,
  /** A link that cannot be opened: what is wrong, and the way out. */
  linkProblems: {
    foreign: 'This link is not one of Raftlight. Here is a cluster to start with.',
    newer: 'This link was made by a newer Raftlight. Open it there, or ask for the scenario as a file.',
    tooLarge: 'This link is too large to be opened. Ask for the scenario as a file.',
    checksum: 'This link is not complete or was changed on its way. Copy all of it again.',
    damaged: 'This link is damaged and cannot be read. Copy all of it again, or ask for the scenario as a file.',
  },
  progress: (percent: number) => `On the way: ${percent} %`,
  stop: 'Stop here',
  beat: { previous: 'Previous stop', goOn: 'Go on', next: 'Next stop', right: 'This one.' },
  fileTooLarge: 'This file is larger than 4 MB and was not opened. A scenario file is much smaller.',
};
