import { useEffect, useState } from 'react';
import { useText } from '../text.ts';

const SECOND_MS = 1000;
const STARTED = 'raftlight.lecture';

/** When the lecture began: kept for this window, so that a reload does not start it again. */
function startedAt(): number {
  try {
    const kept = Number(sessionStorage.getItem(STARTED));
    if (kept > 0) return kept;
    sessionStorage.setItem(STARTED, String(Date.now()));
  } catch {
    // Without storage it begins with the window.
  }
  return Date.now();
}

/** The time of day, and how long the lecture has gone on. */
export function SpeakerClock() {
  const { speaker } = useText().stage;
  const [start, setStart] = useState(startedAt);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const restart = (): void => {
    try {
      sessionStorage.removeItem(STARTED);
    } catch {
      // Nothing was kept.
    }
    setStart(startedAt());
  };
  const minutes = Math.max(0, Math.floor((now - start) / 60_000));
  const seconds = Math.max(0, Math.floor(((now - start) % 60_000) / SECOND_MS));
  return (
    <div className="speaker-clock">
      <dl>
        <div>
          <dt>{speaker.clock}</dt>
          <dd>{new Date(now).toTimeString().slice(0, 5)}</dd>
        </div>
        <div>
          <dt>{speaker.elapsed}</dt>
          <dd>{`${minutes}:${String(seconds).padStart(2, '0')}`}</dd>
        </div>
      </dl>
      <button type="button" onClick={restart}>
        {speaker.restart}
      </button>
    </div>
  );
}
