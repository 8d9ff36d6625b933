import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { choosePicture, pictureOf, togglePicture } from '../../../src/store/picture.ts';
import PicturePanel from '../../../src/views/pictures/picture-panel.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(620, 180);

async function open(id: string, variant: string | null): Promise<void> {
  const scene = await openScene(id, variant);
  if (!scene.ok) throw new Error(`no scene ${id}`);
  act(() => appStore.getState().openScenario(scene.value, { kind: 'first' }));
}

/** The numbers of the table, by the head of their column. */
function counts(): Record<string, string> {
  const [heads, runs] = screen.getAllByRole('row');
  const names = within(heads as HTMLElement).getAllByRole('columnheader');
  const cells = within(runs as HTMLElement).getAllByRole('cell');
  return Object.fromEntries(names.map((name, place) => [name.textContent, cells[place]?.textContent ?? '']));
}

const said = () => screen.findByText(/^(?:Half|In none)/, undefined, { timeout: 20_000 });

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
});

it('withholds what would answer the question of its scene, and then counts with the times of the scene', async () => {
  await open('election-timeout', 't30');
  render(<PicturePanel />);
  expect(await screen.findByText('The runs come when the question is answered.')).toBeInTheDocument();
  expect(screen.queryByRole('slider')).toBeNull();
  act(() => appStore.getState().jumpBeat(1));
  expect(await said()).toHaveTextContent(
    'Half of 200 runs had a leader after 67 ms. In 90 a term passed without a leader.',
  );
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '30 to 60 ms');
  expect(counts()).toEqual({ 1: '110', 2: '75', 3: '11', 4: '3', 5: '1', nobody: '0' });
}, 30_000);

it('counts anew for another timeout and another latency, stops and goes on', async () => {
  await open('first-election', null);
  act(() => choosePicture(appStore.getState().scenario, 'elections'));
  render(<PicturePanel />);
  const slider = await screen.findByRole('slider');
  fireEvent.change(slider, { target: { value: '0' } });
  expect(slider).toHaveAttribute('aria-valuetext', '15 to 30 ms');
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  const partly = screen.getByText(/of 200 runs/).textContent;
  expect(partly).not.toContain('200 of 200');
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(await said()).toHaveTextContent('In none of 200 runs did anybody lead within 450 ms.');
  await userEvent.click(screen.getByRole('button', { name: '150 ms' }));
  fireEvent.change(slider, { target: { value: '11' } });
  expect(slider).toHaveAttribute('aria-valuetext', '600 to 1200 ms');
  expect(await screen.findByText(/^Half of 200 runs/, undefined, { timeout: 20_000 })).toBeInTheDocument();
}, 60_000);

it('comes and goes with a key: the picture of the scene, or the one that every scenario of Raft has', async () => {
  await open('first-election', null);
  const { scenario } = appStore.getState();
  expect(pictureOf(scenario)).toBe('none');
  togglePicture(scenario);
  expect(pictureOf(scenario)).toBe('elections');
  togglePicture(scenario);
  expect(pictureOf(scenario)).toBe('none');
  await open('bully', null);
  togglePicture(appStore.getState().scenario);
  expect(pictureOf(appStore.getState().scenario)).toBe('none');
});
