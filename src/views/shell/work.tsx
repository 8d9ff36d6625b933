import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { ClusterView } from '../cluster/cluster-view.tsx';
import { Coming } from '../coming.tsx';
import { isSearchWanted, subscribeWanted } from '../events/wanted.ts';
import { later } from '../later.ts';
import { useText } from '../text.ts';
import { currentQuestion, subscribeQuestion } from '../whynot/asked.ts';
import { useIsRoomy, useShellLayout } from './layout.ts';
import { type Tab, Tabs } from './tabs.tsx';

const LogsView = later(async () => ({ default: (await import('../logs/logs-view.tsx')).LogsView }));
const Why = later(() => import('./why.tsx'));
const Inspector = later(() => import('../inspector/inspector.tsx'));
const SpaceTimeView = later(() => import('../spacetime/space-time-view.tsx'));
const EventsView = later(() => import('../events/events-view.tsx'));

/** Everything at once, two linked views, or one at a time. */
export default function Work() {
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
        <Suspense fallback={<Coming />}>{children}</Suspense>
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
  useEventsWhenWanted(setOpen);
  if (isRoomy) {
    return (
      <>
        <Region panel="spacetime" title={text.shell.spaceTime} note={text.shell.spaceTimeNote}>
          <SpaceTimeView />
        </Region>
        <Region panel="events">
          <EventsView />
        </Region>
      </>
    );
  }
  const tabs: Tab[] = [
    { id: 'spacetime', title: text.shell.spaceTime, content: <SpaceTimeView /> },
    { id: 'events', title: text.shell.events, content: <EventsView /> },
  ];
  return (
    <Region panel="story">
      <Tabs label={text.shell.story} tabs={tabs} open={open} onOpen={setOpen} />
    </Region>
  );
}

/** The tab that is open; whoever asks a question is shown the answer. */
function useOpenTab(first: string): [string, (id: string) => void] {
  const [open, setOpen] = useState(() => (currentQuestion() === null ? first : 'inspector'));
  useEffect(
    () =>
      subscribeQuestion(() => {
        if (currentQuestion() !== null) setOpen('inspector');
      }),
    [],
  );
  useEventsWhenWanted(setOpen);
  return [open, setOpen];
}

/** Whoever searches the events is shown them. */
function useEventsWhenWanted(setOpen: (id: string) => void): void {
  useEffect(() => {
    const show = (): void => {
      if (isSearchWanted()) setOpen('events');
    };
    show();
    return subscribeWanted(show);
  }, [setOpen]);
}

/** Two linked views: the cluster with the why under it, and one of the others. */
function MediumWork() {
  const text = useText().shell;
  const [open, setOpen] = useOpenTab('logs');
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
        <Suspense fallback={<Coming />}>
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
  const [open, setOpen] = useOpenTab('cluster');
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
