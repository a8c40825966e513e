// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { backupTexts } from './backup-texts.ts';
import { backupAnswer } from './backup-answer.ts';
import { backupNamed, placeOptions } from './backup-places.ts';
import { rememberSecrets, secretOfBackup } from './backup-secrets.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { secrets } from '../runtime/secret-options.ts';
import { alternatives } from '../runtime/options.ts';

export const backupVerifyCommand = defineCommand({
  name: 'backup verify',
  summary: {
    'zh-CN': '检查一份备份',
    en: 'Check a backup',
  },
  words: { name: 'FILE|webdav:URL/FILE|token:SERIAL/FILE', count: [1, 1], files: true },
  options: {
    ...alternatives(secrets('password'), secrets('passphrase'), secrets('recovery-code')),
    ...placeOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '再次检查一份备份。提供密码或恢复码时，会打开备份并试恢复。没有提供时，只检查备份是否与完成时一致。结果记在备份记录里。',
    en: 'Checks a backup again. With a password or the recovery code, the backup is opened and test-restored. Without either, CertSteward only checks that the file is identical to the backup it made. The result is saved in the history.',
  },
  examples: [
    {
      line: 'certsteward backup verify /media/usb/certsteward-backup-20261125-090000.tar --recovery-code-file code.txt',
      'zh-CN': '用恢复码打开',
      en: 'With the recovery code',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound],
  seeAlso: ['backup history', 'backup restore'],
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const secret = await secretOfBackup(run, { optional: true });
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
          ? fillCounted(run.language, texts.verified, { certificates: counts.certificates, keys: counts.keys, signed })
          : texts.unchanged,
      ],
    );
    return exit.done;
  },
});
