import { useMemo } from 'react';
import { worldDifferences } from '../../cluster/differences.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import type { Branch, ComparedEvent } from '../../store/types.ts';
import { type ChainLink, clocksOf, type Stamp, shortestChain } from '../../timeline/causality.ts';
import { partingOf } from '../../timeline/parting.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { useNames, useText } from '../text.ts';
import { DifferenceTable } from './difference-table.tsx';
import { Section } from './parts.tsx';

interface Props {
  readonly timeline: Timeline;
  readonly step: number;
}

/**
 * The clocks of an event and, when another is kept for it, how the two stand to each other and what differs between
 * their moments; also when they belong to different branches. Nothing while it plays.
 */
export function OrderSection({ timeline, step }: Props) {
  const isPlaying = useApp((state) => state.playing);
  const compared = useApp((state) => state.compared);
  const branches = useApp((state) => state.branches);
  const here = useApp((state) => state.branchId);
  if (isPlaying) return null;
  const branch = branches.find(({ id }) => id === compared?.branchId);
  const kept = compared !== null && branch !== undefined && compared.step <= branch.timeline.steps ? compared : null;
  const isSame = kept?.step === step && kept.branchId === here;
  return (
    <>
      <Order timeline={timeline} step={step} compared={!isSame && kept?.branchId === here ? kept.step : null} />
      {kept !== null && branch !== undefined && !isSame && (
        <Differences timeline={timeline} step={step} other={branch} otherStep={kept.step} />
      )}
      <Keep step={step} branchId={here} kept={kept} isSame={isSame} />
    </>
  );
}

function Order({ timeline, step, compared }: Props & { readonly compared: number | null }) {
  const { order } = useText();
  const clocks = clocksOf(timeline);
  const stamp = clocks.stampOf(step);
  if (stamp === null) return null;
  const other = compared === null ? null : clocks.stampOf(compared);
  return (
    <Section title={order.title} end={order.lamport(stamp.lamport)}>
      {other === null || compared === null ? (
        <Vectors stamp={stamp} step={step} other={null} otherStep={0} />
      ) : (
        <Comparison timeline={timeline} step={step} stamp={stamp} otherStep={compared} other={other} />
      )}
    </Section>
  );
}

function Keep(props: {
  readonly step: number;
  readonly branchId: number;
  readonly kept: ComparedEvent | null;
  readonly isSame: boolean;
}) {
  const { step, branchId, kept, isSame } = props;
  const { order } = useText();
  const { setCompared } = appStore.getState();
  return (
    <>
      {isSame && <p className="insp-note">{order.kept(step)}</p>}
      <p className="insp-order">
        {kept === null ? (
          <button type="button" className="insp-button" onClick={() => setCompared({ branchId, step })}>
            {order.keep}
          </button>
        ) : (
          <button type="button" className="insp-button" onClick={() => setCompared(null)}>
            {order.stop(kept.step)}
          </button>
        )}
      </p>
    </>
  );
}

/** What the worlds after two events do not have in common, and where their runs part if they are of two branches. */
function Differences(props: Props & { readonly other: Branch; readonly otherStep: number }) {
  const { timeline, step, other, otherStep } = props;
  const { order } = useText();
  const found = useMemo(
    () => worldDifferences(other.timeline.worldAt(otherStep), timeline.worldAt(step)),
    [timeline, step, other, otherStep],
  );
  const parting = useMemo(
    () => (other.timeline === timeline ? null : partingOf(other.timeline, timeline, 0)),
    [timeline, other],
  );
  const { seekStep } = appStore.getState();
  return (
    <Section title={order.differs}>
      {parting !== null && (
        <p className="insp-order">
          <button type="button" className="insp-button" onClick={() => seekStep(Math.min(parting, timeline.steps))}>
            {order.part(parting)}
          </button>
        </p>
      )}
      {found.length === 0 ? (
        <p className="insp-note">{order.nothingDiffers}</p>
      ) : (
        <DifferenceTable found={found} titles={[order.moment(otherStep, other.name), order.event(step)]} />
      )}
    </Section>
  );
}

interface Pair {
  readonly step: number;
  readonly stamp: Stamp;
  readonly otherStep: number;
  readonly other: Stamp;
}

function Comparison({ timeline, ...pair }: Pair & { readonly timeline: Timeline }) {
  const { step, stamp, otherStep, other } = pair;
  const { order } = useText();
  const verdict = clocksOf(timeline).compare(otherStep, step);
  const [first, second] = verdict === 'before' ? [otherStep, step] : [step, otherStep];
  return (
    <>
      <p className="insp-verdict">
        {verdict === 'concurrent' ? <Concurrent {...pair} /> : order.before(first, second)}
      </p>
      <Vectors stamp={stamp} step={step} other={other} otherStep={otherStep} />
      {verdict !== 'concurrent' && (
        <Way timeline={timeline} links={shortestChain(timeline.index, first, second) ?? []} />
      )}
    </>
  );
}

function Concurrent({ step, stamp, otherStep, other }: Pair) {
  const { order, common } = useText();
  const name = useNames();
  const more = (one: Stamp, two: Stamp): string =>
    [...one.vector]
      .filter(([host, known]) => known > (two.vector.get(host) ?? 0))
      .map(([host]) => name(host))
      .join(common.signs.name);
  return order.concurrent(step, otherStep, more(stamp, other), more(other, stamp));
}

/** A row per host; with another event beside it, who knows more. */
function Vectors(props: Omit<Pair, 'other'> & { readonly other: Stamp | null }) {
  const { step, stamp, otherStep, other } = props;
  const { order } = useText();
  const name = useNames();
  return (
    <table className="insp-table">
      <caption className="visually-hidden">{order.vector}</caption>
      <thead>
        <tr>
          <th scope="col">{order.host}</th>
          <th scope="col">{order.event(step)}</th>
          {other !== null && (
            <th scope="col">
              <span className="visually-hidden">{order.knows}</span>
            </th>
          )}
          {other !== null && <th scope="col">{order.event(otherStep)}</th>}
        </tr>
      </thead>
      <tbody>
        {[...stamp.vector]
          .sort(([a], [b]) => a - b)
          .map(([host, known]) => (
            <tr key={host}>
              <th scope="row">{name(host)}</th>
              <td>{known}</td>
              {other !== null && <Sign known={known} otherKnown={other.vector.get(host) ?? 0} />}
              {other !== null && <td>{other.vector.get(host) ?? 0}</td>}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Sign({ known, otherKnown }: { readonly known: number; readonly otherKnown: number }) {
  const { order } = useText();
  const [sign, words] =
    known < otherKnown ? ['<', order.less] : known > otherKnown ? ['>', order.more] : ['=', order.same];
  return <td aria-label={words}>{sign}</td>;
}

/** Every line jumps there. */
function Way({ timeline, links }: { readonly timeline: Timeline; readonly links: readonly ChainLink[] }) {
  const { order } = useText();
  const name = useNames();
  const { index } = timeline;
  const host = (step: number): string => name(index.server(step) ?? 0);
  return (
    <>
      <h4>{order.chain(links.filter(({ by }) => by === 'message').length)}</h4>
      <ol className="insp-chain">
        {links.map(({ from, to, by }) => (
          <li key={to}>
            <button
              type="button"
              onClick={() => {
                appStore.getState().seekStep(to);
                appStore.getState().select({ kind: 'event', step: to, i: 0 });
              }}
            >
              <b>#{to}</b>
              <span>{by === 'message' ? order.arrives(host(from), host(to)) : order.goesOn(host(to))}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
