import { useEffect, useMemo, useRef, useState } from 'react';
import { logGridFor, visibleColumns } from '../../layout/log-grid.ts';
import { useApp, useEvents } from '../../store/hooks.ts';
import { useDrawnLogs } from '../drawn.ts';
import { usePatterns } from '../marks/patterns.ts';
import { useText } from '../text.ts';
import { useSize } from '../use-size.ts';
import { comparisonIn, removedIn } from './comparison.ts';
import { rowsOf } from './log-facts.ts';
import { LogTable, type StepFacts } from './log-table.tsx';
import './logs.css';

const NOTHING = { width: 0, height: 0 };
const NO_STEP_FACTS: StepFacts = { comparison: null, removed: [] };

/** All logs, aligned by index. What a step removed and compared is shown while the run stands still. */
export function LogsView() {
  const [box, size] = useSize<HTMLDivElement>(NOTHING);
  const { world } = useDrawnLogs();
  const playing = useApp((state) => state.playing);
  usePatterns();
  const rows = useMemo(() => rowsOf(world), [world]);
  const lastIndex = Math.max(0, ...rows.map(({ member }) => member.raft.log.lastIndex));
  const grid = useMemo(() => logGridFor(size, rows.length, lastIndex), [size, rows.length, lastIndex]);
  const scroll = useFollowingScroll(grid.contentWidth - grid.viewWidth);
  const { left } = scroll;
  const columns = useMemo(() => visibleColumns(grid, left), [grid, left]);
  const { scroller, onScroll, to } = scroll;
  const table = { grid, rows, columns, scroller, left, onScroll, onScrollTo: to };
  return (
    <div className="logs-view" ref={box}>
      {size.width > 0 && (playing ? <LogTable {...table} facts={NO_STEP_FACTS} /> : <ExplainedTable {...table} />)}
    </div>
  );
}

type TableProps = Omit<Parameters<typeof LogTable>[0], 'facts'>;

function ExplainedTable(props: TableProps) {
  const events = useEvents();
  const { world } = useDrawnLogs();
  const words = useText().logs.verdicts;
  const facts = useMemo(
    () => ({ comparison: comparisonIn(events, world, words), removed: removedIn(events) }),
    [events, world, words],
  );
  return <LogTable {...props} facts={facts} />;
}

/** A scroll position that stays at the end while the logs grow, until the person scrolls away from it. */
function useFollowingScroll(most: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const [left, setLeft] = useState(0);
  const end = Math.max(0, most);
  useEffect(() => {
    if (scroller.current === null || !isFollowing.current) return;
    scroller.current.scrollLeft = end;
    setLeft(end);
  }, [end]);
  const to = (wish: number): void => {
    isFollowing.current = wish >= end - 2;
    if (scroller.current !== null) scroller.current.scrollLeft = wish;
    setLeft(wish);
  };
  const onScroll = (): void => {
    const at = scroller.current?.scrollLeft ?? 0;
    isFollowing.current = at >= end - 2;
    setLeft(at);
  };
  return { left: Math.min(left, end), scroller, onScroll, to };
}
