import type { Plain } from '../../query/kinds.ts';

/** Values that are watched. */
export const watches = {
  title: 'Watches',
  about:
    'What one of these is at the moment on show, and how it went in the run. They stay with you: no link carries them.',
  condition: 'Watch',
  example: 'S3.commitIndex',
  noEvents: 'Between events there is none to look at: a watch can only ask about the state.',
  value: (value: Plain) => (value === null ? 'none' : String(value)),
  /** Read aloud in place of the plot. */
  history: (source: string, changes: number, last: string) =>
    changes === 0
      ? `${source} has been so from the start`
      : `${source} changed ${changes === 1 ? 'once' : `${changes} times`}, ${last}`,
  since: (step: number) => `since event ${step}`,
  toLast: (source: string) => `To the last change of ${source}`,
};
