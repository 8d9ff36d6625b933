/** The strip above the transport bar. */
export const narration = {
  region: 'What happens',
  start: 'The cluster starts: every server is a follower, and waits to hear from a leader.',
  startExplicit: 'The run starts here.',
  holds: (count: number) => `${count} promises hold`,
  holdsShort: (count: number) => `${count} hold`,
  broken: (count: number, all: number) => `${count} of ${all} promises broken`,
  allPromises: 'Promises',
  brokenAt: (name: string, step: number) => `${name} is broken at event ${step}`,
  atStart: (name: string) => `${name} is broken from the start`,
  notRaft: (rules: readonly string[]) =>
    `This is not Raft: ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')} ${rules.length === 1 ? 'is' : 'are'} broken on purpose.`,
  goThere: 'Go there',
  dismiss: 'Close this message',
};
