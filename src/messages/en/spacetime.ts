/** The space-time diagram. */
export const spacetime = {
  /** Read aloud in place of the drawing. */
  about: (from: string, to: string, messages: number) =>
    `${from} to ${to} ms, ${messages} messages. Left and right go to the events of a lane, up and down to another lane, plus and minus zoom.`,
  lane: (server: string, role: string, term: number) => `Lane of ${server}: ${role}, term ${term}`,
  /** Of a client or process. */
  hostLane: (host: string, state = '') => (state === '' ? `Lane of ${host}` : `Lane of ${host}: ${state}`),
  axis: 'Time axis: drag to move the cursor',
  tick: (ms: string, isFirst: boolean) => (isFirst ? `${ms} ms` : ms),
  now: (ms: string) => `${ms} ms`,
  notYet: 'not yet',
  known: 'what this could know',
  reached: 'what could come of it',
  stamps: (stamps: string) => `Stamps: ${stamps}`,
  stampNames: { none: 'no stamps', lamport: 'Lamport', vector: 'vectors' },
  verdicts: {
    before: (one: string, other: string) => `${one} happened before ${other}:`,
    after: (one: string, other: string) => `${one} happened after ${other}:`,
    concurrent: (one: string, other: string) => `${one} and ${other} are concurrent:`,
  },
  cut: 'cut',
  down: 'down',
  paused: 'paused',
  tooMany: (steps: string) => `${steps} events in sight, bars say how many: zoom in to see their messages`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  wholeRun: 'The whole run',
};
