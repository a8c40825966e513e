// SPDX-License-Identifier: Apache-2.0
import { backupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { backupAnswer } from './backup-answer.ts';
import { backupNamed, placeOptions } from './backup-places.ts';
import { rememberSecrets, secretOfBackup } from './backup-secrets.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';

export const backupVerifyCommand: Command = {
  name: 'backup verify',
  synopsis:
    'FILE|webdav:URL/FILE|token:SERIAL/FILE [--password-file FILE | --passphrase-file FILE | --recovery-code-file FILE] [--webdav-user NAME] [--webdav-password-file FILE] [--remember] [--module PATH] [--pin-file FILE]',
  summary: {
    'zh-CN': '检查一份备份：给出密码则打开并试恢复，否则只核对它没有变化',
    en: 'check a backup: with a secret it is opened and rehearsed, without one it is compared with what was rehearsed',
  },
  words: [1, 1],
  values: placeOptions.values,
  flags: placeOptions.flags,
  secrets: ['password', 'passphrase', 'recovery-code', ...placeOptions.secrets, 'pin'],
  writes: true,
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const secret = await secretOfBackup(run);
    const [word = ''] = run.arguments.words;
    const { place, fileName, file, remember, naming } = await backupNamed(run, word);
    const signal = run.watchForInterruption();
    const found = await naming(async () => run.services.backups.verify({ place, fileName }, secret, signal));
    await remember();
    const { outcome, manifest, signed, untested, row } = found;
    const texts = backupTexts[run.language];
    const counts = manifest?.counts;
    run.output.value(
      { file, outcome, counts, signed, untested, createdAt: manifest?.createdAt, backup: row && backupAnswer(row) },
      [
        counts
          ? fillMessage(texts.verified, { certificates: counts.certificates, keys: counts.keys, signed })
          : texts.unchanged,
      ],
    );
    return exit.done;
  },
};
