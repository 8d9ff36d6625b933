import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useApp } from '../../store/hooks.ts';
import { usePicture } from '../../store/picture.ts';
import type { AppStore } from '../../store/types.ts';
import { isScheduling, subscribeScheduling } from '../choices/scheduling.ts';
import { ClusterView } from '../cluster/cluster-view.tsx';
import { Coming } from '../coming.tsx';
import { isSearchWanted, subscribeWanted } from '../events/wanted.ts';
import { later } from '../later.ts';
import { PictureWay } from '../pictures/picture-way.tsx';
import { useFocusKept } from '../pictures/use-focus-kept.ts';
import { closeSummary, currentSummary, subscribeSummary, useSummary } from '../summary/shown.ts';
import { useText } from '../text.ts';
import { currentQuestion, subscribeQuestion } from '../whynot/asked.ts';
import { useIsRoomy, useShellLayout } from './layout.ts';
import { type Tab, Tabs } from './tabs.tsx';

const LogsView = later(async () => ({ default: (await import('../logs/logs-view.tsx')).LogsView }));
const ProcessesView = later(() => import('../lessons/processes-view.tsx'));
const Why = later(() => import('./why.tsx'));
const Inspector = later(() => import('../inspector/inspector.tsx'));
const SpaceTimeView = later(() => import('../spacetime/space-time-view.tsx'));
const SummaryView = later(() => import('../summary/summary-view.tsx'));
const PicturePanel = later(() => import('../pictures/picture-panel.tsx'));
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
  action,
  children,
}: {
  panel: string;
  title?: string;
  note?: string;
  /** What can be done to the panel as a whole, beside its title. */
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={`region region-${panel}`} aria-label={title}>
      {title !== undefined && (
        <h2 className="region-title">
          {title} {note !== undefined && <span>{note}</span>}
        </h2>
      )}
      {action}
      <div className="region-content">
        <Suspense fallback={<Coming />}>{children}</Suspense>
      </div>
    </section>
  );
}

/** What is remembered: the logs of servers, or whatever the processes of a lesson keep. */
function Memories() {
  return useApp(isLesson) ? <ProcessesView /> : <LogsView />;
}

/** A picture takes the place of the logs. Both are one region, so that the focus stays on the way from one to the other. */
function MemoriesOrPicture() {
  const { pictures } = useText();
  const memories = useMemoriesTitle();
  const picture = usePicture();
  useFocusKept();
  const way = <PictureWay />;
  if (picture === 'none') {
    return (
      <Region panel="logs" {...memories} action={way}>
        <Memories />
      </Region>
    );
  }
  return (
    <Region panel="picture" title={pictures.names[picture]} note={pictures.notes[picture]} action={way}>
      <PicturePanel />
    </Region>
  );
}

function isLesson(state: AppStore): boolean {
  return state.scenario.lesson !== undefined;
}

function useMemoriesTitle(): { readonly title: string; readonly note: string } {
  const { shell, lessons } = useText();
  return useApp(isLesson)
    ? { title: lessons.processes, note: lessons.processesNote }
    : { title: shell.logs, note: shell.logsNote };
}

function WideWork() {
  const text = useText().shell;
  const isRoomy = useIsRoomy();
  const isSummary = useSummary() !== null;
  useGivingWay(isRoomy);
  if (isSummary) {
    return (
      <>
        <Region panel="cluster" title={text.cluster}>
          <ClusterView />
        </Region>
        <Region panel="summary">
          <SummaryView onClose={() => closeSummary()} toInspector={isRoomy ? null : () => closeSummary()} />
        </Region>
        <Story hasEvents={false} />
        {isRoomy && (
          <Region panel="inspector">
            <Inspector />
          </Region>
        )}
      </>
    );
  }
  return (
    <>
      <Region panel="cluster" title={text.cluster}>
        <ClusterView />
      </Region>
      <MemoriesOrPicture />
      <Story hasEvents />
      <Region panel="inspector">
        <Inspector />
      </Region>
    </>
  );
}

/** The page of rules gives way to what it covers, when somebody asks for that: the list of events, or an answer. */
function useGivingWay(isRoomy: boolean): void {
  useEffect(() => {
    const stops = [
      subscribeWanted(() => {
        if (isRoomy && isSearchWanted()) closeSummary(false);
      }),
      subscribeQuestion(() => {
        if (!isRoomy && currentQuestion() !== null) closeSummary(false);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [isRoomy]);
}

/** What happened, drawn and in words: side by side where there is room, else one at a time. */
function Story({ hasEvents }: { readonly hasEvents: boolean }) {
  const text = useText();
  const isRoomy = useIsRoomy();
  const isInLesson = useApp(isLesson);
  const [open, setOpen] = useState('spacetime');
  useEventsWhenWanted(setOpen);
  if (isRoomy) {
    return (
      <>
        <Region
          panel="spacetime"
          title={text.shell.spaceTime}
          note={isInLesson ? text.lessons.spaceTimeNote : text.shell.spaceTimeNote}
        >
          <SpaceTimeView />
        </Region>
        {hasEvents && (
          <Region panel="events">
            <EventsView />
          </Region>
        )}
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

function isInspectorWanted(): boolean {
  return currentQuestion() !== null || isScheduling();
}

/**
 * The tab that is open; whoever asks a question is shown the answer, whoever chooses what there is to choose from, and
 * whoever asks for a rule the page of rules.
 */
function useOpenTab(first: string): OpenTab {
  const { pictures } = useText();
  const picture = usePicture();
  useFocusKept();
  const home = picture === 'none' ? first : 'picture';
  const [open, setOpen] = useState(() =>
    currentSummary() !== null ? 'rules' : isInspectorWanted() ? 'inspector' : home,
  );
  const [shown, setShown] = useState(picture);
  if (shown !== picture) {
    setShown(picture);
    setOpen(home);
  }
  useEffect(() => {
    const show = (): void => {
      if (isInspectorWanted()) setOpen('inspector');
    };
    const stops = [
      subscribeQuestion(show),
      subscribeScheduling(show),
      subscribeSummary(() => setOpen(currentSummary() === null ? home : 'rules')),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [home]);
  useEventsWhenWanted(setOpen);
  const toInspector = (): void => {
    closeSummary();
    setOpen('inspector');
  };
  const rules = <SummaryView onClose={() => setOpen(home)} toInspector={toInspector} />;
  return { open, setOpen, rules, pictures: picture === 'none' ? [] : [pictureTab(pictures.tabs[picture])] };
}

function pictureTab(title: string): Tab {
  return { id: 'picture', title, content: <PicturePanel /> };
}

interface OpenTab {
  readonly open: string;
  readonly setOpen: (id: string) => void;
  /** What the tab of all rules shows. */
  readonly rules: ReactNode;
  /** The picture that stands before the logs, if there is one. */
  readonly pictures: readonly Tab[];
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
  const { shell: text, summary } = useText();
  const { open, setOpen, rules, pictures } = useOpenTab('logs');
  const tabs: Tab[] = [
    ...pictures,
    { id: 'logs', title: useMemoriesTitle().title, content: <Memories /> },
    { id: 'spacetime', title: text.spaceTime, content: <SpaceTimeView /> },
    { id: 'events', title: text.events, content: <EventsView /> },
    { id: 'inspector', title: text.inspector, content: <Inspector /> },
    { id: 'rules', title: summary.tab, content: rules },
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
  const { shell: text, summary } = useText();
  const { open, setOpen, rules, pictures } = useOpenTab('cluster');
  const tabs: Tab[] = [
    ...pictures,
    { id: 'logs', title: useMemoriesTitle().title, content: <Memories /> },
    { id: 'cluster', title: text.cluster, content: <ClusterView /> },
    { id: 'spacetime', title: text.time, content: <SpaceTimeView /> },
    { id: 'events', title: text.events, content: <EventsView /> },
    { id: 'inspector', title: text.why, content: <Inspector /> },
    { id: 'rules', title: summary.tab, content: rules },
  ];
  return (
    <Region panel="tabs">
      <Tabs label={text.views} tabs={tabs} open={open} onOpen={setOpen} />
    </Region>
  );
}
