import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useSyncExternalStore } from 'react';
import { currentDialog, type DialogRequest, subscribeDialog } from './open-dialog.ts';

type Kind = DialogRequest['kind'];
type Of<K extends Kind> = Extract<DialogRequest, { readonly kind: K }>;
type DialogOf<K extends Kind> = LazyExoticComponent<ComponentType<{ readonly request: Of<K> }>>;

/** Each window is loaded when it is first asked for. */
const windows: { readonly [K in Kind]: DialogOf<K> } = {
  command: lazy(() => import('./command-dialog.tsx')),
  link: lazy(() => import('./link-dialog.tsx')),
  delay: lazy(() => import('./delay-dialog.tsx')),
  partition: lazy(() => import('./partition-dialog.tsx')),
  settings: lazy(() => import('./settings-dialog.tsx')),
  scenes: lazy(() => import('./scenes-dialog.tsx')),
  share: lazy(() => import('./share-dialog.tsx')),
  branches: lazy(() => import('./branches-dialog.tsx')),
  breakpoints: lazy(() => import('./breakpoints-dialog.tsx')),
  help: lazy(() => import('./help-dialog.tsx')),
  palette: lazy(() => import('./palette-dialog.tsx')),
};

/** The window that `openDialog` asked for. Stands once in the page. */
export function Dialogs() {
  const request = useSyncExternalStore(subscribeDialog, currentDialog);
  if (request === null) return null;
  // The table pairs each kind with its window; TypeScript cannot see that through the union.
  const Dialog = windows[request.kind] as ComponentType<{ readonly request: DialogRequest }>;
  return (
    <Suspense fallback={null}>
      <Dialog request={request} />
    </Suspense>
  );
}
