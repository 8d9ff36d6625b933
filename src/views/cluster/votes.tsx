import { memo } from 'react';
import type { ClusterEnvelope, World } from '../../cluster/types.ts';
import { tallyFor } from '../../layout/tally.ts';
import { majority } from '../../raft/quorum.ts';
import type { Candidate } from '../../raft/server.ts';
import { pictureProps } from '../interaction/thing.ts';
import { useNames, useText } from '../text.ts';
import { boxesIn, type ClusterScene, placeOf } from './scene.ts';

export type VoteState = 'granted' | 'coming' | 'refused' | 'silent';

export interface Vote {
  readonly voter: number;
  readonly state: VoteState;
}

const ORDER: readonly VoteState[] = ['granted', 'coming', 'silent', 'refused'];

/** One vote per voter of a candidate: what it has counted, and what is on its way to it. */
export function votesOf(candidate: Candidate, inFlight: readonly ClusterEnvelope[]): Vote[] {
  const coming = (voter: number): boolean =>
    inFlight.some(
      ({ from, to, message }) =>
        from === voter &&
        to === candidate.id &&
        message.type === 'RequestVoteResponse' &&
        message.voteGranted &&
        message.term === candidate.currentTerm,
    );
  const stateOf = (voter: number): VoteState => {
    if (candidate.votesGranted.includes(voter)) return 'granted';
    if (candidate.votesRefused.includes(voter)) return 'refused';
    return coming(voter) ? 'coming' : 'silent';
  };
  const votes = candidate.configuration.voters.map((voter): Vote => ({ voter, state: stateOf(voter) }));
  return votes.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.voter - b.voter);
}

interface Props {
  readonly world: World;
  readonly inFlight: readonly ClusterEnvelope[];
  readonly scene: ClusterScene;
}

/** Beside each candidate: a pip per voter, and the line that a majority passes. */
export const Votes = memo(function Votes({ world, inFlight, scene }: Props) {
  const candidates = world.hosts.flatMap(({ up, state }) =>
    up && state.kind === 'server' && state.raft.role === 'candidate' ? [state.raft] : [],
  );
  return candidates.map((candidate) => (
    <TallyMark key={candidate.id} candidate={candidate} votes={votesOf(candidate, inFlight)} scene={scene} />
  ));
});

function TallyMark(props: {
  readonly candidate: Candidate;
  readonly votes: readonly Vote[];
  readonly scene: ClusterScene;
}) {
  const { candidate, votes, scene } = props;
  const text = useText().cluster;
  const name = useNames();
  const { ring } = scene;
  const needed = majority(candidate.configuration);
  const place = placeOf(scene, candidate.id);
  const tally = tallyFor(place, votes.length, needed, ring.scale, ring, boxesIn(scene, candidate.id));
  const { box, pips, pipRadius, majorityX, pipY } = tally;
  const spoken = votes.map(({ voter, state }) => text.voter(name(voter), text.pips[state])).join('; ');
  return (
    <g
      className="tally"
      {...pictureProps(`${name(candidate.id)}: ${text.votes(candidate.votesGranted.length, needed)}; ${spoken}`)}
    >
      <text className="tally-title" x={box.x} y={box.y + 13}>
        {text.votes(candidate.votesGranted.length, needed)}
      </text>
      {votes.map(({ voter, state }, index) => {
        const pip = pips[index] ?? { x: 0, y: 0 };
        return (
          <g key={voter} className={`pip ${state}`} transform={`translate(${pip.x} ${pip.y})`}>
            <circle r={pipRadius} />
            <text y={4.4}>{/^S\d$/.test(name(voter)) ? voter : name(voter)}</text>
            {state === 'refused' && (
              <path d={`M${-pipRadius * 0.7} ${pipRadius * 0.7}L${pipRadius * 0.7} ${-pipRadius * 0.7}`} />
            )}
          </g>
        );
      })}
      <line className="majority-line" x1={majorityX} y1={pipY - 15} x2={majorityX} y2={pipY + 15} />
      <text className="majority-word" x={majorityX} y={pipY + 29}>
        {text.majority}
      </text>
    </g>
  );
}
