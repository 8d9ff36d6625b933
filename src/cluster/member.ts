import { appended, withAt } from '../base/arrays.ts';
import type { RequestTag } from '../raft/command.ts';
import type { Mutations, RaftConfig } from '../raft/config.ts';
import { membersOf } from '../raft/configuration.ts';
import type { Effect, Note } from '../raft/effects.ts';
import type { Input } from '../raft/input.ts';
import { rememberStart } from '../raft/lease.ts';
import type { Message } from '../raft/messages.ts';
import { type Durable, fromDisk, type Server } from '../raft/server.ts';
import { step as raftStep } from '../raft/step.ts';
import type { SimEffect, SimInput, SimOutcome } from '../sim/types.ts';
import { editByHand } from './edit-order.ts';
import { type MachineRules, machineRulesOf } from './filter.ts';
import { EMPTY_MACHINE, type Machine, MachineDraft, type Result } from './machine.ts';
import { isQuestion, resultAt, storedAnswer, toCommand } from './proposal.ts';
import { readInput } from './reads.ts';
import { machineOf, snapshotDataOf } from './snapshot-data.ts';
import {
  type ClientResponse,
  type ClusterNote,
  type ClusterOrder,
  type Disk,
  ELECTION_TIMER,
  HEARTBEAT_TIMER,
  isClientOrder,
  isEditOrder,
  type Range,
  type ServerMember,
  type TrackedRequest,
  type Wire,
} from './types.ts';

/** What a server member needs besides its state: the core's settings and the orders that its timer effects become. */
export interface ServerContext {
  readonly config: RaftConfig;
  readonly machineRules: MachineRules;
  readonly resetElection: SimEffect<Wire, ClusterNote>;
  readonly resetHeartbeat: SimEffect<Wire, ClusterNote>;
}

export function serverContext(config: RaftConfig, election: Range, heartbeatUs: number): ServerContext {
  return {
    config,
    machineRules: machineRulesOf(config),
    resetElection: { type: 'SetTimer', timer: ELECTION_TIMER, lowUs: election.lowUs, highUs: election.highUs },
    resetHeartbeat: { type: 'SetTimer', timer: HEARTBEAT_TIMER, lowUs: heartbeatUs, highUs: heartbeatUs },
  };
}

const STOP_ELECTION: SimEffect<Wire, ClusterNote> = { type: 'StopTimer', timer: ELECTION_TIMER };
const STOP_HEARTBEAT: SimEffect<Wire, ClusterNote> = { type: 'StopTimer', timer: HEARTBEAT_TIMER };
const NO_EFFECTS: readonly SimEffect<Wire, ClusterNote>[] = [];
const NO_STEPS: readonly number[] = [];

/** P3, P55, P118: what comes back from a disk; the machine is the snapshot's, and the log follows as commitIndex advances. */
export function memberFromDisk(id: number, disk: Durable, mutations: Mutations): ServerMember {
  const votedFor = mutations.forgetVoteOnRestart ? null : disk.votedFor;
  const kept = mutations.forgetTailOnRestart ? withoutTail(disk) : disk;
  return memberOf(fromDisk(id, { ...kept, votedFor }, mutations.replayCoveredEntries));
}

/** The disk without its last entry; a configuration stays, so that only the log is wrong. */
function withoutTail(disk: Durable): Durable {
  const { log, configurationIndex } = disk;
  const isLost = log.lastIndex > Math.max(log.baseIndex, configurationIndex);
  return isLost ? { ...disk, log: log.truncateFrom(log.lastIndex) } : disk;
}

export function memberOf(raft: Server): ServerMember {
  const machine = raft.snapshot === null ? EMPTY_MACHINE : machineOf(raft.snapshot.data);
  return { kind: 'server', raft, machine, requests: [], ackSteps: NO_STEPS, voteSteps: NO_STEPS };
}

/** One fact for a server: Raft's step, its Apply orders carried out on the machine, its requests answered. */
export function stepServer(
  member: ServerMember,
  input: SimInput<Disk, Wire, ClusterOrder>,
  context: ServerContext,
): SimOutcome<ServerMember, Wire, ClusterNote> {
  if (input.type === 'Started') {
    const raft = rememberStart(member.raft, input.localUs, context.config);
    return { state: raft === member.raft ? member : { ...member, raft }, effects: [startTimer(member, context)] };
  }
  if (input.type === 'Told' && isEditOrder(input.order))
    return editByHand(member, input.order.edit, input.localUs, context);
  const fact = toRaftInput(input, context);
  if (context.config.mutations.filterWhenProposed && input.type === 'Received') {
    const answer = storedAnswer(member, input.message);
    if (answer !== null) return { state: member, effects: [{ type: 'Send', to: input.from, message: answer }] };
  }
  if (fact === null) return { state: member, effects: NO_EFFECTS };
  const outcome = raftStep(member.raft, fact, context.config);
  if (outcome.server === member.raft) {
    const effects = plainOrders(outcome.effects, context);
    if (effects !== null) return { state: member, effects };
  }
  const work = new Work(member, outcome.server, input, context);
  for (const effect of outcome.effects) work.carryOut(effect);
  const done = work.finish();
  return work.snapshotIndex === 0 ? done : takeSnapshot(done, work.snapshotIndex, input, context);
}

/**
 * The orders of a step that changed nothing, such as a heartbeat and the answer to one, which most steps are: messages
 * and timers, no work. Null when there is more to do.
 */
function plainOrders(
  effects: readonly Effect[],
  context: ServerContext,
): readonly SimEffect<Wire, ClusterNote>[] | null {
  const orders: SimEffect<Wire, ClusterNote>[] = [];
  for (const effect of effects) {
    const order = effect.type === 'Send' ? effect : timerOrder(effect, context);
    if (order === null) return null;
    orders.push(order);
  }
  return orders;
}

function timerOrder({ type }: Effect, context: ServerContext): SimEffect<Wire, ClusterNote> | null {
  switch (type) {
    case 'ResetElectionTimer':
      return context.resetElection;
    case 'StopElectionTimer':
      return STOP_ELECTION;
    case 'ResetHeartbeatTimer':
      return context.resetHeartbeat;
    case 'StopHeartbeatTimer':
      return STOP_HEARTBEAT;
    default:
      return null;
  }
}

/** P108: the machine has just applied the entry at `index`: Raft gets it as it is. What was persisted anyway is so once. */
function takeSnapshot(
  done: SimOutcome<ServerMember, Wire, ClusterNote>,
  index: number,
  input: SimInput<Disk, Wire, ClusterOrder>,
  context: ServerContext,
): SimOutcome<ServerMember, Wire, ClusterNote> {
  const data = snapshotDataOf(done.state.machine);
  const fact: Input = { type: 'SnapshotTaken', index, data, localUs: input.localUs };
  const outcome = raftStep(done.state.raft, fact, context.config);
  const work = new Work(done.state, outcome.server, input, context);
  for (const effect of outcome.effects) work.carryOut(effect);
  const { state, effects } = work.finish();
  const persists = done.effects.some((effect) => effect.type === 'Persist');
  const rest = persists ? effects.filter((effect) => effect.type !== 'Persist') : effects;
  return { state, effects: [...done.effects, ...rest] };
}

function startTimer(member: ServerMember, context: ServerContext): SimEffect<Wire, ClusterNote> {
  return member.raft.role === 'leader' ? context.resetHeartbeat : context.resetElection;
}

function toRaftInput(input: SimInput<Disk, Wire, ClusterOrder>, { config }: ServerContext): Input | null {
  const { localUs } = input;
  switch (input.type) {
    case 'Received': {
      const { from, message } = input;
      if (message.type === 'ClientResponse') return null;
      // Small protocols never share a run with Raft: what is no client's is a message of Raft.
      if (!isQuestion(message)) return { type: 'MessageReceived', from, message: message as Message, localUs };
      if (message.type === 'ClientRequest' && message.read !== undefined) {
        return readInput(message, message.read, from, localUs);
      }
      const command = toCommand(message, from, localUs, config);
      return { type: 'CommandReceived', command, tag: { client: from, request: message.request }, localUs };
    }
    case 'TimerFired':
      return input.timer === ELECTION_TIMER
        ? { type: 'ElectionTimerFired', localUs }
        : { type: 'HeartbeatTimerFired', localUs };
    case 'Written': {
      const { disk } = input;
      if (disk === null) return null;
      const { currentTerm, votedFor, log } = disk;
      const { lastIndex, lastTerm } = log;
      const snapshotIndex = disk.snapshot?.lastIndex ?? 0;
      return { type: 'WriteCompleted', term: currentTerm, votedFor, lastIndex, lastTerm, snapshotIndex, localUs };
    }
    case 'Told':
      return isClientOrder(input.order) || input.order.type === 'Act' || input.order.type === 'Edit'
        ? null
        : { type: 'OrderReceived', order: input.order, localUs };
    case 'Started':
      return null;
  }
}

/** The orders of one raft step, turned into orders for the simulator and a new state of the member. */
class Work {
  private readonly before: ServerMember;
  private readonly raft: Server;
  /** Made when the machine is first asked for anything: most steps do not. */
  private draft: MachineDraft | null = null;
  /** Where Raft wants a snapshot to be taken; 0 when it does not. */
  snapshotIndex = 0;
  private requests: readonly TrackedRequest[];
  private ackSteps: readonly number[];
  private voteSteps: readonly number[];
  private readonly effects: SimEffect<Wire, ClusterNote>[] = [];
  private readonly context: ServerContext;
  private readonly localUs: number;

  constructor(before: ServerMember, raft: Server, input: SimInput<Disk, Wire, ClusterOrder>, context: ServerContext) {
    this.before = before;
    this.raft = raft;
    this.requests = before.requests;
    this.ackSteps = before.ackSteps;
    this.voteSteps = before.voteSteps;
    this.context = context;
    this.localUs = input.localUs;
    if (raft !== before.raft) this.keepEvidence(input);
  }

  private get machine(): MachineDraft {
    this.draft ??= this.draftOf(this.before.machine);
    return this.draft;
  }

  private draftOf(machine: Machine): MachineDraft {
    const { config, machineRules } = this.context;
    return new MachineDraft(machine, machineRules, this.localUs, config.explain ? (note) => this.tell(note) : null);
  }

  finish(): SimOutcome<ServerMember, Wire, ClusterNote> {
    const { before, raft, requests, ackSteps, voteSteps, effects } = this;
    const machine = this.draft === null ? before.machine : this.draft.finish();
    const same = raft === before.raft && machine === before.machine && requests === before.requests;
    const state: ServerMember = same ? before : { kind: 'server', raft, machine, requests, ackSteps, voteSteps };
    return { state, effects };
  }

  /** Remembers which receipt brought a vote or an acknowledgement, so that a quorum can name its causes. */
  private keepEvidence(input: SimInput<Disk, Wire, ClusterOrder>): void {
    const { raft } = this;
    const was = this.before.raft;
    if (raft.role === 'leader' && was.role === 'leader') {
      if (input.type === 'Received' && raft.matchIndex !== was.matchIndex) {
        this.ackSteps = withAt(this.ackSteps, input.from, input.step);
      }
    } else if (raft.role === 'follower') {
      this.ackSteps = NO_STEPS;
      this.voteSteps = NO_STEPS;
    } else if (raft.role === 'pre-candidate' && was.role !== 'pre-candidate') this.voteSteps = NO_STEPS;
    else if (raft.role === 'candidate' && was.role === 'pre-candidate') this.voteSteps = NO_STEPS;
    else if (input.type === 'Received') this.voteSteps = withAt(this.voteSteps, input.from, input.step);
    else if (raft.currentTerm !== was.currentTerm) this.voteSteps = NO_STEPS;
  }

  carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'Send':
      case 'Persist':
        this.effects.push(effect);
        return;
      case 'ResetElectionTimer':
      case 'StopElectionTimer':
      case 'ResetHeartbeatTimer':
      case 'StopHeartbeatTimer': {
        const order = timerOrder(effect, this.context);
        if (order !== null) this.effects.push(order);
        return;
      }
      case 'Apply':
        this.apply(effect);
        return;
      case 'TakeSnapshot':
        this.snapshotIndex = effect.index;
        return;
      case 'RestoreMachine':
        this.draft = this.draftOf(machineOf(effect.data));
        return;
      case 'Track':
        this.track(effect);
        return;
      case 'ServeRead':
        this.serveRead(effect);
        return;
      case 'Repeat':
        this.repeat(effect);
        return;
      case 'Refuse':
        this.refuse(effect);
        return;
      case 'Abandon':
        this.abandon();
        return;
      case 'Note':
        this.effects.push({ type: 'Note', note: effect.note, causes: this.causesOf(effect.note) });
        return;
    }
  }

  private tell(note: ClusterNote): void {
    this.effects.push({ type: 'Note', note, causes: [] });
  }

  /** P53, P123: the result goes to the client whose entry this is; a request whose place was taken ends as unknown. */
  private apply({ index, entry }: Extract<Effect, { type: 'Apply' }>): void {
    const result = this.machine.apply(index, entry.command);
    const { term, command } = entry;
    if (this.context.config.explain) this.tell({ type: 'Applied', index, term, command, result });
    while (this.requests[0]?.index === index) {
      const { tag, term: askedIn } = this.requests[0];
      this.requests = this.requests.slice(1);
      if (askedIn === term || this.answersByIndex) this.answer(tag, result, index, askedIn);
      else this.respond(tag, { type: 'ClientResponse', request: tag.request, status: 'unknown' });
    }
  }

  private get answersByIndex(): boolean {
    return this.context.config.mutations.answerByIndex;
  }

  private answer(tag: RequestTag, result: Result, index: number, term: number): void {
    this.respond(tag, { type: 'ClientResponse', request: tag.request, status: 'ok', result, index, term });
  }

  /** A copy found in the log waits for an entry before the newest one, so places are found, not assumed. */
  private track({ index, term, tag }: TrackedRequest): void {
    if (this.context.config.mutations.answerOnAppend) {
      this.answer(tag, { ok: true, value: null }, index, term);
      return;
    }
    const tracked = appended(this.requests, { index, term, tag });
    const isLast = (this.requests[this.requests.length - 1]?.index ?? 0) <= index;
    this.requests = isLast ? tracked : [...tracked].sort((a, b) => a.index - b.index);
  }

  /** P126: what the entry gave when it was applied, by applying the log up to there once more. */
  private repeat({ index, term, tag }: Extract<Effect, { type: 'Repeat' }>): void {
    this.answer(tag, resultAt(this.raft, index), index, term);
  }

  /** P130, P134: a read changes nothing, so the machine answers it as it is. */
  private serveRead({ tag, command, mode, index }: Extract<Effect, { type: 'ServeRead' }>): void {
    const result = this.machine.apply(index, command);
    const { request } = tag;
    this.respond(tag, { type: 'ClientResponse', request, status: 'ok', result, index, term: 0, read: mode });
  }

  private refuse({ tag, leaderHint, reason }: Extract<Effect, { type: 'Refuse' }>): void {
    const { request } = tag;
    if (reason === 'transferInProgress') this.respond(tag, { type: 'ClientResponse', request, status: 'transferring' });
    else if (leaderHint === null) this.respond(tag, { type: 'ClientResponse', request, status: 'refused' });
    else this.respond(tag, { type: 'ClientResponse', request, status: 'redirect', leaderHint });
  }

  /** P121: what a deposed leader had appended may still be committed by others. */
  private abandon(): void {
    if (this.answersByIndex) return;
    const status = this.context.config.mutations.failWhenDeposed ? 'refused' : 'unknown';
    for (const { tag } of this.requests) {
      this.respond(tag, { type: 'ClientResponse', request: tag.request, status });
    }
    if (this.requests.length > 0) this.requests = [];
  }

  private respond(tag: RequestTag, message: ClientResponse): void {
    const { parallelLeaderWrite } = this.context.config;
    // P7: what is committed is on the disks of a majority, so the answer need not wait for this one.
    const to = tag.client;
    this.effects.push(
      parallelLeaderWrite ? { type: 'Send', to, message, leaves: 'atOnce' } : { type: 'Send', to, message },
    );
  }

  /** A commit has a quorum of causes, a won election its votes, an election that makes sense its pre-votes. */
  private causesOf(note: Note): readonly number[] {
    const { raft, ackSteps, voteSteps } = this;
    if (note.type === 'RoleChanged' && note.to === 'leader' && raft.role === 'leader') {
      return raft.votesGranted.map((id) => voteSteps[id] ?? 0).filter((step) => step > 0);
    }
    if (note.type === 'RoleChanged' && note.edge === 'winsPreVotes') {
      const was = this.before.raft;
      const granted = was.role === 'pre-candidate' ? was.preVotesGranted : [];
      return granted.map((id) => this.before.voteSteps[id] ?? 0).filter((step) => step > 0);
    }
    if (note.type !== 'CommitDecided' || raft.role !== 'leader') return NO_STEPS;
    const index = Number(note.decision.values['index']);
    return membersOf(raft.configuration)
      .filter((id) => (raft.matchIndex[id] ?? 0) >= index)
      .map((id) => ackSteps[id] ?? 0)
      .filter((step) => step > 0);
  }
}
