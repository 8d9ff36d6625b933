import type { Server } from '../../raft/server.ts';
import { followersOf } from '../../raft/server.ts';
import { useTimeline } from '../../store/hooks.ts';
import { flowTo } from '../marks/flow.ts';
import { useNames, useText } from '../text.ts';
import { Section, Values } from './parts.tsx';

/** P48: how a leader sends to each follower, and how much of the window is used; nothing without `pipelining`. */
export function FlowPart({ server }: { readonly server: Server }) {
  const { inspector, common } = useText();
  const name = useNames();
  const { raft } = useTimeline().spec;
  if (server.role !== 'leader') return null;
  const rows = followersOf(server).flatMap((id) => {
    const flow = flowTo(server, id, raft);
    return flow === null ? [] : [[name(id), common.flow(flow.state, flow.underWay, flow.window)] as const];
  });
  if (rows.length === 0) return null;
  return (
    <Section title={inspector.flows}>
      <Values rows={rows} />
    </Section>
  );
}
