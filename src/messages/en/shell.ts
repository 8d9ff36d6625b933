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
  nothingLeft: 'Nothing more happens by itself. Deliver a held message, fire a timer, or send a command.',
  noSuchEventAhead: 'No such event in the next 10 virtual seconds.',
  noSuchEventBefore: 'There was no such event before.',
  mainBranch: 'main',
  branchName: (count: number) => `what if ${count - 1}`,
  progress: (percent: number) => `On the way: ${percent} %`,
  stop: 'Stop here',
};
