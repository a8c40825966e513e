import type { CertificateStatus } from '../schemas/certificate.ts';
import { commandLineEn } from './command-line.en.ts';
import { commandLineZhCn } from './command-line.zh-CN.ts';
import type { Language } from './language.ts';

type Word =
  | 'usage'
  | 'commands'
  | 'passwordForFile'
  | 'passwordOfFile'
  | 'passphrase'
  | 'keys'
  | 'vaultCreated'
  | 'recoveryCodeOnce'
  | 'opens'
  | 'clean'
  | 'reopened'
  | 'nothingExpires'
  | 'holder'
  | 'yes'
  | 'no'
  | 'stopped';

/** Words that only the command line says; errors and diagnoses are shared with the window. */
export type CommandLineTexts = Readonly<Record<Word, string>> & {
  readonly status: Readonly<Record<CertificateStatus, string>>;
};

export const commandLineTexts: Record<Language, CommandLineTexts> = { 'zh-CN': commandLineZhCn, en: commandLineEn };
