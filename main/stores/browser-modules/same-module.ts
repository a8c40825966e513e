// SPDX-License-Identifier: Apache-2.0
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export function isSameModule(library: string, modulePath: string): boolean {
  if (!path.isAbsolute(library)) return false;
  if (path.resolve(library) === path.resolve(modulePath)) return true;
  const [one, other] = [library, modulePath].map(fileNumber);
  return one !== null && one === other;
}

export function isNamedAlike(library: string, modulePath: string): boolean {
  return !library.includes('/') && namesOf(modulePath).includes(library);
}

function namesOf(file: string): string[] {
  try {
    return [path.basename(file), path.basename(realpathSync(file))];
  } catch {
    return [path.basename(file)];
  }
}

function fileNumber(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}
