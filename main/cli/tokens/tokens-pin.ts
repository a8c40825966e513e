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
  summary: { 'zh-CN': '修改 U盾 的 PIN，或管理员 PIN', en: 'change the PIN of a USB token, or its SO PIN' },
  options: {
    ...tokenOptions,
    so: flag({ 'zh-CN': '修改管理员 PIN，不是 PIN', en: 'the SO PIN instead of the PIN' }),
    ...alternatives(secrets('pin'), secrets('so-pin')),
    ...secrets('new-pin'),
    ...lastTryOptions,
  },
  description: {
    'zh-CN':
      '旧的 PIN 只发送一次，绝不重试。可能是锁定前最后一次时，在终端上要输入 U盾 的名称，脚本要加 --last-try，否则什么都不发送，退出码为 7。',
    en: 'The old PIN is sent once and never again. Where it may be the last try the name of the token must be typed, or --last-try given; else nothing is sent and the exit code is 7. With --json value has token and changed.',
  },
  examples: [
    {
      line: 'certsteward tokens pin change --token 0123456789abcdef --pin-file old.txt --new-pin-file new.txt',
      'zh-CN': '不在终端上询问',
      en: 'without questions',
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
    'zh-CN': '用解锁码或管理员 PIN 给忘记或锁定的 PIN 设置新的',
    en: 'set a forgotten or locked PIN anew with the PUK or the SO PIN',
  },
  options: {
    ...tokenOptions,
    ...alternatives(secrets('puk'), secrets('so-pin')),
    ...secrets('new-pin'),
    ...lastTryOptions,
  },
  description: {
    'zh-CN': '忘记 PIN 或 PIN 已锁定时，用管理员 PIN 或解锁码设置新的。输错它们也会锁定。',
    en: 'Sets a new PIN where it was forgotten or is locked, with the SO PIN or the PUK. Those lock too when they are entered wrong. With --json value has token and by.',
  },
  examples: [
    {
      line: 'certsteward tokens pin unblock --token 0123456789abcdef --puk-file puk.txt --new-pin-file new.txt',
      'zh-CN': '用解锁码',
      en: 'with the PUK',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens pin change'],
  async run(run) {
    const token = await tokenOfOption(run);
    const given = { puk: await run.secrets.read('puk'), soPin: await run.secrets.read('so-pin') };
    if (given.puk !== null && given.soPin !== null) throw new AppError('usage', { option: '--so-pin-file' });
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
      // PUK tries aren't known in advance. Nothing was sent: confirm, then send once.
      if (!(error instanceof AppError) || error.code !== 'pin-last-try' || by !== 'puk') throw error;
      await unblock(await confirmLastTry(run, token, true));
    }
    run.output.value({ token: token.id, by }, [tokenTexts[run.language].unblocked]);
    return exit.done;
  },
});
