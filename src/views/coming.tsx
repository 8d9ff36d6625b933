/**
 * Stands where something is still being loaded, and takes no room. Whoever has to know whether the page is whole looks
 * for `[data-coming]`.
 */
export function Coming() {
  return <span hidden data-coming="" />;
}

/** The same inside of a drawing. */
export function ComingDrawn() {
  return <g data-coming="" />;
}
