import { appStore } from '../../store/hooks.ts';
import { withMode } from '../../store/playlist.ts';

/** From the page to the picture for a room, or to the speaker's window; the moment stays. */
export function present(mode: 'stage' | 'speaker'): void {
  appStore.getState().pause();
  appStore.setState(({ view }) => ({ view: withMode(view, mode), firstVisit: false }));
  // Only a key press may ask for it; where it was not one, the stage says which key does.
  if (mode === 'stage' && document.fullscreenEnabled)
    document.documentElement.requestFullscreen().catch(() => undefined);
}
