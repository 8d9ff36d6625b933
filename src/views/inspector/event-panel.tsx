import { useMemo } from 'react';
import { formatMs } from '../../base/time.ts';
import { citedBy, type RuleName } from '../../cluster/cited.ts';
import type { TraceEvent, World } from '../../cluster/types.ts';
import { principalOf } from '../../messages/principal.ts';
import type { Ruling } from '../../messages/types.ts';
import { isClient } from '../../sim/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import type { MenuTarget } from '../menus/open-menu.ts';
import type { PacedStep } from '../paced.ts';
import { openSummary } from '../summary/shown.ts';
import { useNames, useText } from '../text.ts';
import { Offers } from '../whynot/offers.tsx';
import { Chain } from './chain.tsx';
import { type ChangedValue, changesOf, diskValues, memoryValues } from './changes.ts';
import { ConeSection } from './cone-section.tsx';
import { FactMark } from './fact-mark.tsx';
import { OrderSection } from './order-section.tsx';
import { Actions, DiskAndMemory, Head, Section, Why } from './parts.tsx';

/** An event: what it was, why, what was compared, what it changed, what led to it and what it leads to. */
export function EventPanel({ timeline, step, i }: PacedStep & { readonly i: number | null }) {
  const text = useText();
  const name = useNames();
  // While the run plays, the event on show is the current one until the next one is shown.
  const shownStep = i === null ? step : null;
  const cursorStep = useApp((state) => (state.playing ? shownStep : state.cursor.step));
  const events = timeline.eventsOf(step);
  const event = (i === null ? principalOf(events) : events[i]) ?? null;
  const worlds = useMemo(
    () => ({ before: timeline.worldAt(Math.max(0, step - 1)), after: timeline.worldAt(step) }),
    [timeline, step],
  );
  if (event === null || (step === 0 && i === null)) return <StartOfRun />;
  const said = text.describe(event, name);
  return (
    <>
      <Head
        mark={<FactMark event={event} others={events} />}
        title={said.title}
        about={text.inspector.eventNumber(step, formatMs(event.atUs))}
      />
      <Why>{said.ruling?.why ?? said.sentence}</Why>
      {said.ruling !== null ? (
        <RulingTable ruling={said.ruling} />
      ) : (
        <Cited rule={name.isLesson === true ? null : citedBy(event.fact)} />
      )}
      <Changed event={event} worlds={worlds} />
      <Chain event={event} timeline={timeline} />
      <ConeSection timeline={timeline} step={step} />
      <OrderSection timeline={timeline} step={step} />
      <AlsoInStep events={events} shown={event} />
      <Offers targets={[{ kind: 'event', step: event.step, i: event.i }]} />
      <Actions target={targetOf(event, cursorStep)} />
    </>
  );
}

/** What can be done here: to the server while its event is the current one, else with the event. */
function targetOf({ step, i, server }: TraceEvent, cursorStep: number | null): MenuTarget {
  if (step !== cursorStep || server === null) return { kind: 'event', step, i };
  return { kind: isClient(server) ? 'client' : 'server', id: server };
}

function StartOfRun() {
  const { inspector, lessons, narration } = useText();
  const isLesson = useApp((state) => state.scenario.lesson !== undefined);
  return (
    <>
      <h2 className="insp-start">{inspector.startOfRun}</h2>
      <Why>{isLesson ? lessons.start : narration.start}</Why>
      <p className="insp-note">{inspector.startHint}</p>
    </>
  );
}

/** The rule that an event follows from without a decision of its own. */
function Cited({ rule }: { readonly rule: RuleName | null }) {
  if (rule === null) return null;
  return (
    <p className="insp-rule">
      <RuleChip rule={rule} />
    </p>
  );
}

/** The id of a rule; it leads to its clause on the page of all rules. */
function RuleChip({ rule }: { readonly rule: RuleName }) {
  const { summary } = useText();
  return (
    <button type="button" className="insp-chip" title={summary.ruleOnPage(rule)} onClick={() => openSummary(rule)}>
      {rule}
    </button>
  );
}

function RulingTable({ ruling }: { readonly ruling: Ruling }) {
  const { inspector } = useText();
  return (
    <>
      <p className="insp-rule">
        <RuleChip rule={ruling.rule} /> {ruling.ruleName}
      </p>
      {ruling.broken !== null && <p className="insp-broken">{ruling.broken}</p>}
      <table className="insp-compared">
        <thead>
          <tr>
            <th scope="col">{inspector.compared}</th>
            <th scope="col">{ruling.theirs}</th>
            <th scope="col">{ruling.own}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {ruling.rows.map((row) => (
            <tr key={row.name} className={row.weight}>
              <th scope="row">{row.name}</th>
              <td className="mono">{row.theirs}</td>
              <td className="mono">{row.own}</td>
              <td>{row.verdict}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Changed(props: {
  readonly event: TraceEvent;
  readonly worlds: { readonly before: World; readonly after: World };
}) {
  const text = useText();
  const name = useNames();
  const { server } = props.event;
  const { before, after } = props.worlds;
  if (server === null || isClient(server)) return null;
  const state = after.hosts.find((host) => host.address === server)?.state;
  if (state?.kind !== 'server') return null;
  const changes: readonly ChangedValue[] = changesOf(before, after, server, text, name);
  const { inspector } = text;
  return (
    <>
      {changes.length > 0 && (
        <Section title={inspector.changedOn(name(server))} end={inspector.values(changes.length)}>
          <dl className="insp-changes">
            {changes.map((change) => (
              <div key={change.name}>
                <dt>{change.name}</dt>
                <dd>
                  <del>{change.was}</del> <ins>{change.now}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <DiskAndMemory
        disk={diskValues(state.raft, text, name)}
        memory={memoryValues(state.raft, text, name)}
        changed={new Set(changes.map((change) => change.name))}
      />
    </>
  );
}

function AlsoInStep({ events, shown }: { readonly events: readonly TraceEvent[]; readonly shown: TraceEvent }) {
  const text = useText();
  const name = useNames();
  const others = events.filter((event) => event !== shown);
  if (others.length === 0) return null;
  return (
    <Section title={text.inspector.alsoInStep}>
      <ul className="insp-also">
        {others.map((event) => (
          <li key={event.i}>
            <button
              type="button"
              onClick={() => appStore.getState().select({ kind: 'event', step: event.step, i: event.i })}
            >
              {text.describe(event, name).title}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
