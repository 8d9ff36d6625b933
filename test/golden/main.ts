import { stateHash } from '../../src/cluster/encode.ts';
import { runLink } from '../../src/scenario/link.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { compression } from '../../src/store/compression.ts';
import { GOLDEN } from './links.ts';
import { worldAt } from './world-at.ts';

// node scripts/run-ts.mjs test/golden/main.ts: prints what links.json would be if it were made today. Only what is new
// is copied from there: a published link stays as it is.
const links = [];
for (const { name, scenario, step } of GOLDEN) {
  const fingerprint = stateHash(worldAt(toSpec(scenario), step));
  const position = { step, offsetUs: 0 };
  const hash = await runLink({ scenario, position, fingerprint, branch: null, view: {} }, compression);
  links.push({ name, step, stateHash: fingerprint, hash });
}
process.stdout.write(`${JSON.stringify(links, null, 2)}\n`);
