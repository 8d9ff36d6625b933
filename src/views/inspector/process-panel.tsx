import { formatMs } from '../../base/time.ts';
import type { ClusterHost } from '../../cluster/types.ts';
import type { ProcessMember } from '../../lessons/process.ts';
import { rateOf, readingAt } from '../../sim/clock.ts';
import { useMoment } from '../../store/hooks.ts';
import { useNames, useText } from '../text.ts';
import { Actions, Section, Values } from './parts.tsx';

/** A process of a lesson: what it remembers, and what it can be told. */
export function ProcessPanel({ host, process }: { readonly host: ClusterHost; readonly process: ProcessMember }) {
  const { inspector, lessons, clockRate } = useText();
  const name = useNames();
  const { world } = useMoment();
  const { clock } = host;
  const status = !host.up ? lessons.down : host.paused ? lessons.paused : process.leads ? lessons.coordinates : '';
  const fields = lessons.fields(process.values, name).filter(([, value]) => value !== '');
  const reads = inspector.clockReads(clockRate(rateOf(clock)), formatMs(readingAt(clock, world.nowUs)));
  return (
    <>
      <h2 className="insp-start">{name(host.address)}</h2>
      {status !== '' && <p className="insp-note">{status}</p>}
      {host.up && (
        <Section title={lessons.remembers}>
          {fields.length === 0 && <p className="insp-note">{lessons.remembersNothing}</p>}
          <Values rows={clock === null ? fields : [...fields, [inspector.clock, reads]]} />
        </Section>
      )}
      <Actions target={{ kind: 'server', id: host.address }} />
    </>
  );
}
