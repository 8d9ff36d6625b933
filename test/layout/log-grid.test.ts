import { expect, it } from 'vitest';
import { columnX, jointBetween, logGridFor, scrollTo, visibleColumns } from '../../src/layout/log-grid.ts';

it('draws a screenful of columns, however long the log', () => {
  const grid = logGridFor({ width: 888, height: 460 }, 5, 10_000);
  const end = grid.contentWidth - grid.viewWidth;
  const { first, last, folded } = visibleColumns(grid, end);
  expect(last).toBe(10_002);
  expect(last - first).toBeLessThan(14);
  expect(folded).toBe(first - 1);
  expect(visibleColumns(grid, 0)).toMatchObject({ first: 1, folded: 0 });
});

it('fills the width with empty columns while logs are short', () => {
  const grid = logGridFor({ width: 888, height: 460 }, 5, 2);
  expect(grid.columns).toBe(Math.floor(grid.viewWidth / grid.columnWidth));
});

it.each([
  [1920, 888, 460],
  [1366, 646, 312],
  [390, 390, 600],
])('shows nine rows at %i px', (_, width, height) => {
  const grid = logGridFor({ width, height }, 9, 20);
  expect(grid.bottom).toBeLessThanOrEqual(height);
  expect(grid.cellHeight).toBeGreaterThanOrEqual(16);
});

it('shows commands in cells of five rows at 1366 px', () => {
  expect(logGridFor({ width: 646, height: 312 }, 5, 8).hasCommands).toBe(true);
});

it('scrolls as little as possible, and not under the folded column', () => {
  const grid = logGridFor({ width: 646, height: 312 }, 5, 100);
  expect(scrollTo(grid, 0, 3)).toBe(0);
  const left = scrollTo(grid, 0, 60);
  expect(columnX(grid, 60) + grid.columnWidth).toBe(left + grid.viewWidth);
  const back = scrollTo(grid, left, 40);
  expect(visibleColumns(grid, back).first).toBeLessThanOrEqual(40);
});

it('joins cells of one column around their side, and others over the column of the second', () => {
  const a = { x: 100, y: 0 };
  expect(jointBetween(a, { x: 100, y: 200 }, 40, 40).label.x).toBeGreaterThan(140);
  expect(jointBetween(a, { x: 200, y: 200 }, 40, 40).label.x).toBe(220);
  expect(jointBetween(a, { x: 0, y: 200 }, 40, 40).path.startsWith('M95 20')).toBe(true);
});
