import type { FlowState } from '../../raft/flow.ts';

/** Words that are used everywhere. */
export const common = {
  none: 'none',
  yes: 'yes',
  no: 'no',
  server: 'server',
  roles: { follower: 'follower', 'pre-candidate': 'pre-candidate', candidate: 'candidate', leader: 'leader' },
  down: 'down',
  paused: 'paused',
  /** What stands between parts of one thing, between names, before what is said of a thing, and between sayings. */
  signs: { part: ', ', name: ', ', colon: ': ', saying: '; ' },
  /** P48: how a leader sends to a follower: with a pipeline how much of its window is used. */
  flow: (state: FlowState, underWay: number, window: number) => {
    if (state === 'replicate') return `replicate ${underWay}/${window}`;
    return state === 'probe' && underWay > 0 ? 'probe, waiting' : state;
  },
  flowShort: (state: FlowState, underWay: number, window: number) =>
    state === 'replicate' ? `${underWay}/${window}` : state,
};
