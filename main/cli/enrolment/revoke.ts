// SPDX-License-Identifier: Apache-2.0
import { AppError, type ErrorDetails } from '../../../shared/domain/errors/app-error.ts';
import { deletionTexts } from '../certificates/deletion-texts.ts';
import { lossTexts } from '../certificates/loss-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { ContactSheet } from '../../../shared/schemas/enrolment/contact-sheet.ts';
import { lossKinds } from '../../../shared/domain/certificates/certificate-states.ts';
import { lossKindSchema, type Loss, type LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { contactSheetLines } from '../../../shared/sinks/contact-sheet-text.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { revokingProtocol } from '../../losses/revoke-by-protocol.ts';
import { backupPath } from '../backup/backup-answer.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { localTime } from '../output/local-time.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { serverAsk, serverOptions, showContact } from './server-options.ts';
import { hostText, profileNamed, profileOfOption, usedProfileOption } from '../profiles/profile-options.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { choice, flag } from '../runtime/options.ts';

export const revokeCommand = defineCommand({
  name: 'revoke',
  summary: {
    'zh-CN': '为遗失或被盗的证书挂失',
    en: 'Report a certificate lost or stolen',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    kind: choice('KIND', lossKinds, {
      'zh-CN': '发生了什么',
      en: 'What happened',
    }),
    undo: flag({ 'zh-CN': '找到证书后，撤回遗失登记', en: 'Withdraw the report because you found the certificate' }),
    profile: usedProfileOption,
    ...serverOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '证书遗失、被盗或私钥可能泄露时使用。只有 CMP 能吊销：您确认之后，会用这张证书的私钥签名，向机构申请吊销。没有私钥时，请用 --reference 和授权码。成功时退出码是 0。网页、申请文件和 EST 不能吊销，退出码是 4，以免脚本误以为已经吊销。这时会显示挂失单：向谁挂失、序列号和颁发者、需要提供的内容、证书还在哪些位置，不会连接任何服务器。补办用 enrol --replaces。--kind 在保险库里登记原因和日期，list 和 show 会显示。补办之后，旧证书不再提醒。--undo 撤回登记（退出码 0）。机构取自申请时的办理指南，或用 --profile 指定。ID 不能是名称。--json 时 error.code 是 not-revoked，error.details 有 certificate、issuer、serial、kind、reportedAt、authority、host、verified、phone、email、url、sheet（逐行）、places。',
    en: 'Use this if a certificate is lost or stolen, or its key may be exposed. CertSteward can only revoke it over CMP. After you confirm, CertSteward asks the CA with a request signed by the certificate’s key, or with --reference and a code if the key is gone. The exit code is then 0. CertSteward cannot revoke a certificate through a web page, a request file or EST. The exit code is then 4, so that a script never mistakes the certificate for a revoked one. A contact sheet is shown: who to call, the serial number and issuer, what you will be asked, and where the certificate still is. No server is contacted. To apply for a replacement, run enrol --replaces. With --kind, the vault records what happened and when. This is shown in list and show. After a replacement, the old certificate has no reminders. To withdraw the report, add --undo (exit code 0). The CA is the one in the guide you applied with, or in --profile. ID cannot be a label. With --json, error.code is not-revoked, and error.details has certificate, issuer, serial, kind, reportedAt, authority, host, verified, phone, email, url, sheet (by line) and places.',
  },
  examples: [
    {
      line: 'certsteward revoke 3f2a91bc --kind stolen',
      'zh-CN': '被盗：登记，并显示向谁挂失',
      en: 'Stolen: record it, and show who to call',
    },
    {
      line: 'certsteward revoke 3f2a91bc --kind lost --reference 4711 --code-file code.txt',
      'zh-CN': '没有私钥，通过 CMP 吊销',
      en: 'Revoke over CMP when the key is gone',
    },
    { line: 'certsteward revoke 3f2a91bc --undo', 'zh-CN': '找到了', en: 'If you found the certificate' },
  ],
  exitCodes: [exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['scan', 'stores remove', 'backup restore', 'enrol'],
  async run(run) {
    const { services, arguments: given } = run;
    await services.vault.require();
    // Labels aren't unique and can be reassigned.
    const sha256 = await services.certificates.resolveId(given.words[0] ?? '', { labels: false });
    if (given.flags.has('undo')) return await undo(run, sha256);
    const kind = kindAsked(given.values['kind']);
    const profile = given.values['profile'] === undefined ? null : await profileOfOption(run);
    const sheet = await services.losses.sheet({ sha256, profileId: profile?.id ?? null });
    if (sheet.authority?.protocol === 'cmp') return await revokeOverCmp(run, sheet, kind);
    const [loss = null] = kind === null ? [] : (await services.losses.report({ sha256s: [sha256], kind })).losses;
    return await tellThatNothingWasRevoked(run, sheet, loss);
  },
});

function kindAsked(kind: string | undefined): LossKind | null {
  if (kind === undefined) return null;
  const known = lossKindSchema.safeParse(kind);
  if (!known.success) throw new AppError('usage', { option: '--kind' });
  return known.data;
}

async function undo({ services, output, language, arguments: { values } }: CommandRun, id: string): Promise<ExitCode> {
  if (values['kind'] !== undefined) throw new AppError('usage', { option: '--kind', reason: 'misplaced-option' });
  const { loss } = await services.certificates.summary(id);
  if (loss === null) throw new AppError('not-found', { reason: 'not-reported' });
  await services.losses.withdraw({ sha256s: [id] });
  output.value({ certificate: id, loss: null }, [fillMessage(lossTexts[language].withdrawn, { id: id.slice(0, 16) })]);
  return exit.done;
}

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

/** Fails, because exit code 0 would suggest success (docs/decisions/0020-revoke-without-revocation.md). */
async function tellThatNothingWasRevoked(run: CommandRun, sheet: ContactSheet, loss: Loss | null): Promise<ExitCode> {
  const { output, language } = run;
  const { sha256 } = sheet.certificate;
  const lines = contactSheetLines([{ ...sheet, kind: loss?.kind ?? sheet.kind }], language);
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
  const stores = installedIn.map(visibleText);
  const lines = [
    ...(installedIn.length === 0 ? [] : [fillMessage(texts.stillInstalled, { stores })]),
    ...backups.map((backup) =>
      fillMessage(texts.keptInBackup, {
        createdAt: localTime(backup.createdAt),
        file: visibleText(backupPath(backup)),
      }),
    ),
  ];
  return lines.length === 0 ? [] : ['', lossTexts[language].places, ...lines];
}
