import { expect, it } from 'vitest';
import type { ServerMember } from '../../src/cluster/types.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Mark } from '../../src/timeline/step-index.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

function played(): Timeline {
  const actions = Array.from({ length: 8 }, (_, nth) => ({
    at: 400 + nth * 250,
    do: 'submit',
    client: 'C1',
    command: `set x ${nth}`,
  }));
  const outcome = parseScenario({ raftlight: 1, seed: 10, servers: 5, clients: 1, actions });
  if (!outcome.ok) throw new Error('expected a scenario');
  const timeline = Timeline.of(toSpec(outcome.value));
  timeline.extendTo({ atUs: 3_000_000 });
  return timeline;
}

const timeline = played();
const beats = Array.from({ length: timeline.steps + 1 }, (_, step) => step).filter(
  (step) => (timeline.index.marks(step) & Mark.heartbeat) !== 0,
);

it('marks heartbeats and their answers, most of a run that rests', () => {
  expect(beats.length).toBeGreaterThan(timeline.steps / 3);
  for (const step of beats) {
    const [first] = timeline.eventsOf(step);
    expect(['TimerFired', 'MessageReceived']).toContain(first?.fact.type);
    if (first?.fact.type !== 'MessageReceived') continue;
    const { message } = first.fact.envelope;
    expect(['AppendEntriesRequest', 'AppendEntriesResponse']).toContain(message.type);
    if (message.type === 'AppendEntriesRequest') expect(message.entries.count).toBe(0);
  }
});

it('marks none after which a server has, knows or promises something else', () => {
  const facts = (member: ServerMember) => {
    const { currentTerm, votedFor, log, commitIndex, role } = member.raft;
    const match = member.raft.role === 'leader' ? [...member.raft.matchIndex] : null;
    return { currentTerm, votedFor, last: log.lastIndex, term: log.lastTerm, commitIndex, role, match };
  };
  for (const step of beats) {
    const place = (timeline.index.server(step) ?? 0) - 1;
    const [before, after] = [timeline.worldAt(step - 1), timeline.worldAt(step)].map(
      ({ hosts }) => hosts[place]?.state,
    );
    if (before?.kind !== 'server' || after?.kind !== 'server') throw new Error('expected a server');
    expect(facts(after)).toEqual(facts(before));
  }
});
