import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { FactType } from '../../../src/cluster/types.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { showMoment } from '../../../src/store/frame.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { ClusterView } from '../../../src/views/cluster/cluster-view.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(620, 460);

/** What jsdom has not got of SVG: pointers are never captured, and the drawing lies at the page's corner. */
beforeAll(() => {
  Object.assign(SVGElement.prototype, { setPointerCapture: () => undefined, getScreenCTM: () => null });
});

const app = () => appStore.getState();
const world = () => currentTimeline(app()).worldAt(app().cursor.step);
const factsNow = (): FactType[] =>
  currentTimeline(app())
    .eventsOf(app().cursor.step)
    .map(({ fact }) => fact.type);
const server = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}, `) });

function seek(atMs: number): void {
  act(() => app().seekTime(atMs * 1000));
}

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  app().openScenario(defaultScenario, { kind: 'first' });
  appStore.setState({ firstVisit: false });
});

it('names every server with its role and term', () => {
  render(<ClusterView />);
  seek(200);
  expect(server('S1')).toHaveAccessibleName('S1, leader, term 1');
  for (const name of ['S2', 'S3', 'S4', 'S5']) expect(server(name)).toHaveAccessibleName(`${name}, follower, term 1`);
});

it('shows a candidate with its votes', async () => {
  render(<ClusterView />);
  seek(175);
  const tally = await screen.findByRole('img', { name: /^S1: 1 of 3 votes; S1: granted/ });
  expect(tally).toHaveTextContent('majority');
});

it('moves a message with virtual time, on the same node', () => {
  render(<ClusterView />);
  seek(188);
  const heartbeat = screen.getByRole('button', { name: 'S1 to S2: a heartbeat of term 1' });
  const place = () => heartbeat.querySelector('.glyph')?.getAttribute('transform');
  const before = place();
  act(() => showMoment({ world: world(), displayUs: 190_000 }));
  expect(place()).not.toBe(before);
  expect(screen.getByRole('button', { name: 'S1 to S2: a heartbeat of term 1' })).toBe(heartbeat);
  act(() => showMoment({ world: world(), displayUs: 188_000 }));
  expect(place()).toBe(before);
});

it('crashes the server that is clicked on the first visit, and selects it later', async () => {
  const user = userEvent.setup();
  render(<ClusterView />);
  seek(200);
  act(() => appStore.setState({ firstVisit: true }));
  await user.click(server('S1'));
  expect(factsNow()).toContain('Crashed');
  expect(server('S1')).toHaveAccessibleName('S1, down, term 1');
  await user.click(server('S3'));
  expect(app().selection).toEqual({ kind: 'server', id: 3 });
  expect(server('S3')).toHaveAttribute('aria-pressed', 'true');
});

it('goes around the ring by arrows, into messages by Tab, and holds and drops them', async () => {
  const user = userEvent.setup();
  render(<ClusterView />);
  seek(188);
  act(() => server('S5').focus());
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(screen.getByRole('button', { name: /^Client C1/ })).not.toHaveFocus();
  act(() => server('S1').focus());
  await user.keyboard('{ArrowRight}');
  expect(server('S2')).toHaveFocus();
  await user.keyboard('{Tab}');
  expect(screen.getByRole('button', { name: 'S1 to S2: a heartbeat of term 1' })).toHaveFocus();
  await user.keyboard('h');
  expect(factsNow()).toContain('MessageHeld');
  expect(screen.getByRole('button', { name: 'S1 to S2: a heartbeat of term 1, held' })).toHaveFocus();
  await user.keyboard('{Delete}');
  expect(factsNow()).toContain('MessageLost');
  expect(screen.queryByRole('button', { name: /^S1 to S2/ })).toBeNull();
  expect(server('S2')).toHaveFocus();
});

it('selects a link, and says when it is cut in one direction', async () => {
  const user = userEvent.setup();
  render(<ClusterView />);
  act(() => app().act({ do: 'cut', from: 3, to: 1 }));
  const link = screen.getByRole('button', { name: 'Link S1 to S3, cut from S3 to S1' });
  await user.click(link);
  expect(app().selection).toEqual({ kind: 'link', from: 1, to: 3 });
});

it('cuts a server off that is dragged out of its group, and joins it again', () => {
  render(<ClusterView />);
  seek(200);
  const drag = (name: string, x: number, y: number): void => {
    fireEvent.pointerDown(server(name), { clientX: 300, clientY: 60, button: 0, isPrimary: true });
    fireEvent.pointerMove(server(name), { clientX: x, clientY: y, isPrimary: true });
    fireEvent.pointerUp(server(name), { clientX: x, clientY: y, isPrimary: true });
  };
  drag('S1', 590, 60);
  expect(factsNow()).toContain('Partitioned');
  expect(screen.getByRole('button', { name: 'Link S1 to S2, cut' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Link S2 to S3' })).toBeInTheDocument();
  drag('S1', 310, 300);
  expect(screen.queryByRole('button', { name: /^Link .* cut/ })).toBeNull();
});

it('lights the arrow of the role change of this event', () => {
  render(<ClusterView />);
  act(() => app().jump(['roleChanged'], 1));
  expect(screen.getByRole('img', { name: 'Roles and how they change: S1 times out' })).toBeInTheDocument();
  act(() => app().jump(['roleChanged'], 1));
  expect(screen.getByRole('img', { name: 'Roles and how they change: S1 wins' })).toBeInTheDocument();
});

it('shows to whom a leader hands over', () => {
  app().openScenario(
    { ...defaultScenario, raft: { ...defaultScenario.raft, leadershipTransfer: true } },
    { kind: 'first' },
  );
  render(<ClusterView />);
  seek(200);
  expect(server('S1')).not.toHaveTextContent('S3');
  act(() => app().act({ do: 'tell', address: 1, order: { type: 'TransferLeadership', to: 3 } }));
  expect(server('S1')).toHaveAccessibleName('S1, leader, term 1, hands over to S3');
  expect(server('S1')).toHaveTextContent('S3');
});

it('draws a lease inside of the leader’s timer, and takes it along with time', () => {
  const raft = { ...defaultScenario.raft, reads: 'lease', stickiness: true } as const;
  render(<ClusterView />);
  seek(300);
  expect(document.querySelector('.lease-arc')).toBeNull();
  act(() => app().openScenario({ ...defaultScenario, raft }, { kind: 'first' }));
  seek(300);
  const arc = server('S1').querySelector('.lease-arc');
  const shown = () => Number.parseInt(arc?.getAttribute('stroke-dasharray') ?? '', 10);
  const before = shown();
  expect(before).toBeGreaterThan(0);
  act(() => showMoment({ world: world(), displayUs: 330_000 }));
  expect(shown()).toBeLessThan(before);
  expect(server('S2').querySelector('.lease-arc')).toBeNull();
});
