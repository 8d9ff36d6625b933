import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

/** A file of a planted project, the import in it that is forbidden, and the rule that must say so. */
const planted: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['src/base/up.ts', '../sim/a.ts', 'layer-base'],
  ['src/sim/sideways.ts', '../raft/a.ts', 'layer-sim'],
  ['src/raft/sideways.ts', '../sim/a.ts', 'layer-raft'],
  ['src/cluster/up.ts', '../check/a.ts', 'layer-cluster'],
  ['src/check/sideways.ts', '../scenario/a.ts', 'layer-check'],
  ['src/scenario/sideways.ts', '../check/a.ts', 'layer-scenario'],
  ['src/timeline/up.ts', '../store/a.ts', 'layer-timeline'],
  ['src/whynot/sideways.ts', '../query/a.ts', 'layer-whynot'],
  ['src/layout/sideways.ts', '../store/a.ts', 'layer-layout'],
  ['src/store/sideways.ts', '../layout/a.ts', 'layer-store'],
  ['src/views/up.ts', '../app/a.ts', 'layer-views'],
  ['src/app/to-cli.ts', '../cli/a.ts', 'layer-app'],
  ['src/cli/to-store.ts', '../store/a.ts', 'layer-cli'],
  ['src/messages/up.ts', '../scenario/a.ts', 'layer-messages'],
  ['src/raft/to-test.ts', '../../test/a.ts', 'layer-raft'],
  ['src/elsewhere/a.ts', '../base/a.ts', 'known-layer'],
  ['src/store/react.ts', 'react', 'only-views-and-app-use-react'],
  ['src/layout/motion.ts', 'framer-motion', 'only-views-and-app-use-react'],
  ['src/views/d3.ts', 'd3', 'only-layout-and-views/interaction-use-d3'],
  ['src/views/zustand.ts', 'zustand/vanilla', 'only-store-use-zustand'],
  ['src/raft/valibot.ts', 'valibot', 'only-scenario-and-timeline-use-valibot'],
  ['src/timeline/node.ts', 'node:fs', 'no-node-in-the-page'],
  ['src/raft/test-library.ts', 'fast-check', 'no-development-package-in-src'],
  ['src/raft/cycle.ts', './cycle2.ts', 'no-cycle'],
  ['src/raft/nowhere.ts', './nowhere-at-all.ts', 'resolvable'],
];

const allowed: readonly (readonly [file: string, imported: string])[] = [
  ['src/views/view.ts', '../layout/a.ts'],
  ['src/views/hook.ts', '../store/a.ts'],
  ['src/views/component.ts', 'react'],
  ['src/views/interaction/zoom.ts', 'd3'],
  ['src/layout/scale.ts', 'd3'],
  ['src/store/store.ts', 'zustand/vanilla'],
  ['src/cli/file.ts', 'node:fs'],
  ['src/scenario/schema.ts', 'valibot'],
  ['src/timeline/checked.ts', '../check/a.ts'],
];

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

mkdirSync('.cache', { recursive: true });
const root = mkdtempSync('.cache/planted-imports-');
afterAll(() => rmSync(root, { recursive: true }));

function cruise(): Report {
  const bin = join(import.meta.dirname, '../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(import.meta.dirname, '../../.dependency-cruiser.cjs');
  const args = [bin, '--config', config, '--output-type', 'json', 'src', 'test'];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })) as Report;
}

it('every import rule catches the import it is there for, and nothing else', () => {
  const write = (file: string, text: string): void => {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const [file, imported] of [...planted, ...allowed]) {
    write(file, `import '${imported}';\n`);
    if (imported.endsWith('a.ts')) write(join(dirname(file), imported), 'export const a = 1;\n');
  }
  write('src/raft/cycle2.ts', "import './cycle.ts';\n");
  write('src/elsewhere/a.ts', "import '../base/a.ts';\n");
  write('tsconfig.json', JSON.stringify({ extends: '../../tsconfig.json' }));
  copyFileSync('package.json', join(root, 'package.json'));

  const found = cruise().summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  expect(found.sort()).toEqual(planted.map(([file, , rule]) => `${rule}: ${file}`).sort());
});
