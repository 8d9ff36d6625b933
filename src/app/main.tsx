import '../styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { appStore } from '../store/hooks.ts';
import { openDialog } from '../views/dialogs/open-dialog.ts';
import { Shell } from '../views/shell/shell.tsx';
import { offerConsole } from './console.ts';
import { startFrameLoop } from './frame-loop.ts';
import { listenToKeys } from './keyboard.ts';
import { followPreferences } from './theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followPreferences(appStore);
startFrameLoop(appStore);
listenToKeys(appStore, {
  palette: () => openDialog({ kind: 'palette' }),
  help: () => openDialog({ kind: 'help' }),
});
offerConsole(appStore);
appStore.getState().seekTime(200_000);
appStore.getState().play();
createRoot(root).render(
  <StrictMode>
    <Shell />
  </StrictMode>,
);
