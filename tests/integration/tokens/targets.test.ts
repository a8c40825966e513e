// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { opencryptoki } from '../../support/tokens/modules/opencryptoki.ts';
import { loggedIn, pkcs11Tool } from '../../support/tokens/work/pkcs11-tool.ts';
import { p11KitRemote } from '../../support/tokens/modules/p11-kit-remote.ts';
import { softHsm, startSoftHsm } from '../../support/tokens/modules/softhsm.ts';
import { softokn } from '../../support/tokens/modules/softokn.ts';
import type { TokenTarget, TokenTargetKind } from '../../support/tokens/modules/token-target.ts';
import { tpm2 } from '../../support/tokens/modules/tpm2.ts';
import { whatIsMissing } from '../../support/tokens/modules/what-is-missing.ts';
import { yubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const noTool = whatIsMissing({ tools: ['pkcs11-tool'] });
const kinds: readonly TokenTargetKind[] = [
  softHsm,
  softokn,
  opencryptoki,
  tpm2,
  p11KitRemote,
  yubikeyTarget('ykcs11'),
  yubikeyTarget('opensc'),
];

/** A PIV card generates keys only for its officer, in PIV slots, and only libykcs11 supports that. */
const makesKeys = (target: TokenTarget): boolean => !target.name.startsWith('YubiKey');

it.for(kinds)('[T02] the test targets answer pkcs11-tool: $name', async (kind, context) => {
  const reason = noTool ?? kind.available();
  if (reason !== null) return context.skip(reason);
  await using target = await kind.start();
  expect(pkcs11Tool(target, '-L').text).toContain(target.label);
  const wrong = pkcs11Tool({ ...target, pin: '99999999' }, ...loggedIn(target), '-O');
  expect(wrong.text).toContain('CKR_PIN_INCORRECT');
  if (makesKeys(target)) {
    const made = pkcs11Tool(
      target,
      ...loggedIn(target),
      '--keypairgen',
      '--key-type',
      'EC:prime256v1',
      '--label',
      'probe',
    );
    expect(made, made.text).toMatchObject({ status: 0 });
  }
  const listed = pkcs11Tool(target, ...loggedIn(target), '-O');
  expect(listed, listed.text).toMatchObject({ status: 0 });
  if (makesKeys(target)) expect(listed.text).toMatch(/Private Key Object; EC[^]*label: +probe/);
});

it('[T02] SoftHSM with several tokens shows each by its label', async (context) => {
  const reason = noTool ?? softHsm.available();
  if (reason !== null) return context.skip(reason);
  const tokens = ['公司', '个人'].map((label) => ({ label, pin: '12345678', soPin: '87654321' }));
  await using target = await startSoftHsm(tokens);
  const { text } = pkcs11Tool(target, '-L');
  for (const { label } of tokens) expect(text).toContain(label);
});
