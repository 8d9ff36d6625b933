import './stage.css';
import { useEffect } from 'react';
import { follow } from '../../store/audience.ts';
import { useDisplay, wipeStrokes } from '../../store/display.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { InkLayer } from './ink-layer.tsx';
import { StageContent } from './stage-content.tsx';
import { listenToStageKeys } from './stage-keys.ts';

/** The picture for a room: the whole window, nothing but what the back row needs. `panels: ['follow']` in its link: it shows what the speaker's window shows. */
export default function StageShell() {
  const isFollowing = useApp(({ view }) => view.panels?.includes('follow') === true);
  useEffect(() => {
    const stopKeys = listenToStageKeys(appStore, isFollowing);
    const stopFollowing = isFollowing ? follow(appStore) : () => undefined;
    return () => {
      stopKeys();
      stopFollowing();
    };
  }, [isFollowing]);
  return (
    <main className="stage">
      <StageContent />
      <InkLayer />
      <Blank />
      <FullScreenHint />
    </main>
  );
}

function Blank() {
  const text = useText().stage;
  const isBlank = useDisplay((state) => state.blank);
  return isBlank ? <div className="stage-blank" role="status" aria-label={text.blank} /> : null;
}

/** Only a key press may ask for the full screen, also after a reload. */
function FullScreenHint() {
  const { fullScreen } = useText().stage;
  const cursor = useApp((state) => state.cursor);
  useEffect(() => {
    if (cursor.step >= 0) wipeStrokes();
  }, [cursor]);
  return <p className="stage-hint">{fullScreen}</p>;
}
