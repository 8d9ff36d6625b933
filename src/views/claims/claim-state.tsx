import './claims.css';
import { truthPieces } from '../../layout/truth-strip.ts';
import { type ClaimScan, claimScanOf } from '../../query/claim-scan.ts';
import type { Query } from '../../query/compile.ts';
import { appStore, useApp, useTimeline } from '../../store/hooks.ts';
import { Looking } from '../dialogs/looking.tsx';
import { useText } from '../text.ts';
import { useScans } from '../use-scans.ts';

const SIZE = { width: 240, height: 14 };

interface Props {
  readonly claim: Query;
  /** Called before it goes anywhere. */
  readonly onGo?: () => void;
}

/** Whether what a strip stands out for is that the condition holds: what breaks `always`, what shows the others. */
export function marksHolding({ claim }: Query): boolean {
  return claim !== 'always';
}

/** What can be said of a claim so far, the way there, and where in the run its condition holds or does not. */
export function ClaimState({ claim, onGo = () => undefined }: Props) {
  const words = useText().claims;
  const timeline = useTimeline();
  // The timeline grows in place; its revision says when. While it plays, the paced words do.
  useApp((state) => (state.playing ? -1 : state.revision));
  const scan = claimScanOf(timeline, claim);
  const scanning = useScans([scan], timeline.steps);
  const { verdict } = scan;
  const said = words.verdict(verdict);
  const go = (step: number): void => {
    onGo();
    appStore.getState().seekStep(step);
  };
  return (
    <div className="claim-state">
      {'step' in verdict ? (
        <button
          type="button"
          className="claim-verdict"
          aria-label={words.toVerdict(claim.source, said)}
          onClick={() => go(verdict.step)}
        >
          {said}
        </button>
      ) : (
        <output className="claim-verdict">{said}</output>
      )}
      <Ways scan={scan} onGo={go} />
      <Strip scan={scan} />
      <Looking scanning={scanning} />
    </div>
  );
}

/** To the next and the previous step from which on the condition is what the strip marks. */
function Ways({ scan, onGo }: { readonly scan: ClaimScan; readonly onGo: (step: number) => void }) {
  const words = useText().claims;
  const here = useApp((state) => state.cursor.step);
  const { query, truths } = scan;
  const marked = truths.filter(({ holds }) => holds === marksHolding(query));
  const next = marked.find(({ step }) => step > here)?.step;
  const previous = marked.findLast(({ step }) => step < here)?.step;
  const way = (label: string, sign: string, step: number | undefined) => (
    <button
      type="button"
      className="claim-way"
      aria-label={label}
      aria-disabled={step === undefined}
      onClick={() => {
        if (step !== undefined) onGo(step);
      }}
    >
      {sign}
    </button>
  );
  return (
    <span className="claim-ways">
      {way(words.previous(query.source), '‹', previous)}
      {way(words.next(query.source), '›', next)}
    </span>
  );
}

function Strip({ scan }: { readonly scan: ClaimScan }) {
  const words = useText().claims;
  const timeline = useTimeline();
  const { query, truths } = scan;
  const endUs = Math.max(1, timeline.endUs);
  const x = (step: number): number => (timeline.index.atUs(step) / endUs) * SIZE.width;
  const holds = marksHolding(query);
  const pieces = truthPieces(truths, timeline.steps, holds, x, { left: 0, right: SIZE.width });
  return (
    <svg
      className="claim-strip"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.strip(query.source, pieces.length, holds)}
    >
      <path className="claim-road" d={`M0 ${SIZE.height - 1.5}H${SIZE.width}`} />
      <path
        className="claim-marks"
        d={pieces.map(({ from, to }) => `M${from} 1H${to}V${SIZE.height - 1}H${from}Z`).join('')}
      />
    </svg>
  );
}
