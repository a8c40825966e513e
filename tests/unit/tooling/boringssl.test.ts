// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { whyNoBoringssl } from '../../../scripts/test/boringssl.mjs';
import { bunFaults } from '../../../scripts/test/bun-faults.mjs';
import { unseenFaults } from '../../../scripts/test/tally.mjs';

describe('the BoringSSL stage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-boringssl-'));
  const bun = join(folder, 'node_modules/@oven/bun-linux-x64/bin/bun');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.runIf(process.platform === 'linux')('says why it is skipped, and runs where Bun starts', () => {
    expect(whyNoBoringssl(folder)).toMatch(/not installed/);
    mkdirSync(dirname(bun), { recursive: true });
    writeFileSync(bun, '#!/bin/sh\nkill -ILL $$\n', { mode: 0o755 });
    expect(whyNoBoringssl(folder)).toMatch(/does not start here/);
    writeFileSync(bun, '#!/bin/sh\necho 1.4.5\n', { mode: 0o755 });
    expect(whyNoBoringssl(folder)).toBeNull();
  });

  it('fails when a test that Bun cannot pass was renamed or removed', () => {
    const [name = '', note = ''] = Object.entries(bunFaults)[0] ?? [];
    const skipped = { state: 'skipped', title: `BoringSSL: tests/unit/a.test.ts > ${name}`, note } as const;
    expect(unseenFaults('BoringSSL', bunFaults, [skipped])).toEqual([]);
    expect(unseenFaults('BoringSSL', bunFaults, [{ ...skipped, title: `${skipped.title}s` }])).toMatchObject([
      { state: 'failed' },
    ]);
  });
});
