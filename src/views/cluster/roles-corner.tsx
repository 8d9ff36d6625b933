import { useState } from 'react';
import { useEvents, useTimeline } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { roleFigureIn } from './role-figure.ts';
import type { ClusterScene } from './scene.ts';
import { StateMachine } from './state-machine.tsx';

/** The roles and their arrows in a free corner of the ring. A click puts them away; absent where there is no room. */
export default function RolesCorner({ scene }: { readonly scene: ClusterScene }) {
  const text = useText().roles;
  const [isOpen, setOpen] = useState(true);
  const isLesson = useTimeline().spec.lesson !== undefined;
  const figure = roleFigureIn(scene);
  if (figure === null || isLesson) return null;
  const { box: corner, isBare } = figure;
  return (
    <button
      type="button"
      className="roles-corner"
      style={isOpen ? { left: corner.x, top: corner.y } : { left: corner.x, top: corner.y + corner.height / 2 - 14 }}
      aria-expanded={isOpen}
      aria-label={isOpen ? text.hide : text.show}
      title={isOpen ? text.hide : text.show}
      onClick={() => setOpen(!isOpen)}
    >
      {isOpen ? <LivingStateMachine isBare={isBare} /> : text.show}
    </button>
  );
}

function LivingStateMachine({ isBare }: { readonly isBare: boolean }) {
  const { raft, serverFlags = [] } = useTimeline().spec;
  const hasPreVote = raft.preVote || serverFlags.some((flags) => flags?.preVote === true);
  return <StateMachine events={useEvents()} isBare={isBare} hasPreVote={hasPreVote} />;
}
