import './shell.css';
import { type ReactNode, Suspense, useState } from 'react';
import { appStore, useApp, useMoment } from '../../store/hooks.ts';
import { ClusterView } from '../cluster/cluster-view.tsx';
import { Dialogs } from '../dialogs/dialogs.tsx';
import { later } from '../later.ts';
import { useNames, useText } from '../text.ts';
import { TopBar } from '../topbar/top-bar.tsx';
import { TransportBar } from '../transport/transport.tsx';
import { useIsRoomy, useShellLayout } from './layout.ts';
import { type Tab, Tabs } from './tabs.tsx';

const LogsView = later(async () => ({ default: (await import('../logs/logs-view.tsx')).LogsView }));
const NarrationStrip = later(async () => ({
  default: (await import('../narration/narration-strip.tsx')).NarrationStrip,
}));
const ContextMenu = later(async () => ({ default: (await import('../menus/context-menu.tsx')).ContextMenu }));
const Why = later(() => import('./why.tsx'));
const BeatCard = later(() => import('../beats/beat-card.tsx'));
const Inspector = later(() => import('../inspector/inspector.tsx'));
const SpaceTimeView = later(() => import('../spacetime/space-time-view.tsx'));
const EventsView = later(() => import('../events/events-view.tsx'));

/** The page: what is on the screen at which size. Every panel finds its own size. */
export function Shell() {
  const firstVisit = useApp((state) => state.firstVisit);
  const broken = useApp((state) => (state.scenario.broken ?? []).length > 0);
  const hasBeats = useApp((state) => (state.scenario.beats ?? []).length > 0);
  const layout = useShellLayout();
  const className = ['shell', `shell-${layout}`, firstVisit && 'shell-first', broken && 'shell-not-raft'];
  return (
    <div className={className.filter(Boolean).join(' ')}>
      <TopBar />
      <main className="work">
        {firstVisit ? <FirstVisit /> : <Work />}
        {hasBeats && (
          <Suspense fallback={null}>
            <BeatCard />
          </Suspense>
        )}
      </main>
      {firstVisit ? null : (
        <Suspense fallback={<div />}>
          <NarrationStrip />
        </Suspense>
      )}
      <TransportBar />
      <Progress />
      <ContextMenu />
      <Dialogs />
    </div>
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

function Work() {
  const layout = useShellLayout();
  if (layout === 'wide') return <WideWork />;
  return layout === 'medium' ? <MediumWork /> : <PhoneWork />;
}

function Region({
  panel,
  title,
  note,
  children,
}: {
  panel: string;
  title?: string;
  note?: string;
  children: ReactNode;
}) {
  return (
    <section className={`region region-${panel}`} aria-label={title}>
      {title !== undefined && (
        <h2 className="region-title">
          {title} {note !== undefined && <span>{note}</span>}
        </h2>
      )}
      <div className="region-content">
        <Suspense fallback={null}>{children}</Suspense>
      </div>
    </section>
  );
}

function WideWork() {
  const text = useText().shell;
  return (
    <>
      <Region panel="cluster" title={text.cluster}>
        <ClusterView />
      </Region>
      <Region panel="logs" title={text.logs} note={text.logsNote}>
        <LogsView />
      </Region>
      <Story />
      <Region panel="inspector">
        <Inspector />
      </Region>
    </>
  );
}

/** What happened, drawn and in words: side by side where there is room, else one at a time. */
function Story() {
  const text = useText();
  const isRoomy = useIsRoomy();
  const [open, setOpen] = useState('spacetime');
  if (isRoomy) {
    return (
      <>
        <Region panel="spacetime" title={text.spacetime.title} note={text.spacetime.note}>
          <SpaceTimeView />
        </Region>
        <Region panel="events">
          <EventsView />
        </Region>
      </>
    );
  }
  const tabs: Tab[] = [
    { id: 'spacetime', title: text.spacetime.title, content: <SpaceTimeView /> },
    { id: 'events', title: text.shell.events, content: <EventsView /> },
  ];
  return (
    <Region panel="story">
      <Tabs label={text.shell.story} tabs={tabs} open={open} onOpen={setOpen} />
    </Region>
  );
}

/** Two linked views: the cluster with the why under it, and one of the others. */
function MediumWork() {
  const text = useText().shell;
  const [open, setOpen] = useState('logs');
  const tabs: Tab[] = [
    { id: 'logs', title: text.logs, content: <LogsView /> },
    { id: 'spacetime', title: text.spaceTime, content: <SpaceTimeView /> },
    { id: 'events', title: text.events, content: <EventsView /> },
    { id: 'inspector', title: text.inspector, content: <Inspector /> },
  ];
  return (
    <>
      <div className="region-pair">
        <Region panel="cluster" title={text.cluster}>
          <ClusterView />
        </Region>
        <Suspense fallback={null}>
          <Why />
        </Suspense>
      </div>
      <Region panel="tabs">
        <Tabs label={text.views} tabs={tabs} open={open} onOpen={setOpen} />
      </Region>
    </>
  );
}

function PhoneWork() {
  const text = useText().shell;
  const [open, setOpen] = useState('cluster');
  const tabs: Tab[] = [
    { id: 'logs', title: text.logs, content: <LogsView /> },
    { id: 'cluster', title: text.cluster, content: <ClusterView /> },
    { id: 'spacetime', title: text.time, content: <SpaceTimeView /> },
    { id: 'events', title: text.events, content: <EventsView /> },
    { id: 'inspector', title: text.why, content: <Inspector /> },
  ];
  return (
    <Region panel="tabs">
      <Tabs label={text.views} tabs={tabs} open={open} onOpen={setOpen} />
    </Region>
  );
}
