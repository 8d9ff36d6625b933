import { memo } from 'react';
import { historyOf } from '../../check/linearizability/history.ts';
import { checkLinearizable, type Verdict } from '../../check/linearizability/linearizability.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import type { ClientMember } from '../../cluster/types.ts';
import { type HistoryStrip, historyStrip } from '../../layout/history.ts';
import { useMoment } from '../../store/hooks.ts';
import { useNames, useText } from '../text.ts';
import { Section } from './parts.tsx';

const SHOWN = 24;
const LANE = 14;
const WIDTH = 260;
const NAMES = 26;
/** A judgement that takes longer than this would hold up the page. */
const PLACES = 5_000;

/** What all clients saw up to this moment: when each operation was under way, and whether one order explains it all. */
export function HistorySection() {
  const { world } = useMoment();
  const clients = world.hosts.flatMap(({ state }) => (state.kind === 'client' ? [state] : []));
  const isEmpty = clients.every(({ finished, pending }) => finished.length + pending.size === 0);
  return isEmpty ? null : <Judged clients={clients} nowUs={world.nowUs} />;
}

interface JudgedProps {
  readonly clients: readonly ClientMember[];
  readonly nowUs: number;
}

/** Judged again only when a client has seen something new. */
const Judged = memo(
  function Judged({ clients, nowUs }: JudgedProps) {
    const { inspector } = useText();
    const history = historyOf(clients);
    const verdict = checkLinearizable(history, PLACES);
    return (
      <Section title={inspector.history}>
        <Strip strip={historyStrip(history, nowUs, SHOWN)} />
        <VerdictLine verdict={verdict} />
      </Section>
    );
  },
  (was, is) =>
    was.clients.length === is.clients.length && is.clients.every((client, index) => client === was.clients[index]),
);

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  const { verdicts } = useText().inspector;
  if (verdict.verdict === 'violated')
    return <p className="insp-note history-broken">{verdicts.violated(verdict.key)}</p>;
  return <p className="insp-note">{verdicts[verdict.verdict]}</p>;
}

function Strip({ strip }: { readonly strip: HistoryStrip }) {
  const { inspector, resultOf } = useText();
  const name = useNames();
  const { clients, spans } = strip;
  return (
    <svg
      className="history-strip"
      viewBox={`0 0 ${NAMES + WIDTH} ${clients.length * LANE}`}
      role="img"
      aria-label={inspector.history}
    >
      {clients.map((client, lane) => (
        <text key={client} x={0} y={lane * LANE + 10}>
          {name(client)}
        </text>
      ))}
      {spans.map(({ call, lane, start, end, isOpen }) => (
        <rect
          key={`${call.client} ${call.request}`}
          className={isOpen ? 'history-span open' : 'history-span'}
          x={NAMES + start * WIDTH}
          y={lane * LANE + 3}
          width={Math.max(2, (end - start) * WIDTH)}
          height={LANE - 6}
          rx={2}
        >
          <title>
            {inspector.span(
              name(call.client),
              formatOperation(call.operation),
              call.result === null ? inspector.outcomes.unknown : resultOf(call.result),
            )}
          </title>
        </rect>
      ))}
    </svg>
  );
}
