import type { ClusterHost } from '../../cluster/types.ts';
import type { ProcessMember } from '../../lessons/process.ts';
import { termStyle } from '../marks/term.ts';
import { useNames, useText } from '../text.ts';

interface Props {
  readonly host: ClusterHost;
  readonly state: ProcessMember;
  /** 1: a radius of 36. */
  readonly scale: number;
  readonly text: number;
  /** Whether what it remembers stands under it. */
  readonly hasWords: boolean;
}

/** A process of a small protocol for the back row: its name, and what it remembers in a word under it. */
export function StageProcess({ host, state, scale, text, hasWords }: Props) {
  const { lessons } = useText();
  const name = useNames();
  const radius = 36 * scale;
  const leads = host.up && state.leads;
  const look = !host.up ? 'down' : leads ? 'leader' : 'follower';
  const word = host.up ? lessons.headline(state.values, leads, name) : lessons.down;
  return (
    <g className={`server-mark ${look}`} style={termStyle(0)}>
      {look === 'down' && <circle className="server-hatch" r={radius} strokeWidth={2 * scale} />}
      {look === 'leader' && <circle className="server-fill" r={radius} strokeWidth={3 * scale} />}
      {look === 'leader' && <circle className="server-inner" r={radius * 0.83} strokeWidth={1.8 * scale} />}
      {look === 'follower' && (
        <>
          <circle className="server-paper" r={radius * 0.93} strokeWidth={8 * scale} />
          <circle className="ring-hue" r={radius * 0.93} strokeWidth={5.5 * scale} />
        </>
      )}
      <text className="server-name" y={text * 0.35} fontSize={text}>
        {name(host.address)}
      </text>
      {hasWords && word !== '' && (
        <text className="stage-word" y={radius + text * 1.05} fontSize={text}>
          {word}
        </text>
      )}
    </g>
  );
}
