/** The icons of the page: 20 units square, ink of the text around them, always beside or inside something with a name. */
const paths = {
  back: 'M13.5 4.5L7 10l6.5 5.5zM4 4.5h2v11h-2z',
  forward: 'M6.5 4.5L13 10l-6.5 5.5zM14 4.5h2v11h-2z',
  play: 'M6 3.5L16 10L6 16.5z',
  pause: 'M5.5 4h3.2v12h-3.2zM11.3 4h3.2v12h-3.2z',
} as const;

const strokes = {
  jump: 'M3 13c2-7 8-7 10-1M13 12.5l.6-4M13 12.500l-3.8-.8M16.5 4v12',
  branch: 'M3 13h14M8 13c4 0 2-7 6-7h3',
  close: 'M5 5l10 10M15 5L5 15',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
  search: 'M8.5 3.500a5 5 0 1 1 0 10a5 5 0 0 1 0-10M12.2 12.200L16.5 16.5',
  help: 'M7.2 7.600a2.9 2.9 0 1 1 4.3 2.500c-1 .6-1.5 1.1-1.5 2.100M10 15.200h.01',
  disk: 'M4 5.500c0-1.4 2.7-2.5 6-2.500s6 1.1 6 2.500s-2.7 2.5-6 2.500s-6-1.1-6-2.500v9c0 1.4 2.7 2.5 6 2.500s6-1.1 6-2.500v-9',
  memory: 'M4.5 6h11v8h-11zM7 6V3.500M10 6V3.500M13 6V3.500M7 16.500V14M10 16.500V14M13 16.500V14',
  down: 'M5.5 8l4.5 4.500L14.5 8',
} as const;

export type IconName = keyof typeof paths | keyof typeof strokes;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  const filled = name in paths;
  const d = filled ? paths[name as keyof typeof paths] : strokes[name as keyof typeof strokes];
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {filled ? (
        <path d={d} fill="currentColor" />
      ) : (
        <path d={d} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
      )}
    </svg>
  );
}

export function ThemeIcon() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      <circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M9 2.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
    </svg>
  );
}

export function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 3a9 9 0 1 1-7.8 4.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="12" cy="3" r="2.6" fill="currentColor" />
      <path d="M12 3L20.6 15M12 3L12 21" style={{ stroke: 'var(--accent)' }} strokeWidth="2" />
    </svg>
  );
}

/** The mark of a broken promise. */
export function Octagon({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path d="M9 3h10l6 6v10l-6 6H9l-6-6V9z" fill="none" stroke="currentColor" strokeWidth="2.2" />
      <path d="M14 8.500v7M14 19.400h.01" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
