import '../styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { messagesOf } from '../messages/index.ts';
import { defaultScenario } from '../scenario/defaults.ts';
import { appStore } from '../store/hooks.ts';
import { openDialog } from '../views/dialogs/open-dialog.ts';
import { Shell } from '../views/shell/shell.tsx';
import { keepAddress } from './address.ts';
import { offerConsole } from './console.ts';
import { listenToDrops } from './file-drop.ts';
import { startFrameLoop } from './frame-loop.ts';
import { listenToKeys } from './keyboard.ts';
import { followPreferences } from './theme.ts';

/** Just before the second round of heartbeats. */
const FIRST_MOMENT_US = 200_000;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followPreferences(appStore);
startFrameLoop(appStore);
listenToKeys(appStore, {
  palette: () => openDialog({ kind: 'palette' }),
  help: () => openDialog({ kind: 'help' }),
});
listenToDrops(appStore, messagesOf(appStore.getState().preferences.language).shell.fileTooLarge);
offerConsole(appStore);
/** The first visit: a cluster in which somebody already leads, and which moves. */
function startFresh(): void {
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  appStore.getState().seekTime(FIRST_MOMENT_US);
  appStore.getState().play();
}

void keepAddress(appStore, startFresh);
createRoot(root).render(
  <StrictMode>
    <Shell />
  </StrictMode>,
);
