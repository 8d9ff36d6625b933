import '../styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { appStore } from '../store/hooks.ts';
import { Shell } from '../views/shell/shell.tsx';
import { startFrameLoop } from './frame-loop.ts';
import { followPreferences } from './theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followPreferences(appStore);
startFrameLoop(appStore);
createRoot(root).render(
  <StrictMode>
    <Shell />
  </StrictMode>,
);
