// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeLoopDrive } from '../../support/drives/loop-drive.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { whatIsMissing } from '../../support/tokens/modules/what-is-missing.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const missing = whatIsMissing({ tools: ['mkfs.exfat', 'mount.exfat-fuse', 'losetup'], root: true });

test.skipIf(missing !== null)(
  `[K01] a vault on a drive without access rights works, and says that other accounts can read it${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const folder = temporaryFolder();
    const mountPoint = join(folder, 'stick');
    const drive = await makeLoopDrive({ fileSystem: 'exfat', image: join(folder, 'image'), mebibytes: 16, mountPoint });
    onTestFinished(async () => drive.release());
    await drive.unmount();
    await drive.mount('rw,umask=000');
    const passphrase = join(folder, 'passphrase');
    writeFileSync(passphrase, 'a long enough passphrase 4711');
    const status = async (vault: string) => {
      const made = await runCli(['vault', 'init', '--vault', vault, '--passphrase-file', passphrase, '--json']);
      expect(made.json?.error).toBeUndefined();
      const { value } = (await runCli(['vault', 'status', '--vault', vault, '--json'])).json ?? {};
      return { open: value?.openToOthers, text: (await runCli(['vault', 'status', '--vault', vault])).stdout };
    };
    const onStick = await status(join(mountPoint, 'vault'));
    expect(onStick.open).toBe(true);
    expect(onStick.text).toContain('Other accounts on this computer can read the vault');
    const atHome = await status(join(folder, 'vault'));
    expect(atHome.open).toBe(false);
    expect(atHome.text).not.toContain('Other accounts');
  },
);
