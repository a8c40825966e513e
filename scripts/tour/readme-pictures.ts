// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../shared/i18n/language.ts';

/** Flat colours: so many are enough, and a file is a third of its size. */
const colours = '64';

/** The tour's pictures for the READMEs, small enough for a repository. Needs ImageMagick. */
export function makeReadmePictures(tour: string, target: string): void {
  for (const language of languages) {
    const from = join(tour, language, 'readme');
    const to = join(target, language);
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) {
      const small = ['-strip', '+dither', '-colors', colours, '-define', 'png:compression-level=9'];
      execFileSync('magick', [join(from, name), ...small, join(to, name)]);
    }
  }
  console.log(`Pictures of the READMEs: ${target}`);
}
