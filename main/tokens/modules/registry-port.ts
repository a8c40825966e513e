// SPDX-License-Identifier: Apache-2.0
import type { ModuleFacts } from '../../../shared/schemas/token.ts';

/** A module that this computer has, before anything of it is loaded. */
export interface KnownModule extends ModuleFacts {
  readonly source: 'p11-kit' | 'known-path' | 'added';
  /**
   * `ready`: of the distribution's own packages (and changeable by root alone), or allowed with this very hash.
   * `changed`: allowed with another hash.
   */
  readonly state: 'ready' | 'needs-consent' | 'changed' | 'missing';
  /** `x-init-reserved` of p11-kit's configuration (pkcs11.conf(5)); null: none. */
  readonly parameters: string | null;
}

export interface ModuleRegistry {
  /**
   * p11-kit's configuration in its precedence, known vendor paths that exist, modules added by hand; one row per file,
   * by device and inode. Files are hashed anew only when their size, time or inode changed.
   */
  list(): Promise<readonly KnownModule[]>;
  /** What a file is, before consent. Errors: `module-not-found`, `module-broken` (no regular file, or not a library of this machine). */
  look(path: string): Promise<ModuleFacts>;
  /** As `list` or the last `look`s have it. Errors: `module-not-found`. */
  factsOf(moduleId: string): Promise<ModuleFacts>;
  /** Remembers consent for a module of `list` or of the last `look`s. Errors: `module-not-found`, `module-not-allowed` (another hash now). */
  allow(moduleId: string, sha256: string): Promise<KnownModule>;
  /** Errors: `module-not-found`. */
  forget(moduleId: string): Promise<void>;
  /** By id or absolute path. Errors: `module-not-found`; `module-broken`, `module-not-allowed` (a library that is not in the list). */
  find(idOrPath: string): Promise<KnownModule>;
}
