import { type ReactNode, useId, useRef } from 'react';
import './popover.css';

const GAP = 8;

/**
 * A button with a panel that the browser itself shows on top of everything and closes on Esc or a click elsewhere. The
 * panel stands above or below its button, wherever there is room, and inside the window.
 */
export function Popover(props: {
  readonly name: string;
  readonly className: string;
  readonly panelClass?: string;
  readonly button: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button ref={button} type="button" className={props.className} aria-label={props.name} popoverTarget={id}>
        {props.button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={props.name}
        className={`popover ${props.panelClass ?? ''}`}
        onToggle={(event) => {
          if (event.newState === 'open' && button.current !== null && panel.current !== null) {
            place(button.current, panel.current);
          }
        }}
      >
        {props.children}
      </div>
    </>
  );
}

/** Closes the panel that an element stands in; the browser gives the focus back to its button. */
export function closeAround(element: Element): void {
  const panel = element.closest('[popover]');
  if (panel instanceof HTMLElement) panel.hidePopover();
}

function place(button: HTMLElement, panel: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = panel;
  const roomAbove = at.top - 2 * GAP;
  const roomBelow = window.innerHeight - at.bottom - 2 * GAP;
  const isAbove = offsetHeight > roomBelow && roomAbove > roomBelow;
  const height = Math.min(offsetHeight, isAbove ? roomAbove : roomBelow);
  const top = isAbove ? at.top - GAP - height : at.bottom + GAP;
  panel.style.maxHeight = `${height}px`;
  const left = Math.max(GAP, Math.min(at.left, window.innerWidth - offsetWidth - GAP));
  panel.style.top = `${top}px`;
  panel.style.left = `${left}px`;
}
