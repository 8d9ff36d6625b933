import { type PointerEvent, useEffect, useRef } from 'react';
import { formatMs } from '../../base/time.ts';
import { type SpaceTimeFrame, timeAtX } from '../../layout/space-time.ts';
import { subscribeFrame } from '../../store/frame.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { useText } from '../text.ts';

const FLAG_GAP = 6;

/**
 * The cursor's line and the veil over what has not happened yet: two layers that move without painting anything anew. The
 * times of the axis stay as readable as they are.
 */
export function TimeCursor({ frame, atUs }: { readonly frame: SpaceTimeFrame; readonly atUs: number }) {
  const text = useText().spacetime;
  const playing = useApp((state) => state.playing);
  const moving = useRef<HTMLDivElement>(null);
  const { left, right, window } = frame;
  useEffect(() => {
    let last = Number.NaN;
    // The flag gives way to the buttons in its row.
    const tools = moving.current?.closest('.st-view')?.querySelector<HTMLElement>('.st-tools');
    const room = (tools?.offsetLeft ?? right) - FLAG_GAP;
    return subscribeFrame(({ displayUs }) => {
      const share = (displayUs - window.fromUs) / window.spanUs;
      const x = Math.round((left + Math.min(1, Math.max(0, share)) * (right - left)) * 2) / 2;
      const element = moving.current;
      if (x === last || element === null) return;
      last = x;
      element.style.transform = `translateX(${x}px)`;
      element.style.setProperty('--flag-room', `${room - x}px`);
    });
  }, [left, right, window]);
  return (
    <div className="st-over" aria-hidden="true">
      <div ref={moving} className="st-now">
        <div className="st-veil" style={{ width: right - left, height: frame.bottom }} />
        <div className="st-line" style={{ height: frame.bottom }} />
        {!playing && (
          <div className="st-flag">
            {text.now(formatMs(atUs))} <span>{text.notYet}</span>
          </div>
        )}
      </div>
    </div>
  );
}

/** The axis under the lanes is the scrubber: dragging on it moves the cursor. */
export function scrubProps(frame: SpaceTimeFrame) {
  const seek = (event: PointerEvent): void => {
    const { left } = event.currentTarget.getBoundingClientRect();
    appStore.getState().seekTime(timeAtX(frame, event.clientX - left + frame.left));
  };
  return {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      appStore.getState().pause();
      seek(event);
    },
    onPointerMove: (event: PointerEvent): void => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
    },
  };
}
