import type { Fact, FactType, TraceEvent } from '../../cluster/types.ts';
import type { EventText, NameOf, Scene, Teller, Tellers } from '../types.ts';
import { editEvents } from './edits.ts';
import { clientEvents, raftEvents } from './raft-events.ts';
import { rulingOf } from './rulings.ts';
import { messageEvents, networkEvents, serverEvents } from './simulation-events.ts';
import { spaced } from './words.ts';

/** Every type of fact has words: a new one is a type error here. */
const tellers: Tellers<FactType> = {
  ...messageEvents,
  ...serverEvents,
  ...networkEvents,
  ...raftEvents,
  ...clientEvents,
  ...editEvents,
};

/** An event in words: what happened, and where a rule decided, why. */
export function describe(event: Pick<TraceEvent, 'server' | 'fact'>, name: NameOf): EventText {
  const scene: Scene = { self: event.server, who: event.server === null ? '' : name(event.server), name };
  const [title, sentence] = tell(event.fact, scene);
  return { title: spaced(title), sentence: spaced(sentence), ruling: rulingOf(event.fact, scene) };
}

function tell(fact: Fact, scene: Scene): readonly [string, string] {
  return (tellers[fact.type] as Teller<FactType>)(fact, scene);
}
