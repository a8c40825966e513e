// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { benchFiles } from './bench-certificates.ts';
import { sampleOf, type OurFigures, type Sample, type ScalingStep } from './figures.ts';
import { measuredRun } from './measured-run.ts';

/** In addition to the timed runs. */
const memoryRuns = 3;

interface OursOptions {
  readonly root: string;
  readonly work: string;
  readonly file: string;
  readonly count: number;
  readonly runs: number;
  readonly say: (line: string) => void;
}

/** Runs the built CLI without a session bus, so that the OS secret store doesn't affect later runs. */
export async function measureOurs({ root, work, file, count, runs, say }: OursOptions): Promise<OurFigures> {
  const vault = join(work, 'vault');
  const [timed, watched] = [createCli(root, false), createCli(root, true)];
  const figures: Record<keyof OurFigures, Sample[]> = {
    import: [],
    firstImport: [],
    importThroughNpm: [],
    list: [],
    listJson: [],
  };
  for (let run = 0; run < runs + memoryRuns; run++) {
    const cli = run < runs ? timed : watched;
    rmSync(vault, { recursive: true, force: true });
    figures.firstImport.push(await cli.node(['import', file, '--quiet', '--vault', vault]));
    rmSync(vault, { recursive: true, force: true });
    await cli.node(['vault', 'init', '--quiet', '--vault', vault]);
    figures.importThroughNpm.push(await cli.npm(['import', file, '--quiet', '--vault', vault]));
    rmSync(vault, { recursive: true, force: true });
    await cli.node(['vault', 'init', '--quiet', '--vault', vault]);
    figures.import.push(await cli.node(['import', file, '--quiet', '--vault', vault]));
    figures.list.push(await cli.node(['list', '--vault', vault], count));
    figures.listJson.push(await cli.node(['list', '--json', '--vault', vault]));
    const { seconds, peakRssMiB } = figures.import.at(-1) ?? {};
    say(`  run ${run + 1}: import ${seconds?.toFixed(2) ?? '-'} s, ${peakRssMiB?.toFixed(0) ?? '-'} MiB`);
  }
  return figures;
}

export async function measureScaling(options: {
  root: string;
  work: string;
  data: string;
  say: (line: string) => void;
}): Promise<ScalingStep[]> {
  const [timed, watched] = [createCli(options.root, false), createCli(options.root, true)];
  const steps: ScalingStep[] = [];
  for (const [count, runs] of [
    [1000, 5],
    [10_000, 3],
    [100_000, 1],
  ] as const) {
    const files = benchFiles(options.data, count);
    const step = { count, files: files.length, import: [] as Sample[], list: [] as Sample[] };
    for (let run = 0; run <= runs; run++) {
      const cli = run < runs ? timed : watched;
      const vault = join(options.work, `vault-${count}`);
      rmSync(vault, { recursive: true, force: true });
      await cli.node(['vault', 'init', '--quiet', '--vault', vault]);
      step.import.push(await cli.node(['import', ...files, '--quiet', '--vault', vault]));
      step.list.push(await cli.node(['list', '--vault', vault], count));
      rmSync(vault, { recursive: true, force: true });
    }
    options.say(`  ${count}: import ${step.import[0]?.seconds?.toFixed(2)} s`);
    steps.push(step);
  }
  return steps;
}

function createCli(
  root: string,
  memory: boolean,
): {
  node(argv: readonly string[], lines?: number): Promise<Sample>;
  npm(argv: readonly string[]): Promise<Sample>;
} {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env;
  return {
    async node(argv, lines) {
      const run = await measuredRun(process.execPath, [join(root, 'dist/main/cli.mjs'), ...argv], {
        environment,
        memory,
      });
      // The table also has a header and a summary.
      if (lines !== undefined && run.stdout.split('\n').length - 1 < lines)
        throw new Error(`${argv.join(' ')}: ${run.stdout.split('\n').length - 1} lines, ${lines} expected`);
      return sampleOf(run, argv.slice(0, 1).join(' '));
    },
    async npm(argv) {
      const words = ['run', '-s', 'cli', '--', ...argv];
      return sampleOf(await measuredRun('npm', words, { environment, cwd: root, memory }), `npm ${argv[0]}`);
    },
  };
}
