/** `npm run soak`: long seeded runs that break things on purpose and count what holds. docs/soak.md says how. */
import { mkdirSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { diskWorkNames } from './disk/disk-work.ts';
import { type DiskReport, diskTable, fillDisks } from './disk/full-disks.ts';
import { canMountSmallDisk } from './disk/small-disk.ts';
import { fuzz, type FuzzReport, replay } from './fuzz/fuzz.ts';
import { fuzzTable } from './fuzz/fuzz-table.ts';
import { importOperations } from './kills/import-operations.ts';
import { killRepeatedly, type KillReport, killTable } from './kills/kills.ts';

const root = resolve(import.meta.dirname, '../..');
const out = join(root, 'out/soak');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    children: { type: 'string', default: '2' },
    /** Certificates in a vault. */
    size: { type: 'string' },
    replay: { type: 'string' },
  },
});
const seed = Number(values.seed);

/** Each run keeps its report beside those of the others. */
function keep(name: string, report: unknown): void {
  mkdirSync(out, { recursive: true });
  const file = join(root, 'out/soak.json');
  let all: Record<string, unknown> = {};
  try {
    all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    // The first run.
  }
  writeFileSync(file, `${JSON.stringify({ ...all, [name]: report }, null, 2)}\n`);
}

async function runFuzz(): Promise<boolean> {
  const options = {
    seed,
    first: Number(values.first),
    count: Number(values.count ?? 20_000),
    children: Number(values.children),
    dist: join(root, 'dist'),
    out,
  };
  if (values.replay !== undefined) {
    const { input, answer } = await replay({ ...options, seed: Number(values.replay) }, Number(positionals[1]));
    console.log(
      JSON.stringify({ ...answer, ...input, bytes: Buffer.from(input.bytes).toString('hex').slice(0, 2_000) }, null, 2),
    );
    return answer.problem === null;
  }
  const name = `fuzz seed ${seed} first ${options.first} count ${options.count}`;
  const onProgress = (report: FuzzReport) => {
    keep(name, { ...report, finished: false });
    console.log(`${report.inputs} inputs, ${report.seconds} s, ${report.findings.length} findings`);
  };
  const report = await fuzz({ ...options, onProgress });
  keep(name, { ...report, finished: true });
  console.log(fuzzTable(report));
  return report.findings.length === 0;
}

/** Full counts of the issue unless `--count` says otherwise. */
async function runKills(): Promise<boolean> {
  const only = positionals[1];
  const folder = join(out, `kills-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const reports: KillReport[] = [];
  const imports = await importOperations(folder, Number(values.size ?? 1000));
  for (const operation of imports.filter(({ name }) => only === undefined || name.includes(only))) {
    const count = Math.ceil(Number(values.count ?? 200) / imports.length);
    const onKill = ({ kills, faults, seconds }: KillReport) => {
      if (kills % 10 === 0) console.log(`${operation.name}: ${kills} kills, ${seconds} s, ${faults.length} faults`);
    };
    reports.push(await killRepeatedly(operation, { count, seed, folder, onKill }));
    keep(`kills seed ${seed}`, reports);
  }
  console.log(killTable(reports));
  const held = reports.every(({ faults }) => faults.length === 0);
  if (held) rmSync(folder, { recursive: true });
  return held && reports.length > 0;
}

async function runDisks(): Promise<boolean> {
  if (!canMountSmallDisk()) {
    console.log('skipped: a private tmpfs cannot be mounted here (unshare)');
    return true;
  }
  const folder = join(out, `disks-${process.pid}`);
  const reports: DiskReport[] = [];
  for (const name of diskWorkNames.filter((each) => positionals[1] === undefined || each === positionals[1])) {
    reports.push(
      await fillDisks(name, { count: Number(values.count ?? 25), seed, size: Number(values.size ?? 60), folder }),
    );
    keep(`disks seed ${seed}`, reports);
  }
  rmSync(folder, { recursive: true });
  console.log(diskTable(reports));
  return reports.every(({ faults }) => faults.length === 0);
}

const parts: Readonly<Record<string, () => Promise<boolean>>> = { fuzz: runFuzz, kills: runKills, disks: runDisks };
const part = parts[positionals[0] ?? ''];
if (part) {
  process.exitCode = (await part()) ? 0 : 1;
} else {
  console.error(`usage: npm run soak -- ${Object.keys(parts).join('|')} [--count N] [--seed N]`);
  process.exitCode = 2;
}
