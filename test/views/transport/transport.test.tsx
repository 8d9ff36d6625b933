import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { TransportBar } from '../../../src/views/transport/transport.tsx';

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
});

it('steps forward and back, and says where it is', async () => {
  const user = userEvent.setup();
  render(<TransportBar />);
  await user.click(screen.getByRole('button', { name: 'Step forward' }));
  await user.click(screen.getByRole('button', { name: 'Step forward' }));
  expect(appStore.getState().cursor.step).toBe(2);
  expect(screen.getByText(/Event 2/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Step back' }));
  expect(appStore.getState().cursor.step).toBe(1);
});

it('plays and pauses with one button that changes its name', async () => {
  const user = userEvent.setup();
  render(<TransportBar />);
  await user.click(screen.getByRole('button', { name: 'Play' }));
  expect(appStore.getState().playing).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  expect(appStore.getState().playing).toBe(false);
});

it('is a slider that arrows, pages, Home and End move', async () => {
  const user = userEvent.setup();
  act(() => appStore.getState().seekTime(800_000));
  const last = appStore.getState().cursor.step;
  render(<TransportBar />);
  const slider = screen.getByRole('slider', { name: 'Position in time' });
  slider.focus();
  await user.keyboard('{ArrowLeft}');
  expect(appStore.getState().cursor.step).toBe(last - 1);
  await user.keyboard('{PageDown}');
  expect(appStore.getState().cursor.step).toBe(last - 21);
  await user.keyboard('{Home}');
  expect(slider).toHaveAttribute('aria-valuenow', '0');
  await user.keyboard('{End}');
  expect(slider).toHaveAttribute('aria-valuenow', String(last));
  expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Event \d+ of \d+, [\d.]+ ms$/));
});

it('jumps to the next role change', async () => {
  const user = userEvent.setup();
  render(<TransportBar />);
  await user.click(screen.getByRole('button', { name: 'Next role change', hidden: true }));
  const { cursor, branches } = appStore.getState();
  const events = branches[0]?.timeline.eventsOf(cursor.step) ?? [];
  expect(events.map(({ fact }) => fact.type)).toContain('RoleChanged');
});
