import { AppError } from '../../shared/domain/app-error.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';

/** A search of the disk by what files hold (D01-D03). */
export interface DiscoveryService {
  /** Folders worth a search, as absolute paths. */
  suggestedFolders(): Promise<readonly SuggestedFolder[]>;
  /** Absolute path of a folder typed in; `~` is `home`. Errors: `file-unreadable`. */
  checkFolder(text: string, home: string): Promise<string>;
  /** Ends a search under way and forgets what it found. `folders`: absolute paths. */
  start(folders: readonly string[], options: { readonly lookFor: string | null }): void;
  pause(): void;
  resume(): void;
  /** What was found stays. */
  cancel(): void;
  results(query: CallInput<'discovery.results'>): Promise<CallOutput<'discovery.results'>>;
  import(
    ids: readonly string[],
    run: { readonly signal: AbortSignal; progress(fraction: number | null, step: string): void },
  ): Promise<CallOutput<'discovery.import'>>;
  openDraft(id: string): Promise<string>;
  /** At most four times a second. */
  onChange(listener: () => void): void;
  close(): void;
}

export interface SuggestedFolder {
  readonly path: string;
  readonly kind: 'downloads' | 'desktop' | 'documents' | 'home' | 'drive';
  readonly preselected: boolean;
}

/** SCAFFOLD of the branch, replaced before it is merged. */
export function createDiscoveryService(): DiscoveryService {
  const absent = async () => await Promise.reject(new AppError('not-available'));
  const nothing = (): void => undefined;
  return {
    suggestedFolders: absent,
    checkFolder: absent,
    start: nothing,
    pause: nothing,
    resume: nothing,
    cancel: nothing,
    results: absent,
    import: absent,
    openDraft: absent,
    onChange: nothing,
    close: nothing,
  };
}
