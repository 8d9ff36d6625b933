import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Scenario } from '../../../src/scenario/types.ts';
import { showMoment } from '../../../src/store/frame.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { ClusterView } from '../../../src/views/cluster/cluster-view.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(620, 460);

/** S1 has the command at 315 ms, and writes until 345. */
const scenario: Scenario = {
  raftlight: 1,
  seed: 1,
  servers: 3,
  raft: { electionTimeoutMs: [600, 1200], heartbeatMs: 300 },
  network: { latencyMs: 15 },
  disks: { writeMs: 30 },
  timers: { scriptMs: { S1: [50], S2: [900], S3: [900] } },
  actions: [
    { at: 300, do: 'submit', client: 'C1', command: 'set x 3', server: 'S1' },
    { at: 302, do: 'submit', client: 'C1', command: 'set x 4', server: 'S1' },
  ],
};

const app = () => appStore.getState();
const server = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}, `) });
const badge = (name: string) => server(name).querySelector('.disk-badge');
/** How full the disk is drawn, of 1000. */
const filled = (name: string) =>
  Number(server(name).querySelector('.disk-fill')?.getAttribute('stroke-dasharray')?.split(' ')[0]);

function seek(atMs: number): void {
  act(() => app().seekTime(atMs * 1000));
}

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  app().openScenario(scenario, { kind: 'first' });
  appStore.setState({ firstVisit: false });
  render(<ClusterView />);
});

it('shows a disk while something is on its way to it, and none else', () => {
  seek(310);
  expect(badge('S1')).toBeNull();
  seek(320);
  expect(badge('S1')).not.toBeNull();
  expect(badge('S2')).toBeNull();
  seek(380);
  expect(badge('S1')).toBeNull();
  expect(badge('S2')).not.toBeNull();
});

it('fills with virtual time, frame by frame, on the same node', () => {
  seek(320);
  const world = currentTimeline(app()).worldAt(app().cursor.step);
  const node = server('S1').querySelector('.disk-fill');
  const shown = [315, 330, 345].map((ms) => {
    act(() => showMoment({ world, displayUs: ms * 1000 }));
    return filled('S1');
  });
  expect(shown).toEqual([0, 500, 1000]);
  expect(server('S1').querySelector('.disk-fill')).toBe(node);
});

it('is as full as it should be when it comes after the frame that it belongs to, and no other follows', () => {
  seek(310);
  const timeline = currentTimeline(app());
  timeline.extendTo({ atUs: 330_000 });
  const world = timeline.worldAt(timeline.steps);
  act(() => showMoment({ world, displayUs: 330_000 }));
  expect(badge('S1')).toBeNull();
  seek(330);
  expect(filled('S1')).toBe(500);
});

it('has a bar for each write that waits its turn, and the messages that wait for the disk', () => {
  seek(316);
  expect(server('S1')).toHaveAccessibleName('S1, leader, term 1, 1 write under way, 2 messages wait for the disk');
  expect(badge('S1')?.querySelectorAll('.disk-queued')).toHaveLength(0);
  expect(badge('S1')).toHaveTextContent('×2');
  seek(320);
  expect(server('S1')).toHaveAccessibleName('S1, leader, term 1, 2 writes under way, 2 messages wait for the disk');
  expect(badge('S1')?.querySelectorAll('.disk-queued')).toHaveLength(1);
  seek(361);
  expect(server('S2')).toHaveAccessibleName('S2, follower, term 1, 1 write under way, 1 message waits for the disk');
  expect(badge('S2')).not.toHaveTextContent('×');
});
