import '../../styles/room.css';
import '../beats/withheld.css';
import { Suspense, useEffect, useState } from 'react';
import { stageTextSize } from '../../layout/stage.ts';
import type { BeatJson } from '../../scenario/types.ts';
import { currentBeat } from '../../store/beats.ts';
import { useApp, useTimeline } from '../../store/hooks.ts';
import { usePicture } from '../../store/picture.ts';
import { questionAt, type Stage } from '../../store/quiz.ts';
import { useStamps } from '../../store/stamps.ts';
import { SpokenBeat } from '../beats/spoken-beat.tsx';
import { Coming } from '../coming.tsx';
import { later } from '../later.ts';
import { usePatterns } from '../marks/patterns.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { useNames, useSay, useText, useTitle } from '../text.ts';
import { useSize } from '../use-size.ts';
import { StageAnswers } from './stage-answers.tsx';
import { StageClients } from './stage-clients.tsx';
import { StageDiagram } from './stage-diagram.tsx';
import { StageLogs } from './stage-logs.tsx';
import { StageProcesses } from './stage-processes.tsx';
import { StageRing } from './stage-ring.tsx';

const PicturePanel = later(() => import('../pictures/picture-panel.tsx'));

/** One question or sentence, one picture, and the answers: also small, in the speaker's window. */
export function StageContent() {
  const [box, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const beat = useApp(currentBeat);
  const { beat: asked, json: question, stage } = useOnQuestion(beat);
  useWithheld(stage === 'asked');
  usePatterns();
  const { letter } = useText().stage;
  const text = stageTextSize(size);
  const hasAnswers = question?.question !== undefined && (question.choices ?? question.tap) !== undefined;
  return (
    <div ref={box} className="stage-box">
      <SpokenBeat labelOf={letter} inRoom />
      {size.height > 0 && (
        <div className={hasAnswers ? 'stage-content with-answers' : 'stage-content'} style={{ fontSize: text }}>
          <Heading beat={question ?? beat} isQuestion={question !== null && stage !== 'resolved'} />
          <div className="stage-scene">
            <Picture focus={(question ?? beat)?.focus?.view ?? null} text={text} />
            <StageClients />
          </div>
          {question !== null && asked !== null && stage !== null && hasAnswers && (
            <StageAnswers key={asked} beat={asked} json={question} stage={stage} />
          )}
        </div>
      )}
    </div>
  );
}

const NO_QUESTION: OnStage = { beat: null, json: null, stage: null };

interface OnStage {
  readonly beat: number | null;
  readonly json: BeatJson | null;
  readonly stage: Stage | null;
}

/** The question that is on, and how far it is. A stop on its way, and one where its answer has been told, speak for themselves. */
function useOnQuestion(here: BeatJson | null): OnStage {
  // As text, so that it is the same as long as nothing changes.
  const on = useApp((state) => {
    const question = questionAt(state);
    return question === null ? null : `${question.beat} ${question.stage}`;
  });
  const [beat, stage] = on === null ? [null, null] : (on.split(' ') as [string, Stage]);
  const json = useApp((state) => (beat === null ? null : (state.scenario.beats?.[Number(beat)] ?? null)));
  const isTold = useApp(({ told }) => stage === 'resolved' && told === Number(beat));
  const isBesides = here !== null && here !== json && (stage === 'running' || isTold);
  return isBesides ? NO_QUESTION : { beat: beat === null ? null : Number(beat), json, stage };
}

/** Long texts are set smaller, never below what the back row reads. */
function sizeOf(said: string): string {
  if (said.length <= 48) return '2.4em';
  if (said.length <= 90) return '1.85em';
  return said.length <= 170 ? '1.4em' : '1.12em';
}

function Heading({ beat, isQuestion }: { readonly beat: BeatJson | null; readonly isQuestion: boolean }) {
  const say = useSay();
  const text = useText();
  const name = useNames();
  const timeline = useTimeline();
  const step = useApp((state) => state.cursor.step);
  const title = useTitle();
  const said =
    beat === null
      ? step === 0
        ? title
        : sentenceOf({ timeline, step }, text, name)
      : isQuestion && beat.question !== undefined
        ? say(beat.question)
        : say(beat.because ?? beat.text);
  return (
    <h1 className="stage-heading" style={{ fontSize: sizeOf(said) }}>
      {said}
    </h1>
  );
}

interface PictureProps {
  readonly focus: string | null;
  readonly text: number;
}

/** The picture that the scene has of its own, unless it asks for another view here. */
function Picture({ focus, text }: PictureProps) {
  const own = usePicture();
  const isLesson = useApp(({ scenario }) => scenario.lesson !== undefined);
  if (isLesson) return <LessonPicture text={text} />;
  if (own === 'none' || focus !== null) return <RingAndLogs focus={focus} text={text} />;
  return (
    <div className="stage-picture">
      <Suspense fallback={<Coming />}>
        <PicturePanel text={text} />
      </Suspense>
    </div>
  );
}

/** In sizes of its text. */
const TABLE_WIDTH = 19;

/** Of a small protocol: its events by time where they carry stamps, else its processes and what each remembers. */
function LessonPicture({ text }: { readonly text: number }) {
  const [box, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const hasStamps = useStamps() !== 'none';
  // The table takes what the ring leaves, if that is enough.
  const isWide = size.width - size.height > text * TABLE_WIDTH;
  const ring = { width: isWide ? size.height : size.width, height: size.height };
  return (
    <div ref={box} className="stage-picture">
      {size.width > 0 && hasStamps && <StageDiagram size={size} text={text} />}
      {size.width > 0 && !hasStamps && <StageRing size={ring} text={text} hasWords={!isWide} />}
      {size.width > 0 && !hasStamps && isWide && <StageProcesses text={text} />}
    </div>
  );
}

/** The logs as soon as somebody has something in them, with the ring beside them where there is room; else the ring. */
function RingAndLogs({ focus, text }: PictureProps) {
  const [box, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const hasLogs = useApp((state) => {
    const timeline = state.branches.find(({ id }) => id === state.branchId)?.timeline;
    const hosts = timeline?.worldAt(state.cursor.step).hosts ?? [];
    return hosts.some(({ state: member }) => member.kind === 'server' && member.raft.log.lastIndex > 0);
  });
  const isWide = size.width > size.height * 1.75;
  const showsLogs = focus === 'logs' || (hasLogs && focus !== 'cluster');
  const showsRing = !showsLogs || (isWide && focus !== 'logs');
  const ringWidth = showsLogs ? size.height : size.width;
  return (
    <div ref={box} className="stage-picture">
      {size.width > 0 && showsRing && <StageRing size={{ width: ringWidth, height: size.height }} text={text} />}
      {size.width > 0 && showsLogs && (
        <StageLogs size={{ width: size.width - (showsRing ? ringWidth + text : 0), height: size.height }} text={text} />
      )}
    </div>
  );
}

function useWithheld(isAsking: boolean): void {
  const [isLast] = useState(() => document.documentElement);
  useEffect(() => {
    isLast.toggleAttribute('data-asking', isAsking);
    return () => isLast.removeAttribute('data-asking');
  }, [isAsking, isLast]);
}
