import { appStore, useApp } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { conesIn } from '../cones.ts';
import { useNames, useText } from '../text.ts';
import { Section } from './parts.tsx';

/** How far the past of an event reaches, and its future so far: by host, each a way there. Nothing while the run plays. */
export function ConeSection({ timeline, step }: { readonly timeline: Timeline; readonly step: number }) {
  const { order } = useText();
  const isPlaying = useApp((state) => state.playing);
  useApp((state) => (state.playing ? -1 : state.revision));
  const cones = isPlaying ? null : conesIn(timeline, step);
  if (cones === null) return null;
  const own = timeline.index.server(step);
  const others = timeline
    .worldAt(step)
    .hosts.map(({ address }) => address)
    .filter((address) => address !== own);
  return (
    <Section title={order.cones}>
      <Reach title={order.past} hosts={others} reach={cones.past} say={order.upTo} none={order.nothingOf} />
      <Reach title={order.future} hosts={others} reach={cones.future} say={order.from} none={order.notYetAt} />
    </Section>
  );
}

interface ReachProps {
  readonly title: string;
  readonly hosts: readonly number[];
  readonly reach: ReadonlyMap<number, number>;
  readonly say: (host: string, step: number) => string;
  readonly none: (hosts: string) => string;
}

function Reach({ title, hosts, reach, say, none }: ReachProps) {
  const { signs } = useText().common;
  const name = useNames();
  const missing = hosts.filter((host) => !reach.has(host));
  return (
    <>
      <h4>{title}</h4>
      <ul className="insp-reach">
        {hosts.map((host) => {
          const step = reach.get(host);
          if (step === undefined) return null;
          return (
            <li key={host}>
              <button type="button" onClick={() => appStore.getState().seekStep(step)}>
                {say(name(host), step)}
              </button>
            </li>
          );
        })}
        {missing.length > 0 && <li>{none(missing.map(name).join(signs.name))}</li>}
      </ul>
    </>
  );
}
