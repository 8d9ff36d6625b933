import { memo } from 'react';
import './marks.css';
import { RoleBadge, type RoleLook } from './role-badge.tsx';
import { patternFill, termStyle } from './term.ts';

const RADIUS = 36;
/** 22 dots around a pre-candidate. */
const DOT_GAP = (2 * Math.PI * (RADIUS - 2.5)) / 22;

export interface ServerLook {
  readonly name: string;
  readonly term: number;
  readonly termText: string;
  readonly role: RoleLook;
  readonly isPaused: boolean;
  readonly isFrozen: boolean;
}

/** A server around (0, 0): role by ring weight and letter, term by number, hue and pattern. The timer is drawn apart. */
export const ServerMark = memo(function ServerMark({
  look,
  scale,
}: {
  readonly look: ServerLook;
  readonly scale: number;
}) {
  const { role, term, name } = look;
  const radius = RADIUS * scale;
  const corner = radius * 0.78;
  return (
    <g className={`server-mark ${role}`} style={termStyle(term)}>
      <Body role={role} term={term} radius={radius} scale={scale} />
      <Words look={look} name={name} scale={scale} />
      <RoleBadge role={role} x={-corner} y={-corner} scale={scale} />
      {look.isPaused && <PauseBadge x={corner} y={-corner} scale={scale} />}
      {look.isFrozen && !look.isPaused && role !== 'down' && <FrozenBadge x={corner} y={-corner} scale={scale} />}
    </g>
  );
});

function Body(props: {
  readonly role: RoleLook;
  readonly term: number;
  readonly radius: number;
  readonly scale: number;
}) {
  const { role, radius, scale, term } = props;
  const pattern = patternFill(term);
  switch (role) {
    case 'leader':
      return (
        <>
          <circle className="server-fill" r={radius} strokeWidth={3 * scale} />
          {pattern !== null && <circle r={radius} fill={pattern} />}
          {pattern !== null && <circle className="server-patch" r={radius * 0.72} />}
          <circle className="server-inner" r={radius - 6 * scale} strokeWidth={1.8 * scale} />
        </>
      );
    case 'candidate':
      return (
        <>
          <circle className="server-tint" r={radius} />
          <circle
            className="ring-casing"
            r={radius - 2 * scale}
            strokeWidth={8 * scale}
            strokeDasharray={`${10.7 * scale} ${7.1 * scale}`}
          />
          <circle
            className="ring-hue"
            r={radius - 2 * scale}
            strokeWidth={5.5 * scale}
            strokeDasharray={`${8.7 * scale} ${9.1 * scale}`}
            strokeDashoffset={-scale}
          />
        </>
      );
    case 'pre-candidate':
      return (
        <>
          <circle className="server-paper bare" r={radius} />
          <circle
            className="ring-casing dotted"
            r={radius - 2.5 * scale}
            strokeWidth={7.5 * scale}
            strokeDasharray={`0 ${DOT_GAP * scale}`}
          />
          <circle
            className="ring-hue dotted"
            r={radius - 2.5 * scale}
            strokeWidth={5 * scale}
            strokeDasharray={`0 ${DOT_GAP * scale}`}
          />
        </>
      );
    case 'down':
      return <circle className="server-hatch" r={radius} strokeWidth={2 * scale} />;
    case 'follower':
      return (
        <>
          <circle className="server-paper" r={radius - 2.5 * scale} strokeWidth={8 * scale} />
          <circle className="ring-hue" r={radius - 2.5 * scale} strokeWidth={5.5 * scale} />
          {pattern !== null && (
            <circle r={radius - 2.5 * scale} fill="none" stroke={pattern} strokeWidth={5.5 * scale} />
          )}
        </>
      );
  }
}

function Words({ look, name, scale }: { readonly look: ServerLook; readonly name: string; readonly scale: number }) {
  const nameSize = Math.max(15, 20 * scale);
  const termSize = Math.max(12, 13 * scale);
  const down = look.role === 'down';
  return (
    <>
      <text className="server-name" y={down ? nameSize * 0.33 : scale < 0.9 ? -1 : 0} fontSize={nameSize}>
        {name}
      </text>
      {!down && (
        <text className="server-term" y={scale < 0.9 ? 12.5 : 16 * scale} fontSize={termSize}>
          {look.termText}
        </text>
      )}
    </>
  );
}

function PauseBadge({ x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number }) {
  const unit = Math.max(0.85, scale);
  return (
    <g className="state-badge" transform={`translate(${x} ${y}) scale(${unit})`}>
      <circle className="state-disc" r={11.5} />
      <path className="state-sign" d="M-3 -5v10m6 -10v10" />
    </g>
  );
}

/** A timer that stands still: a dial with a bar through it. */
function FrozenBadge({ x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number }) {
  const unit = Math.max(0.85, scale);
  return (
    <g className="state-badge open" transform={`translate(${x} ${y}) scale(${unit})`}>
      <circle className="state-disc" r={11.5} />
      <path className="state-sign" d="M0 -6.500v6.500h4.500M-7.500 7.500l15 -15" />
    </g>
  );
}
