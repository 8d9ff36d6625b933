import './summary.css';
import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  boxesOf,
  CLAUSE_IDS,
  CLAUSES,
  type ClauseBox,
  type ClauseId,
  clauseFor,
  clausesOf,
} from '../../cluster/clauses.ts';
import { principalOf } from '../../messages/principal.ts';
import { useApp } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { Icon } from '../icons.tsx';
import { usePacedStep } from '../paced.ts';
import { useText } from '../text.ts';
import { ClauseItem } from './clause-item.tsx';
import { ClausePlaces } from './clause-places.tsx';
import { type ShownSummary, useSummary } from './shown.ts';
import { useTally } from './use-tally.ts';

interface Props {
  readonly onClose: () => void;
  /** Where the inspector has no room beside the page: how to get to it. */
  readonly toInspector: (() => void) | null;
}

/** Raft on one page: what the event on show did is lit, and every clause knows where in the run it was at work. */
export default function SummaryView({ onClose, toInspector }: Props) {
  const text = useText();
  const { summary: words } = text;
  const { timeline, step } = usePacedStep();
  const { tally, upTo } = useTally();
  const asked = useSummary();
  const page = useRef<HTMLDivElement>(null);
  const [answered, setAnswered] = useState<ShownSummary | null>(null);
  const [open, setOpen] = useState<ClauseId | null>(null);
  const [chosen, setChosen] = useState<ClauseId | null>(null);
  const { raft } = timeline.spec;
  // A mechanism that is off can be at work by hand: then its box comes with the count.
  const atWork = CLAUSE_IDS.filter((id) => tally.count(id) > 0).join();
  const boxes = useMemo(() => boxesOf(raft, (id) => atWork.split(',').includes(id)), [raft, atWork]);
  if (asked !== answered) {
    setAnswered(asked);
    const clause =
      asked === null || asked.rule === null
        ? null
        : clauseFor(
            asked.rule,
            boxesOf(raft, () => true),
          );
    setChosen(clause);
    setOpen(clause);
  }
  const lit = useMemo(() => litAt(timeline, step), [timeline, step]);
  const broken = useApp((state) => state.scenario.broken);
  const brokenRules = (broken ?? []).map((name) => text.mutations[name].rule);
  useInView(page, lit.first, open);
  const percent = timeline.steps === 0 ? 100 : Math.floor((100 * Math.max(0, upTo)) / timeline.steps);
  return (
    <section
      className="summary"
      aria-label={words.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || open === null) return;
        event.stopPropagation();
        setOpen(null);
      }}
    >
      <header className="summary-head">
        <h2>{words.title}</h2>
        <p>{tally.isComplete ? words.about : words.counting(percent)}</p>
        <button type="button" aria-label={words.close} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </header>
      <div className="summary-page" ref={page}>
        <div className="summary-columns">
          {boxes.map((box) => (
            <Box key={box.id} box={box}>
              {(id) => (
                <ClauseItem
                  key={id}
                  id={id}
                  state={{
                    isLit: lit.all.has(id),
                    isFirst: lit.first === id,
                    isChosen: chosen === id,
                    isOpen: open === id,
                    brokenRule: CLAUSES[id].rules.find((rule) => brokenRules.includes(rule)) ?? null,
                  }}
                  count={tally.count(id)}
                  isComplete={tally.isComplete}
                  onToggle={() => {
                    setChosen(null);
                    setOpen(open === id ? null : id);
                  }}
                />
              )}
            </Box>
          ))}
        </div>
      </div>
      {open !== null && (
        <ClausePlaces
          key={open}
          clause={open}
          timeline={timeline}
          tally={tally}
          onClose={() => {
            page.current?.querySelector<HTMLElement>(`[data-clause="${open}"] button`)?.focus();
            setOpen(null);
          }}
          toInspector={toInspector}
        />
      )}
    </section>
  );
}

function Box({ box, children }: { readonly box: ClauseBox; readonly children: (id: ClauseId) => ReactNode }) {
  const [title, note] = useText().summary.boxes[box.id];
  return (
    <section className="summary-box" aria-label={title}>
      <h3>
        {title} {note !== '' && <span>{note}</span>}
      </h3>
      <ol>{box.clauses.map(children)}</ol>
    </section>
  );
}

interface Lit {
  /** What the event that the step is told by did. */
  readonly first: ClauseId | null;
  readonly all: ReadonlySet<ClauseId>;
}

/** What the step did; state is told only by the rules that changed it, so it is never the first. */
function litAt(timeline: Timeline, step: number): Lit {
  const events = timeline.eventsOf(step);
  const all = new Set(events.flatMap((event) => clausesOf(event, events)));
  const told = principalOf(events);
  const ofPrincipal = told === null ? [] : clausesOf(told, events);
  const state: readonly ClauseId[] = boxesOf(timeline.spec.raft, () => false)[0]?.clauses ?? [];
  return { first: ofPrincipal.find((id) => !state.includes(id)) ?? null, all };
}

/** Scrolls the page, and nothing around it, as far as it has to for a clause to be seen; the focus stays where it is. */
function useInView(page: RefObject<HTMLElement | null>, clause: ClauseId | null, open: ClauseId | null): void {
  useLayoutEffect(() => {
    const view = page.current;
    const item = view?.querySelector(`[data-clause="${open ?? clause ?? ''}"]`);
    if (view === null || item === null || item === undefined) return;
    const [seen, place] = [view.getBoundingClientRect(), item.getBoundingClientRect()];
    // On a phone a stop of the scene lies over the foot of the page.
    const stop = document.querySelector('.beat')?.getBoundingClientRect();
    const covers = stop !== undefined && stop.left < place.right && stop.right > place.left;
    const bottom = covers ? Math.min(seen.bottom, stop.top) : seen.bottom;
    if (place.bottom > bottom) view.scrollBy(0, place.bottom - bottom + EDGE_PX);
    else if (place.top < seen.top) view.scrollBy(0, place.top - seen.top - EDGE_PX);
  }, [page, clause, open]);
}

/** What stays between a clause that is scrolled to and the edge of the page. */
const EDGE_PX = 12;
