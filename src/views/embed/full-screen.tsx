import { useSyncExternalStore } from 'react';
import { useText } from '../text.ts';

/** Fills the screen with the frame, where the page around it allows that. */
export function FullScreen() {
  const { embed } = useText();
  const isFull = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  if (!document.fullscreenEnabled) return null;
  const change = async (): Promise<void> => {
    try {
      if (isFull) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen();
    } catch {
      // The browser has the last word.
    }
  };
  return (
    <button
      type="button"
      className="embed-full"
      aria-label={isFull ? embed.leaveFullScreen : embed.fullScreen}
      onClick={() => void change()}
    >
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path
          d={isFull ? 'M8 3v5H3M17 8h-5V3M12 17v-5h5M3 12h5v5' : 'M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5'}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange);
  return () => document.removeEventListener('fullscreenchange', onChange);
}
