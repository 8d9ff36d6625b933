import { type PointerEvent, useRef } from 'react';
import { display, type Spot, useDisplay } from '../../store/display.ts';

/** What the speaker points at and draws, over the picture: with a mouse, a finger or a pen. */
export function InkLayer() {
  const hand = useDisplay((state) => state.hand);
  const pointer = useDisplay((state) => state.pointer);
  const strokes = useDisplay((state) => state.strokes);
  const isDown = useRef(false);
  const spotOf = (event: PointerEvent): Spot => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return [Math.round(((event.clientX - left) / width) * 1000), Math.round(((event.clientY - top) / height) * 1000)];
  };
  const onDown = (event: PointerEvent): void => {
    isDown.current = true;
    const spot = spotOf(event);
    if (hand === 'pen') display.setState((state) => ({ strokes: [...state.strokes, [spot]] }));
  };
  const onMove = (event: PointerEvent): void => {
    const spot = spotOf(event);
    if (hand === 'pointer') display.setState({ pointer: spot });
    else if (hand === 'pen' && isDown.current) {
      display.setState((state) => {
        const last = state.strokes[state.strokes.length - 1] ?? [];
        return { strokes: [...state.strokes.slice(0, -1), [...last, spot]] };
      });
    }
  };
  return (
    <svg
      className={hand === 'none' ? 'ink' : 'ink active'}
      viewBox="0 0 1000 1000"
      preserveAspectRatio="none"
      aria-hidden="true"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={() => {
        isDown.current = false;
      }}
      onPointerLeave={() => {
        isDown.current = false;
        if (hand === 'pointer') display.setState({ pointer: null });
      }}
    >
      {strokes.map((stroke) => (
        <polyline key={stroke.join(' ')} points={stroke.map(([x, y]) => `${x},${y}`).join(' ')} />
      ))}
      {pointer !== null && <ellipse className="ink-pointer" cx={pointer[0]} cy={pointer[1]} rx={9} ry={16} />}
    </svg>
  );
}
