import type { TraceEvent, Wire } from '../../cluster/types.ts';
import { glyphReach } from '../marks/message-glyph.ts';
import { MessageGlyph } from '../marks/message-glyph-mark.tsx';
import { lookOf } from '../marks/message-look.ts';
import { TermBadge } from '../marks/role-badge.tsx';

/** The message that an event is about: the one it was sent with or, for a decision, the one that brought it. */
function messageOf(event: TraceEvent, others: readonly TraceEvent[]): Wire | null {
  const { fact } = event;
  if ('envelope' in fact) return fact.envelope.message;
  if (fact.type === 'VoteDecided' || fact.type === 'PreVoteDecided') {
    for (const other of others) if (other.fact.type === 'MessageSent') return other.fact.envelope.message;
  }
  for (const other of others) if (other.fact.type === 'MessageReceived') return other.fact.envelope.message;
  return null;
}

/** A picture of an event: the glyph of its message, or the term it brought. */
export function FactMark({ event, others }: { readonly event: TraceEvent; readonly others: readonly TraceEvent[] }) {
  const message = messageOf(event, others);
  const { fact } = event;
  const term = fact.type === 'RoleChanged' ? fact.term : fact.type === 'TermChanged' ? fact.to : null;
  return (
    <svg className="insp-mark" width="48" height="48" viewBox="-24 -24 48 48" aria-hidden="true">
      <circle className="insp-mark-ground" r="20" />
      {message !== null && term === null ? (
        <FittingGlyph message={message} />
      ) : term !== null ? (
        <TermBadge term={term} x={0} y={0} radius={13} fontSize={15} />
      ) : (
        <path className="insp-mark-plain" d="M-7 -7h14v14h-14z" />
      )}
    </svg>
  );
}

/** The glyph of a message on its lit ground. */
export function MessageMark({ message }: { readonly message: Wire }) {
  return (
    <svg className="insp-mark" width="48" height="48" viewBox="-24 -24 48 48" aria-hidden="true">
      <circle className="insp-mark-ground" r="20" />
      <FittingGlyph message={message} />
    </svg>
  );
}

/** A glyph with a long word in it is drawn smaller, so that it keeps to its place. */
function FittingGlyph({ message }: { readonly message: Wire }) {
  const look = lookOf(message);
  return (
    <g transform={`scale(${Math.min(1, 20 / glyphReach(look))})`}>
      <MessageGlyph look={look} />
    </g>
  );
}
