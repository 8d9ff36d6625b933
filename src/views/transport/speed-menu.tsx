import { appStore, useApp } from '../../store/hooks.ts';
import { SPEEDS } from '../../store/keys.ts';
import { Popover } from '../menus/popover.tsx';
import { useText } from '../text.ts';

/** `1×`, `1/100×`. */
function rateText(speed: number): string {
  return speed >= 1 ? `${speed}×` : `1/${Math.round(1 / speed)}×`;
}

function nearestSpeed(speed: number): number {
  let best = 0;
  SPEEDS.forEach((other, place) => {
    if (Math.abs(Math.log(other / speed)) < Math.abs(Math.log((SPEEDS[best] ?? 1) / speed))) best = place;
  });
  return best;
}

/** How much virtual time passes in real time, on a logarithmic scale. */
export function SpeedMenu() {
  const { transport } = useText();
  const speed = useApp((state) => state.speed);
  const playing = useApp((state) => state.playing);
  const how = playing ? transport.playing : transport.byEvent;
  return (
    <Popover
      name={transport.speedLabel(rateText(speed), how)}
      className="transport-speed"
      panelClass="speed-panel"
      button={
        <>
          <span className="transport-rate">{rateText(speed)}</span>
          <span className="transport-how">{how}</span>
        </>
      }
    >
      <label>
        <span>
          {transport.speed} <b>{rateText(speed)}</b>
        </span>
        <input
          type="range"
          min={0}
          max={SPEEDS.length - 1}
          step={1}
          value={nearestSpeed(speed)}
          aria-valuetext={rateText(speed)}
          onChange={(event) => appStore.getState().setSpeed(SPEEDS[Number(event.target.value)] ?? speed)}
        />
        <span className="speed-ends" aria-hidden="true">
          <span>{rateText(SPEEDS[0] ?? 1)}</span>
          <span>{rateText(SPEEDS[SPEEDS.length - 1] ?? 1)}</span>
        </span>
      </label>
      <p>{transport.speedHint}</p>
    </Popover>
  );
}
