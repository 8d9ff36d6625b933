import type { Configuration } from '../raft/configuration.ts';
import { union } from '../raft/configuration.ts';
import { addressOf, nameOf } from './names.ts';

const SERVERS = 'S[1-9](?:,S[1-9])*';
const TEXT = new RegExp(`^configuration (?:(${SERVERS})>)?(${SERVERS})(?: learners (${SERVERS}))?$`);

/** `configuration S1,S2,S3`, joint `configuration S1,S2>S2,S3` (old before new), with ` learners S4` where there are any. */
export function formatConfiguration({ voters, learners, old }: Configuration): string {
  const joint = old === null ? '' : `${namesOf(old)}>`;
  return `configuration ${joint}${namesOf(voters)}${learners.length === 0 ? '' : ` learners ${namesOf(learners)}`}`;
}

function namesOf(servers: readonly number[]): string {
  return servers.map(nameOf).join(',');
}

/** The inverse of `formatConfiguration`; null for anything else, and where a server is named twice. */
export function parseConfiguration(text: string): Configuration | null {
  const match = TEXT.exec(text);
  if (match === null) return null;
  const [, old, voters, learners] = match;
  const configuration: Configuration = {
    voters: serversOf(voters),
    learners: serversOf(learners),
    old: old === undefined ? null : serversOf(old),
  };
  const votes = configuration.learners.some((id) => configuration.voters.includes(id));
  return votes || formatConfiguration(configuration).length !== text.length ? null : configuration;
}

/** Ascending, each once. */
function serversOf(names: string | undefined): readonly number[] {
  return union([], [...new Set((names ?? '').split(',').flatMap((name) => addressOf(name) ?? []))]);
}

/** As it stands in a log cell: `C 123`, joint `C 12|23`, with learners `C 123+4`. */
export function labelOfConfiguration({ voters, learners, old }: Configuration): string {
  const joint = old === null ? '' : `${old.join('')}|`;
  return `C ${joint}${voters.join('')}${learners.length === 0 ? '' : `+${learners.join('')}`}`;
}
