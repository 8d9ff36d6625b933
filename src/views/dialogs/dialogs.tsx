import { type ComponentType, type LazyExoticComponent, Suspense, useSyncExternalStore } from 'react';
import { Coming } from '../coming.tsx';
import { later } from '../later.ts';
import { currentDialog, type DialogRequest, subscribeDialog } from './open-dialog.ts';

type Kind = DialogRequest['kind'];
type Of<K extends Kind> = Extract<DialogRequest, { readonly kind: K }>;
type DialogOf<K extends Kind> = LazyExoticComponent<ComponentType<{ readonly request: Of<K> }>>;

/** Each window is loaded when it is first asked for. */
const windows: { readonly [K in Kind]: DialogOf<K> } = {
  command: later(() => import('./command-dialog.tsx')),
  link: later(() => import('./link-dialog.tsx')),
  delay: later(() => import('./delay-dialog.tsx')),
  edit: later(() => import('./edit-dialog.tsx')),
  partition: later(() => import('./partition-dialog.tsx')),
  settings: later(() => import('./settings-dialog.tsx')),
  scenes: later(() => import('./scenes-dialog.tsx')),
  share: later(() => import('./share-dialog.tsx')),
  code: later(() => import('./code-dialog.tsx')),
  branches: later(() => import('../branches/branches-window.tsx')),
  breakpoints: later(() => import('./breakpoints-dialog.tsx')),
  watches: later(() => import('./watches-dialog.tsx')),
  author: later(() => import('../author/author-window.tsx')),
  questions: later(() => import('./questions-dialog.tsx')),
  sideBySide: later(() => import('../branches/side-by-side.tsx')),
  properties: later(() => import('./properties-dialog.tsx')),
  help: later(() => import('./help-dialog.tsx')),
  palette: later(() => import('./palette-dialog.tsx')),
};

/** The window that `openDialog` asked for. Stands once in the page. */
export function Dialogs() {
  const request = useSyncExternalStore(subscribeDialog, currentDialog);
  if (request === null) return null;
  // The table pairs each kind with its window; TypeScript cannot see that through the union.
  const Dialog = windows[request.kind] as ComponentType<{ readonly request: DialogRequest }>;
  return (
    <Suspense fallback={<Coming />}>
      <Dialog request={request} />
    </Suspense>
  );
}
