import { describe, expect, it } from 'vitest';
import { command } from '../../src/cli/command.ts';
import type { Io } from '../../src/cli/io.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

/** A terminal and a disk in memory. */
class Desk implements Io {
  output = '';
  errors = '';
  readonly files = new Map<string, string>();

  out(text: string): void {
    this.output += text;
  }
  err(text: string): void {
    this.errors += text;
  }
  read(path: string): string {
    const text = this.files.get(path);
    if (text === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' });
    return text;
  }
  open(path: string) {
    if (path.startsWith('nowhere/')) throw Object.assign(new Error(path), { code: 'ENOENT' });
    this.files.set(path, '');
    return {
      write: (text: string) => void this.files.set(path, `${this.files.get(path) ?? ''}${text}`),
      close: () => undefined,
    };
  }
}

async function sim(line: string, files: Record<string, unknown> = {}) {
  const desk = new Desk();
  for (const [path, value] of Object.entries(files)) {
    desk.files.set(
      path,
      typeof value === 'string' ? value : JSON.stringify({ raftlight: 1, servers: 3, ...(value as object) }),
    );
  }
  const exit = await command(
    line.split(' ').filter((word) => word !== ''),
    desk,
  );
  return { exit, desk, output: desk.output, errors: desk.errors };
}

describe('bad input', () => {
  it.each([
    ['', 'a verb is missing: run or check'],
    ['walk a', 'there is no verb "walk": expected run or check'],
    ['run', 'FILE is missing'],
    ['run a b', 'expected one FILE, found also "b"'],
    ['run nothing.json', 'nothing.json: there is no such file'],
    ['run scene:nothing', 'there is no scene "nothing"; there are '],
    ['run scene:first-election/nothing', 'has no variant "nothing"'],
    ['run a --until 5', '--until: expected a time such as 5s'],
    ['run a --until 1.0001ms', '--until: expected a time such as 5s'],
    ['run a --steps -1', "Option '--steps"],
    ['run a --steps many', '--steps: expected a whole number'],
    ['run a --quickly', "Unknown option '--quickly'"],
    ['check a', '--seeds: expected A..B'],
    ['check a --seeds 5..1', '--seeds: expected A..B'],
    ['run bad.json', 'bad.json: this is not JSON'],
    ['run wrong.json', 'wrong.json: actions[0].server: there is no server S9; this scenario has S1 to S3'],
    ['run good.json --trace nowhere/x', '--trace: the file nowhere/x cannot be written'],
  ])('%s', async (line, expected) => {
    const files = {
      'bad.json': '{',
      'wrong.json': { actions: [{ at: 1, do: 'crash', server: 'S9' }] },
      'good.json': {},
    };
    const { exit, errors, output } = await sim(line, files);
    expect(errors).toContain(expected);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(output).toBe('');
    expect(exit).toBe(2);
  });
});

describe('run', () => {
  const scenario = {
    seed: 5,
    actions: [{ when: { type: 'RoleChanged', to: 'leader' }, do: 'submit', client: 'C1', command: 'set x 3' }],
  };

  it('prints the seed and the fingerprint, the same every time', async () => {
    const first = await sim('run a.json --until 500ms', { 'a.json': scenario });
    expect(first.output).toMatch(/^seed 5, step \d+, \d+\.\d{3} ms, stateHash [0-9a-f]{16}\n$/);
    expect(first.exit).toBe(0);
    expect((await sim('run a.json --until 500ms', { 'a.json': scenario })).output).toBe(first.output);
  });

  it('stops at a step, at a time, or after five seconds', async () => {
    expect((await sim('run a.json --steps 7', { 'a.json': scenario })).output).toContain('step 7,');
    expect((await sim('run a.json --steps 0', { 'a.json': scenario })).output).toContain('step 0, 0.000 ms');
    expect((await sim('run a.json --steps 100 --until 1ms', { 'a.json': scenario })).output).toContain('step 0,');
    expect((await sim('run a.json', { 'a.json': scenario })).output).toMatch(/ (49\d\d|5000)\.\d{3} ms/);
  });

  it('shows every server with the names of the paper', async () => {
    const { output } = await sim('run a.json --until 1s --state', { 'a.json': scenario });
    expect(output).toMatch(/S\d leader\n {2}currentTerm 1, votedFor S\d, commitIndex 1, lastApplied 1, leaderId S\d/);
    expect(output).toMatch(/nextIndex S\d=2 S\d=2\n {2}matchIndex S\d=1 S\d=1\n {2}log 1:1 set x 3\n {2}kv x=3/);
  });

  it('prints the same as JSON', async () => {
    const { output } = await sim('run a.json --until 1s --json', { 'a.json': scenario });
    const report = JSON.parse(output) as { servers: { role: string }[] };
    expect(report).toMatchObject({ seed: 5, violations: [], broken: [], encoding: { version: 1 } });
    expect(report.servers.find(({ role }) => role === 'leader')).toMatchObject({
      currentTerm: 1,
      log: [[1, 'set x 3']],
      commitIndex: 1,
      kv: { x: 3 },
    });
  });

  it('writes a trace whose causes exist', async () => {
    const { desk, exit } = await sim('run a.json --until 1s --trace t.jsonl', { 'a.json': scenario });
    const lines = (desk.files.get('t.jsonl') ?? '').trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as { step: number; i: number; causes: [number, number][] });
    const seen = new Set<string>();
    for (const { step, i, causes } of events) {
      for (const cause of causes) expect(seen).toContain(cause.join('.'));
      seen.add(`${step}.${i}`);
    }
    expect(seen.size).toBe(events.length);
    expect(exit).toBe(0);
  });

  it('keeps the output for the trace when that goes there', async () => {
    const { output, errors } = await sim('run a.json --steps 20 --trace -', { 'a.json': scenario });
    for (const line of output.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('step');
    expect(errors).toContain('stateHash');
  });

  it('gives the same run with and without a trace', async () => {
    const { errors } = await sim('run a.json --steps 99 --trace -', { 'a.json': { seed: 5 } });
    const { output } = await sim('run a.json --steps 99', { 'a.json': { seed: 5 } });
    expect(errors).toBe(output);
  });

  it('ends with 3 when a promise is broken, and says that this is not Raft', async () => {
    const broken = { servers: 5, seed: 2, broken: ['voteTwice'], raft: { electionTimeoutMs: [150, 160] } };
    const { exit, output } = await sim('run a.json --until 2s', { 'a.json': broken });
    expect(output).toContain('NOT RAFT: broken on purpose: voteTwice');
    expect(output).toContain('VIOLATION I1 Election Safety');
    expect(exit).toBe(3);
  });
});

describe('check', () => {
  it('plays many seeds with faults and heals them', async () => {
    const { exit, output } = await sim('check a.json --seeds 1..20', { 'a.json': {} });
    expect(output).toBe('seeds 1..20: 20 passed, 0 unsafe, 0 without progress\n');
    expect(exit).toBe(0);
  });

  it('ends with 4 when there is never a leader', async () => {
    const hasty = { raft: { electionTimeoutMs: [10, 12] }, network: { latencyMs: 30 } };
    const { exit, output } = await sim('check a.json --seeds 3 --no-faults', { 'a.json': hasty });
    expect(output).toContain(
      'NO PROGRESS within 20 election timeouts of healing: no leader and a command that did not commit',
    );
    expect(output).toContain('seeds 3..3: 0 passed, 0 unsafe, 1 without progress');
    expect(exit).toBe(4);
  });

  it('ends with 3 and saves a scenario that shows it', async () => {
    const files = { 'a.json': { servers: 5, broken: ['voteTwice'] } };
    const { exit, desk, output } = await sim('check a.json --seeds 2..3 --out found', files);
    expect(exit).toBe(3);
    const saved = desk.files.get('found/seed-2.json') ?? '';
    expect(parseScenario(saved)).toMatchObject({ ok: true, value: { seed: 2 } });
    const line = /seed 2\n {2}(VIOLATION .*)\n/.exec(output)?.[1] ?? 'nothing';
    expect((await sim('run c.json --until 100s', { 'c.json': saved })).output).toContain(line);
  });

  it('prints JSON', async () => {
    const { output } = await sim('check a.json --seeds 1..2 --json', { 'a.json': {} });
    expect(JSON.parse(output)).toEqual({ seeds: [1, 2], faults: true, passed: 2, failures: [] });
  });
});
