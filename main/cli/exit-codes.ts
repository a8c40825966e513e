import type { AppError } from '../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../shared/domain/error-codes.ts';
import type { Diagnosis } from '../../shared/schemas/inspection.ts';

/** The exit codes of PRODUCT.md, "The command line". */
export const exit = {
  done: 0,
  failed: 1,
  usage: 2,
  password: 3,
  unsupported: 4,
  damaged: 5,
  notFound: 6,
  locked: 7,
  verification: 8,
  expiring: 10,
  /** Stopped by Ctrl-C (128 + SIGINT, as shells say it). */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

const byError: Partial<Record<ErrorCode, ExitCode>> = {
  usage: exit.usage,
  'invalid-input': exit.usage,
  'ambiguous-id': exit.usage,
  'secret-not-text': exit.usage,
  'wrong-secret': exit.password,
  'secret-required': exit.password,
  'secret-missing': exit.password,
  'needs-password': exit.password,
  'wrong-password': exit.password,
  'password-required': exit.password,
  'unsupported-algorithm': exit.unsupported,
  damaged: exit.damaged,
  'not-a-certificate-file': exit.damaged,
  'not-a-vault-file': exit.damaged,
  'vault-damaged': exit.damaged,
  'not-a-backup': exit.damaged,
  'backup-damaged': exit.verification,
  'backup-newer': exit.locked,
  'backup-gone': exit.notFound,
  'backup-unprotected': exit.locked,
  'place-read-only': exit.locked,
  'place-changed': exit.notFound,
  'drive-gone': exit.notFound,
  'drive-failing': exit.verification,
  'drive-busy': exit.locked,
  'vault-missing': exit.notFound,
  'not-found': exit.notFound,
  'vault-locked': exit.locked,
  'not-lockable': exit.locked,
  'not-confirmed': exit.locked,
  'backup-missing': exit.locked,
  'recovery-unsaved': exit.locked,
  'last-protector': exit.locked,
  'vault-busy': exit.locked,
  'vault-newer': exit.locked,
  'verification-failed': exit.verification,
  cancelled: exit.interrupted,
  'seal-broken': exit.verification,
  'store-not-found': exit.notFound,
  'not-installed': exit.notFound,
  'store-locked': exit.locked,
  'store-read-only': exit.locked,
  'store-damaged': exit.damaged,
  'store-tools-missing': exit.unsupported,
  'store-needs-password': exit.password,
  'store-wrong-password': exit.password,
  'already-installed': exit.locked,
  'not-exportable': exit.locked,
  'key-elsewhere': exit.locked,
  'last-key-copy': exit.locked,
  'proof-failed': exit.verification,
  'profile-invalid': exit.damaged,
  'host-differs': exit.verification,
  'protocol-unsupported': exit.unsupported,
  'reply-foreign': exit.verification,
  'reply-refused': exit.verification,
  'address-refused': exit.usage,
  'server-insecure': exit.usage,
  'server-certificate-expired': exit.verification,
  'server-certificate-unknown': exit.verification,
  'server-certificate-name': exit.verification,
  'server-certificate': exit.verification,
  'server-password-missing': exit.password,
  'server-refused-login': exit.password,
  'server-redirected': exit.locked,
  'server-folder-missing': exit.notFound,
  'server-conflict': exit.locked,
  'tokens-unavailable': exit.unsupported,
  'module-not-found': exit.notFound,
  'module-not-allowed': exit.locked,
  'module-broken': exit.damaged,
  'module-paused': exit.locked,
  'module-registered': exit.locked,
  'token-not-found': exit.notFound,
  'token-busy': exit.locked,
  'token-refused': exit.locked,
  'token-not-managed': exit.locked,
  'token-write-protected': exit.locked,
  'token-not-empty': exit.locked,
  'token-takes-no-data': exit.unsupported,
  'wrong-pin': exit.password,
  'pin-locked': exit.locked,
  'pin-last-try': exit.locked,
  'pin-needed': exit.password,
  'pin-length': exit.usage,
  'pin-unset': exit.locked,
};

/** A file that is not there is "not found"; one that is there and cannot be read has failed. */
export function exitCodeOf({ code, details }: AppError): ExitCode {
  if (code === 'file-unreadable' && details['cause'] === 'ENOENT') return exit.notFound;
  return byError[code] ?? exit.failed;
}

const byDiagnosis: Record<Diagnosis['code'], ExitCode> = {
  opened: exit.done,
  'needs-password': exit.password,
  'wrong-password': exit.password,
  'unsupported-algorithm': exit.unsupported,
  damaged: exit.damaged,
  'not-a-certificate-file': exit.damaged,
  'limit-exceeded': exit.failed,
};

export function exitCodeOfDiagnosis(code: Diagnosis['code']): ExitCode {
  return byDiagnosis[code];
}
