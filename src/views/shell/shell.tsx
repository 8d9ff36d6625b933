import './shell.css';
import { Suspense } from 'react';
import { appStore, useApp, useMoment } from '../../store/hooks.ts';
import { isEmbedded } from '../../store/store.ts';
import { ClusterView } from '../cluster/cluster-view.tsx';
import { Coming } from '../coming.tsx';
import { later } from '../later.ts';
import { useNames, useText } from '../text.ts';
import { TopBar } from '../topbar/top-bar.tsx';
import { TransportBar } from '../transport/transport.tsx';
import { useShellLayout } from './layout.ts';

const NarrationStrip = later(async () => ({
  default: (await import('../narration/narration-strip.tsx')).NarrationStrip,
}));
const ContextMenu = later(async () => ({ default: (await import('../menus/context-menu.tsx')).ContextMenu }));
const Dialogs = later(async () => ({ default: (await import('../dialogs/dialogs.tsx')).Dialogs }));
const Work = later(() => import('./work.tsx'));
const EmbedShell = later(() => import('../embed/embed-shell.tsx'));
const StageShell = later(() => import('../stage/stage-shell.tsx'));
const SpeakerShell = later(() => import('../stage/speaker-shell.tsx'));
const BeatCard = later(() => import('../beats/beat-card.tsx'));

/** The page: what is on the screen at which size, or in a frame of another page. Every panel finds its own size. */
export function Shell() {
  const firstVisit = useApp((state) => state.firstVisit);
  const broken = useApp((state) => (state.scenario.broken ?? []).length > 0);
  const embedded = useApp(isEmbedded);
  const mode = useApp(({ view }) => view.mode);
  const layout = useShellLayout();
  if (mode === 'stage' || mode === 'speaker') {
    return (
      <div className={`shell shell-${mode}`}>
        <Suspense fallback={<Coming />}>{mode === 'stage' ? <StageShell /> : <SpeakerShell />}</Suspense>
      </div>
    );
  }
  const kind = embedded ? 'embed' : layout;
  const className = ['shell', `shell-${kind}`, firstVisit && 'shell-first', broken && 'shell-not-raft'];
  return (
    <div className={className.filter(Boolean).join(' ')}>
      {embedded ? (
        <Suspense fallback={<Coming />}>
          <EmbedShell />
        </Suspense>
      ) : (
        <WholePage />
      )}
      <TransportBar />
      <Progress />
      <Suspense fallback={<Coming />}>
        <ContextMenu />
      </Suspense>
      <Suspense fallback={<Coming />}>
        <Dialogs />
      </Suspense>
    </div>
  );
}

function WholePage() {
  const firstVisit = useApp((state) => state.firstVisit);
  const hasBeats = useApp((state) => (state.scenario.beats ?? []).length > 0);
  return (
    <>
      <TopBar />
      <main className="work">
        {firstVisit ? (
          <FirstVisit />
        ) : (
          <Suspense fallback={<Coming />}>
            <Work />
          </Suspense>
        )}
        {hasBeats && (
          <Suspense fallback={<Coming />}>
            <BeatCard />
          </Suspense>
        )}
      </main>
      {firstVisit ? null : (
        <Suspense fallback={<div data-coming="" />}>
          <NarrationStrip />
        </Suspense>
      )}
    </>
  );
}

/** A long way is being played: how far it is, and a way out. */
function Progress() {
  const text = useText().shell;
  const progress = useApp((state) => state.progress);
  if (progress === null) return null;
  const percent = Math.floor(progress * 100);
  return (
    <div className="shell-progress" role="status">
      <progress value={progress} aria-label={text.progress(percent)} />
      <span>{text.progress(percent)}</span>
      <button type="button" onClick={() => appStore.getState().stopProgress()}>
        {text.stop}
      </button>
    </div>
  );
}

/** The first second: the ring, and one line that says what to try. */
function FirstVisit() {
  const text = useText();
  const name = useNames();
  const { world } = useMoment();
  const notice = useApp((state) => state.notice);
  const leader = world.hosts.find(
    (host) => host.up && host.state.kind === 'server' && host.state.raft.role === 'leader',
  );
  return (
    <>
      <section className="region region-cluster" aria-label={text.shell.cluster}>
        <ClusterView />
      </section>
      {notice !== null && (
        <p className="first-notice" role="alert">
          {notice.text}
        </p>
      )}
      <p className="first-hint" role="status">
        {leader === undefined ? text.shell.hintNoLeader : text.shell.hint(name(leader.address))}
      </p>
    </>
  );
}
