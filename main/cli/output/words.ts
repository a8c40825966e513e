// SPDX-License-Identifier: Apache-2.0
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import type { SealFinding } from '../../../shared/ipc/calls/activity.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault-status.ts';
import type { ExportWarning } from '../../../shared/domain/export-warnings.ts';
import type { CertificateStatus, ChainState, SignatureVerdict } from '../../../shared/schemas/certificate.ts';
import type { FoundState } from '../../../shared/schemas/found-file.ts';
import type { UnopenedKey } from '../../../shared/schemas/inspection.ts';
import { commandLineEn } from './words.en.ts';
import { commandLineZhCn } from './words.zh-CN.ts';
import type { Language } from '../../../shared/i18n/language.ts';

type Word =
  | 'usage'
  | 'commands'
  | 'passwordForFile'
  | 'passwordForFileAgain'
  | 'passwordOfFile'
  | 'secretOfVaultFile'
  | 'keyOnToken'
  | 'keyOnTokenUnseen'
  | 'keyBehindProvider'
  | 'noteLocked'
  | 'noCertificates'
  | 'noneMatches'
  | 'passphrase'
  | 'keys'
  | 'keysLeftOut'
  | 'summary'
  | 'revoked'
  | 'keyUnusable'
  | 'certificatesOnlyHint'
  | 'vaultCreated'
  | 'recoveryCodeOnce'
  | 'opens'
  | 'appLocked'
  | 'appWasLocked'
  | 'noAppRuns'
  | 'newPassphrase'
  | 'newPassphraseAgain'
  | 'noId'
  | 'protectorNotSet'
  | 'passphraseThatStays'
  | 'passphraseSet'
  | 'protectorAdded'
  | 'protectorRemoved'
  | 'rekeying'
  | 'rekeyed'
  | 'oldCopies'
  | 'clean'
  | 'reopened'
  | 'nothingExpires'
  | 'holder'
  | 'keyMadeByAuthority'
  | 'yes'
  | 'no'
  | 'stopped'
  | 'sealSealed'
  | 'sealUnsealed'
  | 'sealBroken'
  | 'sealUnknown'
  | 'logChainSound'
  | 'logEmpty'
  | 'logExported'
  | 'logAccepted'
  | 'logNothingToAccept'
  | 'confirmAccept'
  | 'certificatesCount'
  | 'keysCount'
  | 'copies'
  | 'withKeys'
  | 'scanSummary';

/** Words that only the command line says; errors and diagnoses are shared with the window. */
export type CommandLineTexts = Readonly<Record<Word, string>> & {
  readonly status: Readonly<Record<CertificateStatus, string>>;
  readonly chainState: Readonly<Record<ChainState, string>>;
  /** Of a row of the list. */
  readonly weakAlgorithm: string;
  readonly protector: Readonly<Record<ProtectorKind, string>>;
  readonly activity: Readonly<Record<ActivityEvent, string>>;
  /** `affected` goes in place of {{affected}}. */
  readonly sealFinding: Readonly<Record<SealFinding['problem'], string>>;
  readonly signature: Readonly<Record<SignatureVerdict, string>>;
  readonly exportWarning: Readonly<Record<ExportWarning['reason'], string>>;
  readonly foundState: Readonly<Record<FoundState, string>>;
  readonly keyShut: Readonly<Record<UnopenedKey['reason'], string>>;
};

export const commandLineTexts: Record<Language, CommandLineTexts> = { 'zh-CN': commandLineZhCn, en: commandLineEn };
