import { type ReactNode, Suspense } from 'react';
import { assertNever } from '../../base/assert.ts';
import { appStore, useApp, useMoment } from '../../store/hooks.ts';
import type { Selection } from '../../store/types.ts';
import { useScheduling } from '../choices/scheduling.ts';
import { Coming } from '../coming.tsx';
import { later } from '../later.ts';
import { usePacedStep } from '../paced.ts';
import { useText } from '../text.ts';
import { useQuestion } from '../whynot/asked.ts';
import { Claims } from './claims.tsx';
import { ClientPanel } from './client-panel.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { EventPanel } from './event-panel.tsx';
import './inspector.css';
import { LinkPanel } from './link-panel.tsx';
import { MessagePanel } from './message-panel.tsx';
import { ProcessPanel } from './process-panel.tsx';
import { ServerPanel } from './server-panel.tsx';
import { Watches } from './watches.tsx';

const ChoicesPanel = later(() => import('../choices/choices-panel.tsx'));
const WhyNotPanel = later(() => import('../whynot/why-not-panel.tsx'));

/**
 * Everything about what is selected; about the current event when nothing is. A question that was asked comes first, then
 * the choice of the next event while a person makes it.
 */
export default function Inspector() {
  const { inspector } = useText();
  const selection = useApp((state) => state.selection);
  const question = useQuestion();
  const scheduling = useScheduling();
  if (question !== null) return <Instead>{<WhyNotPanel key={JSON.stringify(question)} question={question} />}</Instead>;
  if (scheduling) return <Instead>{<ChoicesPanel />}</Instead>;
  return (
    <aside className="inspector" aria-label={inspector.region}>
      <Claims />
      <Watches />
      {selection !== null && (
        <button type="button" className="insp-back" onClick={() => appStore.getState().select(null)}>
          {inspector.back}
        </button>
      )}
      {selection === null ? <CurrentEvent /> : <Selected selection={selection} />}
    </aside>
  );
}

/** What takes the place of the inspector. */
function Instead({ children }: { readonly children: ReactNode }) {
  const { inspector } = useText();
  return (
    <aside className="inspector" aria-label={inspector.region}>
      <Suspense fallback={<Coming />}>{children}</Suspense>
    </aside>
  );
}

function CurrentEvent() {
  const { timeline, step } = usePacedStep();
  return <EventPanel timeline={timeline} step={step} i={null} />;
}

function Selected({ selection }: { readonly selection: Selection }) {
  const { world } = useMoment();
  const { timeline } = usePacedStep();
  switch (selection.kind) {
    case 'server':
    case 'client': {
      const host = world.hosts.find((other) => other.address === selection.id);
      if (host === undefined) return null;
      if (host.state.kind === 'process') return <ProcessPanel host={host} process={host.state} />;
      return host.state.kind === 'client' ? <ClientPanel client={host.state} /> : <ServerPanel host={host} />;
    }
    case 'link':
      return <LinkPanel from={selection.from} to={selection.to} />;
    case 'message':
      return <MessagePanel messageRef={selection.ref} />;
    case 'entry':
      return <EntryPanel index={selection.index} term={selection.term} />;
    case 'event':
      return selection.step <= timeline.steps ? (
        <EventPanel timeline={timeline} step={selection.step} i={selection.i} />
      ) : (
        <CurrentEvent />
      );
    default:
      return assertNever(selection);
  }
}
