/** Words that are used everywhere. */
export const common = {
  none: 'none',
  yes: 'yes',
  no: 'no',
  close: 'Close',
  cancel: 'Cancel',
  apply: 'Apply',
  server: 'server',
  term: 'term',
  index: 'index',
  roles: { follower: 'follower', 'pre-candidate': 'pre-candidate', candidate: 'candidate', leader: 'leader' },
  down: 'down',
  paused: 'paused',
  ms: (value: string) => `${value} ms`,
};
