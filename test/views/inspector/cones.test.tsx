import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { conesOf } from '../../../src/timeline/cones.ts';
import { ClusterView } from '../../../src/views/cluster/cluster-view.tsx';
import { selectCurrentEvent } from '../../../src/views/events/select-current.ts';
import Inspector from '../../../src/views/inspector/inspector.tsx';
import { LogsView } from '../../../src/views/logs/logs-view.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(900, 600);

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  act(() => {
    appStore.getState().openScenario(defaultScenario, { kind: 'first' });
    currentTimeline(appStore.getState()).extendTo({ steps: 40 });
    appStore.getState().seekStep(2);
  });
});

it('the selected event lights who could have led to it and who knows of it, in the ring, the logs and in words', async () => {
  const { container } = render(
    <>
      <ClusterView />
      <LogsView />
      <Inspector />
    </>,
  );
  act(() => selectCurrentEvent(appStore.getState()));
  const timeline = currentTimeline(appStore.getState());
  const cones = conesOf(timeline.index, 2, 6);
  const later = Math.max(...(cones?.future.values() ?? []));
  act(() => appStore.getState().seekStep(later));
  const lit = (selector: string, side: string): number[] =>
    [...container.querySelectorAll(`${selector}.${side}`)]
      .map((node) => Number(node.getAttribute('data-server')))
      .sort();
  const servers = (addresses: Iterable<number>): number[] => [...addresses].filter((address) => address < 100).sort();
  expect(servers(cones?.future.keys() ?? []).length).toBeGreaterThan(1);
  for (const selector of ['.server-node', '.row-label']) {
    expect(lit(selector, 'in-past'), selector).toEqual(servers(cones?.past.keys() ?? []));
    expect(lit(selector, 'in-future'), selector).toEqual(servers(cones?.future.keys() ?? []));
  }
  const section = screen.getByRole('region', { name: 'Past and future' });
  const [host, first] = [...(cones?.future ?? [])].find(([, step]) => step > 2) ?? [];
  await userEvent.click(within(section).getByRole('button', { name: `S${host} from #${first}` }));
  expect(appStore.getState().cursor.step).toBe(first);
  act(() => appStore.getState().select(null));
  expect(lit('.server-node', 'in-past')).toEqual([]);
});
