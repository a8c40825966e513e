import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

interface Step {
  readonly title: string;
  readonly picture: string | null;
  readonly note: string;
}

/** Numbered pictures and one report of what was done, in `folder`. */
export class TourReport {
  readonly #folder: string;
  readonly #steps: Step[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  get pictures(): number {
    return this.#steps.filter((step) => step.picture !== null).length;
  }

  /** A picture of the window as it is now; `name` becomes part of the file's name. */
  async picture(page: Page, name: string, title: string, note = ''): Promise<void> {
    const picture = `${String(this.pictures + 1).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(this.#folder, picture) });
    this.#steps.push({ title, picture, note });
    console.log(`  ${picture}  ${title}`);
  }

  /** Something that was proven without a picture. */
  fact(title: string, note = ''): void {
    this.#steps.push({ title, picture: null, note });
    console.log(`  ${title}${note === '' ? '' : `: ${note}`}`);
  }

  write(summary: string): void {
    const lines = this.#steps.map(({ title, picture, note }, index) => {
      const shown = picture === null ? '' : `\n   ![${title}](${picture})`;
      return `${index + 1}. ${title}${note === '' ? '' : `: ${note}`}${shown}`;
    });
    writeFileSync(join(this.#folder, 'report.md'), `# Tour\n\n${summary}\n\n${lines.join('\n')}\n`);
  }
}
