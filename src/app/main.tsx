import '../styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadFirstMessages } from '../messages/index.ts';
import { defaultScenario } from '../scenario/defaults.ts';
import { appStore } from '../store/hooks.ts';
import { isEmbedded } from '../store/store.ts';
import { openDialog } from '../views/dialogs/open-dialog.ts';
import { Shell } from '../views/shell/shell.tsx';
import { startFrameLoop } from './frame-loop.ts';
import { followPreferences } from './theme.ts';

/** Just before the second round of heartbeats. */
const FIRST_MOMENT_US = 200_000;
const LINK_PATIENCE_MS = 500;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followPreferences(appStore);
startFrameLoop(appStore);
/** The first visit: a cluster in which somebody already leads, and which moves. */
function startFresh(): void {
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  appStore.getState().seekTime(FIRST_MOMENT_US);
  appStore.getState().play();
}

/** What a first picture can do without comes after it: keys, reading links and files, and the console. */
async function loadTheRest(isStarted: boolean): Promise<void> {
  const { keepAddress, keepOffline, listenToDrops, listenToKeys, listenToQuestions, offerConsole } = await import(
    './later.ts'
  );
  listenToKeys(appStore, {
    palette: () => openDialog({ kind: 'palette' }),
    help: () => openDialog({ kind: 'help' }),
  });
  listenToDrops(appStore);
  offerConsole(appStore);
  listenToQuestions(appStore);
  await keepAddress(appStore, startFresh, isStarted);
  if (!isEmbedded(appStore.getState())) keepOffline();
}

function render(container: HTMLElement): void {
  createRoot(container).render(
    <StrictMode>
      <Shell />
    </StrictMode>,
  );
}

/** Not awaited by the module itself: the chunks of other languages import this one, and would wait for it. */
async function begin(container: HTMLElement): Promise<void> {
  // Words that do not come must not keep the page away: it speaks English until they do.
  await loadFirstMessages(appStore.getState().language).catch(() => {});
  const isHome = ['', '#', '#/'].includes(location.hash) && history.state === null;
  if (isHome) startFresh();
  const rest = loadTheRest(isHome);
  // Whoever comes by a link sees its run first, not another one for a moment; unless it is a long way there.
  if (!isHome) await Promise.race([rest, new Promise((resolve) => setTimeout(resolve, LINK_PATIENCE_MS))]);
  render(container);
}

void begin(root);
