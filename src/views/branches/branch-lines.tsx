import type { ReactNode } from 'react';
import { type BranchLine, type BranchMap, branchMapFor } from '../../layout/branch-map.ts';
import type { Branch } from '../../store/types.ts';
import { pictureProps } from '../interaction/thing.ts';
import { Drawing } from '../marks/drawing.tsx';
import { useText } from '../text.ts';
import { useSize } from '../use-size.ts';

/** In CSS pixels. Names and ways stand one under the other where the map is narrow. */
const ROW_HEIGHT = 58;
const TALL_ROW_HEIGHT = 124;
const NARROW = 160;

interface Props {
  readonly branches: readonly Branch[];
  readonly shown: number;
  readonly row: (branch: Branch) => ReactNode;
}

/** Branches as the lines of a transit map: what was done is a station, a broken promise an octagon's red. */
export function BranchLines({ branches, shown, row }: Props) {
  const words = useText().branches;
  const [box, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const rowHeight = size.width < NARROW ? TALL_ROW_HEIGHT : ROW_HEIGHT;
  const map = branchMapFor(branches.map(spanOf), size.width, rowHeight);
  return (
    <div className="branch-map">
      <ul>
        {map.lines.map(({ id }) => {
          const branch = branches.find((other) => other.id === id);
          return branch === undefined ? null : (
            <li key={id} style={{ height: rowHeight }}>
              {row(branch)}
            </li>
          );
        })}
      </ul>
      <div ref={box} style={{ height: map.height }}>
        <Drawing width={size.width} height={map.height} {...pictureProps(words.map(branches.length))}>
          {map.lines.map((line) => {
            const branch = branches.find((other) => other.id === line.id);
            return (
              branch !== undefined && (
                <Line key={line.id} map={map} line={line} branch={branch} isShown={line.id === shown} />
              )
            );
          })}
        </Drawing>
      </div>
    </div>
  );
}

function spanOf({ id, parent, forkStep, timeline }: Branch) {
  const forkUs = parent === null ? 0 : timeline.index.atUs(Math.min(forkStep, timeline.steps));
  return { id, parent, forkUs, endUs: timeline.endUs };
}

interface LineProps {
  readonly map: BranchMap;
  readonly line: BranchLine;
  readonly branch: Branch;
  readonly isShown: boolean;
}

function Line({ map, line, branch, isShown }: LineProps) {
  const { timeline, forkStep, parent } = branch;
  const y = line.y;
  const own = timeline.deeds.filter(({ step }) => parent === null || step > forkStep);
  const broken = timeline.violations.filter(({ step }) => parent === null || step > forkStep);
  return (
    <g className={isShown ? 'branch-line shown' : 'branch-line'}>
      <path d={line.path} />
      {own.map(({ step }) => (
        <circle key={step} cx={map.xOf(timeline.index.atUs(step))} cy={y} r={4} />
      ))}
      {broken.map(({ step, invariant }) => (
        <rect
          key={`${step} ${invariant}`}
          className="branch-broken"
          x={map.xOf(timeline.index.atUs(step)) - 2}
          y={y - 9}
          width={4}
          height={18}
        />
      ))}
      {isShown && <circle className="branch-end" cx={line.endX} cy={y} r={6} />}
    </g>
  );
}
