// SPDX-License-Identifier: Apache-2.0
/** `npm run lint:words` checks texts, comments, documents and names for banned words. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { offencesIn } from './words/offences.ts';

const root = path.resolve(import.meta.dirname, '..');
const isText = (file: string): boolean => /\.(?:ts|tsx|mjs|md)$/.test(file);
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  .split('\0')
  .filter((file) => file !== '');

const offences = tracked.flatMap((file) =>
  offencesIn(file, isText(file) ? readFileSync(path.join(root, file), 'utf8') : ''),
);
for (const offence of offences) console.error(offence);
if (offences.length > 0) process.exitCode = 1;
else console.log(`${tracked.length} files: no banned words`);
