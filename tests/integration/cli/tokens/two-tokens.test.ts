// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';
import { softHsmUnavailable, startSoftHsm, type SoftHsmTarget } from '../../../support/tokens/modules/softhsm.ts';

const missing = softHsmUnavailable();
const vaults = { label: 'opens the vault', pin: '11111111', soPin: '87654321' };
const other = { label: 'keeps a backup', pin: '22222222', soPin: '87654321' };
let folder = '';
let target: SoftHsmTarget;
let identity: IdentityFiles;

function secret(name: string, value: string): string {
  writeFileSync(join(folder, name), value);
  return join(folder, name);
}
const environment = () => ({ ...target.environment, HOME: folder });
const words = (...argv: readonly string[]): string[] => [...argv, '--yes', '--vault', join(folder, 'data')];
const cli = async (...argv: readonly string[]) => runCli(words(...argv, '--json'), { environment: environment() });
async function done(...argv: readonly string[]) {
  const { code, json, stderr } = await cli(...argv);
  expect({ code, error: json?.error, stderr }).toMatchObject({ code: 0 });
  return json?.value;
}
async function refused(...argv: readonly string[]) {
  return (await cli(...argv)).json?.error;
}
/** CertSteward's count of wrong PINs sent, by token label. */
async function wrongPins(): Promise<Record<string, number>> {
  const { tokens } = await done('tokens', 'list', '--module', target.modulePath);
  const ours = tokens.filter(({ initialised }: { initialised: boolean }) => initialised);
  return Object.fromEntries(ours.map((each: { label: string; wrongPins: number }) => [each.label, each.wrongPins]));
}
async function serialsOf(label: string): Promise<string[]> {
  const { tokens } = await done('tokens', 'list', '--module', target.modulePath);
  return tokens.flatMap((each: { label: string; serial: string }) => (each.label === label ? [each.serial] : []));
}
const module = (): string[] => ['--module', target.modulePath];
const vaultToken = (pin = vaults.pin) => ['--vault-token', vaults.label, '--vault-pin-file', secret('vault-pin', pin)];
const onto = (pin = other.pin) => ['--to', `token:${other.label}`, '--pin-file', secret('pin', pin)];
const enrolOnto = (pin: string) => [
  'enrol',
  '--profile',
  secret('manual.json', JSON.stringify({ name: 'By hand', protocol: 'manual', url: 'https://any.example.com/' })),
  '--subject',
  'CN=a',
  '--key',
  `token:${other.label}`,
  '--pin-file',
  secret('pin', pin),
  ...module(),
];
const backup = (...more: readonly string[]) => [
  'backup',
  'create',
  identity.sha256,
  '--password-file',
  secret('own', 'a password of its own'),
  ...module(),
  ...more,
];

beforeAll(async () => {
  if (missing !== null) return;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cs-two-tokens-')));
  target = await startSoftHsm([vaults, other]);
  identity = makeIdentityFiles(folder, 'mine', { subject: '/CN=mine' });
  const passphrase = ['--passphrase-file', secret('passphrase', 'correct horse battery')];
  await done('import', identity.p12, '--password-file', secret('p12', identity.password), ...passphrase);
  for (const { label } of [vaults, other]) await done('tokens', 'manage', ...module(), '--token', label, '--on');
  const pin = ['--pin-file', secret('pin', vaults.pin)];
  await done('vault', 'protector', 'add', 'token', ...module(), '--token', vaults.label, ...pin, ...passphrase);
}, 60_000);
afterAll(async () => {
  await target?.stop();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(missing !== null)(
  `[T12] one token unlocks the vault, another does the work${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    test('each gets its own PIN', async () => {
      const made = await done(...backup(...onto(), ...vaultToken()));
      expect(made.rehearsal.signed).toBe(1);
      expect(await wrongPins()).toEqual({ [vaults.label]: 0, [other.label]: 0 });
    });

    test('[T04] neither PIN replaces the other: the missing option is named and no PIN is sent', async () => {
      const before = await wrongPins();
      const noVaultPin = await refused(...backup(...onto(), '--vault-token', vaults.label));
      expect(noVaultPin).toMatchObject({
        code: 'pin-needed',
        details: { option: '--vault-pin-file', token: vaults.label },
      });
      expect(noVaultPin?.message).toContain(`The USB key ${vaults.label} needs its PIN for this (--vault-pin-file)`);
      const noPin = await refused(...backup('--to', `token:${other.label}`, ...vaultToken()));
      expect(noPin).toMatchObject({ code: 'pin-needed', details: { option: '--pin-file', token: other.label } });
      expect(await wrongPins()).toEqual(before);
    });

    test('[T04] a PIN of invalid length is refused unsent, naming its token', async () => {
      const short = await refused(...backup(...onto(), ...vaultToken('1')));
      expect(short).toMatchObject({ code: 'pin-length', details: { token: vaults.label } });
      expect(short?.message).toContain(`on this token, ${vaults.label}: 4 to`);
      const [serial] = await serialsOf(other.label);
      const otherShort = await refused(...backup(...onto('1'), ...vaultToken()));
      expect(otherShort).toMatchObject({ code: 'pin-length', details: { token: other.label, serial } });
      expect(await wrongPins()).toEqual({ [vaults.label]: 0, [other.label]: 0 });
    });

    test('[T04] a wrong PIN uses one try of its own token only, and the error names that token', async () => {
      const wrong = await refused(...backup(...onto(), ...vaultToken(other.pin)));
      expect(wrong).toMatchObject({ code: 'wrong-pin', details: { wrong: 1, token: vaults.label } });
      expect(wrong?.message).toContain(`PIN of ${vaults.label} is wrong`);
      expect(await wrongPins()).toEqual({ [vaults.label]: 1, [other.label]: 0 });
      const otherWrong = await refused(...backup(...onto(vaults.pin), ...vaultToken()));
      expect(otherWrong).toMatchObject({ code: 'wrong-pin', details: { wrong: 1, token: other.label } });
      const made = await refused(...enrolOnto(vaults.pin));
      expect(made).toMatchObject({ code: 'wrong-pin', details: { wrong: 2, token: other.label } });
    });

    test('[T04] confirming the last try of one token does not confirm that of the other', async () => {
      await done(...backup(...onto(), ...vaultToken(), '--last-try'));
      while ((await refused(...backup(...onto(), ...vaultToken('99999999'))))?.code === 'wrong-pin');
      const before = await wrongPins();
      const unconfirmed = await refused(...backup(...onto(), ...vaultToken(), '--last-try'));
      expect(unconfirmed).toMatchObject({
        code: 'pin-last-try',
        details: { token: vaults.label, option: '--vault-last-try' },
      });
      expect(unconfirmed?.message).toContain(`the PIN of ${vaults.label} locks`);
      expect(unconfirmed?.message).toContain('confirm the last try with --vault-last-try');
      expect(await wrongPins()).toEqual(before);
      await done(...backup(...onto(), ...vaultToken(), '--vault-last-try'));
      while ((await refused(...backup(...onto('99999999'), ...vaultToken())))?.code === 'wrong-pin');
      for (const work of [backup(...onto(), ...vaultToken(), '--vault-last-try'), enrolOnto(other.pin)]) {
        const ofOther = await refused(...work);
        expect(ofOther).toMatchObject({
          code: 'pin-last-try',
          details: { token: other.label, option: '--last-try' },
        });
        expect(ofOther?.message).toContain('confirm the last try with --last-try');
      }
      await done(...backup(...onto(), ...vaultToken(), '--last-try'));
      expect(await wrongPins()).toEqual({ [vaults.label]: 0, [other.label]: 0 });
    });

    test('on a terminal each question names its token', async () => {
      const argv = words(...backup('--to', `token:${other.label}`, '--vault-token', vaults.label));
      const steps = [
        [`PIN of the USB key “${other.label}”:`, `${other.pin}\n`],
        [`PIN of the USB key “${vaults.label}” that unlocks the vault:`, `${vaults.pin}\n`],
      ] as const;
      const { code, unsent, output } = await inTerminal([process.execPath, cliBundle, ...argv], steps, environment());
      expect({ code, unsent, output }).toMatchObject({ code: 0, unsent: 0 });
      expect(output).not.toContain(vaults.pin);
    });

    test('[E04] [E07] [E08] [E09] commands that contact a CA unlock the vault with the token first', async () => {
      const profile = { name: 'Any', protocol: 'cmp', url: 'https://127.0.0.1:9/', cmpMessage: 'ir' };
      await done('profiles', 'import', secret('any.json', JSON.stringify(profile)));
      const at = ['--profile', 'Any', '--anchor', identity.certificate, ...module(), ...vaultToken()];
      const quick = ['--skip-preflight', '--reference', 'R', '--code-file', secret('code', '0815')];
      const unlocks = async (): Promise<number> => {
        const { entries } = await done('log', '--limit', '200');
        return entries.filter(
          ({ event, detail }: { event: string; detail: { what?: string } }) =>
            event === 'unlocked' && detail.what === 'token',
        ).length;
      };
      const calls = async () => {
        const { requests } = await done('pending');
        return [
          ['enrol', '--subject', 'CN=a', ...at, ...quick],
          ['renew', identity.sha256, ...at, '--skip-preflight'],
          ['revoke', identity.sha256, '--kind', 'lost', ...at],
          ['pending', 'check', requests[0]?.id ?? '', ...at.slice(2), ...quick],
        ] as const;
      };
      for (const index of [0, 1, 2, 3]) {
        const before = await unlocks();
        const argv = (await calls())[index] ?? [];
        const answer = await refused(...argv);
        expect({ argv: argv.slice(0, 2), code: answer?.code, unlocks: (await unlocks()) - before }).toEqual({
          argv: argv.slice(0, 2),
          code: 'server-unreachable',
          unlocks: 1,
        });
      }
    });

    test('the serial number distinguishes two tokens with one label in questions and errors', async () => {
      const [first = ''] = await serialsOf(other.label);
      await startSoftHsm([{ ...other, pin: '33333333' }], {
        folder: dirname(target.environment['SOFTHSM2_CONF'] ?? ''),
      });
      const argv = words(...backup('--to', `token:${first}`, '--vault-token', vaults.label));
      const steps = [
        [`PIN of the USB key “${other.label} \\(${first}\\)”:`, `${other.pin}\n`],
        [`PIN of the USB key “${vaults.label}” that unlocks the vault:`, `${vaults.pin}\n`],
      ] as const;
      const { code, unsent, output } = await inTerminal([process.execPath, cliBundle, ...argv], steps, environment());
      expect({ code, unsent, output }).toMatchObject({ code: 0, unsent: 0 });
      const short = ['--to', `token:${first}`, '--pin-file', secret('pin', '1')];
      const refusal = await refused(...backup(...short, ...vaultToken()));
      expect(refusal?.details).toMatchObject({ token: `${other.label} (${first})`, serial: first });
    });
  },
);
