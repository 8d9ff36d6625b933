import { formatMs } from '../../base/time.ts';
import { ELECTION_TIMER, TIMER_NAMES, type World } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import { isSameMessage } from '../../sim/choice.ts';
import { type Choice, isClient } from '../../sim/types.ts';
import { messagesInFlight } from '../../sim/world.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import type { Selection } from '../../store/types.ts';
import { hoverProps } from '../interaction/hover.ts';
import { MessageGlyph } from '../marks/message-glyph-mark.tsx';
import { lookOf } from '../marks/message-look.ts';
import { useNames, useText } from '../text.ts';

interface Props {
  readonly choice: Choice;
  /** Among all that is possible, from 0: the first nine have a key. */
  readonly place: number;
  readonly world: World;
  /** What it would do. */
  readonly preview: string;
  readonly onTake: () => void;
}

/** One event that can be the next. Under the pointer or the focus it is lit in all views. */
export function ChoiceItem({ choice, place, world, preview, onTake }: Props) {
  const { choices: words, nounOf } = useText();
  const name = useNames();
  const thing = thingOf(choice);
  const isLit = useApp(({ selection }) => selection !== null && JSON.stringify(selection) === JSON.stringify(thing));
  const envelope =
    choice.do === 'takeMessage'
      ? messagesInFlight(world).find((other) => isSameMessage(other, choice.message))
      : undefined;
  const what =
    envelope === undefined ? ownEvent(choice, words) : words.from(nounOf(envelope.message), name(envelope.from));
  return (
    <li>
      <button
        type="button"
        className={isLit ? 'choice choice-lit' : 'choice'}
        onClick={onTake}
        onFocus={() => appStore.getState().setHover(thing)}
        onBlur={() => appStore.getState().setHover(null)}
        {...hoverProps(thing)}
      >
        <svg className="choice-mark" width="28" height="28" viewBox="-13 -15 30 30" aria-hidden="true">
          {envelope === undefined ? <OwnMark choice={choice} /> : <MessageGlyph look={lookOf(envelope.message)} />}
        </svg>
        <span className="choice-what">{what}</span> <span className="choice-when">{whenOf(choice, world, words)}</span>{' '}
        <span className="choice-would">{preview}</span>
        {place < 9 && <kbd>{place + 1}</kbd>}
      </button>
    </li>
  );
}

function thingOf(choice: Choice): Selection {
  if (choice.do === 'takeMessage') return { kind: 'message', ref: choice.message };
  return { kind: isClient(choice.server) ? 'client' : 'server', id: choice.server };
}

type Words = Messages['choices'];

/** What happens to a host by itself: no message brings it. */
function ownEvent(choice: Choice, words: Words): string {
  if (choice.do !== 'takeTimer') return words.write;
  if (isClient(choice.server)) return words.timeout;
  return choice.timer === ELECTION_TIMER ? words.election : words.heartbeat;
}

function whenOf(choice: Choice, world: World, words: Words): string {
  const dueUs = dueOf(choice, world);
  if (typeof dueUs === 'string') return words[dueUs];
  return dueUs < world.nowUs ? words.overdue : words.due(formatMs(dueUs));
}

function dueOf(choice: Choice, world: World): number | 'held' | 'frozen' {
  switch (choice.do) {
    case 'takeMessage': {
      const item = world.queue.find((other) => other.kind === 'envelope' && isSameMessage(other, choice.message));
      return item?.dueAtUs ?? 'held';
    }
    case 'takeWrite': {
      const host = world.hosts.find(({ address }) => address === choice.server);
      return host?.writes.find(({ ordinal }) => ordinal === choice.write)?.dueAtUs ?? world.nowUs;
    }
    case 'takeTimer': {
      const place = world.hosts.findIndex(({ address }) => address === choice.server);
      const dueUs = world.timerDueUs[place * TIMER_NAMES.length + choice.timer] ?? Infinity;
      return dueUs === Infinity ? 'frozen' : dueUs;
    }
  }
}

/** A clock for a timer, a disk for a write. */
function OwnMark({ choice }: { readonly choice: Choice }) {
  const d =
    choice.do === 'takeTimer'
      ? 'M0 -8a8 8 0 1 1 0 16a8 8 0 1 1 0 -16M0 -4.500V0l3 2.500'
      : 'M-7 -5c0-1.800 3-3 7-3s7 1.200 7 3s-3 3-7 3s-7-1.200-7-3v10c0 1.800 3 3 7 3s7-1.200 7-3v-10';
  return <path className="choice-own" d={d} />;
}
