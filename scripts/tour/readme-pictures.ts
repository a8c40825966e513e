// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../shared/i18n/language.ts';

/** Enough for flat colours. */
const colours = '64';

/** Needs ImageMagick. */
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
