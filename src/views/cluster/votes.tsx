import { memo } from 'react';
import type { ClusterEnvelope, World } from '../../cluster/types.ts';
import type { Box, Point } from '../../layout/point.ts';
import { type Tally, tallyFor } from '../../layout/tally.ts';
import { majorityOf } from '../../raft/quorum.ts';
import type { Server } from '../../raft/server.ts';
import { pictureProps } from '../interaction/thing.ts';
import { pollOf } from '../marks/poll.ts';
import { useNames, useText } from '../text.ts';
import { roleFigureIn } from './role-figure.ts';
import { boxesIn, type ClusterScene, placeOf } from './scene.ts';

type VoteState = 'granted' | 'coming' | 'refused' | 'silent';

export interface Vote {
  readonly voter: number;
  readonly state: VoteState;
}

const ORDER: readonly VoteState[] = ['granted', 'coming', 'silent', 'refused'];

/** One vote (or pre-vote) per voter: what the server has counted, and what is on its way to it. */
export function votesOf(
  candidate: Server,
  inFlight: readonly ClusterEnvelope[],
  half: readonly number[] = candidate.configuration.voters,
): Vote[] {
  const poll = pollOf(candidate);
  if (poll === null) return [];
  const [type, term] = poll.isPre
    ? (['PreVoteResponse', candidate.currentTerm + 1] as const)
    : (['RequestVoteResponse', candidate.currentTerm] as const);
  const coming = (voter: number): boolean =>
    inFlight.some(
      ({ from, to, message }) =>
        from === voter && to === candidate.id && message.type === type && message.voteGranted && message.term === term,
    );
  const stateOf = (voter: number): VoteState => {
    if (poll.granted.includes(voter)) return 'granted';
    if (poll.refused.includes(voter)) return 'refused';
    return coming(voter) ? 'coming' : 'silent';
  };
  const votes = half.map((voter): Vote => ({ voter, state: stateOf(voter) }));
  return votes.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.voter - b.voter);
}

interface Props {
  readonly world: World;
  readonly inFlight: readonly ClusterEnvelope[];
  readonly scene: ClusterScene;
}

/** Beside each candidate and pre-candidate: a pip per voter, and the line that a majority passes. */
const Votes = memo(function Votes({ world, inFlight, scene }: Props) {
  const candidates = world.hosts.flatMap(({ up, state }) =>
    up && state.kind === 'server' && pollOf(state.raft) !== null ? [state.raft] : [],
  );
  const figure = roleFigureIn(scene);
  const taken: Box[] = figure === null ? [] : [figure.box];
  return candidates.flatMap((candidate) => {
    const { id, configuration } = candidate;
    const { ring } = scene;
    // P101: while a configuration is joint, each half has its own majority.
    const { voters, old } = configuration;
    const halves =
      old === null
        ? ([['all', voters]] as const)
        : ([
            ['old', old],
            ['new', voters],
          ] as const);
    return halves.map(([half, members]) => {
      const obstacles = [...boxesIn(scene, id), ...taken];
      const needed = majorityOf(members.length);
      const tally = tallyFor(placeOf(scene, id), members.length, needed, ring.scale, ring, obstacles);
      taken.push(tally.box);
      const votes = votesOf(candidate, inFlight, members);
      return <TallyMark key={`${id}.${half}`} candidate={candidate} half={half} votes={votes} tally={tally} />;
    });
  });
});

interface TallyProps {
  readonly candidate: Server;
  readonly half: 'all' | 'old' | 'new';
  readonly votes: readonly Vote[];
  readonly tally: Tally;
}

function TallyMark({ candidate, half, votes, tally }: TallyProps) {
  const {
    cluster: text,
    common: { signs },
  } = useText();
  const name = useNames();
  const { box, majorityX, pipY } = tally;
  const granted = votes.filter(({ state }) => state === 'granted').length;
  const needed = majorityOf(votes.length);
  const isPre = pollOf(candidate)?.isPre === true;
  const title = isPre ? text.preVotes(granted, needed) : text.votesOf[half](granted, needed);
  const spoken = votes.map(({ voter, state }) => text.voter(name(voter), text.pips[state]));
  return (
    <g className="tally" {...pictureProps(name(candidate.id) + signs.colon + [title, ...spoken].join(signs.saying))}>
      <rect className="tally-ground" x={box.x - 4} y={box.y - 3} width={box.width + 8} height={box.height + 4} rx={6} />
      <text className="tally-title" x={box.x} y={box.y + 13}>
        {title}
      </text>
      {!tally.isBare && (
        <>
          {votes.map((vote, index) => (
            <Pip key={vote.voter} vote={vote} place={tally.pips[index] ?? box} radius={tally.pipRadius} />
          ))}
          <line className="majority-line" x1={majorityX} y1={pipY - 15} x2={majorityX} y2={pipY + 15} />
          <text className="majority-word" x={majorityX} y={pipY + 29}>
            {text.majority}
          </text>
        </>
      )}
    </g>
  );
}

function Pip(props: { readonly vote: Vote; readonly place: Point; readonly radius: number }) {
  const { vote, place, radius } = props;
  const name = useNames()(vote.voter);
  const corner = radius * 0.7;
  return (
    <g className={`pip ${vote.state}`} transform={`translate(${place.x} ${place.y})`}>
      <circle r={radius} />
      <text y={4.4}>{/^S\d$/.test(name) ? vote.voter : name}</text>
      {vote.state === 'refused' && <path d={`M${-corner} ${corner}L${corner} ${-corner}`} />}
    </g>
  );
}

export default Votes;
