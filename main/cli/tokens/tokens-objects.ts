// SPDX-License-Identifier: Apache-2.0
import { tokenTexts } from './token-texts.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { objectLine } from './token-lines.ts';
import { openToFind } from './token-objects.ts';
import { tokenOfOption, lastTryOptions, tokenOptions } from './token-options.ts';
import { confirmLastTry } from './token-pins.ts';
import { secrets } from '../runtime/secret-options.ts';

export const tokensObjectsCommand = defineCommand({
  name: 'tokens objects',
  summary: { 'zh-CN': '列出 USB Key 里的证书、密钥和数据', en: 'List certificates, keys and data on a USB key' },
  options: {
    ...tokenOptions,
    ...secrets('pin'),
    ...lastTryOptions,
  },
  description: {
    'zh-CN':
      '列出证书、私钥、公钥和数据。没有 PIN 时只显示公开的内容。--json 的 value.objects 每项有 id、class、label、keyId、algorithm、pair、certificate、key。value.publicOnly 为 true 时，可能还有私有的内容。',
    en: 'Lists certificates, private keys, public keys and data. Without the PIN, only public objects are shown. With --json, each of value.objects has id, class, label, keyId, algorithm, pair, certificate and key. value.publicOnly is true if private ones may be missing.',
  },
  examples: [
    {
      line: 'certsteward tokens objects --token 0123456789abcdef --pin-file pin.txt',
      'zh-CN': '包括私有的内容',
      en: 'Include private objects',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens list', 'tokens delete'],
  async run(run) {
    const token = await tokenOfOption(run);
    const pin = (await run.secrets.read('pin')) ?? undefined;
    const confirmedLastTry = await confirmLastTry(run, token, pin !== undefined && token.lastTry);
    const pins = { pin, soPin: undefined, confirmedLastTry };
    const listing = await openToFind(run, token, pins, async (found) => found);
    const text = tokenTexts[run.language];
    const lines = listing.objects.map((object) => objectLine(run.language, object));
    run.output.value({ token: token.id, ...listing }, [
      ...(lines.length === 0 ? [text.noObjects] : lines),
      ...(listing.publicOnly ? [text.publicOnly] : []),
    ]);
    return exit.done;
  },
});
