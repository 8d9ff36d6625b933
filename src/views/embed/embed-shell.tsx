import './embed.css';
import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { appStore, useApp } from '../../store/hooks.ts';
import { shareAddress } from '../../store/share.ts';
import { ClusterView } from '../cluster/cluster-view.tsx';
import { Coming } from '../coming.tsx';
import { Logo } from '../icons.tsx';
import { later } from '../later.ts';
import { NarrationStrip } from '../narration/narration-strip.tsx';
import { pageAddress } from '../page-address.ts';
import { Tabs } from '../shell/tabs.tsx';
import { useText, useTitle } from '../text.ts';
import NotRaft from '../topbar/not-raft.tsx';
import { FullScreen } from './full-screen.tsx';

const BeatCard = later(() => import('../beats/beat-card.tsx'));
const LogsView = later(async () => ({ default: (await import('../logs/logs-view.tsx')).LogsView }));
const Inspector = later(() => import('../inspector/inspector.tsx'));
const SpaceTimeView = later(() => import('../spacetime/space-time-view.tsx'));
const EventsView = later(() => import('../events/events-view.tsx'));

const PANELS = {
  cluster: ClusterView,
  logs: LogsView,
  spacetime: SpaceTimeView,
  events: EventsView,
  inspector: Inspector,
} as const;
type Panel = keyof typeof PANELS;

/** Two views side by side need as much. */
const ROOMY = '(min-width: 700px) and (min-height: 440px)';

/**
 * The page in a frame of another one (docs/embedding.md): one or two views, and a way to the whole page. The bar at its
 * foot, menus and windows are those of the page.
 */
export default function EmbedShell() {
  return (
    <>
      <Head />
      <main className="work embed-work">
        <Views />
        <Suspense fallback={<Coming />}>
          <BeatCard />
        </Suspense>
      </main>
      <NarrationStrip />
    </>
  );
}

function Head() {
  const text = useText();
  const title = useTitle();
  const hasFocus = useSyncExternalStore(subscribeFocus, () => document.hasFocus());
  return (
    <header className="embed-head">
      <Logo />
      <div className="embed-title">
        <h1>{title}</h1>
        <NotRaft />
        {!hasFocus && <p className="embed-hint">{text.embed.clickForKeys}</p>}
      </div>
      <OpenWhole />
      <FullScreen />
    </header>
  );
}

function subscribeFocus(onChange: () => void): () => void {
  // Where a gesture takes the press for itself, the browser would leave the keys with the page around this one.
  const take = (): void => window.focus();
  addEventListener('pointerdown', take);
  addEventListener('focus', onChange);
  addEventListener('blur', onChange);
  return () => {
    removeEventListener('pointerdown', take);
    removeEventListener('focus', onChange);
    removeEventListener('blur', onChange);
  };
}

/** A link to the same moment in the whole page. */
function OpenWhole() {
  const { embed } = useText();
  const [url, setUrl] = useState(() => pageAddress().url);
  const cursor = useApp((state) => (state.playing ? null : state.cursor));
  const branch = useApp((state) => state.branchId);
  const refresh = (): void => void shareAddress(appStore, pageAddress().url).then((made) => setUrl(made.url));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is that of the moment on show.
  useEffect(refresh, [cursor, branch]);
  return (
    <a className="embed-open" href={url} target="_blank" rel="noopener" onPointerEnter={refresh} onFocus={refresh}>
      {embed.openWhole}
    </a>
  );
}

/** Side by side where there is room; else one at a time, if the link asks for two. */
function Views() {
  const text = useText().shell;
  const asked = useApp((state) => state.view.panels);
  const isRoomy = useSyncExternalStore(subscribeRoomy, () => matchMedia(ROOMY).matches);
  const [open, setOpen] = useState('');
  const known = (asked ?? []).filter((panel): panel is Panel => panel in PANELS).slice(0, 2);
  const panels: readonly Panel[] = known.length > 0 ? known : isRoomy ? ['cluster', 'logs'] : ['cluster'];
  const titles = {
    cluster: text.cluster,
    logs: text.logs,
    spacetime: text.spaceTime,
    events: text.events,
    inspector: text.inspector,
  } as const;
  const views = panels.map((panel) => ({ id: panel, title: titles[panel], content: contentOf(panel) }));
  if (!isRoomy && views.length > 1) return <Tabs label={text.views} tabs={views} open={open} onOpen={setOpen} />;
  return (
    <div className="embed-views">
      {views.map(({ id, title, content }) => (
        <section key={id} className={`region region-${id}`} aria-label={title}>
          <div className="region-content">
            <Suspense fallback={<Coming />}>{content}</Suspense>
          </div>
        </section>
      ))}
    </div>
  );
}

function contentOf(panel: Panel): ReactNode {
  const View = PANELS[panel];
  return <View />;
}

function subscribeRoomy(onChange: () => void): () => void {
  const query = matchMedia(ROOMY);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
