// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createComputerState } from '../../../../main/computer-state/computer-state.ts';
import { systemPlaces } from '../../../../main/tokens/modules/module-places.ts';
import { createModuleRegistry } from '../../../../main/tokens/modules/module-registry.ts';

const softhsm = '/usr/lib/softhsm/libsofthsm2.so';
const hasPeers = existsSync(softhsm) && existsSync('/usr/share/p11-kit/modules') && existsSync('/usr/bin/dpkg-query');
if (!hasPeers) console.warn('skipped: softhsm2, p11-kit or dpkg is missing');

test.skipIf(!hasPeers)('[T01] lists this computer’s modules with the values of dpkg and sha256sum', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const state = createComputerState({ folder, now: () => new Date() });
  try {
    const registry = createModuleRegistry({ consents: state.modules, places: systemPlaces(homedir()) });
    const rows = await registry.list();
    expect(rows.map(({ path }) => path)).toContain(realpathSync(softhsm));
    expect(rows.filter(({ path }) => path.includes('p11-kit-trust'))).toEqual([]);
    expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
    for (const { path, sha256, package: name, state, owner } of rows) {
      expect(execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64)).toBe(sha256);
      const answer = execFileSync('dpkg-query', ['-S', path], { encoding: 'utf8' });
      expect(answer.split(/[:,]/)[0]).toBe(name);
      expect({ owner, state }).toEqual({ owner: 'root', state: 'ready' });
    }
    expect(await registry.find(softhsm)).toMatchObject({ name: 'SoftHSM 2', package: 'libsofthsm2' });
  } finally {
    state.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
