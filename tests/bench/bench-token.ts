// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillSoftHsm } from '../support/tokens/work/fill-soft-hsm.ts';
import { softHsmAt, type SoftHsmTarget, startSoftHsm } from '../support/tokens/modules/softhsm.ts';

/**
 * A SoftHSM with `count` certificates under `folder`, made once and kept. Made on a RAM disk if there is one, because
 * SoftHSM syncs after each object.
 */
export async function benchToken(folder: string, count: number): Promise<SoftHsmTarget> {
  const place = join(folder, `softhsm-${count}`);
  if (!existsSync(place)) {
    const made = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'certsteward-bench-'));
    const target = await startSoftHsm(undefined, { folder: made });
    try {
      await fillSoftHsm(target, count);
      cpSync(made, `${place}.part`, { recursive: true });
      renameSync(`${place}.part`, place);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  }
  return softHsmAt(place);
}
