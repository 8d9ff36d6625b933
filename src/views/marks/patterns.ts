import { useEffect } from 'react';

const ID = 'mark-patterns';

const DEFS = `<defs>
<pattern id="mark-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="6" height="6" style="fill:var(--surface-page)"/><line x1="0" y1="0" x2="0" y2="6" style="stroke:var(--line-strong);stroke-width:2.4"/></pattern>
<pattern id="mark-stripe" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="3" height="7" style="fill:var(--pattern)"/></pattern>
<pattern id="mark-dots" width="7" height="7" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1.5" style="fill:var(--pattern)"/></pattern>
<pattern id="mark-grid" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0 0H7M0 0V7" style="stroke:var(--pattern);stroke-width:2.4"/></pattern>
</defs>`;

/**
 * Puts the patterns of the marks into the page, once for all views: their ids are then valid whichever panels are hidden.
 */
export function usePatterns(): void {
  useEffect(() => {
    if (document.getElementById(ID) !== null) return;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.id = ID;
    svg.setAttribute('width', '0');
    svg.setAttribute('height', '0');
    svg.setAttribute('aria-hidden', 'true');
    svg.style.position = 'absolute';
    svg.innerHTML = DEFS;
    document.body.append(svg);
  }, []);
}
