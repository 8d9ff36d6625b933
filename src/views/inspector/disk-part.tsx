import { useEffect, useRef } from 'react';
import { formatMs } from '../../base/time.ts';
import type { ClusterHost } from '../../cluster/types.ts';
import { writtenShare } from '../../layout/disk.ts';
import { subscribeFrame } from '../../store/frame.ts';
import { useNames, useText } from '../text.ts';
import { Section } from './parts.tsx';

type Write = ClusterHost['writes'][number];

/** The writes under way in their order, how far each is, and what may not leave before it is durable (P5). */
export function DiskPart({ host }: { readonly host: ClusterHost }) {
  const { inspector } = useText();
  if (!host.up || host.writes.length === 0) return null;
  return (
    <Section title={inspector.diskQueue}>
      <ol className="insp-writes">
        {host.writes.map((write) => (
          <WriteItem key={write.ordinal} write={write} />
        ))}
      </ol>
    </Section>
  );
}

function WriteItem({ write }: { readonly write: Write }) {
  const text = useText();
  const name = useNames();
  const { inspector } = text;
  const { disk, ordinal, dueAtUs, sends } = write;
  return (
    <li>
      <span>
        {disk === null ? inspector.write(ordinal) : inspector.writeOf(ordinal, disk.currentTerm, disk.log.lastIndex)}
      </span>
      <span>{inspector.durableAt(formatMs(dueAtUs))}</span>
      <WriteFill write={write} />
      {sends.length > 0 && (
        <ul>
          {sends.map(({ to, message }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same message may wait twice, and their order is fixed
            <li key={place}>{inspector.waitsForDisk(text.nounOf(message), name(to))}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Filled by reference, once per frame. */
function WriteFill({ write }: { readonly write: Write }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      subscribeFrame(({ displayUs }) => {
        if (bar.current !== null) bar.current.style.width = `${Math.round(100 * writtenShare(write, displayUs))}%`;
      }),
    [write],
  );
  return (
    <span className="insp-fill" aria-hidden="true">
      <span ref={bar} />
    </span>
  );
}
