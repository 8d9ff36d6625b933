import { memo } from 'react';
import { cellY, type LogGrid } from '../../layout/log-grid.ts';
import type { Leader } from '../../raft/server.ts';
import type { Switches } from '../../raft/switches.ts';
import { pictureProps } from '../interaction/thing.ts';
import { flowTo, isFull } from '../marks/flow.ts';
import { useNames, useText } from '../text.ts';
import type { RowFacts } from './log-facts.ts';

/** Below this there is no room for a line of text under a label. */
const LEAST_GAP = 16;

/** P48: how the leader sends to each follower, and how much of the window is used, below the names of the rows. */
export const FlowBadges = memo(function FlowBadges(props: {
  readonly grid: LogGrid;
  readonly rows: readonly RowFacts[];
  readonly leader: Leader;
  readonly switches: Pick<Switches, 'pipelining' | 'maxInFlight'>;
}) {
  const { grid, rows, leader, switches } = props;
  const { common, logs } = useText();
  const name = useNames();
  if (grid.gap < LEAST_GAP) return null;
  return rows.map(({ address }, row) => {
    const flow = flowTo(leader, address, switches);
    if (flow === null) return null;
    const label = logs.sendsTo(name(leader.id), name(address), common.flow(flow.state, flow.underWay, flow.window));
    return (
      <text
        key={address}
        className={isFull(flow) ? 'flow-badge full' : 'flow-badge'}
        x={grid.inset}
        y={cellY(grid, row) + grid.cellHeight + 11}
        {...pictureProps(label)}
      >
        {grid.isNarrow
          ? common.flowShort(flow.state, flow.underWay, flow.window)
          : common.flow(flow.state, flow.underWay, flow.window)}
      </text>
    );
  });
});
