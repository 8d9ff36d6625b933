import { labelOf } from '../../cluster/command-text.ts';
import type { Size } from '../../layout/point.ts';
import { type StageLogs as Layout, stageCell, stageLogsFor } from '../../layout/stage.ts';
import { useApp } from '../../store/hooks.ts';
import { useDrawnLogs } from '../drawn.ts';
import { pictureProps } from '../interaction/thing.ts';
import { type CommittedFact, isCommitted, type RowFacts, rowsOf } from '../logs/log-facts.ts';
import { Drawing } from '../marks/drawing.tsx';
import { RoleBadge } from '../marks/role-badge.tsx';
import { termStyle } from '../marks/term.ts';
import { useNames, useText } from '../text.ts';

interface Props {
  readonly size: Size;
  readonly text: number;
}

/** The logs for the back row: terms, and commands where there is room for them. */
export function StageLogs({ size, text }: Props) {
  const { timeline, step, world } = useDrawnLogs();
  const words = useText();
  const name = useNames();
  const rows = rowsOf(world);
  const lastIndex = Math.max(1, ...rows.map(({ member }) => member.raft.log.lastIndex));
  const logs = stageLogsFor(size, text, rows.length, lastIndex);
  const selection = useApp((state) => state.selection);
  const lit = selection?.kind === 'entry' ? selection.index : null;
  const committed = timeline.committedAt(step);
  const told = rows.map(({ address, member: { raft }, isUp }) => {
    const terms = raft.log.toArray().map(({ term }) => term);
    const role = isUp ? words.common.roles[raft.role] : words.stage.down;
    return words.stage.server(
      name(address),
      role,
      words.stage.term(raft.currentTerm),
      words.stage.log(terms.join(' ')),
    );
  });
  const indexes = Array.from({ length: logs.last - logs.first + 1 }, (_, place) => logs.first + place);
  return (
    <Drawing
      className="stage-logs"
      width={size.width}
      height={size.height}
      {...pictureProps(words.stage.picture(told))}
    >
      {indexes.map((index) => (
        <text
          key={index}
          className="stage-index"
          x={stageCell(logs, 0, index).x + logs.cell.width / 2}
          y={logs.headerHeight - text * 0.4}
          fontSize={text}
        >
          {index}
        </text>
      ))}
      {rows.map((facts, row) => (
        <Row key={facts.address} logs={logs} row={row} facts={facts} committed={committed} />
      ))}
      {lit !== null && lit >= logs.first && lit <= logs.last && (
        <rect
          className="stage-lit"
          x={stageCell(logs, 0, lit).x - 5}
          y={logs.headerHeight - 2}
          width={logs.cell.width + 10}
          height={rows.length * logs.rowHeight + 4}
          rx={10}
        />
      )}
    </Drawing>
  );
}

interface RowProps {
  readonly logs: Layout;
  readonly row: number;
  readonly facts: RowFacts;
  readonly committed: CommittedFact | null;
}

function Row({ logs, row, facts, committed }: RowProps) {
  const name = useNames();
  const { address, member, isUp } = facts;
  const { raft } = member;
  const { text, cell } = logs;
  const middle = logs.headerHeight + (row + 0.5) * logs.rowHeight;
  const entries = raft.log.toArray().map((entry, place) => ({ entry, index: raft.log.baseIndex + 1 + place }));
  return (
    <g>
      <text className="stage-name" x={0} y={middle + text * 0.4} fontSize={text * 1.15}>
        {name(address)}
      </text>
      <g transform={`translate(${text * 2.65} ${middle}) scale(${text / 13})`}>
        <RoleBadge role={isUp ? raft.role : 'down'} x={0} y={0} />
      </g>
      {entries
        .filter(({ index }) => index >= logs.first)
        .map(({ entry: { term, command }, index }) => {
          const { x, y } = stageCell(logs, row, index);
          const whole = labelOf(command);
          // Half a command would be read as another one.
          const label = whole.length <= logs.commandLength ? whole : '';
          const state = isCommitted(committed, index, term) ? 'committed' : 'open';
          const box = { x, y, width: cell.width, height: cell.height, rx: 6 };
          return (
            <g key={index} className={`${isUp ? 'entry-cell' : 'down-cell'} ${state}`} style={termStyle(term)}>
              {(state === 'open' || !isUp) && <rect className="entry-casing" {...box} />}
              <rect className="entry-body" {...box} />
              <text
                className="entry-term"
                x={x + (label === '' ? cell.width / 2 : text * 0.8)}
                y={y + cell.height / 2 + text * 0.5}
                fontSize={text * 1.4}
              >
                {term}
              </text>
              {label !== '' && (
                <text
                  className="stage-command"
                  x={x + text * 1.55}
                  y={y + cell.height / 2 + text * 0.36}
                  fontSize={text}
                >
                  {label}
                </text>
              )}
            </g>
          );
        })}
    </g>
  );
}
