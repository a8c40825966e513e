// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../../../main/cli/command.ts';
import { commands } from '../../../../main/cli/commands.ts';
import type { IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import {
  at,
  callWith,
  done,
  here,
  nowhere,
  prepareVault,
  removeVault,
} from '../../../support/cli/commands-with-secrets.ts';

let one: IdentityFiles;

// Opens the vault only to write a CA's reply to an SKF token (skf-writing.test.ts).
const forReplies = 'tokens import';
// Their passphrase may be for a new or different vault, or a backup.
const elsewhere = ['vault init', 'vault import', 'import', 'scan', 'stores import', 'backup verify', 'backup restore'];
const others = [...elsewhere, forReplies];
const opening = commands.filter(({ name, options }) => Object.hasOwn(options, 'passphrase') && !others.includes(name));
const tokenOptionOf = ({ options }: Command): 'vault-token' | 'token' | undefined =>
  (['vault-token', 'token'] as const).find((each) => Object.hasOwn(options, each));

beforeAll(async () => {
  one = await prepareVault();
}, 60_000);
afterAll(removeVault);

/**
 * A command that ignores its secret option succeeds with any value. So each gets an unreadable secret file and must
 * report it.
 */
describe('[A01] [K02] every command uses the secret options it offers', () => {
  test.each(['passphrase', 'recovery-code'] as const)(
    'every command that offers a %s file reports an unreadable one',
    async (secret) => {
      const offering = commands.filter(({ name, options }) => Object.hasOwn(options, secret) && name !== forReplies);
      expect(offering.length).toBeGreaterThan(20);
      const answers = [];
      for (const { name } of offering) answers.push(await callWith(name, `--${secret}-file`, nowhere));
      const refusal = { code: 6, error: 'file-unreadable', file: nowhere };
      expect(answers).toEqual(offering.map(({ name }) => ({ name, ...refusal })));
    },
    300_000,
  );

  test('[T12] every command that unlocks the vault refuses a token that does not unlock it', async () => {
    // Commands with a second PIN option name the vault's token separately.
    const apart = opening.filter((command) => tokenOptionOf(command) === 'vault-token').map(({ name }) => name);
    expect(apart.toSorted()).toEqual(['backup create', 'enrol', 'pending check', 'renew', 'revoke']);
    for (const { options } of opening)
      expect(Object.keys(options).filter((each) => each.endsWith('token'))).toHaveLength(1);
    // `vault passphrase` needs the current passphrase; the token of `vault protector add` is the new one.
    const asked = opening.filter(({ name }) => name !== 'vault passphrase' && name !== 'vault protector add');
    const answers = [];
    for (const command of asked) answers.push(await callWith(command.name, `--${tokenOptionOf(command)}`, 'none'));
    // No token unlocks this vault, so none is looked for.
    const refusal = { code: 1, error: 'not-available', file: undefined };
    expect(answers).toEqual(asked.map(({ name }) => ({ name, ...refusal })));
  }, 300_000);

  test.each(['file', 'stdin'] as const)(
    '[T12] every command refuses a PIN without a token and names the missing option (--pin-%s)',
    async (from) => {
      const answers = [];
      for (const command of opening) {
        const pin = tokenOptionOf(command) === 'vault-token' ? 'vault-pin' : 'pin';
        answers.push(await callWith(command.name, `--${pin}-${from}`, ...(from === 'file' ? [nowhere] : [])));
      }
      const refusal = { code: 2, error: 'usage', file: undefined };
      expect(answers).toEqual(
        opening.map((command) => ({ name: command.name, ...refusal, option: `--${tokenOptionOf(command)}` })),
      );
    },
    300_000,
  );

  test('[T12] [T04] every command refuses to confirm a last try without a named token', async () => {
    const answers = [];
    for (const command of opening) {
      const lastTry = tokenOptionOf(command) === 'vault-token' ? 'vault-last-try' : 'last-try';
      answers.push(await callWith(command.name, `--${lastTry}`));
    }
    const refusal = { code: 2, error: 'usage', file: undefined };
    expect(answers).toEqual(
      opening.map((command) => ({ name: command.name, ...refusal, option: `--${tokenOptionOf(command)}` })),
    );
  }, 300_000);

  test('[K07] set changes nothing with a wrong passphrase and seals the change with the right one', async () => {
    const label = async (): Promise<string | null> => (await done('show', one.sha256)).certificate.label;
    writeFileSync(at('wrong'), 'wrong');
    const wrong = await here('set', one.sha256, '--label', 'by a wrong one', '--passphrase-file', at('wrong'));
    expect({ exitCode: wrong.code, error: wrong.json?.error?.code }).toEqual({ exitCode: 3, error: 'wrong-secret' });
    expect(await label()).toBeNull();
    // A locked vault accepts changes; the next unlock seals them.
    await done('set', one.sha256, '--label', 'locked');
    expect((await done('log', 'verify')).seal).toBe('unsealed');
    await done('set', one.sha256, '--label', 'open', '--passphrase-file', at('passphrase'));
    // All entries are sealed, but verifying the seal takes a secret.
    expect({ label: await label(), seal: (await done('log', 'verify')).seal }).toEqual({
      label: 'open',
      seal: 'unknown',
    });
  });
});
