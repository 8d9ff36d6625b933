import { useText } from '../text.ts';
import type { Scanning } from '../use-scans.ts';

/** How far a run has been looked through, and a way out; nothing when all of it has. */
export function Looking({ scanning }: { readonly scanning: Scanning }) {
  const words = useText().dialogs.breakpoints;
  const { progress, isStopped, stop, goOn } = scanning;
  if (progress === 1) return null;
  const said = words.looking(Math.floor(progress * 100));
  return (
    <p className="looking" role="status">
      <progress value={progress} aria-label={said} /> <span>{said}</span>{' '}
      <button type="button" className="button" onClick={isStopped ? goOn : stop}>
        {isStopped ? words.goOnLooking : words.stopLooking}
      </button>
    </p>
  );
}
