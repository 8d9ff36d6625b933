/** What the page loads after its first picture, in one piece. */
export { keepAddress } from './address.ts';
export { offerConsole } from './console.ts';
export { listenToDrops } from './file-drop.ts';
export { listenToKeys } from './keyboard.ts';
export { keepOffline } from './offline.ts';
export { listenToQuestions } from './questions.ts';
