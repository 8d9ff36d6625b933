/** What there is to say about a link or a file that was opened. */
export const links = {
  differs: (step: number) =>
    `This link was made by another version of the engine, which computed another state at event ${step}. What you see is what today’s engine computes.`,
  /** A link that cannot be opened: what is wrong, and the way out. */
  problems: {
    foreign: 'This link is not one of Raftlight. Here is a cluster to start with.',
    newer: 'This link was made by a newer Raftlight. Open it there, or ask for the scenario as a file.',
    tooLarge: 'This link is too large to be opened. Ask for the scenario as a file.',
    checksum: 'This link is not complete or was changed on its way. Copy all of it again.',
    damaged: 'This link is damaged and cannot be read. Copy all of it again, or ask for the scenario as a file.',
  },
  fileTooLarge: 'This file is larger than 4 MB and was not opened. A scenario file is much smaller.',
};
