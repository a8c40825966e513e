// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { demoCaTexts } from './demo-ca-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { demoProfile } from '../../enrolment/profiles/demo-profile.ts';
import { writeProfileFile } from '../../exports/profile-file.ts';
import type { RunningDemoCa } from '../../demo-ca/demo-ca-client.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { parseCount } from '../runtime/numbers.ts';
import { outputNamed } from '../runtime/output-named.ts';

/** Short: reminders and renewal apply at once. */
const usualDays = '20';
const maxDays = 365;

export const demoCaCommand: Command = {
  name: 'demo-ca',
  synopsis: '[--days N] [-o FILE]',
  summary: {
    'zh-CN': '运行一个试用 CA，体验申请和更新；不受任何人信任',
    en: 'run a try-out authority, to see applying and renewing; nobody trusts it',
  },
  words: [0, 0],
  values: ['days', 'output'],
  async run(run) {
    const { services, arguments: given, watchForInterruption, output, language } = run;
    const days = parseCount(given.values['days'] ?? usualDays, '--days', maxDays);
    const named = given.values['output'];
    const file = named === undefined ? null : await outputNamed(run, named);
    const interrupted = watchForInterruption();
    const running = await services.startDemoCa({ days });
    try {
      const profile = demoProfile(running);
      if (file !== null) await writeProfileFile(file, profile);
      tell(run, running, { days, file: file?.path ?? null, profile });
      const stopped = new Promise<'stopped'>((done) => {
        if (interrupted.aborted) done('stopped');
        interrupted.addEventListener('abort', () => done('stopped'), { once: true });
      });
      // Ctrl-C is the normal end.
      if ((await Promise.race([stopped, running.ended])) !== 'stopped') throw new AppError('internal');
    } finally {
      running.stop();
    }
    output.progress({ event: 'ended' }, demoCaTexts[language].ended);
    return exit.done;
  },
};

function tell(
  { output, language }: CommandRun,
  { url, certificate, code }: RunningDemoCa,
  { days, file, profile }: { readonly days: number; readonly file: string | null; readonly profile: CaProfile },
): void {
  const text = demoCaTexts[language];
  const sha256 = createHash('sha256').update(certificate).digest('hex');
  const shown = visibleText(file ?? 'demo.json');
  output.value({ url, sha256, code, days, profile, file }, [
    fillMessage(text.running, { days }),
    fillMessage(text.address, { url }),
    fillMessage(text.fingerprint, { sha256 }),
    fillMessage(text.code, { code }),
    ...(file === null
      ? [text.profile, JSON.stringify(profile, null, 2)]
      : [fillMessage(text.written, { file: shown })]),
    text.howTo,
    `  echo ${code} | certsteward enrol --profile "${shown}" --subject "CN=Zhang San" --code-stdin --yes`,
    '  certsteward renew ID',
  ]);
}
