import './stage.css';
import './speaker.css';
import { useEffect, useRef, useState } from 'react';
import { type Presenting, present } from '../../store/audience.ts';
import { display, setHand, useDisplay, wipeStrokes } from '../../store/display.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { backToBeat, goToBeat } from '../../store/presenting.ts';
import { pageAddress } from '../page-address.ts';
import { useSay, useText } from '../text.ts';
import { InkLayer } from './ink-layer.tsx';
import { SpeakerClock } from './speaker-clock.tsx';
import { SpeakerNotes } from './speaker-notes.tsx';
import { SpeakerPlaylist } from './speaker-playlist.tsx';
import { StageContent } from './stage-content.tsx';
import { back, forward, leaveStage, listenToStageKeys } from './stage-keys.ts';

/** What only the speaker sees: the room's picture, small, notes, the expected answer, what comes next, and the clock. */
export default function SpeakerShell() {
  const { speaker } = useText().stage;
  const presenting = useRef<Presenting | null>(null);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    presenting.current = present(appStore);
    const stopKeys = listenToStageKeys(appStore, false);
    return () => {
      stopKeys();
      presenting.current?.stop();
    };
  }, []);
  const hold = (): void => {
    presenting.current?.hold(!isHeld);
    setHeld(!isHeld);
  };
  return (
    <main className="speaker" aria-label={speaker.title}>
      <section className="speaker-picture">
        <div className={isHeld ? 'speaker-frame held' : 'speaker-frame'}>
          <StageContent />
          <InkLayer />
        </div>
        <Controls isHeld={isHeld} onHold={hold} />
        <Overview />
      </section>
      <section className="speaker-side">
        <SpeakerClock />
        <SpeakerPlaylist />
        <SpeakerNotes />
      </section>
    </main>
  );
}

function Controls({ isHeld, onHold }: { readonly isHeld: boolean; readonly onHold: () => void }) {
  const { stage } = useText();
  const { speaker } = stage;
  const isBlank = useDisplay((state) => state.blank);
  const hand = useDisplay((state) => state.hand);
  const [told, setTold] = useState('');
  const openRoom = (): void => {
    const hash = '#/scene/first-election?m=stage&p=follow';
    const opened = window.open(`${pageAddress().url.replace(/#.*$/, '')}${hash}`, 'raftlight-room', 'popup');
    setTold(opened === null ? speaker.refused : speaker.opened);
  };
  return (
    <>
      <div className="speaker-controls">
        <button type="button" onClick={() => back(appStore)}>
          {speaker.previous}
        </button>
        <button type="button" className="primary" onClick={() => forward(appStore)}>
          {speaker.next}
        </button>
        <button type="button" aria-pressed={isBlank} onClick={() => display.setState({ blank: !isBlank })}>
          {isBlank ? speaker.unblank : speaker.blank}
        </button>
        <button type="button" aria-pressed={isHeld} onClick={onHold}>
          {isHeld ? speaker.unhold : speaker.hold}
        </button>
        <button type="button" aria-pressed={hand === 'pointer'} onClick={() => setHand('pointer')}>
          {speaker.pointer}
        </button>
        <button type="button" aria-pressed={hand === 'pen'} onClick={() => setHand('pen')}>
          {speaker.pen}
        </button>
        <button type="button" onClick={wipeStrokes}>
          {speaker.wipe}
        </button>
        <button type="button" onClick={() => backToBeat(appStore)}>
          {speaker.back}
        </button>
        <button type="button" onClick={openRoom}>
          {speaker.open}
        </button>
        <button type="button" onClick={() => leaveStage(appStore)}>
          {speaker.explore}
        </button>
      </div>
      <p role="status" className="speaker-told">
        {isHeld ? speaker.held : told}
      </p>
    </>
  );
}

const NO_BEATS = [] as const;

/** All stops, each a jump. */
function Overview() {
  const { speaker } = useText().stage;
  const say = useSay();
  const beats = useApp((state) => state.scenario.beats) ?? NO_BEATS;
  return (
    <nav aria-label={speaker.overview} className="speaker-overview">
      <h2>{speaker.overview}</h2>
      <ol>
        {beats.map((beat, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a beat is its place
          <li key={place}>
            <button type="button" onClick={() => goToBeat(appStore, place)}>
              {say(beat.question ?? beat.text)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
