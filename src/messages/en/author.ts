import type { SceneProblem } from '../../quiz/check.ts';

/** What a scene still lacks, in one sentence with its place. Stops are counted from 1. */
function problem(found: SceneProblem): string {
  switch (found.kind) {
    case 'vain':
      return `Event ${found.step}: “${found.action}” does nothing there: ${found.reason}. Do it at another time, or leave it out.`;
    case 'unreached':
      return `Stop ${found.beat + 1} is not reached, or where its question is decided is not.`;
    case 'undecided':
      return found.holding === 0
        ? `Stop ${found.beat + 1}: no choice holds when the question is decided.`
        : `Stop ${found.beat + 1}: ${found.holding} choices hold at once when the question is decided.`;
    case 'unreadable':
      return `Stop ${found.beat + 1}: ${found.member} cannot be read.`;
    case 'silent':
      return `Stop ${found.beat + 1} says nothing.`;
    case 'broken':
      return `Event ${found.step} breaks ${found.invariant}, and no rule is off.`;
    case 'noBeats':
      return 'There is no stop yet.';
    case 'noTitle':
      return 'The scene has no title.';
  }
}

/** A scene is written by playing it. */
export const author = {
  title: 'Write a scene',
  about:
    'Play, and where something is to be said, add a stop. The scene is this branch with all that was done in it; save it as a file when it is ready.',
  sceneTitle: 'Title of the scene',
  stops: 'Stops',
  stop: (number: number) => `Stop ${number}`,
  addHere: 'Add a stop here',
  go: 'Go there',
  remove: 'Delete this stop',
  text: 'What to say',
  question: 'Question',
  because: 'Why it is so',
  notes: 'Notes for the speaker',
  choices: 'Choices',
  choice: (letter: string) => `Choice ${letter}`,
  holds: (letter: string) => `${letter} is right if`,
  holdsExample: 'leader(S2)',
  addChoice: 'Add a choice',
  removeChoice: (letter: string) => `Delete choice ${letter}`,
  revealHere: 'It is decided here, at the cursor',
  revealAt: (place: string) => `Decided ${place}`,
  lightSelected: 'Light what is selected',
  lit: (what: string) => `Lights ${what}`,
  at: (ms: number) => `at ${ms} ms`,
  after: (step: number) => `after event ${step}`,
  onEvent: (type: string) => `at an event: ${type}`,
  check: 'Play it and check',
  fine: 'Nothing is missing: every stop is reached, and every question is decided.',
  save: 'Save the scene',
  problem,
};
