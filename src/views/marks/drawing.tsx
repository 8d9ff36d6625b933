import type { ComponentProps } from 'react';

/** An SVG whose parts have names of their own. A title would pop up as a tooltip over all of it. */
export function Drawing(props: ComponentProps<'svg'>) {
  return <svg {...props} />;
}
