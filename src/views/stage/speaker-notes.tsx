import { useMemo } from 'react';
import { textOfChoice } from '../../scenario/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { neighbourOf } from '../../store/playlist.ts';
import { lastStop } from '../../store/presenting.ts';
import { rightAnswer } from '../../store/quiz.ts';
import { useSceneTitle } from '../plan.ts';
import { useNames, useSay, useText } from '../text.ts';

/** The stop that is on, in words, with what is not for the room. */
export function SpeakerNotes() {
  const { stage } = useText();
  const { speaker } = stage;
  const say = useSay();
  const beats = useApp((state) => state.scenario.beats) ?? [];
  const place = useApp(() => lastStop(appStore)?.beat ?? -1);
  const beat = beats[place];
  const next = beats[place + 1];
  const afterwards = useAfterwards();
  return (
    <>
      <h2>{beat === undefined ? speaker.noBeat : speaker.beat(place + 1, beats.length)}</h2>
      {beat !== undefined && <p className="speaker-text">{say(beat.text)}</p>}
      {beat?.question !== undefined && <Expected beat={place} />}
      <h2>{speaker.notes}</h2>
      <p>{beat?.notes === undefined ? speaker.noNotes : say(beat.notes)}</p>
      <h2>{speaker.nextUp}</h2>
      <p className="speaker-next">{next === undefined ? afterwards : say(next.question ?? next.text)}</p>
    </>
  );
}

/** What comes after the last stop of the scene. */
function useAfterwards(): string {
  const { stage, playlists } = useText();
  const titleOf = useSceneTitle();
  const view = useApp((state) => state.view);
  const source = useApp((state) => state.source);
  const next = neighbourOf({ view, source }, 1);
  return next === null ? stage.speaker.nothingNext : playlists.next(titleOf(next));
}

/** What the run will say. */
function Expected({ beat }: { readonly beat: number }) {
  const { stage, quiz, common } = useText();
  const say = useSay();
  const name = useNames();
  const json = useApp((state) => state.scenario.beats?.[beat]);
  const branch = useApp((state) => state.branchId);
  const scenario = useApp((state) => state.scenario);
  const answer = useMemo(() => {
    const state = appStore.getState();
    return state.branchId === branch && state.scenario === scenario ? rightAnswer(state, beat) : null;
  }, [beat, branch, scenario]);
  const said =
    answer === null
      ? quiz.undecided
      : answer.kind === 'index'
        ? quiz.index(answer.index)
        : answer.kind === 'servers'
          ? answer.servers.map(name).join(common.signs.name) || quiz.noServer
          : choiceText(answer.right);
  function choiceText(right: number | null): string {
    const choice = right === null ? undefined : json?.choices?.[right];
    return choice === undefined ? quiz.undecided : say(textOfChoice(choice));
  }
  return (
    <>
      <h2>{json?.question === undefined ? '' : say(json.question)}</h2>
      <p>
        <b>{stage.speaker.expected}:</b> {said}
      </p>
      {json?.because !== undefined && <p>{say(json.because)}</p>}
    </>
  );
}
