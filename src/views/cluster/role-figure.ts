import { freeCorner } from '../../layout/corner.ts';
import type { Box } from '../../layout/point.ts';
import { boxesIn, type ClusterScene } from './scene.ts';

/** Without its sentence the figure fits into narrower corners. */
export const FIGURE = { width: 152, height: 100 };
export const BARE_FIGURE = { width: 152, height: 82 };

/** Where the figure has room beside servers and clients; null where it has none. */
export function roleFigureIn(scene: ClusterScene): { readonly box: Box; readonly isBare: boolean } | null {
  const obstacles = boxesIn(scene, null);
  const full = freeCorner(FIGURE, scene.ring, obstacles);
  const box = full ?? freeCorner(BARE_FIGURE, scene.ring, obstacles);
  return box === null ? null : { box, isBare: full === null };
}
