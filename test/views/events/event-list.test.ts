import { expect, it } from 'vitest';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { toSpec } from '../../../src/scenario/spec.ts';
import { Mark } from '../../../src/timeline/step-index.ts';
import { Timeline } from '../../../src/timeline/timeline.ts';
import { EventList, type Line, withOpen } from '../../../src/views/events/event-list.ts';

function played(steps = 600): Timeline {
  const actions = [400, 900, 1300].map((at) => ({ at, do: 'submit', client: 'C1', command: `set x ${at}` }));
  const outcome = parseScenario({ raftlight: 1, seed: 10, servers: 5, clients: 1, actions });
  if (!outcome.ok) throw new Error('expected a scenario');
  const timeline = Timeline.of(toSpec(outcome.value));
  timeline.extendTo({ steps });
  return timeline;
}

const timeline = played();
const beats = (step: number): boolean => (timeline.index.marks(step) & Mark.heartbeat) !== 0;

function linesOf(list: EventList): Line[] {
  return Array.from({ length: list.count }, (_, place) => list.at(place));
}

it('folds heartbeats that follow each other, and nothing else; every step is in one line', () => {
  const list = new EventList(timeline, { kind: 'all', host: null, folds: true });
  list.growTo(250);
  list.growTo(600);
  const lines = linesOf(list);
  let next = 0;
  for (const line of lines) {
    expect(line.from).toBe(next);
    next = line.to + 1;
    if (line.to > line.from) for (let step = line.from; step <= line.to; step++) expect(beats(step)).toBe(true);
    if (beats(line.to) && line.to < 600) expect(beats(next)).toBe(false);
    expect(list.placeOf(line.to)).toBe(lines.indexOf(line));
  }
  expect(next).toBe(601);
  expect(list.count).toBeLessThan(300);
});

it('lists the steps of a host or a kind, with heartbeats of that host in one line', () => {
  const list = new EventList(timeline, { kind: 'all', host: 2, folds: true });
  list.growTo(600);
  const own = Array.from({ length: 601 }, (_, step) => step).filter((step) => timeline.index.server(step) === 2);
  expect(linesOf(list).flatMap((line) => list.stepsOf(line))).toEqual(own);
  const roles = new EventList(timeline, { kind: 'roleChanged', host: null, folds: true });
  roles.growTo(600);
  for (const { from, to } of linesOf(roles)) {
    expect(from).toBe(to);
    expect(timeline.index.marks(from) & Mark.roleChanged).not.toBe(0);
  }
});

it('what a line holds follows it when it is open', () => {
  const list = new EventList(timeline, { kind: 'all', host: null, folds: true });
  list.growTo(600);
  const fold = linesOf(list).find(({ from, to }) => to > from + 3);
  if (fold === undefined) throw new Error('expected heartbeats');
  const place = list.placeOf(fold.from);
  const inner = list.stepsOf(fold).map((from) => ({ from, to: from, i: -1, isInner: true }));
  const open = withOpen(list, new Map([[fold.from, inner]]));
  expect(open.count).toBe(list.count + inner.length);
  expect(open.at(place)).toEqual(fold);
  expect(inner.map((_, nth) => open.at(place + 1 + nth))).toEqual(inner);
  expect(open.at(place + 1 + inner.length)).toEqual(list.at(place + 1));
  expect(open.placeOf(fold.from + 2)).toBe(place + 3);
  expect(open.placeOf(fold.to + 1)).toBe(place + 1 + inner.length);
});

it('of what was found, every event has a line', () => {
  const list = new EventList(timeline, { kind: 'all', host: null, folds: false });
  const found = [
    { step: 3, i: 1 },
    { step: 3, i: 4 },
    { step: 90, i: 0 },
  ];
  list.growBy(found.slice(0, 1));
  list.growBy(found);
  expect(linesOf(list).map(({ from, i }) => ({ step: from, i }))).toEqual(found);
  expect([list.placeOf(2), list.placeOf(3), list.placeOf(89), list.placeOf(500)]).toEqual([-1, 0, 0, 2]);
});

it('takes a hundred thousand steps in a fraction of a second', () => {
  const long = played(100_000);
  const list = new EventList(long, { kind: 'all', host: null, folds: true });
  const before = process.cpuUsage();
  list.growTo(long.steps);
  const { user } = process.cpuUsage(before);
  expect(list.at(list.count - 1).to).toBe(long.steps);
  expect(user / 1000).toBeLessThan(500);
});
