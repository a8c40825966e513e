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
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { parseCount } from '../runtime/numbers.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { value } from '../runtime/options.ts';
import { outputOption } from '../runtime/shared-options.ts';

const usualDays = '20';
const maxDays = 365;

export const demoCaCommand = defineCommand({
  name: 'demo-ca',
  summary: {
    'zh-CN': '运行测试 CA（浏览器不信任）',
    en: 'Run a practice CA that no browser trusts',
  },
  options: {
    days: value('N', {
      'zh-CN': '证书有效天数，1 到 365，默认 20',
      en: 'Validity of its certificates in days, 1 to 365 (default: 20)',
    }),
    output: outputOption,
  },
  description: {
    'zh-CN':
      '在这台电脑上运行测试 CA（EST），体验申请、提醒和更新证书。任何浏览器都不信任测试 CA，名称里也已写明。私钥只在内存里，命令结束后即消失。只有这台电脑能连接，端口由系统选择。授权码固定是 demo。新证书默认有效 20 天，马上就能看到提醒，可用 --days 更改。更新后的证书有效一年。-o 把含根证书的办理指南保存为文件，没有 -o 时直接显示。按 Ctrl+C 结束。--json 先输出 value.url、sha256、code、days、profile、file，然后继续运行。',
    en: 'Runs a practice CA (EST) on this computer, so that you can try out applying, reminders and renewing. No browser trusts it, as its name says. Its private key is only in memory until the command ends. Only this computer can reach it, on a port that the system chooses. The code is always “demo”. New certificates are valid for 20 days unless you add --days, so you see a reminder at once. A renewed certificate is valid for a year. With -o, the guide and the root certificate are saved to a file. Otherwise, the guide is shown. Press Ctrl+C to stop the practice CA. With --json, value.url, sha256, code, days, profile and file are printed first, and the command keeps running.',
  },
  examples: [
    { line: 'certsteward demo-ca -o demo.json', 'zh-CN': '把办理指南保存为文件', en: 'Save its guide to a file' },
    {
      line: 'certsteward demo-ca --days 2 -o demo.json',
      'zh-CN': '证书两天后到期',
      en: 'Certificates that expire after two days',
    },
  ],
  exitCodes: [exit.locked],
  seeAlso: ['enrol', 'renew', 'check'],
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
      if ((await Promise.race([stopped, running.ended])) !== 'stopped') throw new AppError('internal');
    } finally {
      running.stop();
    }
    output.progress({ event: 'ended' }, demoCaTexts[language].ended);
    return exit.done;
  },
});

function tell(
  { output, language }: CommandRun,
  { url, certificate, code }: RunningDemoCa,
  { days, file, profile }: { readonly days: number; readonly file: string | null; readonly profile: CaProfile },
): void {
  const text = demoCaTexts[language];
  const sha256 = createHash('sha256').update(certificate).digest('hex');
  const shown = visibleText(file ?? 'demo.json');
  // Run from source, there is no certsteward on the PATH.
  const program = process.env['npm_lifecycle_event'] === 'cli' ? 'npm run -s cli --' : 'certsteward';
  output.value({ url, sha256, code, days, profile, file }, [
    fillMessage(text.running, { days }),
    fillMessage(text.address, { url }),
    fillMessage(text.fingerprint, { sha256 }),
    fillMessage(text.code, { code }),
    ...(file === null
      ? [text.profile, JSON.stringify(profile, null, 2)]
      : [fillMessage(text.written, { file: shown })]),
    text.howTo,
    `  echo ${code} | ${program} enrol --profile "${shown}" --subject "CN=Zhang San" --code-stdin --yes`,
    `  ${program} renew ID`,
  ]);
}
