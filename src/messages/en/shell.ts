/** The names of the panels, and what a first visit says. */
export const shell = {
  cluster: 'Cluster',
  logs: 'Logs',
  logsNote: 'solid cannot vanish, outlined still can',
  events: 'Events',
  inspector: 'Inspector',
  why: 'Why',
  views: 'Views',
  hint: (leader: string) => `${leader} leads. Click it, and see who takes over.`,
  hintNoLeader: 'Nobody leads yet. Whose timer runs out first stands for election.',
  differs: (step: number) =>
    `This link was made by another version of the engine, which computed another state at event ${step}. What you see is what today’s engine computes.`,
  progress: (percent: number) => `Playing there: ${percent} %`,
  stop: 'Stop here',
  beat: { previous: 'Previous stop', goOn: 'Go on', next: 'Next stop', right: 'This one.' },
  fileTooLarge: 'This file is larger than 4 MB and was not opened. A scenario file is much smaller.',
};
