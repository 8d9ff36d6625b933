/** Lamport's clock and Raft's term, event by event. */
export const twoClocks = {
  event: 'Event',
  lamport: 'Lamport’s clock',
  lamportRule: 'the larger one, and 1 at every event',
  term: 'Raft’s term',
  termRule: 'the larger one, and 1 only to stand for election',
  plusOne: (own: number) => `${own} + 1`,
  larger: (own: number, heard: number) => `max(${own}, ${heard})`,
  largerPlusOne: (own: number, heard: number) => `max(${own}, ${heard}) + 1`,
  stays: 'stays',
  byHand: 'by hand',
  noTerm: 'none',
  earlier: (events: number) => (events === 1 ? '1 event before these' : `${events} events before these`),
  nothing: 'Nothing has happened yet.',
};
