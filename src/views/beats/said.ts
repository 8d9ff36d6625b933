import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { type Answer, type Guess, isRight } from '../../quiz/answer.ts';
import { type BeatJson, isClaim, textOfChoice } from '../../scenario/types.ts';
import { currentBeat } from '../../store/beats.ts';
import { questionAt, rightAnswer, SHOWN } from '../../store/quiz.ts';
import type { AppState } from '../../store/types.ts';
import type { useSay } from '../text.ts';

/** The page's words, the scene's, and what servers are called. */
export interface Words {
  readonly text: Messages;
  readonly say: ReturnType<typeof useSay>;
  readonly name: NameOf;
}

/** A guess, in words. */
export function guessText({ text: { quiz, common }, say, name }: Words, json: BeatJson, guessed: Guess): string {
  if (typeof guessed !== 'number')
    return guessed.length === 0 ? quiz.noServer : guessed.map(name).join(common.signs.name);
  const choice = json.choices?.[guessed];
  return choice === undefined ? quiz.index(guessed) : say(textOfChoice(choice));
}

/** What is right, as if somebody had guessed it; null where the run does not decide. */
export function rightGuess(answer: Answer | null): Guess | null {
  if (answer === null) return null;
  if (answer.kind === 'choice') return answer.right;
  return answer.kind === 'index' ? answer.index : answer.servers;
}

/** The broken rule with which a wrong guess would be right; null where none is known. */
export function mistakeOf(json: BeatJson, guessed: Guess) {
  const choice = typeof guessed === 'number' ? json.choices?.[guessed] : undefined;
  return choice !== undefined && isClaim(choice) ? (choice.mistake ?? null) : null;
}

/** How stops are told: in a room answers have letters, and after the answer a stop's own words wait for the next key. */
export interface Manner {
  readonly labelOf: (choice: number) => string;
  readonly inRoom: boolean;
}

/** What there is to say of the stop that is on, or of the question on its way to its answer: one sentence after the other. */
export function saidOf(state: AppState, words: Words, { labelOf, inRoom }: Manner): readonly string[] {
  const { say, text } = words;
  const beat = currentBeat(state);
  const here = beat === null ? [] : [say(beat.text)];
  const on = questionAt(state);
  const json = on === null ? undefined : state.scenario.beats?.[on.beat];
  if (on === null || json === undefined) return here;
  const besides = beat === json ? [] : here;
  const guessed = state.guesses[on.beat] ?? null;
  switch (on.stage) {
    case 'asked':
      return [...here, ...asked(words, json, labelOf)];
    case 'running':
      if (guessed === null || guessed === SHOWN || isOpen(json)) return besides;
      return [text.quiz.running(guessText(words, json, guessed)), ...besides];
    case 'resolved': {
      if (state.told === on.beat && besides.length > 0) return besides;
      return [...revealed(words, json, guessed, rightAnswer(state, on.beat)), ...(inRoom ? [] : besides)];
    }
  }
}

/** Whether a question is one to think about: it has no answers to choose from. */
function isOpen({ choices, tap }: BeatJson): boolean {
  return choices === undefined && tap === undefined;
}

function asked({ text: { quiz }, say }: Words, json: BeatJson, labelOf: (choice: number) => string): string[] {
  const choices = (json.choices ?? []).map((choice, place) => `${labelOf(place)}: ${say(textOfChoice(choice))}`);
  const how = json.tap === undefined ? [] : ['index' in json.tap ? quiz.tapIndex : quiz.tapServers];
  return [...(json.question === undefined ? [] : [say(json.question)]), ...choices, ...how];
}

function revealed(words: Words, json: BeatJson, guessed: Guess | null, answer: Answer | null): string[] {
  const { text, say } = words;
  const { quiz, mutations } = text;
  const because = json.because === undefined ? [] : [say(json.because)];
  if (isOpen(json)) return because;
  const right = rightGuess(answer);
  if (answer === null || right === null) return [quiz.undecided, ...because];
  const so = quiz.rightIs(guessText(words, json, right));
  if (guessed === null || guessed === SHOWN) return [so, ...because];
  if (isRight(answer, guessed)) return [quiz.right, so, ...because];
  const mistake = mistakeOf(json, guessed);
  const wouldBe = mistake === null ? [] : [quiz.mistake(mutations[mistake].label, mutations[mistake].rule)];
  return [quiz.wrong, so, ...wouldBe, ...because];
}
