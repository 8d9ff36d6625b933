import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import SpaceTimeView from '../../../src/views/spacetime/space-time-view.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(1046, 400);

const app = () => appStore.getState();

beforeEach(() => {
  act(() => {
    app().openScenario(defaultScenario, { kind: 'first' });
    app().seekStep(400);
    app().seekStep(60);
  });
});

describe('the space-time diagram', () => {
  it('has a lane for every host, clients first, and says what it shows', () => {
    render(<SpaceTimeView />);
    const lanes = screen.getAllByRole('button', { name: /^Lane of / }).map((lane) => lane.getAttribute('aria-label'));
    expect(lanes[0]).toBe('Lane of C1');
    expect(lanes).toHaveLength(6);
    expect(lanes[1]).toMatch(/^Lane of S1: leader, term 1$/);
    expect(screen.getByRole('group', { name: /^0\.000 to .* messages/ })).toBeDefined();
  });

  it('selects a lane’s host, goes along its events by keys, and from lane to lane', async () => {
    render(<SpaceTimeView />);
    const user = userEvent.setup();
    const lane = screen.getByRole('button', { name: /^Lane of S2/ });
    await user.click(lane);
    expect(app().selection).toEqual({ kind: 'server', id: 2 });
    act(() => lane.focus());
    const { index } = currentTimeline(app());
    await user.keyboard('{ArrowLeft}');
    const step = app().cursor.step;
    expect(step).toBeLessThan(60);
    expect(index.server(step)).toBe(2);
    await user.keyboard('{ArrowRight}');
    expect(app().cursor.step).toBeGreaterThan(step);
    expect(index.server(app().cursor.step)).toBe(2);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Lane of S3/);
  });

  it('moves the cursor to where the axis is pressed', () => {
    const { container } = render(<SpaceTimeView />);
    const axis = container.querySelector('.st-scrub');
    if (axis === null) throw new Error('expected an axis');
    axis.setPointerCapture = () => undefined;
    axis.getBoundingClientRect = () => ({ left: 46 }) as DOMRect;
    fireEvent.pointerDown(axis, { button: 0, clientX: 46 + 200, pointerId: 1 });
    // 1000 px are 500 ms, from -10 ms on.
    expect(app().cursor.atUs).toBe(90_000);
  });

  it('shows the whole run when asked to, and lit the messages of the step', async () => {
    const { container } = render(<SpaceTimeView />);
    const before = container.querySelectorAll('.st-tick')[1]?.textContent;
    await userEvent.setup().click(screen.getByRole('button', { name: 'The whole run' }));
    expect(container.querySelectorAll('.st-tick')[1]?.textContent).not.toBe(before);
    const step = currentTimeline(app()).nearest(10, ['delivered'], 1);
    act(() => app().seekStep(step ?? 0));
    expect(container.querySelector('.st-lit')?.getAttribute('d')).toMatch(/^M/);
  });
});
