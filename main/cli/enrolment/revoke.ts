// SPDX-License-Identifier: Apache-2.0
import { AppError, type ErrorDetails } from '../../../shared/domain/errors/app-error.ts';
import { deletionTexts } from '../certificates/deletion-texts.ts';
import { lossTexts } from '../certificates/loss-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { ContactSheet } from '../../../shared/schemas/enrolment/contact-sheet.ts';
import { lossKindSchema, type Loss, type LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { contactSheetLines } from '../../../shared/sinks/contact-sheet-text.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { revokingProtocol } from '../../losses/revoke-by-protocol.ts';
import { backupPath } from '../backup/backup-answer.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { serverAsk, serverOptions, showContact } from './server-options.ts';
import { hostText, profileNamed, profileOfOption } from '../profiles/profile-options.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const revokeCommand: Command = {
  name: 'revoke',
  synopsis:
    'ID [--kind lost|stolen|key-exposed] [--profile FILE|NAME] [--reference REF] [--anchor FILE] [--vault-token SERIAL --vault-pin-file FILE] [--undo]',
  summary: {
    'zh-CN': '证书遗失或被盗：向颁发机构申请吊销（CMP），或显示挂失单，并登记遗失',
    en: 'a certificate is lost or stolen: have it revoked (CMP), or show whom to tell, and record it',
  },
  words: [1, 1],
  writes: true,
  values: ['kind', 'profile', ...serverOptions.values],
  flags: ['undo', ...serverOptions.flags],
  secrets: serverOptions.secrets,
  async run(run) {
    const { services, arguments: given } = run;
    await services.vault.require();
    // Labels aren't unique and can move.
    const sha256 = await services.certificates.resolveId(given.words[0] ?? '', { labels: false });
    if (given.flags.has('undo')) return await undo(run, sha256);
    const kind = kindAsked(given.values['kind']);
    const profile = given.values['profile'] === undefined ? null : await profileOfOption(run);
    const sheet = await services.losses.sheet({ sha256, profileId: profile?.id ?? null });
    if (sheet.authority?.protocol === 'cmp') return await revokeOverCmp(run, sheet, kind);
    const loss = kind === null ? null : await services.losses.report({ sha256, kind });
    return await tellThatNothingWasRevoked(run, sheet, loss);
  },
};

function kindAsked(kind: string | undefined): LossKind | null {
  if (kind === undefined) return null;
  const known = lossKindSchema.safeParse(kind);
  if (!known.success) throw new AppError('usage', { option: '--kind' });
  return known.data;
}

async function undo({ services, output, language, arguments: { values } }: CommandRun, id: string): Promise<ExitCode> {
  if (values['kind'] !== undefined) throw new AppError('usage', { option: '--kind' });
  await services.losses.withdraw({ sha256: id });
  output.value({ certificate: id, loss: null }, [fillMessage(lossTexts[language].withdrawn, { id: id.slice(0, 16) })]);
  return exit.done;
}

/** Irreversible: ask first. */
async function revokeOverCmp(
  run: CommandRun,
  { certificate, authority }: ContactSheet,
  kind: LossKind | null,
): Promise<ExitCode> {
  const { services, output, language } = run;
  const { sha256 } = certificate;
  const held = profileNamed(await services.enrolment.profiles.list(), authority?.profileId ?? '');
  const ask = await serverAsk(run);
  const named = { id: sha256.slice(0, 16), host: hostText(held.host) };
  await confirmOnTerminal(run, fillMessage(lossTexts[language].confirmRevoke, named));
  if (ask.login === null) await unlockIfPossible(run);
  await showContact(run, held);
  const loss = await services.losses.revoke(sha256, held, ask, kind);
  output.value({ certificate: sha256, revoked: true, loss }, [fillMessage(lossTexts[language].revoked, named)]);
  return exit.done;
}

/** Fails, as exit 0 would suggest success (docs/decisions/0020-revoke-without-revocation.md). */
async function tellThatNothingWasRevoked(run: CommandRun, sheet: ContactSheet, loss: Loss | null): Promise<ExitCode> {
  const { output, language } = run;
  const { sha256 } = sheet.certificate;
  const lines = contactSheetLines(sheet, loss?.kind ?? null, language);
  const places = await placeLines(run, sha256);
  const recorded = fillMessage(lossTexts[language].recorded, { id: sha256.slice(0, 16) });
  if (!output.json) output.value(null, [...lines, ...places, ...(loss === null ? [] : ['', recorded])]);
  try {
    revokingProtocol(sheet.authority?.protocol ?? null);
    return exit.done;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-revoked') throw error;
    throw new AppError(error.code, { ...error.details, ...detailsOf(sheet, loss), sheet: lines, places });
  }
}

function detailsOf({ certificate, authority }: ContactSheet, loss: Loss | null): ErrorDetails {
  const { sha256, issuer, serial } = certificate;
  return {
    certificate: sha256,
    issuer,
    serial,
    kind: loss?.kind ?? null,
    reportedAt: loss?.reportedAt ?? null,
    authority: authority?.name ?? null,
    host: authority?.host.ascii ?? null,
    verified: authority?.confirmed ?? null,
    phone: authority?.contact?.phone ?? null,
    email: authority?.contact?.email ?? null,
    url: authority?.contact?.url ?? null,
  };
}

async function placeLines({ services, language }: CommandRun, sha256: string): Promise<string[]> {
  const texts = deletionTexts[language];
  const { installedIn, backups } = await services.deletion.plan({ certificates: [sha256] });
  const stores = visibleText(installedIn.join(', '));
  const lines = [
    ...(installedIn.length === 0 ? [] : [fillMessage(texts.stillInstalled, { stores })]),
    ...backups.map((backup) =>
      fillMessage(texts.keptInBackup, { createdAt: backup.createdAt, file: visibleText(backupPath(backup)) }),
    ),
  ];
  return lines.length === 0 ? [] : ['', lossTexts[language].places, ...lines];
}
