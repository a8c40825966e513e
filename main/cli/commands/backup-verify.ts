import { resolve } from 'node:path';
import { backupTexts } from '../../../shared/i18n/command-line-backup.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { backupAnswer } from '../backup-answer.ts';
import { rememberSecrets, secretOfBackup } from '../backup-secrets.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit-codes.ts';

export const backupVerifyCommand: Command = {
  name: 'backup verify',
  synopsis: 'FILE [--password-file FILE | --passphrase-file FILE | --recovery-code-file FILE]',
  summary: {
    'zh-CN': '检查一份备份：给出密码则打开并试恢复，否则只核对它没有变化',
    en: 'check a backup: with a secret it is opened and rehearsed, without one it is compared with what was rehearsed',
  },
  words: [1, 1],
  secrets: ['password', 'passphrase', 'recovery-code'],
  writes: true,
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const file = resolve(run.arguments.words[0] ?? '');
    const secret = await secretOfBackup(run);
    const { outcome, manifest, signed, untested, row } = await run.services.backups.verify(
      file,
      secret,
      run.watchForInterruption(),
    );
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
