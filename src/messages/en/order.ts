/** Happens-before: clocks of events, and how two events stand to each other. */
export const order = {
  title: 'Order among events',
  lamport: (time: number) => `Lamport ${time}`,
  vector: 'How many events of each it knows of',
  host: 'host',
  event: (step: number) => `#${step}`,
  cones: 'Past and future',
  past: 'Could have led to it',
  future: 'Could have come of it so far',
  upTo: (host: string, step: number) => `${host} up to #${step}`,
  from: (host: string, step: number) => `${host} from #${step}`,
  nothingOf: (hosts: string) => `nothing of ${hosts}`,
  notYetAt: (hosts: string) => `${hosts}: not yet`,
  keep: 'Compare another event with this one',
  kept: (step: number) => `Select another event to compare it with #${step}.`,
  stop: (step: number) => `Compare with #${step} no more`,
  before: (one: number, other: number) =>
    `#${one} happened before #${other}: nothing that #${one} knew of was unknown to #${other}, so it could have led to it.`,
  concurrent: (one: number, other: number, knowsMore: string, otherKnowsMore: string) =>
    `#${one} and #${other} are concurrent, whatever the clock on the wall says: #${one} knew of more events of ${knowsMore}, #${other} of more events of ${otherKnowsMore}. Neither can have led to the other.`,
  /** Heads the signs between two vectors, read aloud only. */
  knows: 'knows of',
  less: 'fewer',
  same: 'as many',
  more: 'more',
  differs: 'What differs between the two moments',
  nothingDiffers: 'Nothing but the time.',
  difference: 'value',
  moment: (step: number, branch: string) => `#${step} (${branch})`,
  absent: 'none',
  moreDifferences: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  network: 'network',
  part: (step: number) => `The two runs part at #${step}.`,
  chain: (messages: number) =>
    messages === 0
      ? 'The way: no message, it is the same host'
      : `The shortest way: ${messages === 1 ? '1 message' : `${messages} messages`}`,
  goesOn: (host: string) => `${host} goes on`,
  arrives: (from: string, to: string) => `from ${from} to ${to}`,
};
