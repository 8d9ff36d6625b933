import { formatMs } from '../../base/time.ts';
import type { World } from '../../cluster/types.ts';
import type { Address, Link } from '../../sim/types.ts';
import { useMoment } from '../../store/hooks.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { useNames, useText } from '../text.ts';
import { Actions, Section, Values } from './parts.tsx';

/** One direction of a link; null when there is no such link. */
export function linkAt(world: World, from: Address, to: Address): Link | null {
  const { hosts, links } = world;
  const place = (address: Address): number => hosts.findIndex((host) => host.address === address);
  return links[place(from) * hosts.length + place(to)] ?? null;
}

/** A link: both directions, and the way to change each. */
export function LinkPanel({ from, to }: { readonly from: Address; readonly to: Address }) {
  const { inspector } = useText();
  const name = useNames();
  return (
    <>
      <h2 className="insp-start">{inspector.link(name(from), name(to))}</h2>
      <Direction from={from} to={to} />
      <Direction from={to} to={from} />
      <p>
        <button type="button" className="insp-button" onClick={() => openDialog({ kind: 'link', from, to })}>
          {inspector.editLink}
        </button>
      </p>
      <Actions target={{ kind: 'link', from, to }} />
    </>
  );
}

function Direction({ from, to }: { readonly from: Address; readonly to: Address }) {
  const { inspector } = useText();
  const name = useNames();
  const { world } = useMoment();
  const link = linkAt(world, from, to);
  if (link === null) return null;
  const range =
    link.lowUs === link.highUs ? formatMs(link.lowUs) : `${formatMs(link.lowUs)} – ${formatMs(link.highUs)}`;
  return (
    <Section title={inspector.direction(name(from), name(to))} end={link.cut ? inspector.cut : inspector.open}>
      <Values
        rows={[
          [inspector.latency, `${range} ms`],
          [inspector.loss, `${link.lossPpm / 10_000} %`],
          [inspector.duplicates, `${link.duplicatePpm / 10_000} %`],
        ]}
      />
    </Section>
  );
}
