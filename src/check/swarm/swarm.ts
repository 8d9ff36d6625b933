import { openRun } from '../../cluster/cluster.ts';
import type { ClusterAction, ClusterPlacedAction, ClusterSpec, Run } from '../../cluster/types.ts';
import { act } from '../act.ts';
import { type Healing, healAndDemand } from '../healing.ts';
import { type Monitor, openMonitor } from '../monitor.ts';
import type { Violation } from '../violation.ts';
import { Dice } from './dice.ts';
import { drawCommand, drawFault, type Fault } from './faults.ts';
import { drawChange, drawMembership } from './membership.ts';
import { commandBudget, drawSettings } from './settings.ts';
import { Tally } from './tally.ts';

/** One seed of the swarm, played to its end. */
export interface SwarmResult {
  /** The faulty part as a scenario: settings, and every action right after the step that it followed. */
  readonly spec: ClusterSpec;
  /** Steps of the faulty part, and of all. */
  readonly faultySteps: number;
  readonly steps: number;
  readonly faults: ReadonlyMap<Fault, number>;
  readonly tally: Tally;
  readonly violations: readonly Violation[];
  readonly healing: Healing;
}

/**
 * A cluster with settings, faults and commands drawn from `seed`; all invariants after every step; then everything is
 * healed and progress demanded. `change` alters the settings before the run (a mutation, say).
 */
export function runSwarm(seed: number, change: (spec: ClusterSpec) => ClusterSpec = (spec) => spec): SwarmResult {
  const dice = new Dice(seed);
  const changes = new Dice(seed, MEMBERSHIP_STREAM);
  const swarm = new Swarm(change(drawMembership(drawSettings(seed, dice), changes)), dice, changes);
  swarm.play();
  return swarm.heal();
}

/** Membership has draws of its own, so that seeds without it are as they were. */
const MEMBERSHIP_STREAM = 1;

class Swarm {
  private readonly spec: ClusterSpec;
  private readonly dice: Dice;
  private readonly changes: Dice;
  private readonly run: Run;
  private readonly monitor: Monitor;
  private readonly tally = new Tally();
  private readonly violations: Violation[] = [];
  private readonly actions: ClusterPlacedAction[] = [];
  private readonly faults = new Map<Fault, number>();

  constructor(spec: ClusterSpec, dice: Dice, changes: Dice) {
    this.spec = spec;
    this.dice = dice;
    this.changes = changes;
    this.run = openRun(spec);
    this.monitor = openMonitor(spec, this.run.world());
  }

  /** Faults and commands at drawn times, over some tens of election timeouts. */
  play(): void {
    const { dice, run, spec } = this;
    const { lowUs } = spec.electionTimeout;
    const endUs = lowUs * dice.between(20, 80);
    const faultGapUs = Math.floor((lowUs * dice.between(1, 16)) / 4);
    const commandGapUs = Math.floor((lowUs * dice.between(1, 16)) / 8);
    let faultAtUs = dice.between(0, 2 * faultGapUs);
    let commandAtUs = dice.between(0, 2 * commandGapUs);
    let commandsLeft = commandBudget(spec);
    while (Math.min(faultAtUs, commandAtUs) < endUs) {
      this.advanceTo(Math.min(faultAtUs, commandAtUs));
      if (faultAtUs < commandAtUs) {
        faultAtUs += dice.between(0, 2 * faultGapUs);
        const { fault, actions } = drawFault(run, spec, dice);
        if (actions.length > 0) this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
        for (const action of actions) this.act(action);
        this.changeConfiguration();
      } else {
        commandAtUs += dice.between(0, 2 * commandGapUs);
        if (commandsLeft-- > 0) this.act(drawCommand(run, spec, dice));
      }
    }
    this.advanceTo(endUs);
  }

  heal(): SwarmResult {
    const { run, spec, faults, tally, violations, actions } = this;
    const played = { ...spec, actions };
    const healing = healAndDemand(played, run.world(), this.monitor);
    return {
      spec: played,
      faultySteps: run.step,
      steps: healing.run.step,
      faults,
      tally,
      violations: [...violations, ...healing.violations],
      healing,
    };
  }

  private advanceTo(limitUs: number): void {
    while (this.run.advance(limitUs)) this.look();
  }

  /** Every now and then somebody tells a server to change the configuration. */
  private changeConfiguration(): void {
    const { run, spec, changes, faults } = this;
    if (spec.raft.membership === 'off' || !changes.chance(60)) return;
    const action = drawChange(run, spec, changes);
    if (action === null) return;
    faults.set('changeConfiguration', (faults.get('changeConfiguration') ?? 0) + 1);
    this.act(action);
  }

  private act(action: ClusterAction): void {
    this.actions.push({ place: { afterStep: this.run.step }, action });
    act(this.run, action);
    this.look();
  }

  private look(): void {
    this.tally.observe(this.run);
    const found = this.monitor.observe(this.run);
    if (found.length > 0) this.violations.push(...found);
  }
}
