/** Questions of scenes: asked before it is shown. */
export const quiz = {
  commit: 'This is my answer',
  show: 'Show it',
  watch: 'Watch what happens',
  running: (guess: string) => `You said: ${guess}`,
  right: 'Right.',
  wrong: 'Not so.',
  rightIs: (answer: string) => `The run says: ${answer}`,
  undecided: 'In this run that moment does not come, or more than one of these is so.',
  again: 'Ask again',
  mistake: (label: string, rule: string) => `It would be so with this rule broken: ${label} (${rule}).`,
  window: 'Questions of this scene',
  none: 'This scene asks nothing.',
  open: 'not answered',
  ways: 'For a course or on paper. The key is what the run says.',
  printSheet: 'Print the sheet',
  printKey: 'Print the key',
  saveGift: 'Save as GIFT',
  saveCsv: 'Save as CSV',
  columns: ['Situation', 'Question', 'Right answer', 'Because', 'Link'] as readonly string[],
  sheetHead: 'Name:',
  tapIndex: 'Choose an entry in the logs, or its index here.',
  tapServers: 'Choose servers in the picture, or here.',
  index: (index: number) => (index === 0 ? 'none' : `index ${index}`),
  noServer: 'nobody',
  score: (right: number, asked: number) =>
    asked === 1 ? `${right} of 1 question right` : `${right} of ${asked} questions right`,
};

/** The ways between the stops of a scene. */
export const beat = { previous: 'Previous stop', goOn: 'Go on', next: 'Next stop', right: 'This one.' };
