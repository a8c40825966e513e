import type { ActivityEvent } from '../domain/activity-events.ts';
import type { SealFinding } from '../ipc/calls/activity.ts';
import type { CertificateStatus } from '../schemas/certificate.ts';
import type { ProtectorKind } from '../schemas/vault-status.ts';
import { commandLineEn } from './command-line.en.ts';
import { commandLineZhCn } from './command-line.zh-CN.ts';
import type { Language } from './language.ts';

type Word =
  | 'usage'
  | 'commands'
  | 'options'
  | 'secrets'
  | 'optionVault'
  | 'optionJson'
  | 'optionQuiet'
  | 'optionYes'
  | 'optionForce'
  | 'passwordForFile'
  | 'passwordOfFile'
  | 'passphrase'
  | 'keys'
  | 'vaultCreated'
  | 'recoveryCodeOnce'
  | 'opens'
  | 'newPassphrase'
  | 'newPassphraseAgain'
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
  | 'yes'
  | 'no'
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
  | 'keysCount';

/** Words that only the command line says; errors and diagnoses are shared with the window. */
export type CommandLineTexts = Readonly<Record<Word, string>> & {
  readonly status: Readonly<Record<CertificateStatus, string>>;
  readonly protector: Readonly<Record<ProtectorKind, string>>;
  readonly activity: Readonly<Record<ActivityEvent, string>>;
  /** `affected` goes in place of {{affected}}. */
  readonly sealFinding: Readonly<Record<SealFinding['problem'], string>>;
};

export const commandLineTexts: Record<Language, CommandLineTexts> = { 'zh-CN': commandLineZhCn, en: commandLineEn };
