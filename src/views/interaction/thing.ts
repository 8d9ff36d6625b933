import type { AriaAttributes, AriaRole } from 'react';

interface ThingProps extends Pick<AriaAttributes, 'aria-label' | 'aria-pressed'> {
  readonly role: AriaRole;
  readonly tabIndex: 0 | -1;
}

/** What makes a drawn thing a button for whoever cannot see or point: SVG has no button element. */
export function thingProps(label: string, isPressed: boolean, isTabStop = false): ThingProps {
  return { role: 'button', tabIndex: isTabStop ? 0 : -1, 'aria-label': label, 'aria-pressed': isPressed };
}

/** What makes a drawn group one picture with a name. */
export function pictureProps(label: string): { readonly role: AriaRole; readonly 'aria-label': string } {
  return { role: 'img', 'aria-label': label };
}

/** What makes a drawing one group of things with a name. */
export function groupProps(label: string): { readonly role: AriaRole; readonly 'aria-label': string } {
  return { role: 'group', 'aria-label': label };
}

/** What makes a drawn group a grid, a row of it, a cell: SVG has no table. */
export function gridProps(label: string, rows: number, columns: number): AriaAttributes & { readonly role: AriaRole } {
  return { role: 'grid', 'aria-label': label, 'aria-rowcount': rows, 'aria-colcount': columns };
}

export function rowProps(label: string): { readonly role: AriaRole; readonly 'aria-label': string } {
  return { role: 'row', 'aria-label': label };
}

export function cellProps(label: string, isSelected: boolean): AriaAttributes & { readonly role: AriaRole } {
  return { role: 'gridcell', 'aria-label': label, 'aria-selected': isSelected };
}
