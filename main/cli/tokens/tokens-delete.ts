// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { objectWithId, openToFind } from './token-objects.ts';
import { tokenOfOption, tokenRun, pinOptions, tokenOptions } from './token-options.ts';
import { readPins, typeToConfirm } from './token-pins.ts';

export const tokensDeleteCommand = defineCommand({
  name: 'tokens delete',
  summary: { 'zh-CN': '从 USB Key 删除一个对象', en: 'Delete one object from a USB key' },
  words: { name: 'OBJECT-ID', count: [1, 1] },
  options: {
    ...tokenOptions,
    ...pinOptions,
  },
  description: {
    'zh-CN':
      '只删除这一个对象，无法恢复。同一组的其他对象会保留。OBJECT-ID 由 tokens objects 显示，写前 8 位即可。脚本要加 --yes。--json 的 value 有 token、objectId、class、label。',
    en: 'Deletes only this object, for good. Related objects (certificate, private or public key) are kept. To see the OBJECT-ID, run tokens objects. The first 8 digits are enough. In a script, add --yes. With --json, value has token, objectId, class and label.',
  },
  examples: [
    {
      line: 'certsteward tokens delete 3f2a91bc --token 0123456789abcdef --pin-file pin.txt --yes',
      'zh-CN': '跳过确认',
      en: 'Without asking',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens objects'],
  async run(run) {
    const token = await tokenOfOption(run);
    if (!token.managed) throw new AppError('token-not-managed');
    const typed = await readPins(run, token, { changes: true });
    const { services, output, language } = run;
    const text = tokenTexts[language];
    const deleted = await openToFind(run, token, typed, async (listing, pinsFor) => {
      const object = objectWithId(listing, run.arguments.words[0] ?? '');
      const name = object.label === '' ? object.id.slice(0, 8) : object.label;
      const what = `${text.objectClass[object.class]}${language === 'zh-CN' ? '' : ' '}“${visibleText(name)}”`;
      if (!run.arguments.flags.has('yes')) {
        await typeToConfirm(run, fillMessage(text.deleteQuestion, { what, name: visibleText(name) }), name);
      }
      const pins = await pinsFor(object);
      const input = { tokenId: token.id, objectId: object.id, typedLabel: name, ...pins };
      await services.tokens.delete(input, tokenRun(run));
      return { object, what };
    });
    const { id, class: objectClass, label } = deleted.object;
    const value = { token: token.id, objectId: id, class: objectClass, label };
    output.value(value, [fillMessage(text.deleted, { what: deleted.what })]);
    return exit.done;
  },
});
