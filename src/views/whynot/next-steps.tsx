import { assertNever } from '../../base/assert.ts';
import { formatMs } from '../../base/time.ts';
import type { ClusterAction } from '../../cluster/types.ts';
import { HEARTBEAT_TIMER } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { appStore, useMoment } from '../../store/hooks.ts';
import type { Next } from '../../whynot/condition.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { findMessage } from '../menus/commands.ts';
import { useNames, useText } from '../text.ts';

/** What would make a condition true: a button where the page can do it, a time where it comes by itself. */
export function NextSteps({ steps }: { readonly steps: readonly Next[] }) {
  const { whyNot } = useText();
  if (steps.length === 0) return null;
  return (
    <ul className="whynot-next" aria-label={whyNot.next}>
      {steps.map((step) => (
        <li key={JSON.stringify(step)}>
          <NextStep step={step} />
        </li>
      ))}
    </ul>
  );
}

function NextStep({ step }: { readonly step: Next }) {
  const { whyNot } = useText();
  switch (step.kind) {
    case 'act':
      return <Act actions={step.actions} />;
    case 'message':
      return <MessageStep step={step} />;
    case 'write':
      return <Moment text={whyNot.durable(formatMs(step.dueAtUs))} atUs={step.dueAtUs} />;
    case 'timer':
      return <Moment text={whyNot.fires(formatMs(step.dueAtUs))} atUs={step.dueAtUs} />;
    case 'wait':
      return <Moment text={whyNot.waits(formatMs(step.untilUs))} atUs={step.untilUs} />;
    case 'command':
      return (
        <button type="button" onClick={() => openDialog({ kind: 'command', client: null, server: step.server })}>
          {whyNot.acts.command}
        </button>
      );
    default:
      return assertNever(step);
  }
}

/** What comes by itself, at a time; the button goes there. */
function Moment({ text, atUs }: { readonly text: string; readonly atUs: number }) {
  return (
    <button type="button" onClick={() => appStore.getState().seekTime(atUs)}>
      {text}
    </button>
  );
}

function MessageStep({ step }: { readonly step: Extract<Next, { kind: 'message' }> }) {
  const text = useText();
  const { world } = useMoment();
  const { whyNot } = text;
  const envelope = findMessage(world, step.ref);
  const noun = envelope === null ? text.inspector.message : text.nounOf(envelope.message);
  const fate = step.held ? whyNot.isHeld : step.doomed ? whyNot.isDoomed : whyNot.arrives(formatMs(step.arriveAtUs));
  const isWaiting = world.hosts.some(({ inbox }) => inbox.some((item) => item === envelope));
  return (
    <>
      <span>
        {noun} {fate}
      </span>{' '}
      {!isWaiting && (
        <button type="button" onClick={() => appStore.getState().act({ do: 'deliver', message: step.ref })}>
          {whyNot.acts.deliver(noun)}
        </button>
      )}
    </>
  );
}

function Act({ actions }: { readonly actions: readonly ClusterAction[] }) {
  const text = useText();
  const name = useNames();
  const { world } = useMoment();
  const leads = (server: number): boolean =>
    world.hosts.some(
      ({ address, state }) => address === server && state.kind === 'server' && state.raft.role === 'leader',
    );
  return (
    <button type="button" onClick={() => appStore.getState().act(...actions)}>
      {actions.map((action) => labelOf(action, text, name, leads)).join(text.common.signs.part)}
    </button>
  );
}

/** What an action that an answer proposes is called. */
function labelOf(
  action: ClusterAction,
  { whyNot: { acts } }: Messages,
  name: NameOf,
  leads: (server: number) => boolean,
): string {
  switch (action.do) {
    case 'restart':
    case 'resume':
      return acts[action.do](name(action.server));
    case 'heal':
      return acts.heal(name(action.from), name(action.to));
    case 'fireTimer':
      if (action.timer !== HEARTBEAT_TIMER) return acts.timeOut(name(action.server));
      return leads(action.server) ? acts.heartbeat(name(action.server)) : acts.askAgain(name(action.server));
    case 'tell':
      return acts.keepLeading(name(action.address));
    default:
      return action.do;
  }
}
