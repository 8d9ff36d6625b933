import type { ChangeStatus } from '../../src/raft/change.ts';
import { type Configuration, configurationOfVoters } from '../../src/raft/configuration.ts';
import { byHand, type Cast, Stage } from './stage.ts';

/** The words in which the tests of membership speak. */

export const single = { membership: 'single', commitBeforeChange: true } as const;
export const joint = { membership: 'joint', commitBeforeChange: true } as const;

export function only(...voters: number[]): Configuration {
  return configurationOfVoters(voters);
}

/** S1 leads from 120 ms on, of the first `voters` servers; the others wait. */
export function ledByS1(voters: number, servers: number, cast: Cast = {}): Stage {
  const timeouts = Array.from({ length: servers }, (_, place) => [place === 0 ? 100 : 900]);
  const configuration = Array.from({ length: voters }, (_, place) => place + 1);
  return new Stage({ servers, configuration, timeouts, raft: single, ...cast }).until(400);
}

export function answers(stage: Stage): ChangeStatus[] {
  return stage.of('ChangeAnswered').map(({ fact }) => fact.status);
}

export function votersOf(stage: Stage, server: number): readonly number[] {
  return stage.raft(server).configuration.voters;
}

/** By hand: S1 leads term 1 of `voters`, of `servers` in all, and its no-op is committed everywhere. */
export function byHandLed(voters: number, servers: number, cast: Cast = {}): Stage {
  const ids = Array.from({ length: voters }, (_, place) => place + 1);
  return byHand({ servers, configuration: ids, raft: single, ...cast })
    .elect(1, ...ids.slice(1, Math.floor(voters / 2) + 1))
    .settle(...ids)
    .heartbeat(1)
    .settle(...ids);
}
