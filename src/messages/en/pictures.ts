/** Pictures in the place of the logs: many elections, a vote as code, two clocks. */
export const pictures = {
  names: {
    elections: 'How long until somebody leads',
    vote: 'RequestVote, line by line',
    clocks: 'Lamport’s clock and terms',
  },
  notes: {
    elections: '200 runs of this cluster, a seed each',
    vote: 'as on a slide, and as Raft has it',
    clocks: 'event by event',
  },
  tabs: { elections: 'Elections', vote: 'Code', clocks: 'Clocks' },
  show: (name: string) => `Show: ${name}`,
  toLogs: 'Show the logs',
  toPicture: 'Show the picture',
  withheld: {
    elections: 'The runs come when the question is answered.',
    vote: 'Raft’s lines come when the question is answered.',
  },

  elections: {
    timeout: 'Election timeout',
    range: (low: string, high: string) => `${low} to ${high} ms`,
    latency: 'A message takes',
    ms: (ms: string) => `${ms} ms`,
    counting: (runs: number, all: number) => `${runs} of ${all} runs`,
    stop: 'Stop',
    goOn: 'Go on',
    plot: 'How many runs had their leader after how long, by its term',
    axis: 'ms until somebody leads',
    firstTimeouts: 'first timeouts',
    nobody: 'nobody',
    nobodyWithin: (ms: string) => `within ${ms} ms`,
    inTerm: 'Leader in term',
    andLater: (term: number) => `${term} and later`,
    runs: 'Runs',
    noneLed: (runs: number, ms: string) => `In none of ${runs} runs did anybody lead within ${ms} ms.`,
    half: (runs: number, ms: string) => `Half of ${runs} runs had a leader after ${ms} ms.`,
    fewerThanHalf: (found: number, runs: number, ms: string) =>
      `${found} of ${runs} runs had a leader within ${ms} ms.`,
    split: (runs: number) =>
      runs === 0 ? 'In all of them the first election had a leader.' : `In ${runs} a term passed without a leader.`,
  },
};
