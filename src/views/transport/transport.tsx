import { useEffect, useRef } from 'react';
import { formatMs } from '../../base/time.ts';
import { subscribeFrame } from '../../store/frame.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { useDrawnLogs } from '../drawn.ts';
import { Icon } from '../icons.tsx';
import { useText } from '../text.ts';
import { JumpMenu } from './jump-menu.tsx';
import { Scrubber } from './scrubber.tsx';
import { SpeedMenu } from './speed-menu.tsx';
import './transport.css';

/** While playing the clock changes so often (real milliseconds): nobody reads faster, and each change is a layout. */
const CLOCK_MS = 60;

/** The bar at the foot of the page. Nothing in it ever moves or changes its width, whatever the run does. */
export function TransportBar() {
  const text = useText();
  return (
    <section className="transport" aria-label={text.transport.region}>
      <Buttons />
      <Position />
      <Scrubber />
      <SpeedMenu />
    </section>
  );
}

function Buttons() {
  const { transport } = useText();
  const playing = useApp((state) => state.playing);
  const atStart = useApp((state) => state.cursor.step === 0 && !state.playing);
  const store = appStore.getState();
  return (
    <div className="transport-buttons">
      <button type="button" aria-label={transport.stepBack} aria-disabled={atStart} onClick={() => store.stepBack()}>
        <Icon name="back" />
      </button>
      <button
        type="button"
        className="transport-play"
        aria-label={playing ? transport.pause : transport.play}
        onClick={() => (playing ? store.pause() : store.play())}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <button type="button" aria-label={transport.stepForward} onClick={() => store.stepForward()}>
        <Icon name="forward" />
      </button>
      <JumpMenu />
    </div>
  );
}

/** Stands there until the first frame says better; React never changes it, frames do. */
const TIME_AT_FIRST = '0.000 ms';

function Position() {
  const { transport } = useText();
  const { step, timeline } = useDrawnLogs();
  // The timeline grows in place; its revision says when. While it plays, both are at its end.
  useApp((state) => (state.playing ? -1 : state.revision));
  const { steps } = timeline;
  const time = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shownAt = -Infinity;
    return subscribeFrame(({ displayUs }) => {
      const now = performance.now();
      if (appStore.getState().playing && now - shownAt < CLOCK_MS) return;
      shownAt = now;
      // The same text node again and again: a new one would cost style and layout anew.
      if (time.current?.firstChild instanceof Text) time.current.firstChild.data = `${formatMs(displayUs)} ms`;
    });
  }, []);
  return (
    <div className="transport-position">
      <div className="transport-event">
        {transport.event} {step} <span className="transport-of">{transport.of(steps)}</span>
      </div>
      <span className="transport-time" ref={time}>
        {TIME_AT_FIRST}
      </span>
    </div>
  );
}
