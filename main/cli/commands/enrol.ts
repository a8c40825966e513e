import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { enrolmentTexts } from '../../../shared/i18n/command-line-enrolment.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { annotationLimits } from '../../../shared/schemas/annotation-limits.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import { tokenAlgorithmSchema, type TokenAlgorithm } from '../../../shared/schemas/token.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { KeptRequest } from '../../enrolment/enrolment-service.ts';
import { writeRequestFile } from '../../exports/request-file.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../exit-codes.ts';
import { words } from '../messages.ts';
import { hostText, profileOfOption, unverifiedLine } from '../profile-options.ts';
import { refuseExisting } from '../refuse-existing.ts';
import { lastTryFlag } from '../token-pins.ts';
import { requestOnToken } from '../token-request.ts';
import { createVaultOnce, tellingCreated, type VaultCreation } from '../vault-creation.ts';
import { webProfileLines } from '../web-profile-lines.ts';

export const enrolCommand: Command = {
  name: 'enrol',
  synopsis:
    '--profile FILE|NAME --subject DN [--key vault|token:SERIAL] [--algorithm ALGORITHM] [--place TEXT] [-o FILE]',
  summary: { 'zh-CN': '按颁发机构的申请方案申请证书', en: 'apply for a certificate by the profile of an authority' },
  words: [0, 0],
  writes: true,
  values: ['profile', 'subject', 'key', 'algorithm', 'place', 'label', 'module', 'output'],
  flags: [lastTryFlag],
  secrets: ['passphrase', 'pin', 'so-pin'],
  async run(run) {
    const held = await profileOfOption(run);
    const { protocol } = held.profile;
    if (protocol === 'web') return showWebProfile(run, held);
    if (protocol !== 'manual') throw new AppError('protocol-unsupported', { protocol: protocol.toUpperCase() });
    const creation = createVaultOnce(run);
    return await tellingCreated(run, creation, async () => enrolManually(run, held, creation));
  },
};

function showWebProfile(run: CommandRun, held: HeldProfile): ExitCode {
  const { profile, host } = held;
  run.output.value({ profile: held, url: profile.url, host }, webProfileLines(run.language, held));
  return exit.done;
}

async function enrolManually(run: CommandRun, held: HeldProfile, creation: VaultCreation): Promise<ExitCode> {
  const { values, flags } = run.arguments;
  const { subject, place = null } = values;
  if (subject === undefined || subject === '') throw new AppError('usage', { option: '--subject' });
  if (place !== null && place.length > annotationLimits.place) throw new AppError('usage', { option: '--place' });
  const algorithm = algorithmOf(values['algorithm'], held);
  const key = values['key'] ?? 'vault';
  if (key !== 'vault' && !/^token:./.test(key)) throw new AppError('usage', { option: '--key' });
  const file = values['output'] === undefined ? null : resolve(values['output']);
  if (file !== null && !flags.has('yes')) await refuseExisting(file);
  // Nothing is made, and no PIN asked for, for a subject that no authority takes.
  run.services.enrolment.checkSubject(subject, held.profile);
  if (key === 'vault') await creation.ensure();
  const wanted = { subject, algorithm, place };
  const kept =
    key === 'vault'
      ? await run.services.enrolment.request(held, wanted)
      : await requestOnToken(run, held, { ...wanted, serial: key.slice('token:'.length) });
  if (file !== null) await writeRequestFile(file, kept.pem);
  answer(run, held, { kept, file, creation });
  return exit.done;
}

/** The profile's first, where nobody says otherwise: authorities take what they say. */
function algorithmOf(asked: string | undefined, { profile }: HeldProfile): TokenAlgorithm {
  const allowed = profile.keyTypes ?? tokenAlgorithmSchema.options;
  if (asked === undefined) return profile.keyTypes?.[0] ?? 'ec-p256';
  const found = allowed.find((each) => each === asked);
  if (found === undefined) throw new AppError('usage', { option: '--algorithm', argument: allowed.join(', ') });
  return found;
}

function answer(
  run: CommandRun,
  held: HeldProfile,
  { kept, file, creation }: { kept: KeptRequest; file: string | null; creation: VaultCreation },
): void {
  const { language, output } = run;
  const { request, pem } = kept;
  const text = enrolmentTexts[language];
  const created = creation.created();
  const inside = language === 'zh-CN' ? '保险库里' : 'in the vault';
  const place = request.token === null ? inside : `USB ${visibleText(request.token)}`;
  const said = { host: hostText(held.host), place, file: file === null ? '' : visibleText(file) };
  const unverified = unverifiedLine(language, held);
  output.value({ pending: request, pem, file, ...(created && { vaultCreated: created }) }, [
    ...(created === null ? [] : [words(language).recoveryCodeOnce, created.recoveryCode]),
    ...(unverified === null ? [] : [unverified]),
    fillMessage(file === null ? text.requestedText : text.requested, said),
    ...(file === null ? [pem.trimEnd()] : []),
  ]);
}
