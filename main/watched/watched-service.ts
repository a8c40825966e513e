import { AppError } from '../../shared/domain/app-error.ts';
import type { Watched, WatchedInput } from '../../shared/schemas/watched.ts';

/** Countdown and reminders for what is not in the vault, or whose key is not (D04). */
export interface WatchedService {
  /** Soonest first; empty without a vault. */
  list(): Promise<Watched[]>;
  /** Makes the vault when there is none. */
  add(entry: WatchedInput): Promise<Watched>;
  /** Errors: `vault-missing`, `not-found`. */
  addCertificate(sha256: string): Promise<Watched>;
  change(id: string, entry: WatchedInput): Promise<Watched>;
  remove(id: string): Promise<void>;
}

/** SCAFFOLD of the branch, replaced before it is merged. */
export function createWatchedService(): WatchedService {
  const absent = async () => await Promise.reject(new AppError('not-available'));
  return { list: absent, add: absent, addCertificate: absent, change: absent, remove: absent };
}
