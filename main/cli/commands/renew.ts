import { AppError } from '../../../shared/domain/app-error.ts';
import { estTexts } from '../../../shared/i18n/command-line-est.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import { profileOfRequest } from '../../enrolment/profiles/profile-of-request.ts';
import { algorithmAsked } from '../algorithm-option.ts';
import type { Command, CommandRun } from '../command.ts';
import { estAsk, estOptions, outcomeLines, outcomeValue, showContact } from '../est-options.ts';
import { exit } from '../exit-codes.ts';
import { profileOfOption } from '../profile-options.ts';
import { unlockIfPossible } from '../unlock.ts';

export const renewCommand: Command = {
  name: 'renew',
  synopsis: 'ID [--profile FILE|NAME] [--algorithm ALGORITHM] [--anchor FILE]',
  summary: {
    'zh-CN': '用现有证书向颁发机构更新证书 (EST)',
    en: 'renew a certificate with the one that is there (EST)',
  },
  words: [1, 1],
  writes: true,
  values: ['profile', 'algorithm', ...estOptions.values],
  flags: estOptions.flags,
  secrets: estOptions.secrets,
  async run(run) {
    const { services, output, language, arguments: given } = run;
    await services.vault.require();
    const old = await services.certificates.resolveId(given.words[0] ?? '', { labels: true });
    const held = await profileFor(run, old);
    if (held.profile.protocol !== 'est') {
      throw new AppError('protocol-unsupported', { protocol: held.profile.protocol.toUpperCase() });
    }
    const algorithm = algorithmAsked(given.values['algorithm'], held);
    const ask = await estAsk(run);
    await unlockIfPossible(run);
    await showContact(run, held);
    const { enrolment } = services;
    const outcome = await enrolment.est.renew(old, held, algorithm, ask, async (kind, certificate) => {
      const wanted = { certificate, algorithm: kind, place: null, purpose: 'renew', renews: old } as const;
      return (await enrolment.requestFor(held, wanted)).request;
    });
    const kept = fillMessage(estTexts[language].renewed, { old: old.slice(0, 16) });
    output.value({ ...outcomeValue(outcome), renews: old }, [...outcomeLines(run, outcome, 'waitingForRenewal'), kept]);
    return exit.done;
  },
};

/** The one that it was applied for with, unless another is named. Errors: `usage`, `not-found`. */
async function profileFor(run: CommandRun, sha256: string): Promise<HeldProfile> {
  if (run.arguments.values['profile'] !== undefined) return await profileOfOption(run);
  const { enrolment } = run.services;
  const request = (await enrolment.pending()).findLast(({ certificate }) => certificate === sha256);
  if (!request) throw new AppError('usage', { option: '--profile' });
  return profileOfRequest(await enrolment.profiles.list(), request);
}
