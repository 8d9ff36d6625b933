import type { Band } from '../../layout/space-time.ts';

export interface Station {
  readonly x: number;
  readonly term: number;
  readonly step: number;
}

/** Two stations stand at least this far apart, px: of terms that race each other the last one of a crowd is named. */
const APART = 22;

/** Where a lane's term changes, and at its left end; the last of several that would cover each other. */
export function termStations(bands: readonly Band[]): readonly Station[] {
  const stations: Station[] = [];
  let term = -1;
  for (const { change, x } of bands) {
    if (change.state === 'down' || change.term === term || change.term === 0) continue;
    term = change.term;
    const last = stations[stations.length - 1];
    if (last !== undefined && x - last.x < APART) stations.pop();
    stations.push({ x, term, step: change.step });
  }
  return stations;
}
