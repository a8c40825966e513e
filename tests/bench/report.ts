// SPDX-License-Identifier: Apache-2.0
import { type BackupFigures, backupLines, backupRows } from './backup-figures.ts';
import { medianOf, type OurFigures, type PeerFigures, type Sample, type ScalingStep } from './figures.ts';
import type { WindowFigures } from './large-list-figures.ts';
import { type ScanFigures, scanLines, scanRows } from './scan-figures.ts';
import { type StoreFigures, storeLines, storeRows } from './store-figures.ts';
import { type TokenFigures, tokenLines, tokenRows } from './token-figures.ts';

export interface BenchReport {
  readonly at: string;
  readonly machine: {
    readonly cpu: string;
    readonly processors: number;
    readonly memoryGiB: number;
    readonly node: string;
  };
  readonly count: number;
  readonly runs: number;
  readonly ours: OurFigures;
  readonly peers: readonly PeerFigures[];
  readonly scaling: readonly ScalingStep[];
  readonly window: WindowFigures | null;
  readonly scan: ScanFigures | null;
  readonly stores: StoreFigures | null;
  readonly tokens: TokenFigures | null;
  readonly backups: BackupFigures | null;
  readonly skipped: readonly string[];
}

export interface Judgement {
  readonly target: string;
  readonly measured: number | null;
  readonly limit: number;
  /** Null if there is nothing to compare with. */
  readonly met: boolean | null;
}

const targets = { import: 1 / 25, list: 1 / 4, memory: 1.5, tenfold: 12 } as const;
/** Milliseconds in the window with 10,000 certificates; `start` is the ratio to an empty window. */
const windowTargets = { shellToRows: 300, keystroke: 60, longTask: 50, start: 1.3 } as const;

export function judgements({ ours, peers, scaling, window, scan, stores, tokens, backups }: BenchReport): Judgement[] {
  const xca = peers.find(({ name }) => name === 'XCA');
  const beside = (mine: readonly Sample[], other: readonly Sample[] | null | undefined, which: keyof Sample) =>
    other ? medianOf(mine, which) / medianOf(other, which) : null;
  const rows: [string, number | null, number][] = [
    ['import, time / XCA', beside(ours.import, xca?.import, 'seconds'), targets.import],
    ['import that makes the vault, time / XCA', beside(ours.firstImport, xca?.import, 'seconds'), targets.import],
    ['list, time / XCA', beside(ours.list, xca?.list, 'seconds'), targets.list],
    ['import, peak RSS / XCA', beside(ours.import, xca?.import, 'peakRssMiB'), targets.memory],
    [
      'import that makes the vault, peak RSS / XCA',
      beside(ours.firstImport, xca?.import, 'peakRssMiB'),
      targets.memory,
    ],
    ['import, peak PSS / XCA', beside(ours.import, xca?.import, 'peakPssMiB'), targets.memory],
    ['list, peak RSS / XCA', beside(ours.list, xca?.list, 'peakRssMiB'), targets.memory],
  ];
  for (const [index, step] of scaling.entries()) {
    const before = scaling[index - 1];
    if (!before) continue;
    rows.push([`import, ${step.count} / ${before.count}`, time(step.import) / time(before.import), targets.tenfold]);
    rows.push([`list, ${step.count} / ${before.count}`, time(step.list) / time(before.list), targets.tenfold]);
  }
  if (window !== null) {
    rows.push(['window: shell to first rows, ms', window.shellToRowsMs, windowTargets.shellToRows]);
    rows.push(['window: keystroke to result p95, ms', window.keystrokeP95Ms, windowTargets.keystroke]);
    rows.push(['window: longest task while scrolling, ms', window.scrolling.longestMs, windowTargets.longTask]);
    rows.push(['window: start to first row / empty window', window.startRatio, windowTargets.start]);
  }
  if (scan !== null) rows.push(...scanRows(scan));
  if (stores !== null) rows.push(...storeRows(stores));
  if (tokens !== null) rows.push(...tokenRows(tokens));
  if (backups !== null) rows.push(...backupRows(backups));
  return rows.map(([target, measured, limit]) => ({
    target,
    measured,
    limit,
    met: measured === null ? null : measured <= limit,
  }));
}

export function tableLines(report: BenchReport): string[] {
  const { ours, peers, scaling, machine, count, runs } = report;
  const rows: string[][] = [['', 'median s', 'peak RSS MiB', 'peak PSS MiB']];
  const add = (name: string, samples: readonly Sample[]): void => {
    if (samples.length === 0) return;
    const cell = (which: keyof Sample, digits: number): string => medianOf(samples, which).toFixed(digits);
    rows.push([name, cell('seconds', 2), cell('peakRssMiB', 0), cell('peakPssMiB', 0)]);
  };
  add('ours: import (vault was there)', ours.import);
  add('ours: import (makes the vault)', ours.firstImport);
  add('ours: import through npm run', ours.importThroughNpm);
  for (const peer of peers) if (peer.import) add(`${peer.name}: import`, peer.import);
  add('ours: list', ours.list);
  add('ours: list --json', ours.listJson);
  for (const peer of peers) if (peer.list) add(`${peer.name}: list`, peer.list);
  for (const step of scaling) {
    add(`ours: import ${step.count} (${step.files} file${step.files > 1 ? 's' : ''})`, step.import);
    add(`ours: list ${step.count}`, step.list);
  }
  const verdicts = judgements(report).map(({ target, measured, limit, met }) => [
    target,
    measured === null ? '-' : shown(measured),
    `at most ${shown(limit)}`,
    met === null ? 'no peer' : met ? 'met' : 'MISSED',
  ]);
  const versions = peers.map(({ name, version }) => `${name} ${version}`).join(', ');
  return [
    `${count} certificates, medians of ${runs} (peers: one run); times and memory in runs of their own. ${machine.cpu}, ${machine.processors} processors, ${machine.memoryGiB} GiB, Node ${machine.node}; ${versions}`,
    'Memory: peak summed over the process tree; RSS counts shared pages once per process, PSS once.',
    '',
    ...aligned(rows),
    '',
    ...aligned([['', 'ratio', 'target', ''], ...verdicts]),
    ...(report.window === null ? [] : ['', 'Window with 10,000 certificates:', `  ${JSON.stringify(report.window)}`]),
    ...(report.scan === null ? [] : ['', ...scanLines(report.scan)]),
    ...(report.stores === null ? [] : ['', ...storeLines(report.stores)]),
    ...(report.tokens === null ? [] : ['', ...tokenLines(report.tokens)]),
    ...(report.backups === null ? [] : ['', ...backupLines(report.backups)]),
    ...report.skipped.map((line) => `skipped: ${line}`),
  ];
}

function shown(value: number): string {
  return value > 0 && value < 0.5 ? `1/${(1 / value).toFixed(0)}` : value.toFixed(2);
}

function time(samples: readonly Sample[]): number {
  return medianOf(samples, 'seconds');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
