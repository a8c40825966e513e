// SPDX-License-Identifier: Apache-2.0
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
  /** Medians from host start to the displayed list. */
  readonly startMs: number;
  readonly startEmptyMs: number;
  readonly startRatio: number;
  readonly keystrokeP50Ms: number;
  readonly keystrokeP95Ms: number;
  readonly typing: TaskTimes;
  readonly scrolling: TaskTimes;
  readonly rowsInDocument: number;
}

const starts = 7;

/** Runs headless. Needs `npm run build`. */
export async function measureLargeList(certificates: number): Promise<LargeListFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-large-'));
  const [full, empty] = ['full', 'empty'].map((name) => join(folder, name)) as [string, string];
  for (const each of [full, empty]) {
    mkdirSync(each, { mode: 0o700 });
    writeFileSync(join(each, 'settings.json'), JSON.stringify({ language: 'en' }));
  }
  try {
    await makeLargeVault(full, certificates, 'a passphrase of four words');
    const startsFull: number[] = [];
    const startsEmpty: number[] = [];
    const afterShell: number[] = [];
    // Alternate, so that load affects both figures equally.
    for (let turn = 0; turn < starts; turn += 1) {
      await withApp(empty, '[data-empty-list]', async (_app, ms) => void startsEmpty.push(ms));
      await withApp(full, firstRow, async (app, ms) => {
        startsFull.push(ms);
        afterShell.push(await shellToRows(app.page));
      });
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
    const [startMs, startEmptyMs] = [quantile(startsFull, 0.5), quantile(startsEmpty, 0.5)];
    return {
      certificates,
      shellToRowsMs: quantile(afterShell, 0.5),
      startMs,
      startEmptyMs,
      startRatio: startMs / startEmptyMs,
      ...window,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const firstRow = '[role="grid"] [role="rowheader"]';

async function withApp<T>(
  dataFolder: string,
  there: string,
  visit: (app: AppUnderTest, startMs: number) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const app = await startInChromium(dataFolder);
  try {
    await openList(app.page);
    await app.page.locator(there).first().waitFor();
    return await visit(app, performance.now() - start);
  } finally {
    await app.close();
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

if (import.meta.main) {
  process.once('exit', keepOwnState());
  const words = process.argv.slice(2);
  const json = words.includes('--json');
  const figures = await measureLargeList(Number(words.find((word) => !word.startsWith('-')) ?? 10_000));
  console.log(JSON.stringify(figures, null, json ? 0 : 2));
  // Exit explicitly, because Playwright's pipe keeps the event loop alive.
  process.exit(0);
}
