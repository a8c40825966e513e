// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenOfOption, tokenRun, lastTryOptions, tokenOptions } from './token-options.ts';
import { confirmLastTry, readNewPin, readPin } from './token-pins.ts';
import { flag, alternatives } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const tokensPinChangeCommand = defineCommand({
  name: 'tokens pin change',
  summary: { 'zh-CN': '修改 USB Key 的 PIN 或管理员 PIN', en: 'Change the PIN or SO PIN of a USB key' },
  options: {
    ...tokenOptions,
    so: flag({ 'zh-CN': '修改管理员 PIN', en: 'Change the SO PIN instead' }),
    ...alternatives(secrets('pin'), secrets('so-pin')),
    ...secrets('new-pin'),
    ...lastTryOptions,
  },
  description: {
    'zh-CN':
      '修改 PIN。旧 PIN 只发送一次，不会重试。如果可能是锁定前的最后一次机会，要输入 USB Key 的名称来确认，脚本要加 --last-try。否则不会发送 PIN，退出码是 7。--json 的 value 有 token、changed。',
    en: 'Changes the PIN. The old PIN is sent only once. If this may be the last try before the PIN locks, type the name of the USB key, or add --last-try in a script. If you do neither, nothing is sent and the exit code is 7. With --json, value has token and changed.',
  },
  examples: [
    {
      line: 'certsteward tokens pin change --token 0123456789abcdef --pin-file old.txt --new-pin-file new.txt',
      'zh-CN': '从文件读取新旧 PIN',
      en: 'With PINs from files',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens pin unblock'],
  async run(run) {
    const who = run.arguments.flags.has('so') ? 'so' : 'user';
    const token = await tokenOfOption(run);
    const pin = await readPin(run, token, who === 'so' ? 'so-pin' : 'pin');
    const newPin = await readNewPin(run, token, { option: 'new-pin', of: who === 'so' ? 'so-pin' : 'pin' });
    const confirmedLastTry = await confirmLastTry(run, token, who === 'so' ? token.soLastTry : token.lastTry);
    await run.services.tokens.changePin({ tokenId: token.id, who, pin, newPin, confirmedLastTry }, tokenRun(run));
    const text = tokenTexts[run.language];
    run.output.value({ token: token.id, changed: who }, [who === 'so' ? text.soPinChanged : text.pinChanged]);
    return exit.done;
  },
});

export const tokensPinUnblockCommand = defineCommand({
  name: 'tokens pin unblock',
  summary: {
    'zh-CN': '忘记 PIN 或 PIN 锁定时，用解锁码或管理员 PIN 重设',
    en: 'Reset a forgotten or locked PIN with the PUK or SO PIN',
  },
  options: {
    ...tokenOptions,
    ...alternatives(secrets('puk'), secrets('so-pin')),
    ...secrets('new-pin'),
    ...lastTryOptions,
  },
  description: {
    'zh-CN':
      '忘记 PIN 或 PIN 已锁定时，用管理员 PIN 或解锁码设置新的 PIN。管理员 PIN 和解锁码连续输错也会锁定。--json 的 value 有 token、by。',
    en: 'Replaces a forgotten or locked PIN, using the SO PIN or PUK. The SO PIN and PUK also lock after several wrong tries. With --json, value has token and by.',
  },
  examples: [
    {
      line: 'certsteward tokens pin unblock --token 0123456789abcdef --puk-file puk.txt --new-pin-file new.txt',
      'zh-CN': '用解锁码',
      en: 'With the PUK',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens pin change'],
  async run(run) {
    const token = await tokenOfOption(run);
    const given = { puk: await run.secrets.read('puk'), soPin: await run.secrets.read('so-pin') };
    if (given.puk !== null && given.soPin !== null)
      throw new AppError('usage', { option: '--so-pin-file', reason: 'misplaced-option' });
    const offered = token.unblock.includes('so-pin') ? 'so-pin' : token.unblock[0];
    const by = given.puk !== null ? 'puk' : given.soPin !== null ? 'so-pin' : offered;
    if (by === undefined) throw new AppError('not-available');
    const secret = given.puk ?? given.soPin ?? (await readPin(run, token, by));
    const newPin = await readNewPin(run, token);
    const input = { tokenId: token.id, by, secret, newPin };
    const unblock = async (confirmedLastTry: boolean) =>
      run.services.tokens.unblockPin({ ...input, confirmedLastTry }, tokenRun(run));
    try {
      await unblock(await confirmLastTry(run, token, by === 'so-pin' && token.soLastTry));
    } catch (error) {
      // PUK tries aren't known in advance. Nothing was sent, so confirm, then send once.
      if (!(error instanceof AppError) || error.code !== 'pin-last-try' || by !== 'puk') throw error;
      await unblock(await confirmLastTry(run, token, true));
    }
    run.output.value({ token: token.id, by }, [tokenTexts[run.language].unblocked]);
    return exit.done;
  },
});
