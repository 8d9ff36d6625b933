import { type SubmitEvent, useState } from 'react';
import { US_PER_MS } from '../../base/time.ts';
import type { ClusterAction, World } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { Address, Link } from '../../sim/types.ts';
import { appStore, useMoment } from '../../store/hooks.ts';
import { linkAt } from '../inspector/link-panel.tsx';
import { useNames, useText } from '../text.ts';
import { CheckField, NumberField, RangeField, Reader } from './fields.tsx';
import { closeDialog, type DialogRequest } from './open-dialog.ts';
import { Foot, Problems, Window } from './window.tsx';

const PPM_PER_PERCENT = 10_000;
const LONGEST_MS = 100_000;

/** One direction as it is being written. */
interface Draft {
  readonly low: string;
  readonly high: string;
  readonly loss: string;
  readonly duplicates: string;
  readonly cut: boolean;
}

function draftOf(world: World, from: Address, to: Address): Draft {
  const link = linkAt(world, from, to);
  return {
    low: String((link?.lowUs ?? 0) / US_PER_MS),
    high: String((link?.highUs ?? 0) / US_PER_MS),
    loss: String((link?.lossPpm ?? 0) / PPM_PER_PERCENT),
    duplicates: String((link?.duplicatePpm ?? 0) / PPM_PER_PERCENT),
    cut: link?.cut === true,
  };
}

/** Both directions of a link: latency, loss, duplicates, cut. */
export default function LinkDialog({
  request,
}: {
  readonly request: Extract<DialogRequest, { readonly kind: 'link' }>;
}) {
  const { from, to } = request;
  const text = useText();
  const name = useNames();
  const { world } = useMoment();
  const [there, setThere] = useState(() => draftOf(world, from, to));
  const [back, setBack] = useState(() => draftOf(world, to, from));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const words = text.dialogs.link;
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    const reader = new Reader(text);
    const actions = [
      ...actionsFor(world, from, to, there, reader, words.direction(name(from), name(to)), text),
      ...actionsFor(world, to, from, back, reader, words.direction(name(to), name(from)), text),
    ];
    const nothing = actions.length === 0 ? [words.nothing] : [];
    setProblems(reader.problems.length > 0 ? reader.problems : nothing);
    if (reader.problems.length > 0 || actions.length === 0) return;
    closeDialog();
    appStore.getState().act(...actions);
  };
  return (
    <Window title={words.title(name(from), name(to))} wide>
      <form onSubmit={apply}>
        <div className="window-columns">
          <Direction title={words.direction(name(from), name(to))} draft={there} onChange={setThere} text={text} />
          <Direction title={words.direction(name(to), name(from))} draft={back} onChange={setBack} text={text} />
        </div>
        <Problems problems={problems} />
        <Foot apply={words.apply} />
      </form>
    </Window>
  );
}

function Direction(props: {
  readonly title: string;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly text: Messages;
}) {
  const { draft, onChange, text } = props;
  const { settings, link } = text.dialogs;
  return (
    <fieldset className="window-group">
      <legend>{props.title}</legend>
      <RangeField
        label={settings.latency}
        low={draft.low}
        high={draft.high}
        unit={settings.ms}
        text={text}
        onLow={(low) => onChange({ ...draft, low })}
        onHigh={(high) => onChange({ ...draft, high })}
      />
      <NumberField label={link.loss} unit="%" value={draft.loss} onChange={(loss) => onChange({ ...draft, loss })} />
      <NumberField
        label={link.duplicates}
        unit="%"
        value={draft.duplicates}
        onChange={(duplicates) => onChange({ ...draft, duplicates })}
      />
      <CheckField label={link.cut} checked={draft.cut} onChange={(cut) => onChange({ ...draft, cut })} />
    </fieldset>
  );
}

/** What has to be done so that a direction is as written; only what differs. */
function actionsFor(
  world: World,
  from: Address,
  to: Address,
  draft: Draft,
  reader: Reader,
  title: string,
  text: Messages,
): ClusterAction[] {
  const link = linkAt(world, from, to);
  const { settings, link: words } = text.dialogs;
  const of = title + text.common.signs.part;
  const [low, high] = reader.range(of + settings.latency, draft.low, draft.high, 0, LONGEST_MS);
  const wanted: Partial<Omit<Link, 'cut'>> = {
    lowUs: Math.round(low * US_PER_MS),
    highUs: Math.round(high * US_PER_MS),
    lossPpm: Math.round(reader.number(of + words.loss, draft.loss, 0, 100) * PPM_PER_PERCENT),
    duplicatePpm: Math.round(reader.number(of + words.duplicates, draft.duplicates, 0, 100) * PPM_PER_PERCENT),
  };
  const isNew = (Object.keys(wanted) as (keyof typeof wanted)[]).some((key) => link?.[key] !== wanted[key]);
  const actions: ClusterAction[] = isNew ? [{ do: 'setLink', from, to, change: wanted }] : [];
  if (draft.cut !== (link?.cut === true)) actions.push({ do: draft.cut ? 'cut' : 'heal', from, to });
  return actions;
}
