// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultStateFolder } from '../../../main/hosts/node/data-folder.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { practiceSteps } from '../../../shared/schemas/practice.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';

const missing = missingTools('certutil');
const run = { signal: new AbortController().signal, progress: () => undefined };
const inDays = (at: string, now: string) => Math.floor((Date.parse(at) - Date.parse(now)) / 86_400_000);
const practices = () => readdirSync(tmpdir()).filter((name) => name.startsWith('certsteward-practice-'));

function everythingIn(folder: string): Record<string, string> {
  const names = statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder, { recursive: true }) : [];
  const files = names.map(String).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

test.skipIf(process.platform !== 'linux' || missing.length > 0)(
  `[E13] [E04] [E07] [E08] [B01] [B03] a practice run covers every step and leaves no files${skipReason(missing)}`,
  async () => {
    const vault = await newCliVault();
    const services = servicesOf(vault);
    const own = [
      join(vault.folder, 'vault'),
      defaultStateFolder({ platform: process.platform, home: homedir(), env: process.env }),
      join(homedir(), '.pki/nssdb'),
    ];
    await services.vault.require();
    const before = [own.map(everythingIn), practices()];
    const { practice } = services;
    const at = async (step: (typeof practiceSteps)[number]) => practice.step({ step }, run);
    expect(await practice.start({ language: 'zh-CN' })).toMatchObject({
      steps: practiceSteps,
      done: 0,
      certificate: null,
    });
    await expect(at('renew')).rejects.toMatchObject({ code: 'not-available' });

    const applied = await at('apply');
    expect(applied.certificate).toMatchObject({ displayName: '练习 王小明', hasPrivateKey: true, backup: 'none' });
    expect(inDays(applied.certificate?.notAfter ?? '', applied.now)).toBe(29);
    expect((await at('install')).isInstalled).toBe(true);
    expect(await at('backup')).toMatchObject({ certificate: { backup: 'current' } });
    expect(await at('empty')).toMatchObject({ certificate: null, isInstalled: false });
    const { sha256 } = applied.certificate ?? {};
    expect(await at('restore')).toMatchObject({ certificate: { sha256, hasPrivateKey: true }, isInstalled: true });
    const late = await at('wait');
    expect([late.certificate?.sha256, late.certificate?.status]).toEqual([applied.certificate?.sha256, 'expiring']);
    expect(daysLeft(late.certificate?.notAfter ?? '', new Date(late.now))).toBe(7);
    const renewed = await at('renew');
    expect(renewed).toMatchObject({
      former: { sha256: applied.certificate?.sha256, status: 'superseded' },
      isInstalled: true,
    });
    expect(inDays(renewed.certificate?.notAfter ?? '', renewed.now)).toBeGreaterThan(300);
    const replaced = await at('lose');
    expect(replaced).toMatchObject({
      done: practiceSteps.length,
      certificate: { status: 'valid', hasPrivateKey: true },
      former: { sha256: renewed.certificate?.sha256, status: 'revoked', loss: { kind: 'stolen' } },
      isInstalled: true,
    });
    expect(practices()).toHaveLength((before[1] as string[]).length + 1);

    await practice.end();
    expect(await practice.read()).toEqual({ practice: null });
    expect([own.map(everythingIn), practices()]).toEqual(before);
  },
);

test('[E13] a practice run that was not ended is deleted when the app quits', async () => {
  const services = servicesOf(await newCliVault());
  const before = practices();
  await services.practice.start({ language: 'en' });
  expect(practices()).toHaveLength(before.length + 1);
  services.close();
  expect(practices()).toEqual(before);
});
