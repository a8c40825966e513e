// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppUnderTest } from '../../tests/e2e/support/apps/app-under-test.ts';
import { keepOwnState } from '../../tests/support/vault/own-state.ts';
import { startInChromium } from '../../tests/e2e/support/apps/chromium-app.ts';
import { openList } from '../../tests/e2e/support/apps/open-list.ts';
import { makeLargeVault } from '../../tests/support/vault/large-vault.ts';
import { keystrokes, scrollThrough, shellToRows } from './large-list/in-window.ts';
import { type TaskTimes, taskTimes } from './large-list/task-times.ts';

export interface LargeListFigures {
  readonly certificates: number;
  readonly shellToRowsMs: number;
  /** Medians from host start to the displayed list, through the overview. */
  readonly startMs: number;
  readonly startEmptyMs: number;
  /** With `few` certificates, so that the overview shows the same as with many. */
  readonly startFewMs: number;
  readonly startRatio: number;
  readonly startToFew: number;
  readonly keystrokeP50Ms: number;
  readonly keystrokeP95Ms: number;
  readonly typing: TaskTimes;
  readonly scrolling: TaskTimes;
  readonly rowsInDocument: number;
}

const starts = 7;
const few = 7;

/** Runs headless. Needs `npm run build`. */
export async function measureLargeList(certificates: number): Promise<LargeListFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-large-'));
  const [full, some, empty] = ['full', 'few', 'empty'].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [full, some, empty]) {
    mkdirSync(each, { mode: 0o700 });
    writeFileSync(join(each, 'settings.json'), JSON.stringify({ language: 'en' }));
  }
  try {
    await makeLargeVault(full, certificates, 'a passphrase of four words');
    await makeLargeVault(some, few, 'a passphrase of four words');
    const inEmpty: Start[] = [];
    const inSome: Start[] = [];
    const inFull: Start[] = [];
    // Alternate, so that load affects all figures equally.
    for (let turn = 0; turn < starts; turn += 1) {
      inEmpty.push(startOnce(empty, '[data-empty-list]'));
      inSome.push(startOnce(some, firstRow));
      inFull.push(startOnce(full, firstRow));
    }
    const window = await withApp(full, firstRow, async ({ page }) => {
      let typed: readonly number[] = [];
      const typing = await taskTimes(page, async () => (typed = await keystrokes(page)));
      const scrolling = await taskTimes(page, async () => scrollThrough(page));
      return {
        keystrokeP50Ms: quantile(typed, 0.5),
        keystrokeP95Ms: quantile(typed, 0.95),
        typing,
        scrolling,
        rowsInDocument: await page.getByRole('grid').getByRole('row').count(),
      };
    });
    const startMs = median(inFull, 'startMs');
    const startFewMs = median(inSome, 'startMs');
    const startEmptyMs = median(inEmpty, 'startMs');
    return {
      certificates,
      shellToRowsMs: median(inFull, 'shellToRowsMs'),
      startMs,
      startEmptyMs,
      startFewMs,
      startRatio: startMs / startEmptyMs,
      startToFew: startMs / startFewMs,
      ...window,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const firstRow = '[role="grid"] [role="rowheader"]';

async function withApp<T>(dataFolder: string, there: string, visit: (app: AppUnderTest) => Promise<T>): Promise<T> {
  const app = await startInChromium(dataFolder);
  try {
    await openList(app.page);
    await app.page.locator(there).first().waitFor();
    return await visit(app);
  } finally {
    await app.close();
  }
}

interface Start {
  readonly startMs: number;
  readonly shellToRowsMs: number;
}

/** In a process of its own, like a person's start. */
function startOnce(dataFolder: string, there: string): Start {
  const printed = execFileSync(process.execPath, [import.meta.filename, '--start', dataFolder, there], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(printed) as Start;
}

async function timeStart(dataFolder: string, there: string): Promise<Start> {
  const start = performance.now();
  return withApp(dataFolder, there, async ({ page }) => {
    const startMs = performance.now() - start;
    return { startMs, shellToRowsMs: there === firstRow ? await shellToRows(page) : Number.NaN };
  });
}

function median(starts: readonly Start[], figure: keyof Start): number {
  return quantile(
    starts.map((each) => each[figure]),
    0.5,
  );
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

if (import.meta.main) {
  process.once('exit', keepOwnState());
  const words = process.argv.slice(2);
  const [flag, dataFolder = '', there = ''] = words;
  if (flag === '--start') {
    console.log(JSON.stringify(await timeStart(dataFolder, there)));
    process.exit(0);
  }
  const json = words.includes('--json');
  const figures = await measureLargeList(Number(words.find((word) => !word.startsWith('-')) ?? 10_000));
  console.log(JSON.stringify(figures, null, json ? 0 : 2));
  // Exit explicitly, because Playwright's pipe keeps the event loop alive.
  process.exit(0);
}
